"""The entry: ``streamlit run app.py`` or ``uvicorn app:app``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st

from ocod_dash.config import ROOT, settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Publish the sample register as the first release when the store is empty."""
    publish_when_empty(Store(settings().store))
    yield


# The script stands outside this folder: beside pages/, Streamlit would run a deep-linked page without the shell.
app = st.App(ROOT / "ocod_dash" / "ui" / "shell.py", lifespan=lifespan)
