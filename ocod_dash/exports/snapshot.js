// The offline page: one language is shown at a time, and a chart is drawn when it is first shown.
const root = document.documentElement;

function draw() {
  for (const place of document.querySelectorAll(`.${root.lang} .chart:not([data-drawn])`)) {
    const figure = JSON.parse(place.nextElementSibling.textContent);
    place.dataset.drawn = "";
    Plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false, responsive: true });
  }
}

function speak(language) {
  root.lang = language;
  for (const button of document.querySelectorAll("[data-speak]"))
    button.setAttribute("aria-pressed", button.dataset.speak === language);
  document.title = document.querySelector(`.${language} h1`).textContent;
  draw();
}

for (const button of document.querySelectorAll("[data-speak]"))
  button.addEventListener("click", () => speak(button.dataset.speak));
speak(root.lang);
