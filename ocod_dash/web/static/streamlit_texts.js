// Streamlit's own texts, which it has in English only, in the language of the page: its menu, its dialogs, its toolbars.

const ATTRIBUTES = ["aria-label", "title"];
const OURS = ".ocod, .ocod-sheet, .stage"; // no text of Streamlit's is in these

const written = new WeakMap(); // by text node and by element: what Streamlit wrote there
let table = { texts: {}, roles: {} };

/**
 * Write `texts`, by Streamlit's English, wherever Streamlit writes them, now and later, and give elements the `roles` that
 * they lack, by test id.
 */
export function translate({ texts, roles }) {
  table = { texts, roles };
  mend(document.body);
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
}

const observer = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    const parent = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (!parent || parent.closest(OURS)) continue;
    if (type === "characterData") mend(target);
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
  if (!Object.hasOwn(table.texts, english)) return;
  const ours = table.texts[english];
  written.set(node, { ...written.get(node), [name]: { english, ours } });
  if (ours !== text) put(ours);
}
