// The overview: every slide small, to go to one, and to hide and order them.
// Joined in front of stage.js by stage.py, as a component is one module.

const STEPS = {
  ArrowRight: () => 1, ArrowLeft: () => -1, ArrowDown: inRow, ArrowUp: (tiles) => -inRow(tiles),
  Home: (tiles) => -tiles.length, End: (tiles) => tiles.length,
}; // by key: how many slides further

function inRow(tiles) {
  return tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
}

function toggleOverview(stage) {
  stage.overview.hidden = !stage.overview.hidden;
  if (stage.overview.hidden) return stage.overview.replaceChildren();
  drawOverview(stage);
  stage.overview.querySelector("[aria-current]").focus();
}

function drawOverview(stage) {
  const { slides, words } = stage.deck;
  const hidden = stage.all.filter((slide) => !slides.includes(slide));
  const focus = document.activeElement?.dataset?.focus;
  const all = act(words.show_all, words.show_all, "", () => stage.arrange(stage.all.map((slide) => slide.key)));
  const arranged = slides.some((slide, at) => slide !== stage.all[at]) || hidden.length;
  stage.overview.replaceChildren(
    make("header", "", make("h2", "", words.overview), make("p", "", words.overview_hint), arranged ? all : ""),
    make("ol", "", ...slides.map((slide, at) => tileOf(stage, slide, at))),
    hidden.length ? make("h2", "", words.hidden) : "",
    hidden.length ? make("ol", "unshown", ...hidden.map((slide) => tileOf(stage, slide, -1))) : "",
  );
  stage.overview.querySelectorAll(".small").forEach((place) => {
    showSlide(place, stage.all.find((slide) => slide.key === place.dataset.key), words);
  });
  if (focus) stage.overview.querySelector(`[data-focus="${focus}"]`)?.focus();
}

/** A slide in the overview: its picture leads to it, and buttons move, hide or show it; -1 for a hidden one. */
function tileOf(stage, slide, at) {
  const { slides, words } = stage.deck;
  const keys = slides.map(({ key }) => key);
  const small = make("div", "small");
  small.dataset.key = slide.key;
  small.inert = true; // the button has its name
  const swapped = (by) => {
    const moved = [...keys];
    [moved[at], moved[at + by]] = [moved[at + by], moved[at]];
    return moved;
  };
  const go = make("button", "go", small, make("span", "", at < 0 ? slide.title : `${at + 1} ${slide.title}`));
  go.dataset.focus = `go-${slide.key}`;
  go.onclick = () => (at < 0 ? stage.arrange([...keys, slide.key]) : stage.jump(at + 1));
  if (at === stage.at) go.ariaCurrent = "true";
  const button = (name, sign, does) => act(sign, `${words[name]}: ${slide.title}`, `${name}-${slide.key}`, does);
  const buttons =
    at < 0
      ? [button("show", words.show, () => stage.arrange([...keys, slide.key]))]
      : [
          at > 0 ? button("earlier", "←", () => stage.arrange(swapped(-1))) : "",
          at < keys.length - 1 ? button("later", "→", () => stage.arrange(swapped(1))) : "",
          keys.length > 1 ? button("hide", words.hide, () => stage.arrange(keys.filter((key) => key !== slide.key))) : "",
        ];
  return make("li", "", go, make("div", "acts", ...buttons));
}

function act(text, name, focus, does) {
  const button = Object.assign(make("button", "", text), { ariaLabel: name, title: name, onclick: does });
  button.dataset.focus = focus;
  return button;
}

/** Move the focus from slide to slide. */
function stepInOverview(stage, by) {
  const tiles = [...stage.overview.querySelectorAll(".go")];
  const from = Math.max(0, tiles.findIndex((tile) => tile.closest("li").contains(document.activeElement)));
  tiles[Math.min(Math.max(from + by(tiles), 0), tiles.length - 1)].focus();
}
