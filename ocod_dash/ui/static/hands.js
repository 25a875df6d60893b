// The app's hands in the page: language, theme, links to our own pages, fields, provinces that can be clicked.

// Behind all of Streamlit's own rules, which stand in the head.
const STYLE = new URL("style.css", import.meta.url).href;
document.body.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));

// Streamlit loads this module once and calls the function at every change of data or theme, without tidying up between.
let current = new AbortController();
let asked;
let typed; // the date that is being typed: half of it may be a date too

export default function ({ data, parentElement, setTriggerValue }) {
  current.abort();
  const mine = (current = new AbortController());
  const listen = (type, handle) => document.addEventListener(type, handle, { capture: true, signal: mine.signal });

  document.documentElement.lang = data.language;
  if (data.corrected) correct(data.corrected);
  followTheme(parentElement, data.dark, setTriggerValue);

  listen("pointerdown", () => (typed = undefined));
  listen("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab, as ever
    const button = event.target.closest("button:is([data-param], [data-clears])");
    if (button) return go(button.dataset.param ? withChoice(button) : without(button.dataset.clears.split(",")));
    const link = event.target.closest("a[data-go]");
    const province = event.target.closest("[data-province]");
    if (!link && !province) return;
    event.preventDefault();
    go(link ? target(link) : toProvince(province, data.regions));
  });

  listen("change", ({ target }) => {
    if (target !== typed) choose(target);
  });

  listen("focusout", ({ target }) => target === typed && chooseTyped());

  listen("keydown", (event) => {
    if (event.target.matches?.("select[data-param]")) return openList(event);
    if (event.target.matches?.("input[type=date][data-param]")) {
      if (event.key === "Enter") chooseTyped();
      else if (/^(\d|Arrow(Up|Down)|Backspace|Delete)$/.test(event.key) && !event.altKey) typed = event.target;
      return;
    }
    const province = event.target.closest?.("[data-province]");
    if (!province) return;
    if (event.key === "Enter" || event.key === " ") go(toProvince(province, data.regions));
    else if (STEPS[event.key]) step(province, STEPS[event.key]);
    else return;
    event.preventDefault();
  });

  return () => mine.abort();
}

/** Go to where a field says, if it says something that it may. */
function choose(field) {
  if (field.dataset?.param && field.checkValidity()) go(withChoice(field));
}

function chooseTyped() {
  const field = typed;
  typed = undefined;
  if (field && field.value !== field.defaultValue) choose(field);
}

const OPENS = "showPicker" in HTMLSelectElement.prototype && CSS.supports("selector(select:open)");

/** A key that would choose the next of a closed list, and so go there, opens the list. */
function openList(event) {
  const turns = /^(Arrow.*|Home|End|Page.*|\S)$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!OPENS || !turns || event.target.matches(":open")) return;
  event.preventDefault();
  event.target.showPicker();
}

/** Go to an address of ours without loading the app anew: Streamlit follows the browser's history. */
function go(address) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name.startsWith("embed")) address.searchParams.set(name, value); // a page inside another website stays that
  }
  if (address.href === location.href) return;
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** Write an address that could not be used as it was understood, in its place: not as a step that Back would undo. */
function correct({ seen, wanted }) {
  const now = [...new URLSearchParams(location.search)];
  if (JSON.stringify(now) === JSON.stringify(seen)) history.replaceState(history.state, "", location.pathname + wanted);
}

/** Where a link leads; one with `data-lang` leads to what is in view now, in that language. */
function target(link) {
  if (!link.dataset.lang) return new URL(link.href);
  const address = new URL(location.href);
  address.searchParams.set("lang", link.dataset.lang);
  return address;
}

/** The address of now with what a field says; a value that was pressed shows it at once, before the next run. */
function withChoice(field) {
  const { param } = field.dataset;
  const { nothing } = field.closest(".ocod-field").dataset;
  const address = new URL(location.href);
  const before = address.searchParams.get(param)?.split(",");
  let values = [field.value];
  if (field.type === "button") values = toggled(field, before, nothing);
  else if ("adds" in field.dataset) values = [...(before ?? []), field.value];
  const now = values.filter(Boolean).join(",") || nothing;
  if (now) address.searchParams.set(param, now);
  else address.searchParams.delete(param);
  return address;
}

/** The values chosen once a button is pressed, in the buttons' order: the address knows of those that a late run does not show. */
function toggled(button, before, nothing) {
  const buttons = [...button.parentElement.querySelectorAll("[aria-pressed]")];
  const shown = buttons.filter(({ ariaPressed }) => ariaPressed === "true").map(({ dataset }) => dataset.value);
  const chosen = new Set(before ?? shown);
  button.ariaPressed = button.ariaPressed !== "true";
  if (button.ariaPressed === "true") chosen.add(button.dataset.value);
  else chosen.delete(button.dataset.value);
  chosen.delete(nothing);
  const order = new Set([...buttons.map(({ dataset }) => dataset.value), ...chosen]);
  return [...order].filter((value) => chosen.has(value));
}

/** The address of now without what is chosen by some parameters. */
function without(params) {
  const address = new URL(location.href);
  for (const param of params) address.searchParams.delete(param);
  return address;
}

const KEPT = ["lang", "as_of", "status"]; // from page to page

/** Where a province of a picture leads: to its page, on the day and in the language of now. */
function toProvince({ dataset: { region, province } }, regions) {
  const address = new URL(regions, location.href);
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => KEPT.includes(name));
  address.search = new URLSearchParams([["region", region], ["province", province], ...kept]);
  return address;
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
