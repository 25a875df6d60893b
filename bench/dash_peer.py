"""The same figures in Dash, compressed: ``python dash_peer.py parts.json PORT`` in a Python that has Dash.

It needs dash, dash-deck, flask-compress and waitress, and nothing of ours: parts.json is what bench.prerendered kept.
"""

import json
import sys
from pathlib import Path
from urllib.parse import quote

import dash_deck
from dash import Dash, Input, Output, dcc, html
from flask import Flask
from waitress import serve

WIDE = {"display": "grid", "gridTemplateColumns": "1fr 1fr", "gap": "24px"}


def build(server: Flask, page: str, parts: dict) -> None:
    """Add one page to the server: a list of regions, and its numbers, charts, pictures and map."""
    app = Dash(__name__, server=server, url_base_pathname=f"/{page}/" if page else "/", compress=True)
    first = next(iter(parts.values()))
    has_deck = bool(first["deck"])
    charts = [f"chart{at}" for at in range(len(first["figures"]))]
    pictures = [f"picture{at}" for at in range(len(first["pictures"]))]
    app.layout = html.Div(
        [
            dcc.Dropdown(list(parts), "All", id="region", clearable=False),
            html.Div(id="numbers", style={"display": "flex", "gap": "48px"}),
            html.Div([dcc.Graph(id=chart, config={"displayModeBar": False}) for chart in charts], style=WIDE),
            html.Div([html.Img(id=picture, className="picture") for picture in pictures], style=WIDE),
            *(
                [html.Div(dash_deck.DeckGL(id="deck"), style={"position": "relative", "height": 660})]
                if has_deck
                else []
            ),
        ]
    )
    shown = [Output("numbers", "children"), *(Output(chart, "figure") for chart in charts)]
    shown += [Output(picture, "src") for picture in pictures] + ([Output("deck", "data")] if has_deck else [])

    @app.callback(*shown, Input("region", "value"))
    def show(region: str) -> tuple:
        part = parts[region]
        numbers = [html.Div([html.Small(name), html.H2(figure)]) for name, figure in part["numbers"]]
        images = ["data:image/svg+xml," + quote(svg) for svg in part["pictures"]]
        return numbers, *part["figures"], *images, *([json.dumps(part["deck"])] if has_deck else [])


if __name__ == "__main__":
    flask = Flask(__name__)
    for page, parts in reversed(json.loads(Path(sys.argv[1]).read_text("utf-8")).items()):
        build(flask, page, parts)
    serve(flask, host="127.0.0.1", port=int(sys.argv[2]), threads=4)
