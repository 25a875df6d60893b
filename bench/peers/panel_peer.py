"""The same pages in Panel: ``python panel_peer.py parts.json PORT`` in a Python that has panel, plotly and pydeck."""

import json
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import panel as pn

pn.extension("plotly", "deckgl")


def page_of(parts: dict) -> Callable[[], pn.Column]:
    """Return a function that builds a new page for each visitor: Panel takes functions for it."""
    return lambda: page(parts)


def page(parts: dict) -> pn.Column:
    """Return one page: a list of regions, and all that is shown for the one that is chosen."""
    region = pn.widgets.Select(name="Region", options=list(parts))
    first = parts[region.value]
    texts = pn.pane.HTML(words(first), sizing_mode="stretch_width")
    charts = [pn.pane.Plotly(figure, sizing_mode="stretch_width") for figure in first["figures"]]
    pictures = [pn.pane.HTML(svg, css_classes=["picture"]) for svg in first["pictures"]]
    maps = [pn.pane.DeckGL(first["deck"], height=660, sizing_mode="stretch_width")] if first["deck"] else []

    def show(event: object) -> None:
        part = parts[region.value]
        texts.object = words(part)
        for pane, figure in zip(charts, part["figures"], strict=True):
            pane.object = figure
        for pane, svg in zip(pictures, part["pictures"], strict=True):
            pane.object = svg
        for pane in maps:
            pane.object = part["deck"]

    region.param.watch(show, "value")
    side_by_side = pn.GridBox(*charts, ncols=2, sizing_mode="stretch_width")
    return pn.Column(region, side_by_side, *pictures, pn.Row(*maps, texts), sizing_mode="stretch_width")


def words(part: dict) -> str:
    """Return the headline, the numbers, the tables and the sources as HTML."""
    numbers = "".join(f"<div><small>{escape(name)}</small><h2>{figure}</h2></div>" for name, figure in part["numbers"])
    rows = [
        "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table)
        for table in part["tables"]
    ]
    tables = "".join(f'<div style="max-height: 400px; overflow: auto"><table>{each}</table></div>' for each in rows)
    sources = "".join(f"<p>{escape(source)}</p>" for source in part["sources"])
    return f"<h1>{escape(part['title'])}</h1><div style='display: flex; gap: 48px'>{numbers}</div>{tables}{sources}"


if __name__ == "__main__":
    every = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for each in (part for regions in every.values() for part in regions.values() if part["deck"]):
        each["deck"]["mapStyle"] = None  # no map underneath: Panel would fetch the placeholder that pydeck leaves
    port = int(sys.argv[2])
    pn.serve(
        {name or "overview": page_of(regions) for name, regions in every.items()},
        port=port,
        address="127.0.0.1",
        websocket_origin=[f"localhost:{port}", f"127.0.0.1:{port}"],
        show=False,
    )
