// A map drawn as SVG, where there is no WebGL2: the same layers at the same place, but it cannot be moved.

const SVG = "http://www.w3.org/2000/svg";
const WORLD = 512; // pixels that the world is wide at zoom 0, web Mercator

/** Return what draws a map into an element. */
export function svgPainter(ground, report) {
  const svg = make("svg");
  svg.setAttribute("aria-hidden", "true"); // the links beside it say the same
  ground.append(svg);
  let scene; // what was drawn last
  const draw = () => {
    if (!scene) return;
    drawScene(svg, ...scene);
    report.moved?.();
  };
  const resized = new ResizeObserver(draw);
  resized.observe(ground);
  const seen = ({ target, clientX, clientY }) => {
    const { left, top } = svg.getBoundingClientRect();
    report.seen(target.row, clientX - left, clientY - top);
  };
  svg.addEventListener("pointermove", seen);
  return {
    moves: false,
    paint(layers, window) {
      scene = [layers, window];
      draw();
      report.drawn?.("svg");
    },
    at: (x, y, event) => event.target.row,
    where: (point) => projection(svg, scene[1])(point),
    remove() {
      resized.disconnect();
      svg.remove();
    },
  };
}

function make(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function drawScene(svg, layers, window) {
  const project = projection(svg, window);
  svg.replaceChildren(
    ...layers.map((layer) => {
      const group = make("g", layer.pickable ? {} : { "pointer-events": "none" });
      group.append(...PAINTERS[layer["@@type"]](layer, project));
      return group;
    }),
  );
}

/** Return a point's position in the picture, in pixels from its left upper corner. */
function projection(svg, { longitude, latitude, zoom }) {
  const { clientWidth: width, clientHeight: height } = svg;
  const scale = 2 ** zoom * WORLD;
  const east = ([degrees]) => (degrees / 360) * scale;
  const south = ([, degrees]) => (-Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI)) * scale;
  const middle = [longitude, latitude];
  return (point) => [width / 2 + east(point) - east(middle), height / 2 + south(point) - south(middle)];
}

const of = (value, row) => (typeof value === "function" ? value(row) : value);
const colour = (value, row) => {
  const [red, green, blue, alpha = 255] = of(value, row);
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
};
const at = (row, element) => Object.assign(element, { row });

const PAINTERS = {
  GeoJsonLayer: (layer, project) =>
    layer.data.map((row) =>
      at(row, make("path", {
        d: outline(row.geometry, project),
        fill: layer.filled === false ? "none" : colour(layer.getFillColor, row),
        stroke: colour(layer.getLineColor, row),
        "stroke-width": of(layer.getLineWidth, row),
        "stroke-linejoin": "round",
      })),
    ),
  ScatterplotLayer: (layer, project) =>
    layer.data.map((row) => {
      const [cx, cy] = project(of(layer.getPosition, row));
      const [fill, stroke] = [colour(layer.getFillColor, row), colour(layer.getLineColor, row)];
      return at(row, make("circle", { cx, cy, r: of(layer.getRadius, row), fill, stroke, "stroke-width": of(layer.getLineWidth, row) }));
    }),
  IconLayer: (layer, project) => [symbols(layer), ...layer.data.map((row) => icon(layer, row, project))],
};

function outline({ type, coordinates }, project) {
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.map((ring) => `M${ring.map((point) => project(point).map((at) => at.toFixed(1))).join("L")}Z`).join("");
}

/** Each picture of a layer's atlas as a symbol. */
function symbols({ id, iconAtlas, iconMapping }) {
  const defs = make("defs");
  for (const [name, { x, y, width, height }] of Object.entries(iconMapping)) {
    const symbol = make("symbol", { id: `${id}-${name}`, viewBox: `${x} ${y} ${width} ${height}` });
    symbol.append(make("image", { href: iconAtlas }));
    defs.append(symbol);
  }
  return defs;
}

function icon(layer, row, project) {
  const size = of(layer.getSize, row);
  const [x, y] = project(of(layer.getPosition, row)).map((middle) => middle - size / 2);
  return at(row, make("use", { href: `#${layer.id}-${of(layer.getIcon, row)}`, x, y, width: size, height: size }));
}
