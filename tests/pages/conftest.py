"""Pages as Streamlit runs them, without a browser, on the sample register or on one written by hand."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache as once
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import polars as pl
import pytest
from lxml import html
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from bench.wire import flat
from ocod_dash import cache, loader, schema
from ocod_dash.config import ROOT, settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.web import url_state

# Each page that is opened looks through all installed packages for components: they stay the same all along.
components = once(manifest_scanner.scan_component_manifests)


def forget() -> None:
    """Drop what was read from a store before."""
    settings.cache_clear()
    loader._answers.cache_clear()
    loader._tables.cache_clear()
    cache.clear()


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
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", components)
    forget()

    def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
        monkeypatch.setattr(url_state, "path_name", lambda names: "" if page == "overview" else page)
        app = AppTest.from_file(str(ROOT / "ocod_dash" / "ui" / "script.py"), default_timeout=60)
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
        release_tables = {name: frame for name, frame in tables(register).items() if name in schema.TABLES}
        store.publish(
            release_tables, as_of=as_of, sample=False, based_on=None, file="by-hand.csv", sha256="0" * 64, who="a test"
        )
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
    written = [part.value.replace("\\", "") for part in (*app.markdown, *app.warning)]
    return "\n".join([*(text(part["head"] + part["foot"]) for part in parts(app).values()), *written, *metrics])


def title(app: AppTest) -> str:
    """Return a page's title, as it reads."""
    return text(parts(app)["title"]["head"])


def numbers(app: AppTest, key: str = "cards") -> dict[str, str]:
    """Return the numbers of cards by their names."""
    cards = html.fromstring(parts(app)[key]["head"]).find_class("ocod-card")
    named = [(card.find_class("ocod-name")[0].text, card.find_class("ocod-number")[0].text) for card in cards]
    return {name.strip(): number for name, number in named}


def sent(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return what each of our own components sends to the browser, by key."""
    found = [element.proto for element in app.get("bidi_component")]
    return {each.id.split("-", 2)[-1]: json.loads(each.bytes or each.json) for each in found}


def parts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return the parts of a page's sheets, by key."""
    found: dict[str, dict[str, Any]] = {}
    for sheet in sent(app).values():
        found |= {part["key"]: part for part in flat(sheet.get("parts", ()))}
    return found


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return the charts and pictures of a page, by the key of their exhibit."""
    middles = {key: part.get("chart") or part.get("picture") or part.get("map") for key, part in parts(app).items()}
    return {key.removeprefix("card_"): middle for key, middle in middles.items() if middle}


def text(markup: str) -> str:
    """Return what HTML says, in one line, with what can be unfolded in it."""
    document = html.fromstring(f"<div>{markup}</div>")
    for name in ("ocod-phrase", "ocod-held"):  # they only say where a line may break
        for span in document.find_class(name):
            span.drop_tag()
    return " ".join(" ".join(document.itertext()).split())


def parameters_of(app: AppTest) -> dict[str, str]:
    """Return the address's parameters, as the browser corrects them."""
    corrected = sent(app)["navigation"]["corrected"]
    if corrected:
        return dict(parse_qsl(corrected["wanted"].removeprefix("?")))
    return {name: value if isinstance(value, str) else ",".join(value) for name, value in app.query_params.items()}


def clear(app: AppTest, key: str) -> AppTest:
    """Press the button of a part that takes parameters out of the address, as the browser does."""
    (button,) = html.fromstring(parts(app)[key]["head"]).xpath("//button[@data-clears]")
    for param in button.get("data-clears").split(","):
        if param in app.query_params:
            del app.query_params[param]
    return ran(app.run())


def field(app: AppTest, key: str) -> list[str]:
    """Return the values chosen in a field, by their names."""
    return [
        text(html.tostring(each, encoding="unicode"))
        for each in html.fromstring(parts(app)[key]["head"]).xpath("//*[@aria-pressed='true' or @selected]")
    ]


def table(app: AppTest, key: str) -> pd.DataFrame:
    """Return a table that stands on a page, as its words, by the key of its exhibit or part."""
    shown = parts(app)
    (found,) = html.fromstring(shown.get(f"card_{key}", shown.get(key))["head"]).xpath("//table")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found.iter("tr")]
    return pd.DataFrame(rows[1:], columns=rows[0])
