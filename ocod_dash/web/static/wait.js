// What the server computes in the background: asked for until it is there, then the page runs again.

const EVERY = 500; // milliseconds

const waiting = new WeakSet();

/**
 * Wait for what an element with `data-waits` stands for. `ask` gets an answer of the element's part as a document;
 * `ready` is called when the answer no longer has `data-waits`.
 */
export function wait(element, ask, ready) {
  if (waiting.has(element)) return;
  waiting.add(element);
  element.querySelector("[data-stops]")?.addEventListener("click", ({ target }) => {
    target.disabled = true;
    ask(target.dataset.stops).catch(() => (target.disabled = false));
  });
  const look = async () => {
    if (!element.isConnected) return; // the page shows something else by now
    try {
      const now = (await ask(element.dataset.waits)).querySelector("[data-waits]");
      if (!now) return ready();
      element.querySelector("progress").value = now.querySelector("progress").value;
    } catch {
      // asked again: the connection may come back
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
}
