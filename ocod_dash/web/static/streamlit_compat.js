// All that the scripts rely on in Streamlit's own page; streamlit_compat.py lists it, and its tests look for it in what is installed.

export const SKIP_LINK = "[data-testid='stSkipToContent']";

/** Open the filters, which Streamlit folds on a phone; it opens them by its own button alone. */
export function openSidebar() {
  document.querySelector("[data-testid='stExpandSidebarButton']")?.click();
}

const connection = {};

/** Call `connection` with whether it is lost, and `run`, at each change; close Streamlit's dialog titled `dialog`, which covers the page. */
export function watchServer(dialog, changed) {
  Object.assign(connection, { dialog, changed });
  const app = document.querySelector(".stApp");
  if (app === connection.app) return;
  connection.app = app;
  new MutationObserver(look).observe(app, { attributeFilter: ["data-test-connection-state"] });
  new MutationObserver(() => connection.changed.run()).observe(app, { attributeFilter: ["data-test-script-state"] });
}

const dialogs = new MutationObserver(() => {
  for (const title of document.querySelectorAll("[role=dialog] > h2")) {
    if (title.textContent === connection.dialog) title.parentElement.querySelector("button").click();
  }
});

function look() {
  const lost = isLost();
  if (lost) dialogs.observe(document.body, { childList: true, subtree: true });
  else dialogs.disconnect();
  connection.changed.connection(lost);
}

/** Whether there is no connection to the server at the moment. */
export const isLost = () => document.querySelector(".stApp")?.dataset.testConnectionState !== "CONNECTED";

// Streamlit's own texts, which it has in English only, in the language of the page: its menu, its dialogs, its toolbars.

const ATTRIBUTES = ["aria-label", "title"];
const OURS = ".ocod, .ocod-sheet, .stage"; // no text of Streamlit's is in these

const written = new WeakMap(); // by text node and by element: what Streamlit wrote there
let table = { texts: {}, around: [], roles: {} };

/**
 * Write `texts`, by Streamlit's English, wherever Streamlit writes them, now and later, `around` what varies in the middle
 * ([before, after, ours]), and give elements the `roles` that they lack, by test id.
 */
export function translate({ texts, around, roles }) {
  table = { texts, around, roles };
  mend(document.body);
  observer.observe(document.body, { childList: true, characterData: true, attributeFilter: ATTRIBUTES, subtree: true });
}

const observer = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    const parent = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (!parent || parent.closest(OURS)) continue;
    if (type === "characterData") mend(target);
    else if (type === "attributes") mendElement(target);
    else addedNodes.forEach(mend);
  }
});

function mend(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.matches?.(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) write(node, "data", node.data, (text) => (node.data = text));
    else if (node.nodeType === Node.ELEMENT_NODE) mendElement(node);
  }
}

function mendElement(element) {
  for (const name of ATTRIBUTES) {
    const text = element.getAttribute(name);
    if (text) write(element, name, text, (ours) => element.setAttribute(name, ours));
  }
  const role = table.roles[element.dataset?.testid];
  if (role) element.setAttribute("role", role);
}

/** Write our text where Streamlit's stands, or where ours of another language does. */
function write(node, name, text, put) {
  const before = written.get(node)?.[name];
  const english = before?.ours === text ? before.english : text;
  const ours = inLanguage(english);
  if (ours === undefined) return;
  written.set(node, { ...written.get(node), [name]: { english, ours } });
  if (ours !== text) put(ours);
}

/** What replaces a text of Streamlit's, if anything does. */
function inLanguage(english) {
  if (Object.hasOwn(table.texts, english)) return table.texts[english];
  const match = table.around.find(([before, after]) => english.startsWith(before) && english.endsWith(after));
  if (!match) return undefined;
  const [before, after, ours] = match;
  return ours.replace("{}", () => english.slice(before.length, english.length - after.length));
}
