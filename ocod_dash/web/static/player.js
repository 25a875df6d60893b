// A slider over days and a button that plays them: the day goes into the address, and a run shows the page as of that day.
// The slider is moved by the visitor; a run only confirms the day, so a late one does not jump it back. Play waits for all
// that names the day: the slider, the map and the table with it arrive together, what surrounds the page after them.

import { go, withParameter } from "./navigation.js";

const PACE = 800; // milliseconds that a day stays while playing
const LOOK = 50; // milliseconds after which play looks again whether the whole page shows the day
const still = matchMedia("(prefers-reduced-motion: reduce)");

const players = new WeakMap(); // by element
let playing; // the one that plays
let stepping = false; // whether the address is being changed by a player

/** Return what is known of a player: the day that was written last and is not shown yet, and whether its slider is held. */
function stateOf(element) {
  if (!players.has(element)) players.set(element, { wanted: undefined, dragged: false, repeats: false });
  return players.get(element);
}

const slider = (element) => element.querySelector("input");
const days = (element) => JSON.parse(element.dataset.days); // each a value in the address and its name

/** Follow a run: if `html` is the player of a place, only its day is taken over. Return whether it is. */
export function movePlayer(place, html) {
  const element = place.querySelector(".ocod-player");
  if (!element) return false;
  const template = document.createElement("template");
  template.innerHTML = html; // from templates that escape what they are given
  const next = template.content.querySelector(".ocod-player");
  if (!next || next.dataset.days !== element.dataset.days || next.dataset.param !== element.dataset.param) return false;
  shown(element, Number(slider(next).getAttribute("value")), next.querySelector("output").textContent);
  return true;
}

/** The page shows a day, which may be between two of the slider's. */
function shown(element, at, name) {
  const state = stateOf(element);
  if (state.wanted !== undefined && state.wanted !== at) return; // a run for a day before
  state.wanted = undefined;
  if (!state.dragged) put(element, at, name);
  if (playing?.element === element) playing.arrived();
}

/** Put the thumb on a day. */
function put(element, at, name = days(element)[at][1]) {
  slider(element).value = at;
  slider(element).ariaValueText = name;
  element.querySelector("output").textContent = name;
}

/** Write a day into the address; by default the one under the thumb. */
function write(element, at = Number(slider(element).value), options = {}) {
  const state = stateOf(element);
  const address = withParameter(element.dataset.param, days(element)[at][0]);
  if (address.href === location.href) return;
  stepping = true;
  state.wanted = at;
  go(address, options);
  stepping = false;
}

/** The day after the one under the thumb; after the last the first. */
const following = (element) => (Number(slider(element).value) + 1) % days(element).length;

/** Whether what surrounds the page shows the day under the thumb too. */
function isEverywhere(element) {
  const day = days(element)[slider(element).value][0] || element.dataset.last;
  return [...document.querySelectorAll("[data-shows]")].every(({ dataset }) => dataset.shows === day);
}

function play(element) {
  let waits = 0;
  playing = {
    element,
    arrived: () => {
      clearTimeout(waits);
      if (!isEverywhere(element)) waits = setTimeout(playing.arrived, LOOK);
      else if (following(element) === 0) stop();
      else waits = setTimeout(next, Math.max(0, playing.since + PACE - performance.now()));
    },
    stop: () => clearTimeout(waits),
  };
  const next = () => {
    if (!element.isConnected || still.matches) return stop();
    playing.since = performance.now();
    write(element, following(element), { replaces: true });
  };
  face(element, true);
  next();
}

function stop() {
  if (!playing) return;
  playing.stop();
  face(playing.element, false);
  playing = undefined;
}

/** Show on the button what a press does. */
function face(element, plays) {
  const button = element.querySelector("[data-play]");
  element.classList.toggle("ocod-playing", plays);
  button.querySelector(".ocod-player-text").textContent = plays ? button.dataset.pause : button.dataset.start;
}

addEventListener("popstate", () => {
  if (stepping) return;
  for (const element of document.querySelectorAll(".ocod-player")) stateOf(element).wanted = undefined;
  stop(); // the visitor chose something else
});

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-action]")) return stop(); // a dialog opens, which the run for another day would close
  const element = target.closest("[data-play]")?.closest(".ocod-player");
  if (!element) return;
  if (still.matches) write(element, following(element));
  else if (playing?.element === element) stop();
  else play(element);
});

/** Listen to what happens to the slider of a player. */
function listen(type, handle) {
  document.addEventListener(type, (event) => {
    const element = event.target.closest?.(".ocod-player");
    if (element && event.target === slider(element)) handle(element, stateOf(element), event);
  });
}

listen("pointerdown", (element, state) => {
  stop();
  state.dragged = true;
});
listen("input", (element) => {
  stop();
  put(element, Number(slider(element).value));
});
listen("change", (element, state) => {
  state.dragged = false;
  if (!state.repeats) write(element);
});
listen("pointerup", (element, state) => (state.dragged = false));
listen("pointercancel", (element, state) => (state.dragged = false));
// A key that is held down goes through the days at once, and to the one where it is let go.
listen("keydown", (element, state, { repeat }) => (state.repeats = repeat));
listen("keyup", (element, state) => {
  if (state.repeats) write(element);
  state.repeats = false;
});
