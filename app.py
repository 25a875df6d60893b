"""The entry: ``streamlit run app.py`` or ``uvicorn app:app``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from ocod_dash import geography
from ocod_dash.api import Counted, doors
from ocod_dash.config import ROOT, settings
from ocod_dash.delivery import Delivery, Shelf, folder, under, write_theme_once
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.ui.way_back import WayBack
from ocod_dash.web import own_files

# uvicorn started from another folder would not find the settings beside this file.
config._main_script_path = config._main_script_path or __file__

shelf = Shelf(folder())
write_theme_once()


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Publish the sample register as the first release when the store is empty; compress what pages are drawn with."""
    own_files.offer(geography.OUTLINES, geography.outlines_file())
    publish_when_empty(Store(settings().store))
    Thread(target=shelf.fill, name="shelf", daemon=True).start()
    yield


# The script stands outside this folder: beside pages/, Streamlit would run a deep-linked page without the shell.
app = st.App(
    ROOT / "ocod_dash" / "ui" / "shell.py",
    lifespan=lifespan,
    routes=doors(under()),
    middleware=[Middleware(Counted, under=under()), Middleware(Delivery, shelf=shelf), Middleware(WayBack)],
)
