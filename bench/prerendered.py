"""The same figures without Streamlit: what the app sends, drawn by one plain HTML page. What the browser itself costs."""

import argparse
import asyncio
import gzip
import json
import urllib.request
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import plotly
import pydeck

from .product import REGIONS
from .wire import Run, context

PAGES = ("", "regions", "map")
SCRIPTS = {
    "plotly.js": Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
    "deck.js": Path(pydeck.__file__).parent / "nbextension" / "static" / "index.js",
}

HTML = """<!doctype html><meta charset="utf-8"><title>Pre-rendered</title>
<style>body { font: 16px Sarabun, sans-serif } .row { display: grid; grid-template-columns: 1fr 1fr; gap: 24px }
#numbers { display: flex; gap: 48px } #deck { position: relative; height: 660px }</style>
<select id="region"></select><div id="numbers"></div>
<div class="row" id="charts"></div><div class="row" id="pictures"></div><div id="deck"></div>
<script src="plotly.js"></script>__DECK__
<script>
const PARTS = __PARTS__;
const at = (id) => document.getElementById(id), list = at("region");
for (const region in PARTS) list.add(new Option(region, region));
function elements(id, n) {
  while (at(id).children.length < n) at(id).append(document.createElement("div"));
  return at(id).children;
}
let deck;
function draw() {
  const part = PARTS[list.value];
  at("numbers").innerHTML = part.numbers.map(([name, figure]) => `<div><small>${name}</small><h2>${figure}</h2></div>`).join("");
  const charts = elements("charts", part.figures.length), pictures = elements("pictures", part.pictures.length);
  part.figures.forEach((figure, n) => Plotly.react(charts[n], figure.data, figure.layout, { displayModeBar: false }));
  part.pictures.forEach((svg, n) => (pictures[n].innerHTML = svg));
  if (!part.deck) return;
  if (deck) updateDeck(part.deck, deck);
  else deck = createDeck({ container: at("deck"), jsonInput: part.deck, tooltip: true, configuration: null });
}
list.onchange = draw;
draw();
</script>"""


def parts(run: Run, url: str) -> dict[str, Any]:
    """Return what a page shows: its headline, numbers, tables and sources, Plotly figures, SVG pictures, a deck.gl map."""
    return {
        "title": run.title,
        "numbers": run.numbers,
        "tables": run.tables,
        "sources": run.sources,
        "figures": run.figures,
        "pictures": [picture["svg"] for picture in run.pictures],
        "deck": as_pydeck(run.map, url) if run.map else run.deck,
    }


def as_pydeck(sent: dict[str, Any], url: str) -> dict[str, Any]:
    """Return a map as pydeck describes one, from what our own component gets: its layers with their rows in them."""
    rows = {"focus": []} | sent["marks"]
    outlines = json.loads(json.dumps(fetched(url + sent["outlines"])))
    for feature in outlines["features"]:
        feature["properties"] |= sent["areas"].get(feature["properties"]["code"], {})
    rows["areas"] = outlines["features"]
    for name in ("few", "front"):
        rows[name] = [each for each in rows["areas"] if each["properties"]["code"] in sent[name]]
    return {
        "initialViewState": sent["window"],
        "layers": [layer | {"data": rows[layer["data"]]} for layer in sent["layers"]],
        "views": [{"@@type": "MapView", "controller": True}],
    }


@cache
def fetched(url: str) -> Any:
    """Return a file of JSON that the app serves."""
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


async def collect(url: str) -> dict[str, dict[str, Any]]:
    """Ask the app for the parts of each page and region."""
    found: dict[str, dict[str, Any]] = {page: {} for page in PAGES}
    for page in PAGES:
        for region, query in REGIONS.items():
            async with context(url, page, query) as visitor:
                found[page][region] = parts(await visitor.run(), url)
    return found


def html(page: dict[str, Any]) -> str:
    """Return the page that draws these parts."""
    with_deck = any(part["deck"] for part in page.values())
    text = json.dumps(page, ensure_ascii=False).replace("</", "<\\/")
    return HTML.replace("__DECK__", '<script src="deck.js"></script>' if with_deck else "").replace("__PARTS__", text)


def serve(collected: dict[str, dict[str, Any]], port: int) -> None:
    """Serve the pages, compressed once with gzip."""
    files = {f"/{name}": ("text/javascript", path.read_bytes()) for name, path in SCRIPTS.items()}
    files |= {f"/{page}": ("text/html; charset=utf-8", html(collected[page]).encode()) for page in PAGES}
    packed = {path: (kind, gzip.compress(content, 6)) for path, (kind, content) in files.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, content = packed.get(self.path, ("text/plain", gzip.compress(b"")))
            self.send_response(200 if self.path in packed else 404)
            headers = {"Content-Type": kind, "Content-Encoding": "gzip", "Content-Length": str(len(content))}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("app", help="address of the running app")
    parser.add_argument("parts", type=Path, help="where to save what the app sends")
    parser.add_argument("port", type=int)
    given = parser.parse_args()
    collected = asyncio.run(collect(given.app))
    given.parts.write_text(json.dumps(collected), "utf-8")
    serve(collected, given.port)
