// What a reader learns beside the page: what a filter did, which page opened, and that the connection is lost or the server busy.

import { watchServer } from "./streamlit_compat.js";

const SETTLED = 800; // milliseconds after which a choice is announced: while days play, none is
const PATIENCE = { lost: 2000, busy: 1000 }; // milliseconds without a notice, unless something is pressed meanwhile
const CONTROLS = "a[data-go], button, select, input";

const announcer = add("div", { role: "status", className: "ocod-heard" });
const banner = add("p", { role: "alert", className: "ocod-lost", hidden: true });

let announced; // the page and the count that were announced last
let settling;

/** Announce `count` ({number, text}) where it differs from the one before, with the number before; or the page's title. */
export function announce({ number, text }) {
  const now = { page: location.pathname, number, text };
  announced ??= now;
  clearTimeout(settling);
  settling = setTimeout(() => {
    if (now.page !== announced.page) announcer.textContent = document.title;
    else if (text !== announced.text) announcer.textContent = number === announced.number ? text : `${announced.number} → ${text}`;
    announced = now;
  }, SETTLED);
}

/** Move the keyboard to the page's title: behind the navigation, the filters and what surrounds the page. */
export function skipToContent() {
  const title = document.querySelector("h1");
  title?.setAttribute("tabindex", "-1");
  title?.focus();
}

let texts; // by state, in the language of the page
let state; // of the server, where a notice says it: lost, or busy with others
let waiting;

/** Show while the connection is `lost`, and while the server is `busy`, instead of Streamlit's `dialog`, which would cover the page. */
export function showConnection({ dialog, ...written }) {
  texts = written;
  if (!banner.hidden) show();
  watchServer(dialog, { connection: (lost) => become(lost ? "lost" : undefined), run: answered });
}

/** Note that a choice was sent to the server: where no run begins in time, it is busy. */
export function pressed() {
  if (state !== "lost") become("busy");
}

/** Note that a run has begun. */
export function answered() {
  if (state === "busy") become();
}

function become(now) {
  if (state === "lost" && now === "lost") return;
  state = now;
  clearTimeout(waiting);
  if (!state) banner.hidden = true;
  else waiting = setTimeout(show, PATIENCE[state]);
}

function show() {
  clearTimeout(waiting);
  banner.textContent = texts[state] ?? "";
  banner.hidden = !state;
}

// What needs the server cannot be carried out while the connection is lost.
for (const type of ["click", "change"]) {
  document.addEventListener(type, ({ target }) => state === "lost" && target.closest(CONTROLS) && show(), true);
}

function add(tag, { role, ...about }) {
  const element = Object.assign(document.createElement(tag), about);
  element.setAttribute("role", role);
  document.body.append(element);
  return element;
}
