// Runs in every page before its own scripts: when the last part was drawn, first and after a change.
// Times are performance.now(), which starts with the navigation.
(() => {
  const WHAT = __WHAT__; // {parts: [[CSS, number]], deck: whether there is a map, text: CSS or null, deep, quiet: ms}
  const bench = (window.bench = { loaded: {}, changed: {}, began: null, uploads: [], frames: [] });

  // A page in shadow roots is looked through with them.
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((element) => (element.shadowRoot ? roots(element.shadowRoot) : []));
  const roots = (root) => [root, ...(WHAT.deep ? inside(root) : [])];
  const all = (css) => roots(document).flatMap((root) => [...root.querySelectorAll(css)]);
  const drawn = (part) => !part.matches(".js-plotly-plot") || part.querySelector(".main-svg .trace");
  const parts = () => WHAT.parts.map(([css]) => all(css));

  // What a visitor sees of a part: its words, and the shape or colour of its marks.
  const marks = (part) =>
    part.tagName === "IMG" ? part.src
      : part.textContent + [...part.querySelectorAll("path")].slice(0, 150).map((p) => p.getAttribute("fill") ?? p.getAttribute("d")).join();

  // The map is new on the screen with the first frame after the last data, colours or pictures went to the graphics card:
  // the last is known when none have followed for a while.
  function mapDrawn(since) {
    if (!WHAT.deck) return since;
    const last = bench.uploads.findLast((time) => time >= since);
    if (last === undefined || performance.now() - last < WHAT.quiet) return undefined;
    return bench.frames.find(({ time }) => time >= last)?.time;
  }

  /** Check repeatedly until `ready` holds and the map is drawn, after `since()`; `done` gets the moment of the later of the two. */
  function when(since, ready, done) {
    let other;
    const wait = setInterval(() => {
      if (since() === null) return;
      if (other === undefined && ready()) other = performance.now();
      const map = other === undefined ? undefined : mapDrawn(since());
      if (map === undefined) return;
      clearInterval(wait);
      done(Math.max(other, map));
    }, 10);
  }

  /** Of the first so many kinds of parts, are all there? */
  const complete = (kinds) => {
    if (WHAT.text && !all(WHAT.text).some((e) => e.textContent.trim())) return false;
    return WHAT.parts.slice(0, kinds).every(([css, number]) => {
      const found = all(css);
      return found.length >= number && found.every(drawn);
    });
  };
  // Charts and pictures come first among the kinds, and then tables: with them all is there.
  const STAGES = { drawn: 2, all: 3 };
  for (const [stage, kinds] of Object.entries(STAGES)) when(() => 0, () => complete(kinds), (time) => (bench.loaded[stage] = time));

  /** Wait for a change: `other` holds, for each kind of part, which of them will not be the same. */
  bench.arm = (other) => {
    bench.began = null;
    bench.changed = {};
    const before = parts().map((found) => found.map(marks));
    const start = () => (bench.began ??= performance.now());
    const kinds = ["pointerdown", "keydown", "input", "change"];
    kinds.forEach((kind) => addEventListener(kind, start, { capture: true, once: true }));
    const changed = (kinds) => other.slice(0, kinds).every((those, kind) => {
      const now = those.length ? all(WHAT.parts[kind][0]) : [];
      return those.every((at) => now[at] && marks(now[at]) !== before[kind][at]);
    });
    for (const [stage, kinds] of Object.entries(STAGES)) {
      when(() => bench.began, () => changed(kinds), (time) => (bench.changed[stage] = time));
    }
  };

  // Every map that deck.gl draws, whose ever it is, goes through these.
  const GL = WebGL2RenderingContext.prototype;
  const wrap = (name, look) => {
    const call = GL[name];
    GL[name] = function (...given) { look(this, given); return call.apply(this, given); };
  };
  const elsewhere = new WeakSet(); // what draws into a texture at the moment: what is under the pointer, for one
  wrap("bindFramebuffer", (gl, [target, buffer]) => target !== gl.READ_FRAMEBUFFER && (buffer ? elsewhere.add(gl) : elsewhere.delete(gl)));

  const sent = (size, least) => size >= least && bench.uploads.push(performance.now());
  wrap("bufferData", (_, [, data]) => sent(data?.byteLength ?? data ?? 0, 1000));
  wrap("bufferSubData", (_, [, , data]) => sent(data?.byteLength ?? 0, 1000));
  for (const name of ["texImage2D", "texSubImage2D"]) wrap(name, (_, given) => sent(given.at(-1)?.width ?? 0, 16));

  let frame = null; // what is drawn in one go: data may be sent between its layers, so its time is that of its end
  const ended = () => {
    if (frame.marks >= 24) bench.frames.push({ ...frame, time: performance.now() });
    frame = null;
  };
  const draw = (gl, count) => {
    if (elsewhere.has(gl)) return;
    if (!frame) queueMicrotask(ended);
    frame ??= { marks: 0 };
    frame.marks += count;
  };
  wrap("drawArrays", (gl, [, , count]) => draw(gl, count));
  wrap("drawElements", (gl, [, count]) => draw(gl, count));
  wrap("drawArraysInstanced", (gl, [, , count, instances]) => draw(gl, count * instances));
  wrap("drawElementsInstanced", (gl, [, count, , , instances]) => draw(gl, count * instances));
})();
