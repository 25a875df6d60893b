// The presenter's window: this slide and the next, what to say, what the figures mean, the time gone.
// Joined in front of stage.js by stage.py, as a component is one module.

const began = new WeakMap(); // by window's element: when its clock was started

function showNotes(screen, { slides, words }, at, black) {
  const slide = slides[at];
  const [now, next] = [make("div", "small"), make("div", "small")];
  const clock = Object.assign(make("button", "clock"), { ariaLabel: words.elapsed, title: words.elapsed });
  const after = slides[at + 1];
  const about = [
    make("h1", "", slide.title),
    make("h2", "", words.say),
    make("p", "say", slide.say),
    slide.meanings.length ? make("h2", "", words.meanings) : "",
    ...slide.meanings.map((each) => make("p", "", each)),
    make("p", "cited", slide.source),
    slide.sample ? make("p", "", make("span", "sample", words.sample), ` ${words.about_sample}`) : "",
  ];
  const beside = make(
    "aside",
    "",
    black ? make("p", "sample", words.black) : "",
    make("p", "clockwork", clock, make("span", "", `${at + 1} / ${slides.length}`)),
    make("h2", "", after ? words.next_slide : words.last_slide),
    after ? next : "",
  );
  screen.replaceChildren(make("div", "desk", now, beside, make("section", "", ...about)));
  [now, next].forEach((each) => (each.inert = true)); // seen, not read twice or used
  showSlide(now, slide, words);
  if (after) showSlide(next, after, words);

  if (!began.has(screen)) began.set(screen, Date.now());
  clock.onclick = () => (began.set(screen, Date.now()), tick());
  const tick = () => {
    const gone = Math.floor((Date.now() - began.get(screen)) / 1000);
    clock.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
  };
  tick();
  const timer = setInterval(() => (clock.isConnected ? tick() : clearInterval(timer)), 1000);
}
