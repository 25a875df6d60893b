// A chart or map of the page as a PNG: title, subtitle, picture and source on one canvas, made in the browser.
// Joined in front of hands.js by browser.py, as a component is one module.

const SCALE = 2; // sharp on slides and in print
const MARGIN = 24;
const SVG = "http://www.w3.org/2000/svg";

/** Save the frame's picture as `<key>.png`; throws when the frame has no picture (yet). */
async function savePicture(key) {
  const canvas = await compose(key);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${key}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function compose(key) {
  const frame = document.querySelector(`.st-key-frame_${key}`);
  const { pictures, width, height } = picturesOf(frame);
  await document.fonts.ready;
  const fonts = await embeddedFonts(getComputedStyle(frame).fontFamily);
  const images = await Promise.all(pictures.map((picture) => imageOf(picture, fonts)));

  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const block = (element) => linesOf(context, runsOf(element), width);
  // After the heading comes what is measured, and then what can be done on the page.
  const title = frame.querySelector("h4");
  const head = [...block(title), ...block(title?.closest("[data-testid=stMarkdownContainer]").querySelector("p"))];
  const foot = block(frame.querySelector(`.st-key-row_${key}`));
  const tall = (lines) => lines.reduce((sum, line) => sum + line.height, 0);
  const top = MARGIN + tall(head) + (head.length ? MARGIN / 2 : 0);
  const bottom = top + height + (foot.length ? MARGIN / 2 : 0);

  canvas.width = Math.ceil((width + 2 * MARGIN) * SCALE); // this also resets the context
  canvas.height = Math.ceil((bottom + tall(foot) + MARGIN) * SCALE);
  context.fillStyle = groundOf(frame);
  context.fillRect(0, 0, canvas.width, canvas.height);
  pictures.forEach(({ x, y, w, h }, i) => {
    context.drawImage(images[i], (MARGIN + x) * SCALE, (top + y) * SCALE, w * SCALE, h * SCALE);
  });
  context.scale(SCALE, SCALE);
  write(context, head, MARGIN, MARGIN);
  write(context, foot, MARGIN, bottom);
  return canvas;
}

/** The frame's SVG maps and Plotly charts, placed as they are on the page; those that are hidden, one under the other. */
function picturesOf(frame) {
  const maps = [...frame.querySelectorAll("svg[data-picture]")];
  const plots = [...frame.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.querySelector(".main-svg"));
  let under = 0;
  const found = [...maps, ...plots].map((element) => {
    const box = element.getBoundingClientRect();
    const svg = element.matches("svg") ? element.cloneNode(true) : mergedLayers(element, box);
    if (box.width) return { svg, x: box.x, y: box.y, w: box.width, h: box.height };
    const { width: w, height: h } = element.viewBox.baseVal;
    under += h;
    return { svg, x: 0, y: under - h, w, h };
  });
  const seen = found.filter((_, i) => [...maps, ...plots][i].getBoundingClientRect().width);
  const pictures = seen.length ? seen : found;
  if (!pictures.length) throw new Error("the frame has no picture");

  const left = Math.min(...pictures.map((p) => p.x));
  const above = Math.min(...pictures.map((p) => p.y));
  for (const picture of pictures) Object.assign(picture, { x: picture.x - left, y: picture.y - above });
  return {
    pictures,
    width: Math.max(...pictures.map((p) => p.x + p.w)),
    height: Math.max(...pictures.map((p) => p.y + p.h)),
  };
}

/** Plotly draws on several SVGs, one over another, that refer to each other's clips: make them one. */
function mergedLayers(plot, box) {
  const merged = document.createElementNS(SVG, "svg");
  merged.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
  for (const layer of plot.querySelectorAll(".main-svg")) {
    const copy = layer.cloneNode(true);
    copy.querySelectorAll(".hoverlayer").forEach((hover) => hover.remove());
    merged.append(...copy.childNodes);
  }
  return merged;
}

/** An SVG as an image that needs nothing from outside, so that the canvas can be read. */
async function imageOf({ svg, w, h }, fonts) {
  const style = document.createElementNS(SVG, "style");
  style.textContent = `${fonts.css} svg { font-family: ${fonts.family}; } .crisp { shape-rendering: crispEdges; }
    * { vector-effect: none !important; }`; // lines grow with the picture
  svg.prepend(style);
  svg.removeAttribute("style");
  svg.setAttribute("width", w * SCALE); // in a place of another shape, the picture stands in the middle, as on the page
  svg.setAttribute("height", h * SCALE);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}

let kept; // the type does not change while the page is open

/** The page's own type as rules with the files inside: an image may not load any. */
function embeddedFonts(family) {
  const first = family.split(",")[0].replaceAll(/["']/g, "").trim();
  kept ??= Promise.all(
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .filter((rule) => rule.style.fontFamily.replaceAll(/["']/g, "") === first)
      .map(async (rule) => {
        const [, address] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"));
        return rule.cssText.replace(address, await dataAddress(new URL(address, document.baseURI)));
      }),
  ).then((rules) => rules.join("\n"));
  return kept.then((css) => ({ css, family }));
}

async function dataAddress(address) {
  const blob = await (await fetch(address)).blob();
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });
}

/** The text of an element as it looks: runs of one size, weight and colour; a new block is a new line. */
function runsOf(element) {
  const runs = [];
  if (!element) return runs;
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last;
  while (nodes.nextNode()) {
    const { parentElement, data } = nodes.currentNode;
    const block = parentElement.closest("p, li, h1, h2, h3, h4, h5, h6, div");
    if (!block || parentElement.closest("button, style")) continue;
    const { fontFamily, fontSize, fontWeight, color } = getComputedStyle(parentElement);
    const size = parseFloat(fontSize);
    runs.push({
      text: (last && block !== last ? "\n" : "") + data.replaceAll(/[ \t\n]+/g, " "),
      font: `${fontWeight} ${size}px ${fontFamily}`,
      size,
      colour: color,
    });
    last = block;
  }
  return runs;
}

/** Break runs into lines no wider than `width`. */
function linesOf(context, runs, width) {
  const lines = [];
  let line, used;
  const open = () => lines.push((line = { parts: [], height: 0 })) && (used = 0);
  if (runs.length) open();
  for (const parts of unitsOf(runs)) {
    const measure = (trim) =>
      parts.reduce((sum, { run, text }, i) => {
        context.font = run.font;
        return sum + context.measureText(trim && i === parts.length - 1 ? text.trimEnd() : text).width;
      }, 0);
    if (parts[0].text.startsWith("\n") || (used && used + measure(true) > width)) open();
    for (const { run, text } of parts) {
      line.parts.push({ run, text: text.replace("\n", "") });
      line.height = Math.max(line.height, Math.round(run.size * 1.6)); // room for Thai marks
    }
    used += measure(false);
  }
  return lines;
}

/** What may not be broken, each as parts of one run: Thai has no spaces, so its words come from the browser's dictionary. */
function unitsOf(runs) {
  const text = runs.map((run) => run.text).join("");
  const breaks = [];
  let before = "";
  for (const { segment, index } of new Intl.Segmenter("th", { granularity: "word" }).segment(text)) {
    const thai = /[\u0e01-\u0e5b]$/.test(before) && /^[\u0e01-\u0e5b]/.test(segment) && !segment.startsWith("ๆ");
    const spaced = before.endsWith(" ") && segment !== " ";
    if (index && (thai || spaced || segment === "\n")) breaks.push(index);
    before = segment;
  }
  const units = [];
  let at = 0;
  for (const end of [...breaks, text.length]) {
    units.push(partsBetween(runs, at, end));
    at = end;
  }
  return units;
}

function partsBetween(runs, from, to) {
  let start = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    start += run.text.length;
    return text ? [{ run, text }] : [];
  });
}

function write(context, lines, left, top) {
  context.textBaseline = "alphabetic";
  for (const { parts, height } of lines) {
    let x = left;
    for (const { run, text } of parts) {
      context.font = run.font;
      context.fillStyle = run.colour;
      context.fillText(text, x, top + height * 0.7);
      x += context.measureText(text).width;
    }
    top += height;
  }
}

/** The colour that is seen behind an element. */
function groundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}
