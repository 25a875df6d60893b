// A map that stays from run to run: areas that are links, and marks and names over them. deck.gl draws it (map_deck.js); where there
// is no WebGL2, or its context got lost, an SVG of the same (map_svg.js). A change brings colours, texts and marks alone:
// the outlines are a file that the browser caches.

import { nameLayer } from "./map_names.js";
import { movedTo, noteMoved } from "./map_position.js";
import { svgPainter } from "./map_svg.js";

const GAP = 12; // pixels between a pointer and its tooltip
const SLIP = 5; // pixels that a pointer may slip; further is a drag
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Draw `data` (its fields: web/parts.py) into an element of ours. */
export function drawMap(place, data) {
  const map = (place.map ??= newMap(place));
  const written = JSON.stringify(data);
  if (map.written === written) return; // called at every run
  map.written = written;
  map.data = enlarged(place, data);
  map.element.style.setProperty("--height", `${map.data.height}px`);
  setOnPaper(data.height / map.data.height);
  map.legend.innerHTML = data.legend; // from templates
  map.element.setAttribute("aria-label", data.alt);
  for (const button of map.zoom.children) button.ariaLabel = button.title = data.texts[button.name];
  map.wheel.textContent = data.texts.wheel;
  map.inset.firstChild.textContent = data.texts.inset;
  writeLinks(map);
  writeMarkLinks(map);
  repaint(map).catch((error) => console.error(error));
}

let onPaper; // how much smaller a map is on paper than in this window

/** Set for the whole page, which is as much smaller there; only where it changes, as all of the page's styles are computed again. */
function setOnPaper(share) {
  if (share === onPaper) return;
  onPaper = share;
  document.documentElement.style.setProperty("--map-on-paper", share);
}

const AROUND = 580; // pixels over and under a map

/** The data of a map as high as the window, where that is higher than what it is described for. */
function enlarged(place, data) {
  const height = Math.max(data.height, Math.min(innerHeight - AROUND, place.clientWidth));
  const closer = Math.log2(height / data.height);
  return { ...data, height, closer, described: data.window, window: { ...data.window, zoom: data.window.zoom + closer } };
}

function newMap(place) {
  const element = make("div", "ocod-map");
  element.setAttribute("role", "figure"); // an image would hide the links in it
  const ground = make("div", "ocod-map-ground");
  const links = make("ul", "ocod-map-links");
  const markLinks = make("ul", "ocod-map-links ocod-map-mark-links");
  const spare = Object.assign(make("a", ""), { hidden: true });
  spare.dataset.go = "";
  const tip = make("div", "ocod-map-tip");
  const still = make("p", "ocod-map-still");
  const zoom = make("div", "ocod-map-zoom");
  const wheel = make("p", "ocod-map-wheel");
  tip.setAttribute("aria-hidden", "true"); // the links say the same
  wheel.setAttribute("aria-hidden", "true"); // the buttons do the same
  tip.hidden = still.hidden = zoom.hidden = wheel.hidden = true;
  const legend = make("div", "ocod-map-legend");
  const names = make("div", "ocod-map-names");
  names.setAttribute("aria-hidden", "true"); // the filters and tables beside it have them
  const inset = make("div", "ocod-map-inset");
  inset.append(make("span", ""), make("div", ""));
  inset.hidden = true;
  element.append(ground, names, inset, zoom, links, markLinks, spare, tip, still, wheel, legend);
  place.replaceChildren(element);

  const map = { element, ground, links, markLinks, spare, tip, still, zoom, inset, wheel, legend, anchors: new Map() };
  map.names = nameLayer(names);
  map.enlarged = svgPainter(inset.lastChild, { seen: (row, x, y) => see(map, row, x + inset.offsetLeft, y + inset.lastChild.offsetTop + inset.offsetTop) });
  addZoomButtons(map);
  listen(map);
  listenToWheel(map);
  new ResizeObserver((_, observer) => {
    if (element.isConnected) return;
    observer.disconnect();
    map.gone = true;
    map.painter?.remove();
  }).observe(place);
  return map;
}

function make(name, className) {
  return Object.assign(document.createElement(name), { className });
}

// What is drawn

const files = new Map(); // outlines by their address

function outlinesAt(address) {
  if (!files.has(address)) {
    const file = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${address} does not come`))));
    file.catch(() => files.delete(address)); // requested again at the next run
    files.set(address, file);
  }
  return files.get(address);
}

/** Draw the map as its data are now. */
async function repaint(map) {
  const outlines = await outlinesAt(map.data.outlines);
  map.started ??= start(map);
  map.names.set(map.data.names.map((name) => ({ ...name, below: name.kind === "district" || name.kind === "chosen" })));
  await map.started;
  if (map.gone) return;
  paint(map, outlines);
}

async function start(map) {
  map.painter = (await deckPainter(map).catch((error) => console.error(error))) ?? svgPainter(map.ground, heard(map));
}

async function deckPainter(map) {
  const { deckPainter } = await import("./map_deck.js");
  const lost = async () => {
    map.lost = map.painter; // held, so that it hears when its context is restored
    map.painter.remove();
    map.painter = svgPainter(map.ground, heard(map));
    await repaint(map);
  };
  const restored = () => {
    map.painter.remove();
    map.lost = map.started = undefined;
    return repaint(map);
  };
  return deckPainter(map.ground, map.data, { ...heard(map), lost, restored });
}

/** What a painter reports: what is under the pointer, that it has drawn, that the map may be elsewhere, and was moved by hand. */
function heard(map) {
  return {
    seen: (thing, x, y) => see(map, thing, x, y),
    drawn: (by) => (map.element.dataset.drawn = by),
    moved() {
      map.element.style.setProperty("--width", `${map.ground.clientWidth}px`); // for paper
      if (map.painter) map.names.place(map.painter.where, map.ground);
    },
    handled: () => noteMoved(map),
  };
}

/** Give the painter all layers with their data; it changes what has changed. */
function paint(map, outlines) {
  const { data, painter } = map;
  if (map.outlines !== outlines) {
    map.outlines = outlines;
    map.features = outlines.features.map((feature) => ({ ...feature, properties: { ...feature.properties } }));
    map.byCode = new Map(map.features.map((feature) => [feature.properties.code, feature]));
  }
  // The features stay the same objects, so that only their colours are computed again and not their shapes.
  for (const { properties } of map.features) Object.assign(properties, data.areas[properties.code]);
  const named = (codes) => codes.map((code) => map.byCode.get(code)).filter(Boolean);
  const rows = { ...data.marks, areas: map.features, few: named(data.few), front: named(data.front), focus: named(map.focus ? [map.focus] : []) };
  const layers = data.layers.map((layer) => ({ ...read(layer), data: rows[layer.data] ?? [] }));

  paintInset(map, layers);

  const window = JSON.stringify(data.described);
  const moved = map.window !== window || painter !== map.paintedBy;
  if (moved) hideTip(map);
  painter.paint(layers, movedTo(map, map.window !== window), moved, data.alt);
  Object.assign(map, { window, paintedBy: painter });
  map.still.textContent = data.texts.still;
  map.still.hidden = painter.moves;
  map.names.place(painter.where, map.ground);
  map.zoom.hidden = !painter.moves;
  refreshTip(map);
}

/** Enlarge some areas at the side, as they are on the map. */
function paintInset({ inset, enlarged, data, features }, layers) {
  inset.hidden = !data.inset;
  if (!data.inset) return;
  const shown = new Set(data.inset.codes);
  const within = (rows) => rows.filter(({ properties }) => shown.has(properties?.code));
  enlarged.paint(layers.map((layer) => ({ ...layer, data: within(layer.data) })), data.inset.window);
}

/** A layer as pydeck writes it: `@@=at` is the field `at` of each row. Nothing is run, and the rows are never read this way. */
function read(layer) {
  const field = (path) => (row) => path.split(".").reduce((value, name) => value[name], row);
  const value = (text) => (typeof text === "string" && text.startsWith("@@=") ? field(text.slice(3)) : text);
  return Object.fromEntries(Object.entries(layer).map(([name, text]) => [name, value(text)]));
}

// Links: each area is one, reached by keyboard and read aloud; a click on the map follows it

function writeLinks(map) {
  const { areas } = map.data;
  for (const [code, { title, lines, figure, href }] of Object.entries(areas)) {
    let link = map.anchors.get(code);
    if (!link) {
      link = make("a", "");
      link.dataset.go = "";
      link.dataset.area = code;
      link.tabIndex = map.anchors.size ? -1 : 0; // one stop of the Tab key for all
      map.anchors.set(code, link);
      map.links.append(make("li", ""));
      map.links.lastChild.append(link);
    }
    link.href = href;
    link.textContent = [title, ...lines.split("\n")].join(", ");
    Object.assign(link.dataset, { title, figure }); // what is printed
  }
  const { lang } = document.documentElement;
  if (map.sorted === lang) return;
  map.sorted = lang;
  const held = map.links.contains(document.activeElement) && document.activeElement;
  map.links.append(...[...map.links.children].toSorted((a, b) => a.textContent.localeCompare(b.textContent, lang)));
  held?.focus?.({ preventScroll: true });
}

/** Marks that have a name and a page are links too, a list of their own beside that of the areas. */
function writeMarkLinks(map) {
  const rows = Object.values(map.data.marks).flat().filter(({ id, title }) => id && title);
  const items = rows.map((row, at) => {
    const link = Object.assign(make("a", ""), { href: ownPage(map, row), row, tabIndex: at ? -1 : 0 });
    link.dataset.go = "";
    link.textContent = [row.title, ...row.lines.split("\n")].join(", ");
    const item = make("li", "");
    item.append(link);
    return item;
  });
  map.markLinks.replaceChildren(...items);
  map.markLinks.hidden = !rows.length;
}

function ownPage(map, { id }) {
  return map.data.page + encodeURIComponent(id);
}

/** The link of an area or a mark; none of what leads nowhere. */
function linkOf(map, thing) {
  if (!thing?.id) return map.anchors.get(thing?.properties?.code);
  map.spare.href = ownPage(map, thing);
  return map.spare;
}

/** Follow a link as a click on it would; with a key for a new tab, or the middle button, in one. */
function follow(link, event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) window.open(link.href, "_blank", "noopener");
  else link.click();
}

function focus(map, code) {
  map.focus = code;
  if (map.painter) repaint(map).then(() => map.focus === code && code && tellFocused(map));
}

/** Show for the focused area what a pointer would show. */
function tellFocused(map) {
  const feature = map.byCode.get(map.focus);
  showTip(map, feature, ...map.painter.where(middle(feature)));
}

/** The middle of an area's largest part, in degrees. */
function middle({ geometry: { type, coordinates } }) {
  const boxes = (type === "Polygon" ? [coordinates] : coordinates).map(([ring]) => {
    const [x, y] = [0, 1].map((at) => ring.map((point) => point[at]));
    return [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  });
  const size = ([west, east, south, north]) => (east - west) * (north - south);
  const [west, east, south, north] = boxes.reduce((most, box) => (size(box) > size(most) ? box : most));
  return [(west + east) / 2, (south + north) / 2];
}

// Pointers and keys

function listen(map) {
  const { element } = map;
  let pressed;
  element.addEventListener("pointerdown", (event) => (pressed = event), true);
  const clicked = async (event) => {
    const enlarged = map.inset.contains(event.target);
    if (!(enlarged || map.ground.contains(event.target)) || event.detail > 1) return; // the second click of two brings the map closer
    if (!pressed || Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > SLIP) return;
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const thing = enlarged ? event.target.row : await map.painter?.at(x, y, event);
    const link = linkOf(map, thing);
    if (link) follow(link, event);
    else showTip(map, thing, x, y); // a finger has not been over it before
  };
  element.addEventListener("click", clicked);
  element.addEventListener("auxclick", (event) => event.button === 1 && clicked(event));
  element.addEventListener("pointerleave", () => hideTip(map));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip(map);
  });
  listenToLinks(map, map.links, ({ dataset }) => focus(map, dataset.area));
  listenToLinks(map, map.markLinks, ({ row }) => map.painter && showTip(map, row, ...map.painter.where(row.at)));
  map.links.addEventListener("focusout", () => focus(map, undefined));
}

/** The links of a list are one stop of the Tab key; arrows go on among them, and the one reached is told as `reached` does. */
function listenToLinks(map, list, reached) {
  const all = () => [...list.querySelectorAll("a")];
  list.addEventListener("keydown", (event) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    const links = all();
    links[(links.indexOf(event.target) + by + links.length) % links.length].focus();
  });
  list.addEventListener("focusin", ({ target }) => {
    for (const link of all()) link.tabIndex = link === target ? 0 : -1;
    reached(target);
  });
  list.addEventListener("focusout", () => hideTip(map));
}

// Closer and further: buttons for pointers and keys, and the wheel

const ZOOM = {
  closer: ["M8 3v10M3 8h10", (map) => map.painter.zoomBy(1)],
  further: ["M3 8h10", (map) => map.painter.zoomBy(-1)],
  reset: ["M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", (map) => map.painter.reset(map.data.window)],
};
const HINTED = 2000; // milliseconds

function addZoomButtons(map) {
  for (const [name, [path, act]] of Object.entries(ZOOM)) {
    const button = Object.assign(make("button", ""), { type: "button", name });
    button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
    button.addEventListener("click", () => {
      hideTip(map);
      act(map);
      noteMoved(map);
    });
    map.zoom.append(button);
  }
}

/** The wheel scrolls the page, unless the map was clicked since the pointer came, or Ctrl is held. */
function listenToWheel(map) {
  const { element, ground, wheel } = map;
  let clicked = false;
  let hint;
  ground.addEventListener("pointerdown", () => (clicked = true), true);
  element.addEventListener("pointerleave", () => (clicked = false));
  const turned = (event) => {
    if (!map.painter?.moves) return;
    const zooms = clicked || event.ctrlKey || event.metaKey;
    if (zooms) event.preventDefault(); // the page would scroll, or be enlarged
    else event.stopPropagation(); // before deck.gl hears of it
    clearTimeout(hint);
    wheel.hidden = zooms;
    hint = setTimeout(() => (wheel.hidden = true), HINTED);
  };
  ground.addEventListener("wheel", turned, { capture: true, passive: false });
}

// The tooltip of the place under the pointer

function see(map, thing, x, y) {
  if (thing) showTip(map, thing, x, y);
  else hideTip(map);
}

function showTip(map, thing, x, y) {
  const about = thing?.properties ?? thing;
  const name = about?.title ?? about?.id;
  const lines = about?.lines ?? map.data.meanings[about?.icon];
  if (!name && !lines) return hideTip(map);
  map.hovered = { thing, x, y };
  const { tip, element } = map;
  const title = make("b", "");
  title.textContent = name;
  tip.replaceChildren(title, make("span", ""));
  tip.lastChild.textContent = lines;
  tip.hidden = false;
  const [right, bottom] = [element.clientWidth - tip.offsetWidth, element.clientHeight - tip.offsetHeight];
  const beside = x + GAP > right ? x - GAP - tip.offsetWidth : x + GAP;
  const below = y + GAP > bottom ? y - GAP - tip.offsetHeight : y + GAP;
  tip.style.left = `${Math.max(0, Math.min(beside, right))}px`;
  tip.style.top = `${Math.max(0, Math.min(below, bottom))}px`;
}

function hideTip(map) {
  map.tip.hidden = true;
  map.hovered = undefined;
}

/** An area's figures may have changed under the pointer; another mark may be there now. */
function refreshTip(map) {
  if (map.hovered?.thing.properties) showTip(map, map.hovered.thing, map.hovered.x, map.hovered.y);
  else hideTip(map);
}
