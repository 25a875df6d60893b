// An SVG of ours in the page itself, where it can be clicked and read aloud; st.html would drop it.

/** Put `data` ({svg, key, alt, height}) into an element of ours. */
export function drawPicture(place, data) {
  const wanted = JSON.stringify(data);
  if (place.drawn === wanted) return; // called at every run: keep the reader's place in the picture
  place.drawn = wanted;

  const svg = new DOMParser().parseFromString(data.svg, "image/svg+xml").documentElement;
  if (svg.nodeName !== "svg") throw new Error("the picture is not an SVG");
  svg.querySelectorAll("script, foreignObject").forEach((element) => element.remove());

  const provinces = [...svg.querySelectorAll("[data-province]")];
  provinces.forEach((province, i) => {
    province.setAttribute("role", "link");
    province.setAttribute("tabindex", i ? "-1" : "0");
    province.setAttribute("aria-label", province.querySelector("title")?.textContent ?? province.dataset.province);
  });
  // An image hides what is inside it from screen readers, links included.
  svg.setAttribute("role", provinces.length ? "group" : "img");
  svg.setAttribute("aria-label", data.alt);
  svg.dataset.picture = data.key;
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.style.cssText = `display: block; width: 100%; height: ${data.height}px`;
  place.replaceChildren(svg);
}
