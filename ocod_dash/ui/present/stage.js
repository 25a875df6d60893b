// The stage: every slide is loaded from the start, in every language, so keys move them though the server is slow or gone.
// The place is in the address, by replaceState: a slide is no step of the history, and a reload comes back to it.

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", Space: "next", ArrowLeft: "back", ArrowUp: "back",
  PageUp: "back", Home: "first", End: "last", KeyP: "play", Equal: "faster", NumpadAdd: "faster", Minus: "slower",
  NumpadSubtract: "slower", KeyM: "months", KeyL: "language", KeyN: "notes", KeyB: "black", Period: "black",
  KeyF: "full", Slash: "help", Escape: "leave", KeyG: "overview", KeyO: "overview",
}; // by their place on the keyboard: they are the same keys when Thai is typed
const DIGIT = /^(?:Digit|Numpad)(\d)$/; // typed before Enter: a slide's number
const AWAKE = 3000; // milliseconds that the controls stay after the mouse was moved
const PACE = 10; // seconds, when none was chosen

const stages = new WeakMap(); // by the element that Streamlit gives

export default function ({ data, parentElement }) {
  let stage = stages.get(parentElement);
  if (!stage) stages.set(parentElement, (stage = new Stage(parentElement, data)));
  stage.home = data.home;
  stage.take(data);
  return () => {
    stage.close();
    stages.delete(parentElement);
  };
}

class Stage {
  constructor(root, data) {
    const params = new URLSearchParams(location.search);
    this.root = root;
    this.notes = data.notes;
    this.paces = data.paces;
    this.language = data.language;
    this.switched = params.has("lang");
    this.pace = data.paces.find((pace) => String(pace) === params.get("pace")) ?? 0; // 0: not playing
    this.lastPace = this.pace || PACE;
    this.at = Math.max(0, (Number(params.get("slide")) || 1) - 1);
    this.black = false;
    this.typed = "";
    this.order = data.order; // keys of the slides to show, in their order; all where it is empty
    provide(data.scripts, root);

    this.screen = make("div", `stage${data.notes ? " notes" : ""}`);
    this.screen.popover = "manual"; // above all else, also above what Streamlit says when the connection is lost
    root.append(this.screen); // beside the style sheet, which Streamlit puts there
    this.screen.showPopover();
    this.place = Object.assign(make("div", "place"), { ariaLive: "polite" });
    this.progress = make("div", "progress");
    this.controls = make("nav", "controls");
    this.help = make("div", "help");
    this.help.hidden = true;
    this.overview = make("div", "overview");
    this.overview.hidden = true;
    this.number = Object.assign(make("div", "number"), { ariaLive: "polite" });
    this.notice = make("div", "notice");
    const layers = [this.place, this.controls, this.progress, this.notice, this.number, this.overview, this.help];
    if (!data.notes) this.screen.append(...layers);
    if (!data.notes) this.notice.textContent = data.notices.join(" ");

    this.ends = new AbortController();
    const listen = (target, kind, hear) =>
      target.addEventListener(kind, hear, { capture: true, signal: this.ends.signal });
    listen(document, "keydown", (event) => this.press(event));
    listen(this.screen, "click", (event) => this.click(event));
    listen(this.screen, "pointermove", () => this.wake());
    listen(document, "fullscreenchange", () => {
      this.screen.hidePopover(); // to be above the page that now fills the screen
      this.screen.showPopover();
    });
    listen(window, "beforeprint", () => this.notes || printSlides(this));
    listen(window, "afterprint", () => document.querySelectorAll(".sheets").forEach((sheets) => sheets.remove()));
    this.sized = new ResizeObserver(() => this.draw());
    this.sized.observe(this.notes ? this.screen : this.place);
    this.hear();
    this.wake();
  }

  close() {
    this.ends.abort();
    this.sized.disconnect();
    this.channel.close();
    this.screen.remove();
    clearTimeout(this.timer);
    clearTimeout(this.sleep);
  }

  /** Take the slides of this run of the server; of a new release too, and stay at the same slide. */
  take(data) {
    if (this.version === data.version) return;
    this.version = data.version;
    const key = this.decks && this.deck.slides[this.at].key;
    this.decks = data.decks;
    this.chosen = {}; // the decks in their order
    const same = this.deck.slides.findIndex((slide) => slide.key === key);
    this.at = Math.min(same < 0 ? this.at : same, this.deck.slides.length - 1);
    this.show();
  }

  /** The slides to show and the texts, in the language. */
  get deck() {
    const key = `${this.language} ${this.order}`;
    return (this.chosen[key] ??= { ...this.decks[this.language], slides: this.ordered() });
  }

  get all() {
    return this.decks[this.language].slides;
  }

  ordered() {
    const chosen = this.order.map((key) => this.all.find((slide) => slide.key === key)).filter(Boolean);
    return chosen.length ? chosen : this.all;
  }

  // Together: windows of the same view in one browser

  hear() {
    const view = new URLSearchParams(location.search);
    ["slide", "slides", "lang", "pace", "notes"].forEach((name) => view.delete(name));
    view.sort();
    this.channel = new BroadcastChannel(`present ${location.pathname}?${view}`);
    this.channel.onmessage = ({ data }) => {
      if (data === "where") return this.broadcast();
      const { key, ...rest } = data;
      Object.assign(this, rest);
      const at = this.deck.slides.findIndex((slide) => slide.key === key);
      this.at = Math.max(at, 0);
      this.show();
    };
    if (this.notes) this.channel.postMessage("where");
  }

  broadcast() {
    const { language, switched, pace, lastPace, black, order } = this;
    this.channel.postMessage({ key: this.deck.slides[this.at].key, language, switched, pace, lastPace, black, order });
  }

  change(what) {
    Object.assign(this, what);
    this.show();
    this.broadcast();
  }

  // What is seen

  show() {
    document.documentElement.lang = this.language;
    document.title = this.deck.words.title;
    this.screen.classList.toggle("black", this.black); // the presenter's window says so and stays
    this.write();
    this.draw();
    clearTimeout(this.timer);
    const on = () => this.change({ at: (this.at + 1) % this.deck.slides.length });
    if (this.pace && !this.notes) this.timer = setTimeout(on, this.pace * 1000);
  }

  draw() {
    if (!this.decks || !this.screen.clientWidth) return;
    const { slides, words } = this.deck;
    if (this.notes) return showNotes(this.screen, this.deck, this.at, this.black);
    drawControls(this, words); // first: where they are below the slide they take space from it
    const over = getComputedStyle(this.controls).position === "absolute";
    this.place.style.setProperty("--controls", over ? this.controls.offsetWidth : 0);
    const wanted = [this.version, this.language, slides[this.at].key, this.place.clientWidth, this.place.clientHeight].join();
    if (wanted !== this.drawn) this.picture = showSlide(this.place, slides[this.at], words, slides[this.at].key !== this.played);
    Object.assign(this, { drawn: wanted, played: slides[this.at].key }); // a map plays when its slide comes, not at each key
    this.progress.replaceChildren(...slides.map((_, i) => make("i", i < this.at ? "past" : i === this.at ? "now" : "")));
    this.progress.classList.toggle("playing", Boolean(this.pace));
    this.progress.style.setProperty("--pace", `${this.pace}s`);
    const rows = Object.values(words.keys).map(([keys, does]) => make("tr", "", make("th", "", keys), make("td", "", does)));
    this.help.replaceChildren(make("table", "", ...rows));
    if (!this.overview.hidden) drawOverview(this);
  }

  wake() {
    this.screen.classList.add("awake");
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => this.screen.classList.remove("awake"), AWAKE);
  }

  /** Write the place into the address; its other parameters are the server's. */
  write() {
    const address = new URL(location.href);
    const setParam = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
    setParam("slide", this.at && this.at + 1);
    setParam("slides", this.order.join());
    setParam("pace", this.pace);
    if (this.switched) setParam("lang", this.language);
    address.search = address.search.replaceAll("%2C", ",");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // What is done

  press(event) {
    const { target, code, ctrlKey, altKey, metaKey, shiftKey } = event;
    const typing = target.closest?.("input, textarea, select, [contenteditable]");
    const pressing = code === "Space" && target.closest?.("button, a");
    if (typing || pressing || ctrlKey || altKey || metaKey) return;
    const what = this.keyed(code, shiftKey);
    if (!what) return;
    event.preventDefault();
    event.stopPropagation();
    what();
  }

  /** Return what a key does; nothing for one without a meaning here. */
  keyed(code, shift) {
    const [, digit] = (!shift && DIGIT.exec(code)) || [];
    if (digit) return () => this.type((this.typed + digit).slice(-2));
    if (this.typed && (code === "Enter" || code === "NumpadEnter")) return () => this.jump(Number(this.typed));
    if (this.typed && code === "Backspace") return () => this.type(this.typed.slice(0, -1));
    if (this.typed && code === "Escape") return () => this.type("");
    const within = !this.overview.hidden && STEPS[code];
    if (within) return () => stepInOverview(this, within);
    return KEYS[code] && (() => this.do(code === "Space" && shift ? "back" : KEYS[code]));
  }

  /** Show the number that is being typed. */
  type(number) {
    this.typed = number;
    this.number.textContent = number && `${number} ↵`;
  }

  jump(number) {
    this.type("");
    this.overview.hidden = true;
    this.change({ at: Math.min(Math.max(number, 1), this.deck.slides.length) - 1, black: false });
  }

  /** Show these slides in this order, at the same slide where it is still shown. */
  arrange(keys) {
    const { key } = this.deck.slides[this.at];
    this.order = keys.join() === this.all.map((slide) => slide.key).join() ? [] : keys;
    const at = this.deck.slides.findIndex((slide) => slide.key === key);
    this.change({ at: at < 0 ? Math.min(this.at, this.deck.slides.length - 1) : at });
  }

  click(event) {
    if (event.target.closest("button, a, input, select, label, table, .notice, .overview") || this.notes) return;
    if (!this.help.hidden) this.help.hidden = true;
    else this.do(this.black ? "black" : event.clientX < innerWidth / 2 ? "back" : "next");
  }

  /** Go to the page that led here, or else to the first one, in the language that was switched to here. */
  async leave() {
    const { go, previousPage } = await web;
    const address = new URL(previousPage() ?? this.home, location.href);
    if (this.switched) address.searchParams.set("lang", this.language);
    go(address);
  }

  do(what) {
    this.notice.textContent = "";
    this.type("");
    ACTIONS[what](this);
  }
}

const PATIENCE = 3000; // ms until a server that does not answer counts as out of reach

/** Open the presenter's window, which comes from the server; say so where that is out of reach. */
async function openNotes(stage, address) {
  const notes = open("", "_blank", "popup,width=1100,height=760"); // before waiting, else browsers refuse it
  try {
    await fetch(address, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    notes?.location.replace(address);
  } catch {
    notes?.close();
    stage.notice.textContent = stage.deck.words.notes_unreachable;
  }
}

const ACTIONS = {
  next: (stage) => stage.at < stage.deck.slides.length - 1 && stage.change({ at: stage.at + 1, black: false }),
  back: (stage) => stage.at && stage.change({ at: stage.at - 1, black: false }),
  play: (stage) => stage.change({ pace: stage.pace ? 0 : stage.lastPace }),
  months: (stage) => stage.picture?.toggle?.(),
  language: (stage) => stage.change({ language: stage.deck.words.following, switched: true }),
  notes: (stage) => {
    const address = new URL(location.href);
    address.searchParams.set("notes", "1");
    if (!stage.notes) openNotes(stage, address);
  },
  overview: (stage) => !stage.notes && toggleOverview(stage),
  black: (stage) => stage.change({ black: !stage.black }),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  help: (stage) => (stage.help.hidden = !stage.help.hidden),
  leave: (stage) => {
    if (stage.notes && opener) close();
    else if (!stage.help.hidden) stage.help.hidden = true;
    else if (!stage.overview.hidden) toggleOverview(stage);
    else if (stage.black) stage.change({ black: false });
    else stage.leave();
  },
  first: (stage) => stage.change({ at: 0 }),
  last: (stage) => stage.change({ at: stage.deck.slides.length - 1 }),
  faster: (stage) => hurry(stage, -1),
  slower: (stage) => hurry(stage, 1),
};

/** Set every slide on a sheet of its own, beside all else: what is above the page is printed on one sheet only. */
function printSlides({ root, deck: { slides, words } }) {
  const sheets = make("div", "stage sheets", ...slides.map(() => make("div", "sheet")));
  sheets.style.fontFamily = getComputedStyle(root).fontFamily;
  document.body.append(sheets);
  slides.forEach((slide, at) => showSlide(sheets.children[at], slide, words));
}

function hurry(stage, by) {
  const { paces, lastPace } = stage;
  const pace = paces[Math.min(Math.max(paces.indexOf(lastPace) + by, 0), paces.length - 1)];
  stage.change({ lastPace: pace, pace: stage.pace && pace });
}
