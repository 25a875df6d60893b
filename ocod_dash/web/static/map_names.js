// Names on a map: HTML, as a graphics context does not shape Thai. The first in the list go first; one that would cover
// another, or the map's edge, is left out until the map is closer.

const APART = 2; // pixels between two names

/** Return what shows names in an element over the map. */
export function nameLayer(element) {
  let names = [];
  let written;
  let stood; // where the map was when the names were placed

  /** Place the names where `project` has their points, in pixels. */
  function place(project, { clientWidth: width, clientHeight: height }) {
    if (!names.length) return;
    const at = [project([98, 8]), project([104, 18]), width, height].join();
    if (at === stood) return;
    stood = at;
    const taken = [];
    for (const { label, point, across, down, below } of names) {
      const [x, y] = project(point);
      const left = x - across / 2;
      const top = below ? y + 2 : y - down / 2;
      const box = [left, top, left + across, top + down];
      const fits = left >= 0 && top >= 0 && box[2] <= width && box[3] <= height && !taken.some((other) => overlap(box, other));
      label.style.visibility = fits ? "visible" : "hidden";
      if (!fits) continue;
      taken.push(box);
      label.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    }
  }

  return {
    place,
    /** Show other names; `below` their points where these are drawn. */
    set(shown) {
      const text = JSON.stringify(shown);
      if (text === written) return;
      [written, stood] = [text, undefined];
      const labels = shown.map((name) => Object.assign(document.createElement("span"), { textContent: name.text, className: name.kind }));
      element.replaceChildren(...labels);
      names = shown.map(({ at, below }, index) => {
        const label = labels[index];
        return { label, point: at, below, across: label.offsetWidth, down: label.offsetHeight };
      });
    },
  };
}

function overlap([left, top, right, bottom], [west, north, east, south]) {
  return left < east + APART && right > west - APART && top < south + APART && bottom > north - APART;
}
