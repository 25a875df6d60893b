// A sheet: all parts of a page that follow each other and only show. A part is HTML of ours, in its middle a chart, a
// picture or a map, and what can be taken away. Streamlit draws every element of a page again at each run, some milliseconds each:
// a sheet is one element, and what has not changed in it stays as it is.

import { drawChart } from "./chart.js";
import { drawMap } from "./map.js";
import { drawPicture } from "./picture.js";

const sheets = new WeakMap(); // by the element that Streamlit gives

export default function drawSheet({ data, parentElement, setTriggerValue }) {
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = newSheet(parentElement)));
  sheet.tell = setTriggerValue;
  const written = new TextDecoder().decode(data);
  if (written === sheet.written) return;
  sheet.written = written;
  const { parts, answer } = JSON.parse(written);
  drawParts(sheet, parts);
  if (answer) give(sheet, answer);
}

function newSheet(parentElement) {
  const sheet = { element: box("ocod-sheet"), parts: new Map() };
  parentElement.replaceChildren(sheet.element);
  sheet.element.addEventListener("click", (event) => {
    const heading = event.target.closest("[data-sorts]");
    if (heading) return sortRows(heading);
    const button = event.target.closest("[data-ask]");
    if (!button || button.ariaBusy === "true") return;
    button.ariaBusy = "true"; // until the answer comes
    sheet.button = button;
    sheet.tell("asked", [button.closest("[data-part]").dataset.part, button.dataset.ask]);
  });
  return sheet;
}

function box(name, ...inside) {
  const element = document.createElement("div");
  element.className = name;
  element.append(...inside);
  return element;
}

/** Draw the parts where they are; they are only laid out again when others are there than before. */
function drawParts(sheet, items) {
  const outline = JSON.stringify(outlined(items));
  if (outline !== sheet.outline) {
    sheet.outline = outline;
    const kept = sheet.parts;
    sheet.parts = new Map();
    sheet.element.replaceChildren(...laidOut(items, sheet.parts, kept));
  }
  for (const item of flat(items)) drawPart(sheet, sheet.parts.get(item.key), item);
}

const outlined = (items) => items.map((item) => (item.columns ? [item.columns, item.items.map(outlined)] : item.key));
const flat = (items) => items.flatMap((item) => (item.columns ? item.items.flatMap(flat) : item));

function laidOut(items, parts, kept) {
  return items.map((item) => {
    if (!item.columns) {
      const part = kept.get(item.key) ?? newPart(item.key);
      parts.set(item.key, part);
      return part.element;
    }
    const columns = box("ocod-columns", ...item.items.map((each) => box("ocod-column", ...laidOut(each, parts, kept))));
    columns.style.setProperty("--columns", item.columns.map((share) => `minmax(0, ${share}fr)`).join(" "));
    return columns;
  });
}

function newPart(key) {
  const [head, middle, foot] = [box("ocod"), box("ocod"), box("ocod")];
  const element = box(`st-key-${key}`, head, middle, foot);
  element.dataset.part = key;
  return { element, head, middle, foot, html: {} };
}

function drawPart(sheet, part, item) {
  write(part, "head", item.head);
  write(part, "foot", item.foot);
  if (item.chart) drawChart(part.middle, item.chart, (clicked) => sheet.tell("clicked", [item.key, clicked]));
  else if (item.picture) drawPicture(part.middle, item.picture);
  else if (item.map) drawMap(part.middle, item.map);
}

function write(part, place, html) {
  if (part.html[place] === html) return;
  part.html[place] = html;
  const held = part[place].contains(document.activeElement) && sign(document.activeElement);
  part[place].innerHTML = html; // from templates that escape what they are given
  part.table?.remove(); // it was of what was seen before
  if (held !== false) focusAgain(part, part[place], held);
}

const SIGNS = ["data-value", "data-sorts", "data-ask", "data-clears", "data-lang", "href", "popovertarget", "id"];

/** By what an element is known again when its part is written anew. */
function sign(element) {
  const name = SIGNS.find((each) => element.hasAttribute(each));
  return name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : "";
}

/** Keep the keyboard where it was: at the same control; where that is gone, at the field it was of or the first of its sheet. */
function focusAgain(part, place, held) {
  const controls = "select:enabled, input, button, a[href]";
  const found = (held && place.querySelector(held)) || place.querySelector(controls);
  (found ?? part.element.closest(".ocod-sheet")?.querySelector(controls))?.focus({ preventScroll: true });
}

/** Give what was asked for: `{of, number, table}` to be read here, or `{of, number, name, type, content}` to be saved. */
function give(sheet, answer) {
  if (sheet.button) sheet.button.ariaBusy = null;
  const part = sheet.parts.get(answer.of);
  if (answer.table && part) unfold(part, answer.table, sheet.button);
  if (answer.content) save(answer);
}

function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function unfold(part, html, source) {
  part.table?.remove();
  const table = (part.table = document.createElement("div"));
  table.className = "ocod-unfolded";
  table.popover = "auto"; // Escape and a click elsewhere fold it again
  table.innerHTML = html;
  table.addEventListener("toggle", (event) => event.newState === "closed" && table.remove());
  part.foot.append(table);
  table.showPopover({ source });
  table.focus();
}

/** Sort a table by the column of a button in its head: figures the largest first, texts by the page's language. */
function sortRows(button) {
  const head = button.closest("th");
  const at = Number(button.dataset.sorts);
  const figures = head.classList.contains("ocod-figure");
  const turned = head.ariaSort === (figures ? "descending" : "ascending");
  const rows = [...head.closest("table").tBodies[0].rows];
  const key = ({ cells }) => cells[at].dataset.by ?? cells[at].textContent;
  const number = (row) => Number.parseFloat(key(row).replaceAll(",", "").replace("−", "-")); // no figure stands last
  const compared = figures
    ? (a, b) => (Number.isNaN(number(a)) - Number.isNaN(number(b))) || (turned ? number(a) - number(b) : number(b) - number(a))
    : (a, b) => key(a).localeCompare(key(b), document.documentElement.lang, { numeric: true }) * (turned ? -1 : 1);
  for (const other of head.parentElement.cells) other.ariaSort = null;
  head.ariaSort = (figures !== turned) ? "descending" : "ascending";
  head.closest("table").tBodies[0].append(...rows.toSorted(compared));
}
