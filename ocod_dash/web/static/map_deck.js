// A map drawn by deck.gl, in one graphics context for as long as it is shown.

const ASSETS = new URL("../../assets/", import.meta.url);
const DECKGL = new URL("deckgl-9.3.9.min.js", ASSETS).href; // the version that pydeck describes layers for
const MAPLIBRE = new URL("maplibre-gl-6.17.0/maplibre-gl.mjs", ASSETS).href; // its worker and its style sheet are found beside it

/** Return what draws a map into an element, or nothing where there is no WebGL2. */
export async function deckPainter(ground, { style }, report) {
  const canvas = document.createElement("canvas");
  if (!canvas.getContext("webgl2", { antialias: true, powerPreference: "high-performance" })) return;
  const { Deck, ...classes } = await import(DECKGL);
  const under = style ? await groundPainter(ground, style) : undefined;
  const frame = document.createElement("div"); // deck.gl adds to it
  frame.append(canvas);
  ground.append(frame);
  canvas.setAttribute("role", "img"); // arrows, + and - move it while it has the focus

  let version = 0;
  let window; // as it was set last, with the limits of its zoom
  let left = false;
  const deck = new Deck({
    canvas,
    controller: true,
    touchAction: "pan-y", // one finger scrolls the page, two move the map
    layers: [],
    getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
    onHover: ({ object, x, y }) => report.seen(object, x, y),
    onAfterRender: () => {
      under?.follow(deck.getViewports()[0]);
      if (!version) return;
      report.drawn("webgl");
      report.moved();
    },
    onInteractionStateChange: (state) => Object.values(state).some(Boolean) || report.handled(),
    onError: (error) => left || console.error(error),
  });

  canvas.addEventListener("webglcontextlost", (event) => {
    if (left) return;
    event.preventDefault(); // so that it can be restored
    canvas.addEventListener("webglcontextrestored", report.restored);
    report.lost();
  });

  // A window equal to the one set before would be ignored; its number makes each another one.
  const show = (shown) => deck.setProps({ initialViewState: (window = { ...shown, number: (window?.number ?? 0) + 1 }) });

  return {
    moves: true,
    paint(layers, shownWindow, moved, alt) {
      canvas.setAttribute("aria-label", alt);
      version += 1;
      const shown = layers.map(({ "@@type": type, ...layer }) => new classes[type]({ ...layer, updateTriggers: triggers(layer, version) }));
      deck.setProps({ layers: shown });
      if (moved) show(shownWindow);
    },
    zoomBy(steps) {
      const { longitude, latitude, zoom } = deck.getViewports()[0];
      show({ ...window, longitude, latitude, zoom: Math.min(window.maxZoom, Math.max(window.minZoom, zoom + steps)) });
    },
    reset: show,
    shown: () => deck.getViewports()[0],
    at: (x, y) => (deck.isInitialized ? deck.pickObject({ x, y })?.object : undefined),
    where: (point) => (deck.isInitialized && deck.getViewports()[0]?.project(point)) || [0, 0],
    remove() {
      left = true;
      deck.finalize();
      frame.remove();
      under?.remove();
    },
  };
}

/** What depends on the rows of a layer is computed again. */
function triggers(layer, version) {
  return Object.fromEntries(Object.keys(layer).filter((name) => typeof layer[name] === "function").map((name) => [name, version]));
}

/** Draw a MapLibre style underneath, always at the place that the map shows. */
async function groundPainter(ground, style) {
  const { Map } = await import(MAPLIBRE);
  const sheet = MAPLIBRE.replace(/mjs$/, "css");
  if (!document.querySelector(`link[href="${sheet}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }));
  }
  const container = document.createElement("div");
  container.className = "ocod-map-under";
  ground.append(container);
  const map = new Map({ container, style, interactive: false });
  return {
    follow: (viewport) => viewport && map.jumpTo({ center: [viewport.longitude, viewport.latitude], zoom: viewport.zoom }),
    remove() {
      map.remove();
      container.remove();
    },
  };
}
