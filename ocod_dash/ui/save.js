// A chart or map of the page as a file that needs nothing else: an SVG with its finding, what is measured, the citation
// and the mark of a sample inside, in the page's own type; and a PNG that is drawn from it.

const SPACE = "http://www.w3.org/2000/svg";
const EDGE = 24; // pixels round everything
const LEADING = 1.6; // room for Thai marks
const SHARP = 2; // of a PNG: on slides and in print
const MOST_TURNS = 100;
const LEAST = 480; // pixels; a narrower picture would break its title into many lines

/**
 * Return the SVG, as text, of the pictures inside an element.
 * @param {Element} element holds Plotly charts, SVG maps (`svg[data-picture]`), or several of them
 * @param {{title: string, subtitle?: string, source: string, mark?: string, language?: string}} told what stands round
 * it; `mark` says that the figures are of a sample
 * @throws {Error} when there is no picture (yet)
 */
export async function svgOf(element, told) {
  await document.fonts.ready;
  const { family, css } = await typeOf(element);
  const { pictures, width, height } = picturesIn(element);
  const wide = Math.max(width, LEAST);
  const { color } = getComputedStyle(element);
  const write = pen(family, wide);
  const file = make("svg", { role: "img", lang: told.language ?? document.documentElement.lang });
  file.append(make("title", {}, told.title), make("desc", {}, told.source), make("style", {}, style(css, family)));
  file.append(make("rect", { width: "100%", height: "100%", fill: groundOf(element) }));

  let y = write(file, told.title, EDGE, { size: 20, weight: 600, fill: color });
  y = write(file, told.subtitle ?? "", y, { size: 14, weight: 400, fill: color, opacity: 0.75 }) + EDGE / 2;
  for (const { svg, x, y: under, w, h } of pictures) {
    for (const [name, value] of Object.entries({ x: EDGE + x + (wide - width) / 2, y: y + under, width: w, height: h }))
      svg.setAttribute(name, value);
    file.append(svg);
  }
  y += height + EDGE / 2;
  if (told.mark) y = stamp(file, told.mark, y, write, family);
  y = write(file, told.source, y, { size: 13, weight: 400, fill: color, opacity: 0.75 });

  const whole = [wide + 2 * EDGE, Math.ceil(y + EDGE)];
  file.setAttribute("viewBox", `0 0 ${whole.join(" ")}`);
  file.setAttribute("width", whole[0]);
  file.setAttribute("height", whole[1]);
  return new XMLSerializer().serializeToString(file);
}

/** Return a PNG of such an SVG, at twice its size. */
export async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width * SHARP, image.height * SHARP);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const lines = [...new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.children]
    .filter((each) => each.localName === "text")
    .map((line) => ({ base: SHARP * line.getAttribute("y"), size: SHARP * line.getAttribute("font-size") }));
  // An image is decoded before the type inside it is: until then its lines are empty.
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    if (lines.every(({ base, size }) => written(context.getImageData(0, base - size, canvas.width, size).data))) break;
    await new Promise((done) => setTimeout(done, 20));
  }
  return canvas.convertToBlob({ type: "image/png" });
}

/** Say whether anything but the ground is seen. */
function written(pixels) {
  const all = new Uint32Array(pixels.buffer);
  return all.some((pixel) => pixel !== all[0]);
}

/** Give the visitor a file. */
export function save(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The pictures, placed as they are on the page; those that are not seen there, one under the other. */
function picturesIn(element) {
  const found = [...element.querySelectorAll("svg[data-picture], .js-plotly-plot:has(.main-svg)")];
  if (element.matches(".js-plotly-plot, svg[data-picture]")) found.push(element);
  const seen = found.filter((each) => each.getBoundingClientRect().width);
  let under = 0;
  const pictures = (seen.length ? seen : found).map((each) => {
    const box = each.getBoundingClientRect();
    const svg = each.matches("svg") ? copied(each) : layered(each, box);
    if (box.width) return { svg, x: box.x, y: box.y, w: box.width, h: box.height };
    const { width: w, height: h } = each.viewBox.baseVal;
    under += h;
    return { svg, x: 0, y: under - h, w, h };
  });
  if (!pictures.length) throw new Error("there is no picture here");
  const left = Math.min(...pictures.map((each) => each.x));
  const above = Math.min(...pictures.map((each) => each.y));
  for (const each of pictures) Object.assign(each, { x: each.x - left, y: each.y - above });
  const reach = (at, size) => Math.max(...pictures.map((each) => each[at] + each[size]));
  return { pictures, width: reach("x", "w"), height: reach("y", "h") };
}

/** A map without what only a page needs. */
function copied(picture) {
  const svg = picture.cloneNode(true);
  svg.removeAttribute("style");
  for (const each of [svg, ...svg.querySelectorAll("[tabindex]")])
    for (const name of ["tabindex", "role", "aria-label"]) each.removeAttribute(name);
  return svg;
}

/** Plotly draws on several SVGs, one over another, that refer to each other's clips: make them one. */
function layered(plot, box) {
  const svg = make("svg", { viewBox: `0 0 ${box.width} ${box.height}` });
  for (const layer of plot.querySelectorAll(".main-svg")) svg.append(...layer.cloneNode(true).childNodes);
  svg.querySelectorAll(".hoverlayer, script, foreignObject").forEach((each) => each.remove());
  return svg;
}

/** Return a function that writes a text below `top`, in lines no wider than `wide`, and returns where it ends. */
function pen(family, wide) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  return (file, text, top, { size, weight, fill, opacity = 1 }) => {
    context.font = `${weight} ${size}px ${family}`;
    const lines = text ? broken(text, (part) => context.measureText(part).width <= wide) : [];
    lines.forEach((line, at) => {
      const y = top + size * (LEADING * at + 1.1);
      const look = { x: EDGE, y, fill, "fill-opacity": opacity, "font-size": size, "font-weight": weight };
      file.append(make("text", look, line));
    });
    return top + lines.length * size * LEADING;
  };
}

/** Break a text into lines that fit; Thai has no spaces, so its words come from the browser's dictionary. */
function broken(text, fits) {
  const lines = [""];
  for (const { segment } of new Intl.Segmenter(["th", "en"], { granularity: "word" }).segment(text)) {
    const mark = !/[\p{L}\p{N}\s]/u.test(segment); // a full stop or a bracket stays with its word
    if (!lines.at(-1) || mark || fits((lines.at(-1) + segment).trimEnd())) lines[lines.length - 1] += segment;
    else lines.push(segment.trimStart());
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** The sample's mark, in its own colours on either ground. */
function stamp(file, text, top, write, family) {
  const before = file.childElementCount;
  const under = write(file, text, top + 2, { size: 13, weight: 600, fill: "#B45309" });
  const label = file.children[before];
  label.setAttribute("x", EDGE + 8);
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.font = `600 13px ${family}`;
  const box = { x: EDGE, y: top, width: context.measureText(text).width + 16, height: under - top + 2, rx: 3 };
  label.before(make("rect", { ...box, fill: "#FFF7E6", stroke: "#B45309" }));
  return under + 6;
}

function style(css, family) {
  return `${css} svg { font-family: ${family}; } .crisp { shape-rendering: crispEdges; } * { vector-effect: none !important; }`;
}

const kept = new Map(); // by family: the type does not change while the page is open

/** The page's own type as rules with the files inside: a file may not load any. */
async function typeOf(element) {
  const family = getComputedStyle(element).fontFamily;
  const bare = (name) => name.replaceAll(/["']/g, "").trim();
  const first = bare(family.split(",")[0]);
  if (!kept.has(first)) {
    const rules = [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSFontFaceRule && bare(rule.style.fontFamily) === first)
      .map(async (rule) => {
        const [, address] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"));
        return rule.cssText.replace(address, await inside(new URL(address, document.baseURI)));
      });
    kept.set(first, Promise.all(rules).then((all) => all.join("\n")));
  }
  return { family: family.replaceAll('"', "'"), css: await kept.get(first) };
}

async function inside(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  return `data:font/woff2;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

/** The colour that is seen behind an element. */
function groundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}

function make(name, attributes, text) {
  const element = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
