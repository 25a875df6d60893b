// A sheet: all parts of a page that follow each other. A part is HTML from templates, with a chart, a picture or a map in its middle.
// Streamlit draws every element of a page again at each run, some milliseconds each: a sheet is one element, and what has
// not changed in it stays as it is. What a button asks for comes by HTTP, without a run.

import { drawChart } from "./chart.js";
import "./day.js";
import { drawMap } from "./map.js";
import { drawPicture } from "./picture.js";
import { OPENED, SORTED, UNFOLDED, inAddress, noteInAddress } from "./navigation.js";
import { answered, pressed } from "./page_status.js";
import { movePlayer } from "./player.js";
import { wait } from "./wait.js";

const MIDDLES = { chart: drawChart, picture: drawPicture, map: drawMap };
const CONTROLS = "select:enabled, input, button, a[href]";

const sheets = new WeakMap(); // by the element that Streamlit gives

export default function drawSheet({ data, parentElement, setTriggerValue }) {
  answered(); // called at every run
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = newSheet(parentElement)));
  sheet.trigger = setTriggerValue;
  const written = new TextDecoder().decode(data);
  if (written === sheet.written) return;
  sheet.written = written;
  const { parts, token } = JSON.parse(written);
  sheet.token = token;
  drawParts(sheet, parts);
}

function newSheet(parentElement) {
  const sheet = { element: box("ocod-sheet"), parts: new Map() };
  parentElement.replaceChildren(sheet.element);
  sheet.element.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-sorts], [data-ask], [data-action]");
    if (!button) return;
    if (button.dataset.sorts) sortByVisitor(button);
    else if (button.dataset.action) act(sheet, button.dataset.action);
    else if (button.ariaBusy !== "true") answer(sheet, button);
  });
  sheet.element.addEventListener("toggle", ({ target }) => target.matches(DETAILS) && noteOpened(target), true);
  return sheet;
}

function act(sheet, action) {
  sheet.trigger("action", action);
  pressed();
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
    const before = sheet.parts;
    const held = document.activeElement;
    sheet.parts = new Map();
    arrange(sheet.element, laidOut(items, sheet.parts, before));
    if (sheet.element.contains(held)) held.focus({ preventScroll: true }); // what moves loses the keyboard
  }
  for (const item of flat(items)) drawPart(sheet.parts.get(item.key), item);
  unfoldAgain(sheet);
  for (const element of sheet.element.querySelectorAll("[data-waits]")) waitFor(sheet, element);
}

/** Wait for what the server computes, and let the page run again when it is there. */
function waitFor(sheet, element) {
  const { part } = element.closest("[data-part]").dataset;
  const ask = async (what) => {
    const response = await fetch(answerAddress(sheet, part, what));
    if (!response.ok) throw new Error(response.url);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  wait(element, ask, () => sheet.trigger("action", "ready"));
}

/** The address of an answer of a part. */
function answerAddress(sheet, part, what) {
  return new URL(`../../answers/${[sheet.token, part, what].map(encodeURIComponent).join("/")}`, import.meta.url);
}

const outlined = (items) => items.map((item) => (item.columns ? [item.columns, item.items.map(outlined)] : item.key));
const flat = (items) => items.flatMap((item) => (item.columns ? item.items.flatMap(flat) : item));

/** Put elements into a box in their order; those that are there already stay where they are, as a move lays them out anew. */
function arrange(inside, elements) {
  const wanted = new Set(elements);
  for (const child of [...inside.children]) if (!wanted.has(child)) child.remove();
  elements.forEach((element, at) => inside.children[at] === element || inside.insertBefore(element, inside.children[at] ?? null));
}

/** Return the elements of parts, and of columns with their parts: the same as before where the same parts are in them. */
function laidOut(items, parts, before) {
  return items.map((item) => {
    const key = item.columns ? JSON.stringify(outlined([item])) : item.key;
    const part = before.get(key) ?? (item.columns ? { element: newColumns(item) } : newPart(key));
    parts.set(key, part);
    item.items?.forEach((each, at) => arrange(part.element.children[at], laidOut(each, parts, before)));
    return part.element;
  });
}

function newColumns({ columns, items }) {
  const element = box("ocod-columns", ...items.map(() => box("ocod-column")));
  element.style.setProperty("--columns", columns.map((share) => `minmax(0, ${share}fr)`).join(" "));
  return element;
}

function newPart(key) {
  const [head, middle, foot] = [box("ocod"), box("ocod"), box("ocod")];
  const element = box(`st-key-${key}`, head, middle, foot);
  element.dataset.part = key;
  return { element, head, middle, foot, html: {} };
}

function drawPart(part, item) {
  write(part, "head", item.head);
  write(part, "foot", item.foot);
  const kind = Object.keys(MIDDLES).find((each) => item[each]);
  if (kind) MIDDLES[kind](part.middle, item[kind]);
}

function write(part, place, html) {
  if (part.html[place] === html) return;
  part.html[place] = html;
  if (movePlayer(part[place], html)) return;
  const held = part[place].contains(document.activeElement) && sign(document.activeElement);
  part[place].innerHTML = html; // from templates that escape what they are given
  part.unfolded?.remove(); // it was of what was seen before
  sortAgain(part.element);
  openAgain(part[place]);
  if (held !== false) focusAgain(part, part[place], held);
}

const SIGNS = ["data-value", "data-sorts", "data-ask", "data-action", "data-clears", "data-lang", "href", "popovertarget", "id"];

/** What identifies an element when its part is written again. */
function sign(element) {
  const name = SIGNS.find((each) => element.hasAttribute(each));
  return name ? `[${name}="${CSS.escape(element.getAttribute(name))}"]` : "";
}

/** Keep the keyboard where it was: at the same control; where that is gone, at the field it was of or the first of its sheet. */
function focusAgain(part, place, held) {
  const found = (held && place.querySelector(held)) || place.querySelector(CONTROLS);
  (found ?? part.element.closest(".ocod-sheet")?.querySelector(CONTROLS))?.focus({ preventScroll: true });
}

/** Get what a button asks for: HTML is unfolded, a file is saved. An answer that does not come is reported in its place. */
async function answer(sheet, button) {
  const part = sheet.parts.get(button.closest("[data-part]").dataset.part);
  const row = button.closest("[data-failed]");
  row.querySelector(".ocod-failed")?.remove();
  button.ariaBusy = "true";
  try {
    const response = await fetch(answerAddress(sheet, part.element.dataset.part, button.dataset.ask));
    if (!response.ok) throw new Error(response.url);
    const file = /filename\*=UTF-8''(\S+)/.exec(response.headers.get("Content-Disposition"));
    if (file) save(decodeURIComponent(file[1]), await response.blob());
    else unfold(part, await response.text(), button);
  } catch {
    row.append(Object.assign(document.createElement("span"), {
      className: "ocod-failed", role: "alert", textContent: row.dataset.failed,
    }));
  } finally {
    button.ariaBusy = null;
  }
}

function save(name, content) {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

function unfold(part, html, source) {
  if (!source.isConnected) return; // the part shows something else by now
  part.unfolded?.remove();
  const unfolded = (part.unfolded = box("ocod-unfolded"));
  unfolded.popover = "auto"; // Escape and a click elsewhere fold it again
  unfolded.innerHTML = html;
  const { part: key } = part.element.dataset;
  if (source.dataset.ask === TABLE) noteInAddress(UNFOLDED, key);
  unfolded.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    unfolded.remove();
    if (inAddress(UNFOLDED) === key) noteInAddress(UNFOLDED, "");
  });
  part.foot.append(unfolded);
  unfolded.showPopover({ source });
  unfolded.focus();
}

const TABLE = "table"; // what the button of a chart's figures asks for

/** Unfold the table that the address names. */
function unfoldAgain(sheet) {
  const part = sheet.parts.get(inAddress(UNFOLDED));
  const button = part?.element.querySelector(`[data-ask=${TABLE}]`);
  if (button && !part.unfolded?.isConnected && button.ariaBusy !== "true") answer(sheet, button);
}

/** Sort by the column of a button: figures the largest first, texts by the alphabet; the second time the other way round. */
function sortByVisitor(button) {
  const head = button.closest("th");
  const [first, other] = head.classList.contains("ocod-figure") ? ORDERS.toReversed() : ORDERS;
  const order = head.ariaSort === first ? other : first;
  sortRows(button, order);
  const { part } = button.closest("[data-part]").dataset;
  const others = listInAddress(SORTED).filter((each) => !each.startsWith(`${part}.`));
  noteInAddress(SORTED, [...others, [part, button.dataset.column, order].join(".")].join(","));
}

const ORDERS = ["ascending", "descending"];

const listInAddress = (name) => inAddress(name).split(",").filter(Boolean);

const DETAILS = "details[data-opened]"; // rows that unfold, each with its name in the address

/** Write into the address whether rows are unfolded. */
function noteOpened({ open, dataset }) {
  const others = listInAddress(OPENED).filter((each) => each !== dataset.opened);
  noteInAddress(OPENED, [...others, ...(open ? [dataset.opened] : [])].join(","));
}

/** Unfold the rows that the address names. */
function openAgain(place) {
  const opened = listInAddress(OPENED);
  for (const details of place.querySelectorAll(DETAILS)) details.open = opened.includes(details.dataset.opened);
}

/** Sort as the address says. */
function sortAgain(element) {
  const { part } = element.dataset;
  const sorted = listInAddress(SORTED).find((each) => each.startsWith(`${part}.`)) ?? "";
  const [column, order] = sorted.slice(part.length + 1).split(".");
  if (!ORDERS.includes(order)) return;
  const button = element.querySelector(`[data-column="${CSS.escape(column)}"]`);
  if (button) sortRows(button, order);
}

/** Sort a table by the column of a button in its head; totals stay above. */
function sortRows(button, order) {
  const head = button.closest("th");
  const at = Number(button.dataset.sorts);
  const figures = head.classList.contains("ocod-figure");
  const up = order === "ascending";
  const rows = [...head.closest("table").tBodies[0].rows].filter((row) => !row.matches(".ocod-total"));
  const key = ({ cells }) => cells[at].dataset.by ?? cells[at].textContent;
  const number = (row) => Number.parseFloat(key(row).replaceAll(",", "").replace("−", "-")); // no figure goes last
  const compared = figures
    ? (a, b) => (Number.isNaN(number(a)) - Number.isNaN(number(b))) || (up ? number(a) - number(b) : number(b) - number(a))
    : (a, b) => key(a).localeCompare(key(b), document.documentElement.lang, { numeric: true }) * (up ? 1 : -1);
  for (const other of head.parentElement.cells) other.ariaSort = null;
  head.ariaSort = order;
  head.closest("table").tBodies[0].append(...rows.toSorted(compared));
}
