"""The same pages in Vizro: ``python vizro_peer.py parts.json PORT`` in a Python that has vizro, dash-deck and waitress.

A parameter brings the region to every part of a page.
"""

import json
import sys
from html import escape
from pathlib import Path
from urllib.parse import quote

import dash_deck
import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from dash import dcc, html
from vizro import Vizro
from vizro.models.types import capture
from waitress import serve

EVERY = json.loads(Path(sys.argv[1]).read_text("utf-8"))
SCROLLED = {"maxHeight": 400, "overflow": "auto"}


@capture("graph")
def chart(data_frame: pd.DataFrame, page: str, at: int, region: str = "All") -> go.Figure:
    """Draw a chart."""
    return go.Figure(EVERY[page][region]["figures"][at])


@capture("figure")
def picture(data_frame: pd.DataFrame, page: str, at: int, region: str = "All") -> html.Img:
    """Show a picture."""
    return html.Img(src="data:image/svg+xml," + quote(EVERY[page][region]["pictures"][at]), className="picture")


@capture("figure")
def deck(data_frame: pd.DataFrame, page: str, region: str = "All") -> html.Div:
    """Draw the map."""
    map_ = dash_deck.DeckGL(data=json.dumps(EVERY[page][region]["deck"]))
    return html.Div(map_, style={"position": "relative", "height": 660, "width": 800})


@capture("figure")
def words(data_frame: pd.DataFrame, page: str, region: str = "All") -> html.Div:
    """Write the headline, the numbers, the tables and the sources."""
    part = EVERY[page][region]
    numbers = [html.Div([html.Small(name), html.H2(figure)]) for name, figure in part["numbers"]]
    tables = [html.Div(table(rows), style=SCROLLED) for rows in part["tables"]]
    sources = [html.P(source) for source in part["sources"]]
    return html.Div([html.H1(part["title"]), *numbers, *tables, *sources])


def table(rows: list[list[str]]) -> dcc.Markdown:
    """Return a table of words: as one text, since each cell that is a component of its own costs Dash milliseconds."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    within = "".join(f"<tr>{row}</tr>" for row in cells)
    return dcc.Markdown(f"<table><tbody>{within}</tbody></table>", dangerously_allow_html=True)


def page(name: str) -> vm.Page:
    """Declare one page: a list of regions, and all that is shown for the one that is chosen."""
    first, none, label = EVERY[name]["All"], pd.DataFrame(), name or "overview"
    shown = [vm.Figure(id=f"{label}-words", figure=words(none, page=name))]
    shown += [
        vm.Graph(id=f"{label}-chart{at}", figure=chart(none, page=name, at=at)) for at in range(len(first["figures"]))
    ]
    shown += [
        vm.Figure(id=f"{label}-picture{at}", figure=picture(none, page=name, at=at))
        for at in range(len(first["pictures"]))
    ]
    shown += [vm.Figure(id=f"{label}-deck", figure=deck(none, page=name))] if first["deck"] else []
    regions = vm.Dropdown(id=f"{label}-region", title="Region", options=list(EVERY[name]), value="All", multi=False)
    chosen = vm.Parameter(targets=[f"{each.id}.region" for each in shown], selector=regions)
    return vm.Page(title=label, path=f"/{name}", components=shown, layout=vm.Flex(), controls=[chosen])


if __name__ == "__main__":
    app = Vizro().build(vm.Dashboard(pages=[page(name) for name in EVERY]))
    serve(app.dash.server, host="127.0.0.1", port=int(sys.argv[2]), threads=4)
