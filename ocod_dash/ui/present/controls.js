// The stage's controls: for the mouse, touch, and speakers who do not know the keys.
// Joined in front of stage.js by stage.py, as a component is one module.

// Lines in a box of 24 by 24: a sign of a typeface may not be on the machine.
const ICONS = {
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  play: "M8 5l11 7-11 7z",
  pause: "M9 5v14M15 5v14",
  overview: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  notes: "M5 5h14v14H5zM9 10h6M9 14h4",
  full: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.5",
  leave: "M6 6l12 12M18 6L6 18",
};

function drawControls(stage, words) {
  const does = (name) => words.keys[name][1];
  const button = (name, inside) => {
    const about = { title: does(name), ariaLabel: does(name), onclick: () => stage.do(name) };
    return Object.assign(make("button", `do-${name}`, inside), about);
  };
  const paces = stage.paces.map((pace, i) => new Option(words.paces[i], pace, false, pace === stage.lastPace));
  const pace = Object.assign(make("select", "", ...paces), { title: does("pace"), ariaLabel: does("pace") });
  pace.onchange = () => stage.change({ pace: Number(pace.value), lastPace: Number(pace.value) });
  stage.controls.replaceChildren(
    button("back", icon("back")),
    make("span", "", `${stage.at + 1} / ${stage.deck.slides.length}`),
    button("next", icon("next")),
    button("play", icon(stage.pace ? "pause" : "play")),
    pace,
    button("language", words.other),
    ...["overview", "notes", "full", "help", "leave"].map((name) => button(name, icon(name))),
  );
}

function icon(name) {
  const lines = `<path d="${ICONS[name]}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">${lines}</svg>`;
  return new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
}
