// What a reader learns beside the page: what a filter did, which page opened, and that the connection is lost.

import { watchConnection } from "./streamlit_compat.js";

const SETTLED = 800; // milliseconds after which a choice is announced: while days play, none is
const PATIENCE = 2000; // milliseconds that a connection may be lost without a notice

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

let waiting;

/** Show `text` while the connection is lost, instead of Streamlit's dialog titled `dialog`, which would cover the page. */
export function showConnection({ text, dialog }) {
  banner.textContent = text;
  watchConnection(dialog, (lost) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (banner.hidden = !lost), lost && banner.hidden ? PATIENCE : 0);
  });
}

function add(tag, { role, ...about }) {
  const element = Object.assign(document.createElement(tag), about);
  element.setAttribute("role", role);
  document.body.append(element);
  return element;
}
