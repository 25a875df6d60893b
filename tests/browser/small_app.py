"""An app of one page, a script of the test's own, served as ours are: with our files, theme and type."""

from pathlib import Path

APP = """
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ocod_dash.web.delivery import Delivery
from ocod_dash.web.shelf import Shelf

here = Path(__file__).parent
PAGES = {"": (), "deep": ()}
app = st.App(
    here / "page.py",
    middleware=[Middleware(Delivery, pages=PAGES, named=lambda words, path: ("", ""), shelf=Shelf(here / "shelf"))],
)
"""


def written(folder: Path, page: str) -> Path:
    """Write the app into a folder, and return what `streamlit run` starts."""
    (folder / "page.py").write_text(page, "utf-8")
    (folder / "app.py").write_text(APP, "utf-8")
    return folder / "app.py"
