// Runs in every page before its own scripts: when was the last chart drawn, first and after a change.
// Times are performance.now(), which starts with the navigation.
(() => {
  const WHAT = __WHAT__; // {charts, pictures: [CSS, number], deck: CSS or null, text: CSS or null}
  const bench = (window.bench = { loaded: null, changed: null, began: null, draws: [] });
  const all = (css) => [...document.querySelectorAll(css)];
  const drawn = (chart) => chart.querySelector(".main-svg .trace");
  const parts = () => [...all(WHAT.charts[0]), ...all(WHAT.pictures[0])];

  // What a visitor sees of a chart or picture: its words, and the shape or colour of its marks.
  const marks = (part) =>
    part.tagName === "IMG" ? part.src
      : part.textContent + [...part.querySelectorAll("path")].slice(0, 150).map((p) => p.getAttribute("fill") ?? p.getAttribute("d")).join();

  const large = (draw) => draw[1] * draw[2] >= 24;
  function deckDrawn(since) {
    if (!WHAT.deck) return since;
    const known = new Set(bench.draws.filter((d) => d[0] < since).map((d) => d[1] + "x" + d[2]));
    return bench.draws.find((d) => d[0] >= since && large(d) && !known.has(d[1] + "x" + d[2]))?.[0];
  }

  const wait = setInterval(() => {
    if (WHAT.text && !all(WHAT.text).some((e) => e.textContent.trim())) return;
    const charts = all(WHAT.charts[0]);
    if (charts.length < WHAT.charts[1] || !charts.every(drawn)) return;
    if (all(WHAT.pictures[0]).length < WHAT.pictures[1]) return;
    const deck = deckDrawn(0);
    if (deck === undefined) return;
    bench.loaded = performance.now();
    clearInterval(wait);
  }, 10);

  bench.arm = () => {
    bench.began = bench.changed = null;
    const before = parts().map(marks);
    const start = () => (bench.began ??= performance.now());
    const kinds = ["pointerdown", "keydown", "input", "change"];
    kinds.forEach((kind) => addEventListener(kind, start, { capture: true }));
    const wait = setInterval(() => {
      if (bench.began === null) return;
      const now = parts();
      if (now.length < before.length || now.some((part, at) => marks(part) === before[at])) return;
      if (deckDrawn(bench.began) === undefined) return;
      bench.changed = performance.now();
      clearInterval(wait);
      kinds.forEach((kind) => removeEventListener(kind, start, { capture: true }));
    }, 10);
  };

  // What WebGL really draws: [time, instances, vertices].
  const note = (instances, vertices) => bench.draws.push([performance.now(), instances, vertices]);
  const wrap = (prototype, name, look) => {
    const draw = prototype[name];
    prototype[name] = function (...given) {
      look(given);
      return draw.apply(this, given);
    };
  };
  const GL = window.WebGL2RenderingContext?.prototype;
  if (!GL) return;
  wrap(GL, "drawArraysInstanced", (given) => note(given[3], given[2]));
  wrap(GL, "drawElementsInstanced", (given) => note(given[4], given[1]));
  wrap(GL, "drawArrays", (given) => note(1, given[2]));
  wrap(GL, "drawElements", (given) => note(1, given[1]));
})();
