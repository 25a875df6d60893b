// Return what a table breaks that must stay in one line: a short Thai text, a word of Latin letters, a date.
() => {
  const MOST = 24; // letters of Thai without a space, as in phrases.py; marks over and under them take no width
  const pieces = /\d{1,2} \S+ \d{4}|[^\s]*[\u0e01-\u0e5b][^\s]*|[A-Za-z]{2,}/gu;
  const broken = [];
  for (const cell of document.querySelectorAll(".ocod :is(td, th, .ocod-claim)")) {
    if (!cell.checkVisibility({ visibilityProperty: true }) || cell.textContent.includes("://")) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const held = texts.currentNode.parentElement.closest(".ocod-held");
      const loose = held && getComputedStyle(held).whiteSpace === "normal"; // in a box on a phone: two lines of whole words
      for (const { 0: piece, index } of texts.currentNode.data.matchAll(pieces)) {
        if (piece.replace(/\p{Mn}/gu, "").length > MOST || (loose && !/^\d/.test(piece))) continue;
        const range = document.createRange();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + piece.length);
        const lines = new Set([...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top / 8)));
        if (lines.size > 1) broken.push(`${piece} in: ${cell.textContent.trim().slice(0, 60)}`);
      }
    }
  }
  return [...new Set(broken)];
}
