// Navigation in the page: the browser owns the address. Links and fields write it, and Streamlit runs what it names.

import { announce, pressed, showConnection, skipToContent } from "./page_status.js";
import { SKIP_LINK, openSidebar, translate } from "./streamlit_compat.js";

// After all of Streamlit's own rules, which are in the head.
const STYLE = new URL("style.css", import.meta.url).href;
document.body.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));

// Streamlit loads this module once and calls the function at every change of data or theme, without tidying up between.
let current = new AbortController();
let requested; // the theme that a run was requested for

export default function ({ data, parentElement, setTriggerValue }) {
  current.abort();
  const mine = (current = new AbortController());
  const listen = (type, handle) => document.addEventListener(type, handle, { capture: true, signal: mine.signal });

  const root = document.documentElement;
  if (root.lang !== data.language) root.lang = data.language; // the same once more would lay out all of the page anew
  announce(data.count); // also where only the page differs: `data.page` makes it another call
  readTexts(data.texts);
  if (data.corrected) correct(data.corrected);
  afterFrame(() => mine.signal.aborted || followTheme(parentElement, data.dark, setTriggerValue));

  listen("click", (event) => {
    if (event.target.closest(SKIP_LINK)) return skip(event);
    if (event.target.closest("[data-filters]")) return openSidebar();
    const link = event.target.closest(LINKS);
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return complete(link); // a new tab
    const button = event.target.closest("button:is([data-param], [data-clears])");
    if (button) return go(button.dataset.param ? withChoice(button) : without(button.dataset.clears.split(",")));
    if (!link) return;
    event.preventDefault();
    go(target(link));
  });
  listen("auxclick", ({ target }) => complete(target.closest(LINKS)));
  listen("contextmenu", ({ target }) => complete(target.closest(LINKS)));

  listen("change", ({ target }) => choose(target));

  listen("keydown", (event) => {
    if (event.target.matches?.("select[data-param]")) return openList(event);
    const group = event.target.closest?.("[data-steps]");
    if (!group || !STEPS[event.key] || !event.target.matches(LINKS)) return;
    event.preventDefault();
    step(group, event.target, STEPS[event.key]);
  });

  return () => mine.abort();
}

/** Do something when what has changed is drawn: styles read before would be computed twice. */
function afterFrame(then) {
  requestAnimationFrame(() => setTimeout(then));
}

const LINKS = "a[data-go]";

/** Skip to the page's title: Streamlit skips to what is before the navigation. */
function skip(event) {
  event.preventDefault();
  event.stopPropagation();
  skipToContent();
}

let read; // the address of the texts that are in use

/** Get the texts of a language, once for each. */
async function readTexts(address) {
  if (address === read) return;
  read = address;
  const { notices, ...table } = await (await fetch(address)).json();
  if (address !== read) return;
  showConnection(notices);
  translate(table);
}

/**
 * Go to an address of the app without loading it again: Streamlit follows the browser's history.
 * With `replaces` the new address replaces the current one, so that Back does not return to it.
 */
export function go(address, { replaces = false } = {}) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const stays = name.startsWith("embed"); // a page inside another website stays that
    const ofTables = [SORTED, OPENED].includes(name) && address.pathname === location.pathname;
    if (stays || ofTables) address.searchParams.set(name, value);
  }
  readable(address);
  if (address.href === location.href) return;
  if (replaces) history.replaceState(history.state, "", address);
  else history.pushState({ [FROM]: location.href }, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
  pressed();
}

/** What a visitor did to the tables and the map of a page, in its address for who opens it next; the server does not need it. */
export const SORTED = "sorted"; // parts, each with a column and an order, such as card_places.open.descending
export const OPENED = "opened"; // rows that are unfolded
export const POSITION = "position"; // where a map was moved to
export const UNFOLDED = "unfolded"; // a part

export const inAddress = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** Write a parameter into the address without a run and without a step in the history; an empty value takes it out. */
export function noteInAddress(name, value) {
  history.replaceState(history.state, "", withParameter(name, value));
}

const FROM = "ocodFrom"; // what an entry of the history was opened from: right after Back, Forward and a reload too

/** The page of the app that led to the current one; undefined where a visitor came from outside. */
export const previousPage = () => history.state?.[FROM];

/** Replace an address that could not be used as it is: not as a step of the history, which Back would undo. */
function correct({ seen, wanted }) {
  const now = [...new URLSearchParams(location.search)];
  if (JSON.stringify(now) === JSON.stringify(seen)) history.replaceState(history.state, "", location.pathname + wanted);
}

/** Where a link leads; one with `data-lang` or `data-param` leads to the current address with that one thing changed. */
function target(link) {
  if (link.dataset.param) return withChoice(link);
  if (!link.dataset.lang) return new URL(link.getAttribute("href"), document.baseURI); // in a picture, `href` is no text
  const address = new URL(location.href);
  address.searchParams.set("lang", link.dataset.lang);
  return address;
}

/** Write the whole address into a link before the browser opens or copies it. */
function complete(link) {
  if (link?.dataset.lang || link?.dataset.param) link.href = target(link).href;
}

/** Go to where a field says, if it says something that it may. */
function choose(field) {
  if (field.dataset?.param && field.checkValidity()) go(withChoice(field));
}

const OPENS = "showPicker" in HTMLSelectElement.prototype && CSS.supports("selector(select:open)");

/** A key that would choose the next of a closed list, and so go there, opens the list. */
function openList(event) {
  const turns = /^(Arrow.*|Home|End|Page.*|\S)$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!OPENS || !turns || event.target.matches(":open")) return;
  event.preventDefault();
  event.target.showPicker();
}

/** The current address with what a field says; a value that was pressed shows it at once, before the next run. */
function withChoice(field) {
  const { param } = field.dataset;
  const { nothing, drops } = field.closest(".ocod-field").dataset;
  const before = new URL(location.href).searchParams.get(param)?.split(",");
  let values = [field.value ?? field.dataset.value];
  if (field.type === "button") values = toggled(field, before, nothing);
  else if ("adds" in field.dataset) values = [...(before ?? []), field.value];
  const address = withParameter(param, values.filter(Boolean).join(",") || nothing);
  if (drops) address.searchParams.delete(drops); // what depends on the choice before
  return address;
}

/** The current address with a parameter; without it where the value is empty. */
export function withParameter(name, value) {
  const address = new URL(location.href);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  return readable(address);
}

/** Write commas as they are: they separate the values of a parameter. */
function readable(address) {
  address.search = address.search.replaceAll("%2C", ",");
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

/** The current address without what is chosen by some parameters. */
function without(params) {
  const address = new URL(location.href);
  for (const param of params) address.searchParams.delete(param);
  return address;
}

/** Request a run when the page was drawn for the other theme: charts and maps are coloured on the server. */
function followTheme(element, drawnDark, setTriggerValue) {
  const dark = isDark(element);
  if (dark === drawnDark) requested = undefined;
  else if (dark !== requested) setTriggerValue("theme", (requested = dark) ? "dark" : "light");
}

function isDark(element) {
  element.style.backgroundColor = "var(--st-background-color)"; // read back as rgb(...), however it is written
  const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/\d+/g).map(Number);
  return red + green + blue < 384;
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Links in a chart or picture are one stop of the Tab key; arrows go from one to the next, in their order or by name. */
function step(group, link, by) {
  const links = [...group.querySelectorAll(LINKS)];
  const name = (element) => element.getAttribute("aria-label") ?? "";
  const { lang } = document.documentElement;
  const all = group.dataset.steps === "by name" ? links.toSorted((a, b) => name(a).localeCompare(name(b), lang)) : links;
  const next = all[(all.indexOf(link) + by + all.length) % all.length];
  stopAt(links, next);
  if (group.dataset.steps === "by name") next.parentElement.append(next); // painted last: no neighbour covers its outline
  next.focus();
}

/** Make one of some links their stop of the Tab key. */
export function stopAt(links, one) {
  for (const link of links) link.setAttribute("tabindex", link === one ? "0" : "-1");
}
