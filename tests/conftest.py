"""Small registers written by hand, for the tests of all rooms."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from ocod_dash import cli, geography, loader, schema
from ocod_dash.config import settings as app_settings
from ocod_dash.i18n import LANGUAGES, Language
from ocod_dash.i18n.words import catalogue
from ocod_dash.loader import calendar
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.view import View

# No test measures seconds, and what pytest gives a test may serve all its examples.
ANY_PACE = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("ours", deadline=None, suppress_health_check=ANY_PACE)
settings.load_profile("ours")

os.environ.setdefault("OCOD_BUILD_AHEAD", "0")  # servers of tests are started for a few pages

ON = View(as_of=date(2021, 5, 19))


def tables_of(register: str) -> dict[str, pl.DataFrame]:
    """Make all tables from a register: a centre a line, first its id and its district's or province's code.

    Then, in any order, ``open 2021-02-10`` (a status and its day), ``due 2021-03-31``, ``at 18.8,99.0`` (a point) and
    ``named X`` (a name, with ``_`` for a space).
    """
    centres, milestones = [], []
    for line in filter(str.strip, register.splitlines()):
        centre_id, place, *rest = line.split()
        pairs = list(zip(rest[::2], rest[1::2], strict=True))
        facts = dict(pairs)
        latitude, longitude = map(float, facts["at"].split(",")) if "at" in facts else (None, None)
        centres.append(
            {
                "centre_id": centre_id,
                "name_th": facts.get("named", f"ศูนย์_{centre_id}").replace("_", " "),
                "province_code": place[:2],
                "district_code": place if len(place) == 4 else None,
                "latitude": latitude,
                "longitude": longitude,
                "due_on": date.fromisoformat(facts["due"]) if "due" in facts else None,
                "sample": False,
            }
        )
        milestones += [(centre_id, what, date.fromisoformat(day)) for what, day in pairs if what in schema.STATUSES]
    empty = {name: schema.empty(name) for name in schema.TABLES}
    register_tables = {
        "centres": pl.DataFrame(centres, schema=empty["centres"].schema),
        "milestones": pl.DataFrame(milestones, schema=empty["milestones"].schema, orient="row"),
    }
    return empty | {name: schema.check(name, frame) for name, frame in register_tables.items()} | _always()


@cache
def _always() -> dict[str, pl.DataFrame]:
    return {"places": geography.places(), "calendar": calendar()}


@pytest.fixture(scope="session")
def tables() -> Callable[[str], dict[str, pl.DataFrame]]:
    """Make tables from a register written by hand."""
    return tables_of


@pytest.fixture(scope="session")
def ask() -> Callable[..., pd.DataFrame]:
    """Ask a metric about a register written by hand, and get what a page would get."""

    def answer(metric: Callable[..., nw.LazyFrame], register: str, view: View = ON, **options: object) -> pd.DataFrame:
        frames = {name: nw.from_native(frame.lazy()) for name, frame in tables_of(register).items()}
        return metric(frames, view, **options).collect().to_pandas()

    return answer


MACHINE = "eo"  # the code of the third language: one that numbers and months are known of
ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")


def accented(key: str, text: str) -> str:
    """Return an English message with an accent on every vowel outside its placeholders."""
    return re.sub(r"\{\w+\}|[^{]+", lambda part: part[0] if part[0][0] == "{" else part[0].translate(ACCENTS), text)


@contextmanager
def added_language(folder: Path, change: Callable[[str, str], str] = accented) -> Iterator[str]:
    """Add a third language while the context lasts: its row, and its catalogue made from the English one.

    Parameters
    ----------
    folder : pathlib.Path
        Where the catalogue is written.
    change : callable
        Gets the key and the English text of a message, and returns the text in the third language.
    """
    with LANGUAGES["en"].catalogue.open("rb") as file:
        messages = read_po(file, locale="en")
    for message in messages:
        if message.id:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            changed = tuple(
                change(message.id[0] if isinstance(message.id, tuple) else message.id, text) for text in texts
            )
            message.string = changed if isinstance(message.string, tuple) else changed[0]
    row = Language(MACHINE, "Mádé bý máchíné", "Mádé", "eo", catalogues=folder)
    with row.catalogue.open("wb") as file:
        write_po(file, messages)
    LANGUAGES[MACHINE] = row
    catalogue.cache_clear()
    try:
        yield MACHINE
    finally:
        del LANGUAGES[MACHINE]
        catalogue.cache_clear()


@pytest.fixture(scope="session")
def add_language() -> Callable[..., AbstractContextManager[str]]:
    """Return :func:`added_language`."""
    return added_language


@pytest.fixture(scope="module")
def third_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The code of a third language, English with accents, which is there for the tests of a module."""
    with added_language(tmp_path_factory.mktemp("catalogue")) as code:
        yield code


@cache
def phrases_of(language: str) -> tuple[str, ...]:
    """Return what the messages of a language have between their placeholders, where it is long enough to be theirs alone."""
    texts = [message.string for message in catalogue(language) if message.id]
    each = [text for one in texts for text in (one if isinstance(one, tuple) else (one,))]
    parts = {part.strip(" .,:;()·–") for text in each for part in re.split(r"\{\w+\}", text)}
    return tuple(part for part in parts if len(part) >= 10 and (language != "en" or " " in part))


@pytest.fixture(scope="session")
def slipped() -> Callable[..., set[str]]:
    """Return a function that finds the phrases of the Thai and English catalogues in a text, but for those in the data."""

    def found(text: str, data: str = "") -> set[str]:
        every = (*phrases_of("th"), *phrases_of("en"))
        return {phrase for phrase in every if phrase in text and phrase not in data}

    return found


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish the sample register in a store of the module's own, which commands and metrics then read."""
    folder = tmp_path_factory.mktemp("data") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OCOD_STORE", str(folder))
        forget_store()
        publish_when_empty(Store(str(folder)))
        yield folder
    forget_store()


def forget_store() -> None:
    """Forget the settings and what was read from a store, as a new process would."""
    for cached in (app_settings, loader._answers, loader._tables):
        cached.cache_clear()


@pytest.fixture
def ocod(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Return a function that runs a command and returns its exit code and all that it wrote."""

    def ran(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        shown = capsys.readouterr()
        return int(left.value.code or 0), shown.out + shown.err

    return ran


@pytest.fixture(scope="session")
def answered() -> Callable[..., Any]:
    """Return a function that asks until what is computed in the background is there."""

    def ask(api: TestClient, address: str) -> Any:
        while (response := api.get(address)).status_code == 202:
            time.sleep(0.1)
        return response

    return ask
