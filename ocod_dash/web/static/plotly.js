// Plotly, which charts and slides are drawn with: loaded once, by whichever comes first.

let loading;

export function loadPlotly(src) {
  return (loading ??= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  }));
}
