// Where a reader has moved a map: in the address, for who opens it next. It is latitude, longitude and zoom, of a map as high
// as it is described for, so that it shows the same in a window of another size.

import { POSITION, inAddress, noteInAddress } from "./navigation.js";

const SETTLED = 300; // milliseconds after which a movement has ended
const CLOSE = 0.01; // of a degree or a zoom: the same place

/** The window that a map shows: where the address says that it was moved to, else the one it is described with. */
export function movedTo(map, isOther) {
  const { data } = map;
  // What was noted before the map shows another place is of the place before; after Back, the address has another.
  if (isOther && map.window && inAddress(POSITION) === map.noted) noteInAddress(POSITION, "");
  map.noted = inAddress(POSITION);
  const [latitude, longitude, zoom] = map.noted.split(",").map(Number);
  if (!map.noted || !(Math.abs(latitude) < 85 && Math.abs(longitude) < 180) || Number.isNaN(zoom ?? NaN)) return data.window;
  const { minZoom, maxZoom } = data.window;
  return { ...data.window, latitude, longitude, zoom: Math.min(maxZoom, Math.max(minZoom, zoom + data.closer)) };
}

/** Note where the reader has moved a map, once it rests; nothing where that is where it began. */
export function noteMoved(map) {
  clearTimeout(map.rests);
  const { href } = location;
  map.rests = setTimeout(() => {
    if (map.gone || !map.painter?.moves || location.href !== href) return; // another place was chosen meanwhile
    const [at, from] = [map.painter.shown(), map.data.window];
    const apart = ["latitude", "longitude", "zoom"].some((name) => Math.abs(at[name] - from[name]) > CLOSE);
    const parts = [at.latitude.toFixed(3), at.longitude.toFixed(3), (at.zoom - map.data.closer).toFixed(2)];
    map.noted = apart ? parts.join(",") : "";
    noteInAddress(POSITION, map.noted);
  }, SETTLED);
}
