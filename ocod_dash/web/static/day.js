// A date field: a line to type in, which the server reads as it reads an address, and the browser's calendar beside it.

import { go, withParameter } from "./navigation.js";

const lineOf = (field) => field.querySelector("input[type=text]");
const calendarOf = (field) => field.querySelector("input[type=date]");

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-picks]");
  if (button) calendarOf(button.parentElement).showPicker();
});

document.addEventListener("change", ({ target }) => {
  const field = target.closest?.("[data-day]");
  if (!field) return;
  if (target === lineOf(field)) read(field);
  else if (target.value) choose(field, target.value);
});

/** Read what was typed; what is no day stays in the line, with what is wrong below it. */
async function read(field) {
  const line = lineOf(field);
  const text = line.value.trim();
  if (text === line.defaultValue) return report(field, "");
  if (!text) return choose(field, "");
  const answer = await ask(field, text);
  if (line.value.trim() !== text) return; // typed on meanwhile
  report(field, answer.message ?? "");
  if (!answer.day) return;
  line.value = answer.text;
  choose(field, answer.day);
}

async function ask(field, text) {
  const { min: first, max: last } = calendarOf(field);
  const address = new URL("../../answers/day", import.meta.url);
  address.search = new URLSearchParams({ text, first, last, lang: document.documentElement.lang });
  try {
    return await (await fetch(address)).json();
  } catch {
    return { day: text, text }; // the next run reads it from the address
  }
}

function choose(field, day) {
  report(field, "");
  go(withParameter(field.dataset.day, day));
}

/** Show what is wrong with what was typed; nothing where it is right. */
function report(field, message) {
  lineOf(field).ariaInvalid = message ? "true" : null;
  field.parentElement.querySelector("[role=alert]").textContent = message;
}
