// Runs in every page before its own scripts: when was the last chart drawn, first and after a change.
// Times are performance.now(), which starts with the navigation.
(() => {
  const WHAT = __WHAT__; // {charts, pictures: [CSS, number], deck: CSS or null, text: CSS or null, still: [number]}
  const bench = (window.bench = { loaded: null, changed: null, began: null, uploads: [], draws: [] });
  const all = (css) => [...document.querySelectorAll(css)];
  const drawn = (chart) => chart.querySelector(".main-svg .trace");
  const parts = () => [...all(WHAT.charts[0]), ...all(WHAT.pictures[0])];

  // What a visitor sees of a chart or picture: its words, and the shape or colour of its marks.
  const marks = (part) =>
    part.tagName === "IMG" ? part.src
      : part.textContent + [...part.querySelectorAll("path")].slice(0, 150).map((p) => p.getAttribute("fill") ?? p.getAttribute("d")).join();

  // The map is new on the screen with the first real draw after new data or colours went to the graphics card.
  function deckDrawn(since) {
    if (!WHAT.deck) return since;
    const uploaded = bench.uploads.find((time) => time >= since);
    return bench.draws.find((time) => time >= uploaded);
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
      if (now.length < before.length || now.some((part, at) => !WHAT.still.includes(at) && marks(part) === before[at])) return;
      if (deckDrawn(bench.began) === undefined) return;
      bench.changed = performance.now();
      clearInterval(wait);
      kinds.forEach((kind) => removeEventListener(kind, start, { capture: true }));
    }, 10);
  };

  const note = (times, size, least) => size >= least && times.push(performance.now());
  const wrap = (name, look) => {
    const GL = window.WebGL2RenderingContext?.prototype;
    const draw = GL?.[name];
    if (draw) GL[name] = function (...given) { look(...given); return draw.apply(this, given); };
  };
  const bytes = (data) => data?.byteLength ?? data ?? 0;
  wrap("bufferData", (_, data) => note(bench.uploads, bytes(data), 1000));
  wrap("bufferSubData", (_, at, data) => note(bench.uploads, bytes(data), 1000));
  wrap("drawArraysInstanced", (_, first, count, instances) => note(bench.draws, count * instances, 24));
  wrap("drawElementsInstanced", (_, count, type, at, instances) => note(bench.draws, count * instances, 24));
  wrap("drawArrays", (_, first, count) => note(bench.draws, count, 24));
  wrap("drawElements", (_, count) => note(bench.draws, count, 24));
})();
