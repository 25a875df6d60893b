// Links over the bars and points of a Plotly chart. Only this file reads Plotly's own elements and calls its hover.

import { stopAt } from "./navigation.js";

const LEAST = 24; // pixels that a finger needs

/** Return a layer over a chart that links are laid into; it passes the pointer on, so that Plotly's tooltips show. */
export function linkLayer(plot) {
  const element = Object.assign(document.createElement("div"), { className: "ocod-chart-links" });
  element.dataset.steps = "in order";
  const layer = { element, plot, anchors: new Map(), groups: new Map(), shown: undefined };
  element.addEventListener("pointermove", (event) => {
    const link = event.target.closest("a");
    const mark = link && nearest(layer.groups.get(link.dataset.key).marks, event, element.getBoundingClientRect());
    if (mark === layer.shown) return;
    layer.shown = mark;
    if (mark) window.Plotly.Fx.hover(plot, [{ curveNumber: mark.curve, pointNumber: mark.point }]);
  });
  element.addEventListener("pointerout", () => {
    if (layer.shown) window.Plotly.Fx.unhover(plot);
    layer.shown = undefined;
  });
  return layer;
}

/**
 * Lay links over a chart that is drawn: one for all bars and points whose last `customdata` is the same key of `links`.
 * A link whose key was there before is the same element, so that it keeps the focus.
 */
export function layLinks(layer, traces, links) {
  layer.groups = grouped(layer, traces, links);
  layer.shown = undefined;
  const before = layer.anchors;
  layer.anchors = new Map([...layer.groups.keys()].map((key) => [key, before.get(key) ?? anchor(key)]));
  for (const [key, link] of layer.anchors) {
    const { box, label } = layer.groups.get(key);
    const width = Math.max(box.right - box.left, LEAST);
    const height = Math.max(box.bottom - box.top, LEAST);
    const left = (box.left + box.right - width) / 2;
    const top = (box.top + box.bottom - height) / 2;
    link.style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`;
    link.setAttribute("href", links[key]);
    link.setAttribute("aria-label", label);
  }
  arrange(layer, [...before.keys()].join() !== [...layer.anchors.keys()].join());
}

function anchor(key) {
  const link = document.createElement("a");
  link.dataset.go = "";
  link.dataset.key = key;
  return link;
}

/** Put the links in their order; the keyboard stays where it was, or goes to the first link where that one is gone. */
function arrange({ element, anchors }, changed) {
  if (!changed) return;
  const links = [...anchors.values()];
  const held = element.contains(document.activeElement) && document.activeElement;
  const stop = links.includes(held) ? held : links[0];
  element.replaceChildren(...links);
  stopAt(links, stop);
  if (held) (stop ?? firstControl(element))?.focus({ preventScroll: true });
}

const firstControl = (element) => element.closest(".ocod-sheet")?.querySelector("select:enabled, input, button, a[href]");

/** What links are laid over, by key from the top: the marks of each, the box round them, and what they say. */
function grouped({ element, plot }, traces, links) {
  const groups = new Map();
  if (!Object.keys(links).length) return groups;
  const origin = element.getBoundingClientRect();
  for (const mark of plot.querySelectorAll(".trace .point")) {
    const curve = mark.closest(".trace").__data__[0].trace.index;
    const point = mark.__data__.i;
    const own = traces[curve].customdata?.[point];
    const key = Array.isArray(own) ? own.at(-1) : undefined;
    if (!Object.hasOwn(links, key)) continue;
    const { left, top, right, bottom } = (mark.querySelector("path") ?? mark).getBoundingClientRect();
    if (right === left || bottom === top) continue; // a bar of nothing
    const box = { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
    if (!groups.has(key)) groups.set(key, { marks: [], box: { ...box }, name: plain(own[0]), tips: [] });
    const group = groups.get(key);
    group.marks.push({ curve, point, box });
    group.tips.push(tip(traces[curve], point));
    for (const side of ["left", "top"]) group.box[side] = Math.min(group.box[side], box[side]);
    for (const side of ["right", "bottom"]) group.box[side] = Math.max(group.box[side], box[side]);
  }
  for (const group of groups.values()) group.label = `${group.name}: ${group.tips.join(", ")}`;
  return new Map([...groups].sort(([, a], [, b]) => a.box.top - b.box.top || a.box.left - b.box.left));
}

/** The text of a point's tooltip without its name: Plotly's template, as far as the charts use it. */
function tip(trace, point) {
  const text = trace.hovertemplate.replaceAll(/%\{(\w+)(?:\[(\d+)\])?(?::([^}]*))?\}/g, (_, name, at, format) => {
    if (name === "customdata" && at === "0") return "";
    const value = at === undefined ? trace[name][point] : trace[name][point][at];
    return typeof value === "number" ? figure(value, format) : value;
  });
  return plain(text).replace(/^[\s:,]+/, "");
}

const formats = new Map(); // by Plotly's notation: each takes some time to build

function figure(value, written = "") {
  if (!formats.has(written)) {
    const decimals = /\.(\d)f/.exec(written)?.[1];
    const digits = { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 20 };
    formats.set(written, new Intl.NumberFormat("en", { useGrouping: written.includes(","), ...digits }));
  }
  return formats.get(written).format(value);
}

const SIGNS = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** A text of a chart without the little HTML that Plotly reads. */
function plain(text) {
  return text.replaceAll("<br>", " ").replaceAll(/<[^>]*>/g, "").replaceAll(/&(lt|gt|amp);/g, (sign) => SIGNS[sign]);
}

function nearest(marks, { clientX, clientY }, origin) {
  const [x, y] = [clientX - origin.left, clientY - origin.top];
  const away = ({ box }) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return marks.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
}
