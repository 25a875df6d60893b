"""The tables behind the pictures: one way to write their figures, and a map's has the places that are looked at."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import place_exhibits as places
from ocod_dash.exhibits import rollout_exhibits as rollout
from ocod_dash.exhibits.figure_tables import at_right, localities, written
from ocod_dash.i18n import Words
from ocod_dash.loader import Data
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.view import View


def test_figures_of_a_column_have_as_many_decimals_and_what_is_unknown_is_a_dash():
    table = pd.DataFrame(
        {
            "Place": ["Nan", "Phrae", "Phayao"],
            "Complete": [87.9, 100.0, None],
            "Open": pd.Series([29, 1200, None], dtype="Int64"),
            "Since": [date(2021, 5, 19)] * 3,
        }
    )
    rows = written(table, Words("en"))
    assert rows[0] == ["Nan", "87.9", "29", "19 May 2021"]
    assert rows[1] == ["Phrae", "100.0", "1,200", "19 May 2021"]
    assert rows[2] == ["Phayao", "–", "–", "19 May 2021"]
    assert at_right(rows, 4) == [False, True, True, False]


def test_figures_of_different_units_in_one_column_are_each_written_by_itself():
    table = pd.DataFrame({"Figure": pd.Series([2394, 89.6], dtype=object)})
    assert written(table, Words("en")) == [["2,394"], ["89.6"]]


def test_a_table_without_rows_has_none_at_the_right():
    assert at_right(written(pd.DataFrame({"Place": [], "Open": []}), Words("th")), 2) == [False, False]


def test_a_column_without_texts_is_none_of_figures():
    assert at_right([["", "1"], ["", ""]], 2) == [False, True]


@pytest.fixture(scope="module")
def north(tmp_path_factory) -> Context:
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return Context(Data(store, store.current()), View(regions=("north",)), Theme("en"))


def test_a_maps_table_holds_the_places_looked_at_those_first_that_the_title_names(north):
    table = rollout.provinces(north).table()
    assert len(table) == 9
    assert list(table.frame.iloc[0][["place", "open", "percent_not_open"]]) == ["Uttaradit", 18, 14.3]
    assert list(table.frame.place)[-1] == "Mae Hong Son"


def test_a_maps_table_has_the_measure_that_colours_it(north):
    table = places.country_map(north, "per_100k").table()
    assert table.heads.count("Per 100,000") == 1
    assert table.frame.per_100k.is_monotonic_increasing  # more is better: the fewest first
    assert "Not yet open (%)" in places.country_map(north, "percent_not_open").table().heads


def test_a_centres_place_has_the_word_for_its_level_in_thai(north):
    rows = pd.DataFrame({"province_code": ["30", "10", "50"], "district_code": ["3015", "1001", None]})
    thai = replace(north, view=View(), theme=Theme("th"))
    assert localities(thai, rows) == ["อ.พิมาย จ.นครราชสีมา", "เขตพระนคร กรุงเทพมหานคร", "ไม่มีข้อมูล จ.เชียงใหม่"]
    assert localities(replace(thai, view=View(provinces=("30",))), rows[:1]) == ["อ.พิมาย"]
    assert localities(replace(thai, view=View(provinces=("30",), district="3015")), rows[:1]) == [""]
    english = replace(thai, theme=Theme("en"))
    assert localities(english, rows[:2]) == ["Phimai, Nakhon Ratchasima", "Phra Nakhon, Bangkok"]
