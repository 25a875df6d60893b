// A Plotly chart that stays from run to run: new figures are drawn into it, and bars and points that lead somewhere are links.
// Streamlit's own chart brings all of Plotly, four times as large, and draws every chart again at each run, twice.

import { layLinks, linkLayer } from "./chart_links.js";
import { loadPlotly } from "./plotly.js";

const CONFIG = { displaylogo: false, displayModeBar: false, scrollZoom: false };
const PATIENCE = 2000; // milliseconds that a chart waits for its typeface alone; then it is drawn in the next, and again when it is there

/** Draw `data` ({spec, alt, links}) into an element: a bar or point is a link where its last `customdata` is a key of `links`. */
export function drawChart(place, { spec, alt, links }) {
  const chart = (place.chart ??= newChart(place));
  chart.element.setAttribute("aria-label", alt);
  if (chart.spec === spec) {
    if (JSON.stringify(chart.links) !== JSON.stringify(links)) relink(chart, links);
    return;
  }
  Object.assign(chart, { spec, links, figure: JSON.parse(spec) });
  const { height } = chart.figure.layout;
  chart.element.style.height = `${height}px`;
  chart.element.classList.toggle("tall", height > 760); // for a sheet of paper
  const faces = typefaces(chart.figure); // requested at once, beside Plotly
  const draw = () => setTimeout(paint, 0, Object.assign(chart, { ready: spec, drawn: undefined }));
  loadPlotly()
    .then(() => Promise.race([faces.then(() => true), new Promise((done) => setTimeout(done, PATIENCE))]))
    .then((there) => {
      if (!there) {
        inNextType(chart.figure);
        faces.then(() => {
          if (chart.spec !== spec) return;
          chart.figure = JSON.parse(spec);
          draw();
        });
      }
      draw();
    })
    .catch((error) => console.error(error));
}

/** Leave a figure's first typeface out: Plotly remembers how wide a text is in a face, also in one that was not there. */
function inNextType({ layout }) {
  const { font } = layout.template.layout;
  font.family = font.family.replace(/^[^,]*,/, "");
}

function newChart(place) {
  const [element, plot] = [document.createElement("div"), document.createElement("div")];
  element.className = "ocod-chart";
  element.setAttribute("role", "figure");
  const layer = linkLayer(plot);
  element.append(plot, layer.element);
  place.replaceChildren(element);
  const chart = { element, plot, layer };
  new ResizeObserver((_, observer) => {
    if (element.isConnected) return paint(chart);
    observer.disconnect();
    window.Plotly?.purge(plot);
  }).observe(place);
  return chart;
}

/** Load the faces of a figure's texts: Plotly measures a text once, in the face that is there. */
async function typefaces({ layout, data }) {
  const { family } = layout.template?.layout?.font ?? {};
  if (!family) return;
  const written = JSON.stringify([layout.annotations, layout.xaxis, layout.yaxis, data.map(({ text }) => text)]);
  const letters = [...new Set(written)].join("");
  const weights = written.includes("<b>") ? ["400", "700"] : ["400"];
  const faces = weights.filter((weight) => !document.fonts.check(`${weight} 16px ${family}`, letters));
  await Promise.allSettled(faces.map((weight) => document.fonts.load(`${weight} 16px ${family}`, letters)));
}

async function paint(chart) {
  const { element, plot, figure, spec, ready } = chart;
  const width = element.clientWidth;
  if (ready !== spec || !width || (chart.drawn === spec && chart.width === width)) return;
  Object.assign(chart, { drawn: spec, width });
  await window.Plotly.react(plot, figure.data, { ...figure.layout, width, autosize: false }, CONFIG);
  if (chart.drawn !== spec) return;
  // For paper. Before the links, which are laid where the bars are seen: an earlier width would shrink them.
  const height = element.clientHeight; // read once: after each change it would lay out the chart again
  for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  layLinks(chart.layer, figure.data, chart.links);
}

function relink(chart, links) {
  chart.links = links;
  if (chart.drawn === chart.spec) layLinks(chart.layer, chart.figure.data, links);
}
