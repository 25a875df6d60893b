// The app's hands in the page: language, theme, PNG of a frame, provinces that can be clicked.

// Streamlit loads this module once and calls the function at every change of data or theme, without tidying up between.
let current = new AbortController();
let asked;

export default function ({ data, parentElement, setTriggerValue }) {
  current.abort();
  const mine = (current = new AbortController());
  const listen = (type, handle) => document.addEventListener(type, handle, { capture: true, signal: mine.signal });

  document.documentElement.lang = data.language;
  followTheme(parentElement, data.dark, setTriggerValue);

  listen("click", (event) => {
    const button = event.target.closest("[class*='st-key-png_']");
    if (button) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Streamlit need not run: all is here
      const key = /st-key-png_([\w-]+)/.exec(button.className)[1];
      savePicture(key).catch((error) => {
        console.warn(error);
        setTriggerValue("failed", key);
      });
    }
    const province = event.target.closest("[data-province]");
    if (province) setTriggerValue("province", province.dataset.province);
  });

  listen("keydown", (event) => {
    const province = event.target.closest?.("[data-province]");
    if (!province) return;
    if (event.key === "Enter" || event.key === " ") setTriggerValue("province", province.dataset.province);
    else if (STEPS[event.key]) step(province, STEPS[event.key]);
    else return;
    event.preventDefault();
  });

  return () => mine.abort();
}

/** Ask for a run when the page was drawn for the other theme: charts and maps are coloured on the server. */
function followTheme(element, drawnDark, setTriggerValue) {
  const dark = isDark(element);
  if (dark === drawnDark) asked = undefined;
  else if (dark !== asked) setTriggerValue("theme", (asked = dark) ? "dark" : "light");
}

function isDark(element) {
  element.style.backgroundColor = "var(--st-background-color)"; // read back as rgb(...), whatever way it is written
  const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/\d+/g).map(Number);
  return red + green + blue < 384;
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A map is one stop of the Tab key; arrows go from province to province, by name. */
function step(province, by) {
  const painted = [...province.closest("svg").querySelectorAll("[data-province]")];
  const name = (element) => element.getAttribute("aria-label") ?? "";
  const all = painted.toSorted((a, b) => name(a).localeCompare(name(b), document.documentElement.lang));
  const next = all[(all.indexOf(province) + by + all.length) % all.length];
  painted.forEach((element) => element.setAttribute("tabindex", element === next ? "0" : "-1"));
  painted.at(-1).after(next); // painted last, so that no neighbour covers its outline
  next.focus();
}
