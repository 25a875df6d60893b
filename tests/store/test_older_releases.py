"""A store that an earlier version of the product made: its releases still load, and the next publish brings in what is new."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import polars as pl
import pytest

from ocod_dash.i18n import Words
from ocod_dash.loader import Data
from ocod_dash.metrics import programmes
from ocod_dash.schema import TABLES
from ocod_dash.store import Release, Store, compose, examine, product, publish_draft
from ocod_dash.view import View

NEWER = ("abbreviation", "lead_agency_sources")  # columns of the programmes
DAY = date(2021, 5, 19)


@pytest.fixture
def bring(store, tmp_path) -> Callable[[], Release]:
    """Publish a register of one centre."""

    def bringing() -> Release:
        path = tmp_path / "register.csv"
        path.write_text("centre_id,name_th,province,status\na,ศูนย์ a,50,open\n", "utf-8")
        outcome, base = examine(store, path, as_of=DAY)
        return publish_draft(store, compose(store, outcome, base), "malee")

    return bringing


@pytest.fixture
def older(bring) -> Release:
    """Publish as a version that had no people and fewer columns of programmes did."""
    declared, read = TABLES["programmes"], product._read
    columns = {name: column for name, column in declared.columns.items() if name not in NEWER}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(TABLES, "programmes", replace(declared, columns=columns))
        patch.setattr(product, "SHIPPED", tuple(name for name in product.SHIPPED if name != "people"))
        patch.setattr(product, "_read", lambda folder, name: read(folder, name).drop(NEWER, strict=False))
        return bring()


def gdcc(store: Store, release: Release) -> pd.Series:
    ask = partial(Data(store, release).ask, view=View(as_of=DAY))
    return programmes.on_the_day(ask, DAY).set_index("programme_id").loc["gdcc"]


def test_a_release_without_people_and_abbreviations_loads(store, older):
    stored = pl.read_delta(store.uri("programmes"), version=older.versions["programmes"]).columns
    assert "people" not in older.versions
    assert not set(NEWER) & set(stored)
    assert Data(store, older).ask(programmes.people, View(as_of=DAY)).empty
    assert programmes.title(Words("th"), gdcc(store, older)) == "ระบบคลาวด์กลางภาครัฐ"
    assert gdcc(store, older).status == "in_service"


def test_the_next_publish_brings_them_in_and_the_older_release_stays_as_it_was(store, older, bring):
    newer = bring()
    people = Data(store, newer).ask(programmes.people, View(as_of=DAY))
    assert set(people.person_id) == {"newin", "chaiwut", "wannaporn"}
    assert programmes.title(Words("th"), gdcc(store, newer)) == "ระบบคลาวด์กลางภาครัฐ (GDCC)"
    assert programmes.title(Words("th"), gdcc(store, older)) == "ระบบคลาวด์กลางภาครัฐ"
