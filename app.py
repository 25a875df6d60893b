"""The entry: ``streamlit run app.py`` or ``uvicorn app:app``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from ocod_dash import geography, scratch
from ocod_dash.api import RequestMetrics, routes
from ocod_dash.config import ROOT, settings
from ocod_dash.page_registry import PAGES
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import STATUS_OPTIONS
from ocod_dash.web import answers, own_files, typed_day
from ocod_dash.web.delivery import Delivery
from ocod_dash.web.login_redirect import LoginRedirect
from ocod_dash.web.shelf import Shelf, default_folder
from ocod_dash.web.streamlit_compat import set_theme_colours, use_settings_beside, write_theme_once
from ocod_dash.web.url_state import base_path

use_settings_beside(__file__)
set_theme_colours(STATUS_OPTIONS)
write_theme_once()
OUTLINES = own_files.offer(geography.OUTLINES, geography.outlines_file())
NEEDS = {page.path: (*page.needs, *(OUTLINES,) * ("map" in page.needs)) for page in PAGES.values()}


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Publish the sample register as the first release when the store is empty; remove what a killed server left."""
    scratch.sweep()
    publish_when_empty(Store(settings().store))
    yield


# The script is outside this folder: beside pages/, Streamlit would run a deep-linked page without the shell.
app = st.App(
    ROOT / "ocod_dash" / "ui" / "script.py",
    lifespan=lifespan,
    routes=[*routes(base_path()), answers.route(base_path()), typed_day.route(base_path())],
    middleware=[
        Middleware(RequestMetrics, under=base_path()),
        Middleware(Delivery, pages=NEEDS, shelf=Shelf(default_folder())),
        Middleware(LoginRedirect),
    ],
)
