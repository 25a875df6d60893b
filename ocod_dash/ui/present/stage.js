// The stage: every slide is loaded from the start, in every language, so keys move them though the server is slow or gone.
// The place is in the address, by replaceState: a slide is no step of the history, and a reload comes back to it.

const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", Space: "next", ArrowLeft: "back", ArrowUp: "back",
  PageUp: "back", Home: "first", End: "last", KeyP: "play", Equal: "faster", NumpadAdd: "faster", Minus: "slower",
  NumpadSubtract: "slower", KeyM: "months", KeyL: "language", KeyN: "notes", KeyB: "black", Period: "black",
  KeyF: "full", Slash: "help", Escape: "leave",
}; // by their place on the keyboard: they are the same keys when Thai is typed
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
    this.notice = make("div", "notice");
    if (!data.notes) this.screen.append(this.place, this.controls, this.progress, this.notice, this.help);
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
    const same = this.deck.slides.findIndex((slide) => slide.key === key);
    this.at = Math.min(same < 0 ? this.at : same, this.deck.slides.length - 1);
    this.show();
  }

  get deck() {
    return this.decks[this.language];
  }

  // Together: windows of the same view in one browser

  hear() {
    const view = new URLSearchParams(location.search);
    ["slide", "lang", "pace", "notes"].forEach((name) => view.delete(name));
    view.sort();
    this.channel = new BroadcastChannel(`present ${location.pathname}?${view}`);
    this.channel.onmessage = ({ data }) => {
      if (data === "where") return this.broadcast();
      const { key, ...rest } = data;
      Object.assign(this, rest);
      const at = this.deck.slides.findIndex((slide) => slide.key === key);
      if (at >= 0) this.at = at;
      this.show();
    };
    if (this.notes) this.channel.postMessage("where");
  }

  broadcast() {
    const { language, switched, pace, lastPace, black } = this;
    this.channel.postMessage({ key: this.deck.slides[this.at].key, language, switched, pace, lastPace, black });
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
    this.screen.classList.toggle("black", this.black);
    this.write();
    this.draw();
    clearTimeout(this.timer);
    const on = () => this.change({ at: (this.at + 1) % this.deck.slides.length });
    if (this.pace && !this.notes) this.timer = setTimeout(on, this.pace * 1000);
  }

  draw() {
    if (!this.decks || !this.screen.clientWidth) return;
    const { slides, words } = this.deck;
    if (this.notes) return showNotes(this.screen, this.deck, this.at);
    drawControls(this, words); // first: on a phone they take space from the slide
    const wanted = [this.version, this.language, this.at, this.place.clientWidth, this.place.clientHeight].join();
    if (wanted !== this.drawn) this.picture = showSlide(this.place, slides[this.at], words, this.at !== this.played);
    Object.assign(this, { drawn: wanted, played: this.at }); // a map plays when its slide comes, not at each key
    this.progress.replaceChildren(...slides.map((_, i) => make("i", i < this.at ? "past" : i === this.at ? "now" : "")));
    this.progress.classList.toggle("playing", Boolean(this.pace));
    this.progress.style.setProperty("--pace", `${this.pace}s`);
    const rows = Object.values(words.keys).map(([keys, does]) => make("tr", "", make("th", "", keys), make("td", "", does)));
    this.help.replaceChildren(make("table", "", ...rows));
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
    setParam("pace", this.pace);
    if (this.switched) setParam("lang", this.language);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // What is done

  press(event) {
    const { target, code, ctrlKey, altKey, metaKey, shiftKey } = event;
    const typing = target.closest?.("input, textarea, select, [contenteditable]");
    const pressing = code === "Space" && target.closest?.("button, a");
    if (!KEYS[code] || typing || pressing || ctrlKey || altKey || metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.do(code === "Space" && shiftKey ? "back" : KEYS[code]);
  }

  click(event) {
    if (event.target.closest("button, a, input, select, label, table, .notice") || this.notes) return;
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
    ACTIONS[what](this);
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
    if (!stage.notes) open(address, "_blank", "popup,width=1100,height=760");
  },
  black: (stage) => stage.change({ black: !stage.black }),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  help: (stage) => (stage.help.hidden = !stage.help.hidden),
  leave: (stage) => {
    if (stage.notes && opener) close();
    else if (!stage.help.hidden) stage.help.hidden = true;
    else if (stage.black) stage.change({ black: false });
    else stage.leave();
  },
  first: (stage) => stage.change({ at: 0 }),
  last: (stage) => stage.change({ at: stage.deck.slides.length - 1 }),
  faster: (stage) => hurry(stage, -1),
  slower: (stage) => hurry(stage, 1),
};

function hurry(stage, by) {
  const { paces, lastPace } = stage;
  const pace = paces[Math.min(Math.max(paces.indexOf(lastPace) + by, 0), paces.length - 1)];
  stage.change({ lastPace: pace, pace: stage.pace && pace });
}
