// A slide as an element of one height, enlarged as one to fit its place: what fits once fits on every screen.
// Joined in front of stage.js by stage.py, as a component is one module.

let web; // what the stage shares with the pages: how Plotly is loaded, and how a visitor goes to another page

const HIGH = 1080; // of a slide, in its own pixels
const LEAST_WIDE = 1440; // on a screen of 4:3
const NARROW = 1600; // where lists are set smaller
const UPRIGHT_WIDE = 860; // on a phone held upright
const CHART_WIDE = 350; // least of a chart before it is enlarged, as on a phone's page
const ENLARGED = [2.4, 3.2]; // least and most, so that a chart's type is read from the back row
const LONG = 90; // letters of a title that is set smaller
const SIZES = [0.5, 1.3]; // least and most of a list's type
const MONTH = 600; // milliseconds, of the map's months
const MOST_MONTHS = 12_000; // milliseconds, of all of them

/** Load at once what is needed later, when the network may be gone: Plotly, navigation, the type of both languages. */
function provide(scripts, root) {
  const family = (css) => css.split(",")[0].replaceAll(/["']/g, "");
  const ours = family(getComputedStyle(root).fontFamily);
  [...document.fonts].filter((face) => family(face.family) === ours).forEach((face) => face.load());
  const modules = ["plotly", "navigation"].map((name) => import(`${location.origin}${scripts}/${name}.js`));
  web ??= Promise.all(modules).then(([{ loadPlotly }, { go, previousPage }]) => ({ plotly: loadPlotly(), go, previousPage }));
  web.then(({ plotly }) => plotly).catch(console.error);
}

/** Make an element; what is text stays text. */
function make(tag, className, ...inside) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...inside.filter((each) => each !== "" && each != null));
  return element;
}

/** Show a slide in a place, as large as the place; `lively` where the map may play. */
function showSlide(place, slide, words, lively) {
  place.querySelectorAll(".js-plotly-plot").forEach((chart) => window.Plotly.purge(chart));
  const picture = pictureOf(slide, words, lively);
  const mark = slide.sample ? make("span", "sample", words.sample) : "";
  const element = make(
    "article",
    `slide ${picture.className.split(" ")[0]}-slide`,
    make("header", "", headingOf(slide), make("p", "measured", slide.measured)),
    picture,
    make("footer", "", mark, make("span", "source", slide.source)),
  );
  place.replaceChildren(element);
  fitSlide(place);
  if (slide.chart) web.then(({ plotly }) => plotly).then(() => drawChart(picture, slide));
  return picture;
}

/** The title, in phrases where its language has no spaces: they come escaped from the server (web/phrases.py). */
function headingOf(slide) {
  const heading = make("h1", slide.title.length > LONG ? "long" : "");
  heading.innerHTML = slide.heading;
  return heading;
}

function fitSlide(place) {
  const { clientWidth: wide, clientHeight: high } = place;
  const upright = wide < high;
  const scale = upright ? wide / UPRIGHT_WIDE : Math.min(high / HIGH, wide / LEAST_WIDE);
  const slide = place.firstElementChild;
  slide.classList.toggle("upright", upright);
  slide.classList.toggle("narrow", !upright && wide / scale < NARROW);
  slide.style.cssText = `width: ${wide / scale}px; height: ${high / scale}px; transform: scale(${scale}); --scale: ${scale}; --wide: ${wide}; --high: ${high}`;
  const rows = slide.querySelector(".rows");
  if (rows) fitRows(rows);
}

/** Set a list as large as it fits over the source. */
function fitRows(rows) {
  const fits = () => rows.scrollHeight <= rows.clientHeight + 1 && rows.scrollWidth <= rows.clientWidth + 1;
  let size = SIZES[1];
  do rows.style.setProperty("--size", size);
  while (!fits() && (size -= 0.04) > SIZES[0]);
}

function pictureOf(slide, words, lively) {
  if (slide.map) return monthsOf(slide, words, lively);
  if (slide.figures.length) return make("div", "figures", ...slide.figures.map(figureOf));
  if (slide.title_page) return titlePageOf(slide.title_page);
  if (slide.rows.length) return make("div", `rows ${slide.key}`, ...slide.rows.map(rowOf));
  const chart = make("div", "chart");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", slide.alt);
  return chart;
}

/** Draw the page's own chart at a page's size, and enlarge it: its type, lines and marks grow alike. */
function drawChart(place, slide) {
  const { clientWidth: wide, clientHeight: high } = place;
  if (!place.isConnected || !wide) return;
  const { data, layout } = JSON.parse(slide.chart);
  const wanted = Math.min(Math.max(high / layout.height, ENLARGED[0]), ENLARGED[1]);
  const scale = Math.min(wanted, wide / CHART_WIDE);
  const size = { width: wide / scale, height: high / scale, autosize: false };
  const chart = make("div", "");
  chart.style.cssText = `width: ${size.width}px; height: ${size.height}px; transform: scale(${scale})`;
  place.replaceChildren(chart);
  window.Plotly.newPlot(chart, data, { ...layout, ...size }, { staticPlot: true });
}

/** The office's logo and name, and the view's address as a code for a telephone. */
function titlePageOf({ publisher, logo, qr, address, invitation }) {
  const picture = logo && Object.assign(new Image(), { src: logo, alt: publisher, className: "logo" });
  const code = qr && Object.assign(new Image(), { src: qr, alt: "" }); // the address is beside it
  const read = code && make("div", "qr", code, make("p", "", make("b", "", invitation), make("span", "", address)));
  return make("div", "titled", make("div", "office", picture, make("b", "", publisher)), read);
}

function figureOf({ text, name, remark, colour }) {
  const shown = [make("b", "", text), make("span", "", name), remark && make("em", colour, remark)];
  return make("p", "", ...shown);
}

function rowOf({ text, name, remark, colour }) {
  return make("p", colour, make("b", "", name), make("span", "", text), make("em", "", remark));
}

/** A map with its months: a button, a slider, and the day's figure; `toggle` plays and pauses. */
function monthsOf({ map, alt }, words, lively) {
  const svg = new DOMParser().parseFromString(map.svg, "image/svg+xml").documentElement;
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", alt);
  const painted = new Map(map.codes.map((code) => [code, []]));
  svg.querySelectorAll("[data-area]").forEach((path) => painted.get(path.dataset.area)?.push(path));
  const last = map.days.length - 1;
  const [day, figure, button] = [make("b", "day"), make("span", "figure"), make("button", "")];
  const slider = Object.assign(make("input", ""), { type: "range", min: 0, max: last, value: last, ariaLabel: words.day });
  const controls = last ? make("div", "months", button, slider) : "";
  const picture = make("div", "map", make("div", "when", figure, day, controls), svg);
  let at = last;
  let timer;

  function show(month) {
    const [date, percent, classes] = map.days[(at = month)];
    day.textContent = date;
    figure.textContent = percent;
    slider.value = month;
    slider.ariaValueText = date;
    map.codes.forEach((code, i) => {
      painted.get(code).forEach((path) => path.setAttribute("fill", map.colours[classes[i]]));
    });
  }
  function play(on) {
    clearInterval(timer);
    timer = on && last ? setInterval(step, Math.min(MONTH, MOST_MONTHS / map.days.length)) : undefined;
    if (timer && at === last) show(0);
    button.textContent = timer ? words.pause : words.play;
  }
  function step() {
    if (!picture.isConnected) return clearInterval(timer);
    show(at + 1);
    if (at === last) play(false);
  }
  picture.toggle = () => play(!timer);
  button.onclick = picture.toggle;
  slider.oninput = () => (play(false), show(Number(slider.value)));
  slider.onchange = () => slider.blur(); // arrows move the slides again
  show(last);
  play(lively && !matchMedia("(prefers-reduced-motion: reduce)").matches);
  return picture;
}
