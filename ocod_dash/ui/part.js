// A part of a page that only shows: HTML of ours, in its middle a chart or a picture, and what can be taken away.
// Streamlit draws every element of a page again at each run, some milliseconds each: a part is one element, and what
// has not changed in it stays as it is.

const parts = new WeakMap(); // by the element that Streamlit gives

function drawPart({ data, parentElement, setTriggerValue }) {
  let part = parts.get(parentElement);
  if (!part) parts.set(parentElement, (part = newPart(parentElement)));
  part.ask = (what) => setTriggerValue("asked", what);
  write(part, "head", data.head);
  write(part, "foot", data.foot ?? "");
  if (data.chart) drawChart(part.middle, data.chart, (clicked) => setTriggerValue("clicked", clicked));
  if (data.picture) drawPicture(part.middle, data.picture);
  if (data.answer && data.answer.number !== part.answered) give(part, data.answer);
}

function newPart(parentElement) {
  const [head, middle, foot] = [1, 2, 3].map(() => document.createElement("div"));
  for (const place of [head, middle, foot]) place.className = "ocod";
  parentElement.replaceChildren(head, middle, foot);
  const part = { head, middle, foot, html: {} };
  parentElement.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ask]");
    if (!button || button.ariaBusy === "true") return;
    button.ariaBusy = "true"; // until the answer comes
    part.button = button;
    part.ask(button.dataset.ask);
  });
  return part;
}

function write(part, place, html) {
  if (part.html[place] === html) return;
  part.html[place] = html;
  part[place].innerHTML = html; // from templates that escape what they are given
  part.table?.remove(); // it was of what was seen before
}

/** Give what was asked for: `{number, table}` to be read here, or `{number, name, type, content}` to be saved. */
function give(part, answer) {
  part.answered = answer.number;
  if (part.button) part.button.ariaBusy = null;
  if (answer.table) unfold(part, answer.table);
  if (answer.content) save(answer);
}

function save({ name, type, content }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function unfold(part, html) {
  part.table?.remove();
  const table = (part.table = document.createElement("div"));
  table.className = "ocod-unfolded";
  table.popover = "auto"; // Escape and a click elsewhere fold it again
  table.innerHTML = html;
  table.addEventListener("toggle", (event) => event.newState === "closed" && table.remove());
  part.foot.append(table);
  table.showPopover({ source: part.button });
  table.focus();
}
