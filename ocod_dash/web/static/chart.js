// A Plotly chart that is kept from run to run: new figures are drawn into it, and a click on a part of it is told.
// Streamlit's own chart brings all of Plotly, four times as large, and draws every chart anew at each run, twice.

import { loadPlotly } from "./plotly.js";

/** Draw `data` ({spec, config, alt, clickable, library}) into an element of ours; `tell` gets what a clicked part stands for. */
export function drawChart(place, data, tell) {
  const chart = (place.chart ??= newChart(place));
  chart.tell = data.clickable ? tell : undefined;
  chart.element.setAttribute("aria-label", data.alt);
  chart.element.classList.toggle("clickable", data.clickable);
  if (chart.spec === data.spec) return; // called at every run
  chart.spec = data.spec;
  chart.figure = JSON.parse(data.spec);
  chart.config = data.config;
  chart.element.style.height = `${chart.figure.layout.height}px`;
  chart.element.classList.toggle("tall", chart.figure.layout.height > 760); // for a sheet of paper
  loadPlotly(data.library).then(() => setTimeout(paint, 0, chart)).catch((error) => console.error(error));
}

function newChart(place) {
  const element = document.createElement("div");
  element.className = "ocod-chart";
  element.setAttribute("role", "figure");
  place.replaceChildren(element);
  const chart = { element };
  new ResizeObserver((_, observer) => {
    if (element.isConnected) return paint(chart);
    observer.disconnect();
    window.Plotly?.purge(element);
  }).observe(place);
  return chart;
}

function paint(chart) {
  const { element, figure, spec } = chart;
  const width = element.clientWidth;
  if (!window.Plotly || !figure || !width || (chart.drawn === spec && chart.width === width)) return;
  Object.assign(chart, { drawn: spec, width });
  Plotly.react(element, figure.data, { ...figure.layout, width, autosize: false }, chart.config);
  if (chart.listens) return;
  chart.listens = true;
  element.on("plotly_click", ({ points }) => chart.tell?.(points[0].customdata));
}
