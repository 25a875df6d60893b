"""The API as a program meets it, on the sample register or on one written by hand."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ocod_dash import loader, schema
from ocod_dash.api import RequestMetrics, routes
from ocod_dash.config import settings
from ocod_dash.store import Store
from ocod_dash.store.product import shipped as published
from ocod_dash.store.sample import publish_when_empty


def forget() -> None:
    """Drop what was read from a store before."""
    for cached in (settings, loader._answers, loader._tables):
        cached.cache_clear()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample register."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    publish_when_empty(Store(str(folder)))
    return folder


@pytest.fixture(scope="session")
def client() -> TestClient:
    """A program that asks; which store is asked, the other fixtures say."""
    return TestClient(
        Starlette(routes=routes(), middleware=[Middleware(RequestMetrics)]), raise_server_exceptions=False
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store, which is the one that is asked."""
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    forget()
    yield Store(str(tmp_path / "store"))
    forget()


@pytest.fixture
def api(sample: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A program that asks about the sample register."""
    monkeypatch.setenv("OCOD_STORE", str(sample))
    forget()
    yield client
    forget()


@pytest.fixture
def of_register(
    store: Store, client: TestClient, tables: Callable[[str], dict[str, pl.DataFrame]]
) -> Callable[..., TestClient]:
    """Return a function that publishes a register written by hand (see ``tests.conftest.tables_of``) and asks about it."""

    def publish(register: str, as_of: date = date(2021, 5, 19)) -> TestClient:
        release_tables = {
            name: frame for name, frame in tables(register).items() if name in schema.TABLES
        } | published()
        current = store.current()
        store.publish(
            release_tables, as_of=as_of, sample=False, based_on=current.number if current else None, file="by-hand.csv",
            sha256="0" * 64, who="a test",
        )  # fmt: skip
        return client

    return publish
