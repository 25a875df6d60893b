"""Pages as Streamlit runs them, without a browser, on the sample register or on one written by hand."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from ocod_dash import loader, schema
from ocod_dash.config import ROOT, settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.ui import address, published


def forget() -> None:
    """Drop what was read from a store before."""
    for kept in (settings, loader._answers, loader._tables, published.options):
        kept.cache_clear()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample register."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    publish_when_empty(Store(str(folder)))
    return folder


@pytest.fixture
def open_page(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Return a function that opens a page: ``open_page("regions", region="north")``."""
    monkeypatch.setenv("OCOD_STORE", str(sample))
    # AppTest puts its script in the place of the main module, and processes started later would run that.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    forget()

    def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
        monkeypatch.setattr(address, "page_name", lambda: "" if page == "overview" else page)
        app = AppTest.from_file(str(ROOT / "ocod_dash" / "ui" / "shell.py"), default_timeout=60)
        app.switch_page(f"../../pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return ran(app.run())

    yield opened
    forget()


@pytest.fixture
def published_by_hand(
    open_page: Callable[..., AppTest],
    tables: Callable[[str], dict[str, pl.DataFrame]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., None]:
    """Return a function that publishes a register written by hand (see ``tests.conftest.tables_of``) for the pages."""

    def publish(register: str, as_of: date = date(2021, 5, 19)) -> None:
        store = Store(str(tmp_path / "store"))
        kept = {name: frame for name, frame in tables(register).items() if name in schema.TABLES}
        store.publish(kept, as_of=as_of, sample=False, based_on=None, file="by-hand.csv", sha256="0" * 64, who="a test")
        monkeypatch.setenv("OCOD_STORE", store.url)
        forget()

    return publish


def ran(app: AppTest) -> AppTest:
    """Return a page that ran without an error."""
    assert not app.exception, app.exception
    return app


def says(app: AppTest) -> str:
    """Return all that a page says, as it reads."""
    metrics = [f"{metric.label} {metric.value}" for metric in app.metric]
    parts = (*app.title, *app.markdown, *app.warning)
    return "\n".join([*(part.value for part in parts), *metrics]).replace("\\", "")


def title(app: AppTest) -> str:
    """Return a page's title, as it reads."""
    return app.title[0].value.replace("\\", "")


def numbers(app: AppTest) -> dict[str, str]:
    """Return the headline numbers by their names."""
    return {metric.label: metric.value for metric in app.metric}


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return what our own parts draw, charts, maps and pictures, by key: what each sends to the browser."""
    parts = [element.proto for element in app.get("bidi_component")]
    return {part.id.split("-", 2)[-1]: json.loads(part.json) for part in parts if part.component_name != "ocod_hands"}


def asked(app: AppTest) -> dict[str, str]:
    """Return the address's parameters."""
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in app.query_params.items()}
