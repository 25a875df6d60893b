"""The same pages in Streamlit by the book: a cache and a fragment, none of our settings and components."""

import json
import sys
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

st.set_page_config(layout="wide")


class Deck(pdk.Deck):
    """A map whose description is there already."""

    def __init__(self, written: dict) -> None:
        super().__init__(map_provider=None)
        self.written = json.dumps(written)

    def to_json(self) -> str:
        """Return the description."""
        return self.written


@st.cache_resource
def every() -> dict:
    """Read what the pages show, once for all visitors."""
    found = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for part in (part for regions in found.values() for part in regions.values()):
        part["figures"] = [go.Figure(figure) for figure in part["figures"]]
        part["tables"] = [table(rows) for rows in part["tables"]]
        part["deck"] = Deck(part["deck"]) if part["deck"] else None
    return found


def table(rows: list[list[str]]) -> str:
    """Write a table of words as HTML."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    within = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<div style="max-height: 400px; overflow: auto"><table>{within}</table></div>'


@st.fragment
def page(name: str) -> None:
    """Draw one page: a list of regions, and all that is shown for the one that is chosen."""
    parts = every()[name]
    part = parts[st.selectbox("Region", list(parts))]
    st.title(part["title"])
    if part["numbers"]:
        for column, (label, figure) in zip(st.columns(len(part["numbers"])), part["numbers"], strict=True):
            column.metric(label, figure)
    for at, figure in enumerate(part["figures"]):
        st.plotly_chart(figure, key=f"chart{at}", theme=None)
    for svg in part["pictures"]:
        st.html(f'<img class="picture" src="data:image/svg+xml,{quote(svg)}">')
    left, right = st.columns([2, 1])
    if part["deck"]:
        left.pydeck_chart(part["deck"], height=660, key="map")
    for each in part["tables"]:
        right.html(each)
    for source in part["sources"]:
        st.caption(source)


pages = [st.Page(partial(page, name), title=name or "overview", url_path=name, default=not name) for name in every()]
st.navigation(pages).run()
