// A Plotly chart that is kept from run to run: new figures are drawn into it, and a click on a part of it is told.
// Streamlit's own chart brings all of Plotly, four times as large, and draws every chart anew at each run, twice.

const charts = new WeakMap(); // by the element that Streamlit gives: the figure drawn, its element, what a click tells
let loading;

export default function ({ data, parentElement, setTriggerValue }) {
  let chart = charts.get(parentElement);
  if (!chart) charts.set(parentElement, (chart = place(parentElement)));
  chart.tell = data.clickable ? (part) => setTriggerValue("clicked", part) : undefined;
  chart.element.setAttribute("aria-label", data.alt);
  chart.element.classList.toggle("clickable", data.clickable);
  if (chart.spec === data.spec) return; // called at every run
  chart.spec = data.spec;
  chart.figure = JSON.parse(data.spec);
  chart.config = data.config;
  parentElement.style.minHeight = `${chart.figure.layout.height}px`; // what follows does not jump
  loading ??= load(data.library);
  loading.then(() => requestAnimationFrame(() => draw(chart))).catch((error) => console.error(error));
}

function place(parentElement) {
  const element = document.createElement("div");
  element.setAttribute("role", "figure");
  element.style.contain = "layout style"; // Plotly measures as it draws: the page round it need not be laid out for that
  parentElement.replaceChildren(element);
  const chart = { element };
  new ResizeObserver((_, observer) => {
    if (element.isConnected) return draw(chart);
    observer.disconnect();
    window.Plotly?.purge(element);
  }).observe(parentElement);
  return chart;
}

function load(address) {
  return new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: fail });
    document.head.append(script);
  });
}

function draw(chart) {
  const { element, figure, spec } = chart;
  const width = element.clientWidth;
  if (!window.Plotly || !figure || !width || (chart.drawn === spec && chart.width === width)) return;
  Object.assign(chart, { drawn: spec, width });
  Plotly.react(element, figure.data, { ...figure.layout, width, autosize: false }, chart.config);
  if (chart.listens) return;
  chart.listens = true;
  element.on("plotly_click", ({ points }) => chart.tell?.(points[0].customdata));
}
