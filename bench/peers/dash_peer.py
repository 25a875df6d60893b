"""The same pages in Dash, compressed: ``python dash_peer.py parts.json PORT`` in a Python that has Dash.

It needs dash, dash-deck, flask-compress and waitress, and nothing of ours: parts.json is what bench.prerendered saved.
"""

import json
import sys
from html import escape
from pathlib import Path
from urllib.parse import quote

import dash_deck
from dash import Dash, Input, Output, dcc, html
from flask import Flask
from waitress import serve

SIDE_BY_SIDE = {"display": "grid", "gridTemplateColumns": "1fr 1fr", "gap": "24px"}
SCROLLED = {"maxHeight": 400, "overflow": "auto"}


def build(server: Flask, page: str, parts: dict) -> None:
    """Add one page to the server: a list of regions, and all that is shown for the one that is chosen."""
    app = Dash(__name__, server=server, url_base_pathname=f"/{page}/" if page else "/", compress=True)
    first = next(iter(parts.values()))
    has_deck = bool(first["deck"])
    charts = [f"chart{at}" for at in range(len(first["figures"]))]
    pictures = [f"picture{at}" for at in range(len(first["pictures"]))]
    deck = html.Div(dash_deck.DeckGL(id="deck"), style={"position": "relative", "height": 660})
    texts = [html.Div(id="numbers", style={"display": "flex", "gap": "48px"}), html.Div(id="tables")]
    app.layout = html.Div(
        [
            dcc.Dropdown(list(parts), "All", id="region", clearable=False),
            html.H1(id="title"),
            html.Div([dcc.Graph(id=chart, config={"displayModeBar": False}) for chart in charts], style=SIDE_BY_SIDE),
            html.Div([html.Img(id=picture, className="picture") for picture in pictures], style=SIDE_BY_SIDE),
            html.Div([deck, html.Div(texts)], style=SIDE_BY_SIDE) if has_deck else html.Div(texts),
            html.Div(id="sources"),
        ]
    )
    shown = [Output(name, "children") for name in ("title", "numbers", "tables", "sources")]
    shown += [Output(chart, "figure") for chart in charts] + [Output(picture, "src") for picture in pictures]
    shown += [Output("deck", "data")] if has_deck else []

    @app.callback(*shown, Input("region", "value"))
    def show(region: str) -> tuple:
        part = parts[region]
        numbers = [html.Div([html.Small(name), html.H2(figure)]) for name, figure in part["numbers"]]
        tables = [html.Div(table(rows), style=SCROLLED) for rows in part["tables"]]
        sources = [html.P(source) for source in part["sources"]]
        images = ["data:image/svg+xml," + quote(svg) for svg in part["pictures"]]
        maps = [json.dumps(part["deck"])] if has_deck else []
        return part["title"], numbers, tables, sources, *part["figures"], *images, *maps


def table(rows: list[list[str]]) -> dcc.Markdown:
    """Return a table of words: as one text, since each cell that is a component of its own costs Dash milliseconds."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    within = "".join(f"<tr>{row}</tr>" for row in cells)
    return dcc.Markdown(f"<table><tbody>{within}</tbody></table>", dangerously_allow_html=True)


if __name__ == "__main__":
    flask = Flask(__name__)
    for page, parts in reversed(json.loads(Path(sys.argv[1]).read_text("utf-8")).items()):
        build(flask, page, parts)
    serve(flask, host="127.0.0.1", port=int(sys.argv[2]), threads=4)
