// Return what a reader cannot read on the page: text that sticks out of the window, is cut off, or lies on other text.
() => {
  const wide = document.documentElement.clientWidth;
  const misfits = [];
  if (document.documentElement.scrollWidth > wide) misfits.push("the page can be scrolled sideways");

  const styles = new Map();
  const style = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);
  const above = function* (element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) yield at;
  };
  const unseen = (element) =>
    element.closest("script, style, title, desc, [aria-hidden='true'], [data-collapsed='true'][data-testid='stSidebar']") ||
    element.closest("[href='#stMain'], [data-testid='stTooltipErrorContent']") ||
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    [...above(element)].some((at) => at instanceof HTMLElement && at.offsetWidth <= 1 && style(at).overflow !== "visible");

  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      // Letters fill the middle of their line; what is round them may be shared with the next line.
      const line = { text, element, left: box.left, right: box.right };
      line.top = box.top + box.height * 0.25;
      line.bottom = box.bottom - box.height * 0.25;
      let scrolls = false; // sideways, so that what is beyond the edge can be reached
      let runs = false; // downwards
      let waits = false; // until it is scrolled to
      for (const at of above(element)) {
        if (!(at instanceof HTMLElement)) continue;
        const { overflowX, overflowY, textOverflow } = style(at);
        const clip = at.getBoundingClientRect();
        const moves = (overflow) => overflow === "auto" || overflow === "scroll";
        scrolls ||= moves(overflowX) && at.scrollWidth > at.clientWidth;
        runs ||= moves(overflowY) && at.scrollHeight > at.clientHeight;
        waits ||= moves(overflowY) && (line.top < clip.top || line.bottom > clip.bottom);
        const hides = (overflow) => overflow === "hidden" || overflow === "clip";
        const across = hides(overflowX) && (line.left < clip.left - 1 || line.right > clip.right + 1);
        const down = hides(overflowY) && (line.top < clip.top - 1 || line.bottom > clip.bottom + 1);
        if ((!scrolls && across) || (!runs && down)) misfits.push(`cut off: ${text}`);
        if (textOverflow === "ellipsis" && at.scrollWidth > at.clientWidth + 1) misfits.push(`shortened: ${text}`);
      }
      if (!scrolls && (line.left < -1 || line.right > wide + 1)) misfits.push(`sticks out: ${text}`);
      if (!scrolls && !waits) lines.push(line);
    }
  }
  const over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  lines.forEach((a, i) => {
    for (const b of lines.slice(i + 1)) {
      if (a.element !== b.element && over(a, b)) misfits.push(`on top of each other: ${a.text} / ${b.text}`);
    }
  });
  return [...new Set(misfits)];
}
