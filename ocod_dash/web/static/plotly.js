// Plotly, which draws charts and slides: loaded once, by the first that needs it.

const LIBRARY = new URL("../../assets/plotly-basic-4.1.1.min.js", import.meta.url); // the version that the Python package draws for

let loading;

/** Load Plotly, once a page; it is then `window.Plotly`. */
export function loadPlotly() {
  return (loading ??= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: LIBRARY, onload, onerror }));
  }));
}
