"""The entry: ``streamlit run app.py`` or ``uvicorn app:app``."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from ocod_dash import geography, scratch
from ocod_dash.api import RequestMetrics, routes
from ocod_dash.api.monitor import route_of
from ocod_dash.config import ROOT, hosts, listed, settings
from ocod_dash.exhibits.site_description import page_title
from ocod_dash.i18n import Words
from ocod_dash.page_registry import BY_PATH, PAGES
from ocod_dash.store import Damaged, Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import STATUS_OPTIONS
from ocod_dash.web import answers, logs, own_files, policy, typed_day
from ocod_dash.web.delivery import Delivery
from ocod_dash.web.guard import Guard, Limits
from ocod_dash.web.login_redirect import LoginRedirect
from ocod_dash.web.shelf import Shelf, default_folder
from ocod_dash.web.streamlit_compat import set_theme_colours, use_settings_beside, write_theme_once
from ocod_dash.web.unknown_files import UnknownFiles
from ocod_dash.web.uploads import uploads
from ocod_dash.web.url_state import base_path
from ocod_dash.web.uvicorn_compat import limit_connections, most_sessions
from ocod_dash.web.watcher import watch

use_settings_beside(__file__)
set_theme_colours(STATUS_OPTIONS)
write_theme_once()
limit_connections()
if settings().log == "json":
    logs.write_json()
OUTLINES = own_files.offer(geography.OUTLINES, geography.outlines_file())
NEEDS = {page.path: (*page.needs, *(OUTLINES,) * ("map" in page.needs)) for page in PAGES.values()}
EMBEDDABLE = {f"{base_path()}/{page.path}" for page in PAGES.values() if page.embeddable}
LIMITS = Limits(
    hosts(),
    most_sessions(settings().sessions),
    settings().requests_per_minute,
    listed(settings().api_readers),
    settings().changes_per_second,
)


def is_of_figures(path: str) -> bool:
    """Say whether a path is of the API, or of what a page requests beside its session."""
    return route_of(path.removeprefix(base_path())).startswith(("/api", "/answers"))


def named(words: Words, path: str) -> tuple[str, str]:
    """Return a page's title in the browser's tab and its name, by its path."""
    name = BY_PATH[path].name
    return page_title(words, name), words(f"page.{name}")


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Remove what a killed server left, publish the sample register in an empty store, have open pages follow the store."""
    scratch.sweep()
    with suppress(Damaged):  # pages and /healthz say so
        publish_when_empty(Store(settings().store))
    # Late: its pages declare their components to the server, which there is only now.
    from ocod_dash.ui.build_ahead import BuildAhead

    gc.collect()
    gc.freeze()  # what is here now stays: the collector, which stops everyone, passes it by
    ahead = BuildAhead(settings().build_ahead)
    watcher = asyncio.create_task(watch(ahead.look, settings().watch_seconds))
    yield
    watcher.cancel()
    ahead.stop()


# The script is outside this folder: beside pages/, Streamlit would run a deep-linked page without the shell.
app = st.App(
    ROOT / "ocod_dash" / "ui" / "script.py",
    lifespan=lifespan,
    routes=[*routes(base_path()), answers.route(base_path()), typed_day.route(base_path()), UnknownFiles()],
    middleware=[
        Middleware(RequestMetrics, under=base_path()),
        Middleware(
            Guard,
            limits=LIMITS,
            figures=is_of_figures,
            headers=policy.headers(EMBEDDABLE, settings().frame_ancestors, settings().map_style),
            uploads=uploads(),
        ),
        Middleware(Delivery, pages=NEEDS, named=named, shelf=Shelf(default_folder())),
        Middleware(LoginRedirect),
    ],
)
