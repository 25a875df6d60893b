// An SVG picture in the page itself, where shapes can be links and are read aloud; st.html would drop it.

import { stopAt } from "./navigation.js";

/** Put `data` ({svg, key, alt, height, links}) into an element: a shape with `data-area` is a link where `links` has its key. */
export function drawPicture(place, data) {
  const wanted = JSON.stringify(data);
  if (place.drawn === wanted) return; // what has not changed keeps the reader's place in it
  place.drawn = wanted;

  const svg = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") throw new Error("the picture is not an SVG");
  svg.querySelectorAll("script, foreignObject").forEach((element) => element.remove());

  const shapes = [...svg.querySelectorAll("[data-area]")].filter(({ dataset }) => Object.hasOwn(data.links, dataset.area));
  const links = shapes.map((shape) => linked(shape, data.links[shape.dataset.area]));
  stopAt(links, links[0]);
  // An image hides what is inside it from screen readers, links included.
  svg.setAttribute("role", links.length ? "group" : "img");
  svg.setAttribute("aria-label", data.alt);
  svg.dataset.picture = data.key;
  svg.dataset.steps = "by name";
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.style.cssText = `display: block; width: 100%; height: auto; max-height: ${data.height}px`;

  const held = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(svg);
  if (held !== false) (links.find(({ dataset }) => dataset.key === held) ?? links[0])?.focus({ preventScroll: true });
}

/** Make a shape a link, in its place. */
function linked(shape, href) {
  const link = document.createElementNS(shape.namespaceURI, "a");
  link.setAttribute("href", href);
  link.setAttribute("aria-label", shape.querySelector("title")?.textContent ?? shape.dataset.area);
  link.dataset.go = "";
  link.dataset.key = shape.dataset.area;
  shape.replaceWith(link);
  link.append(shape);
  return link;
}
