"""The tables behind the pictures: one way to write their figures, and a map's has the places that are looked at."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import place_exhibits as places
from ocod_dash.exhibits import rollout_exhibits as rollout
from ocod_dash.exhibits.figure_tables import at_right, localities, of_centres, of_places, written
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
    assert list(table.frame.iloc[0][["place", "open", "percent_not_open"]]) == [
        "Uttaradit",
        18,
        pytest.approx(3 / 21 * 100),
    ]
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


def test_a_table_for_analysts_has_codes_iso_dates_and_figures_in_full_and_a_readers_has_words(north):
    of_centre = pd.DataFrame(
        {
            "centre_id": ["C-1"], "name_th": ["ก"], "name_en": ["A"], "province_code": ["50"], "district_code": ["5001"],
            "status": ["open"], "since": [pd.Timestamp(2021, 3, 3)],
        }
    )  # fmt: skip
    table = of_centres(replace(north, theme=Theme("th")), of_centre)
    assert table.frame.iloc[0].tolist() == [
        "C-1", "ก", "50", "เชียงใหม่", "5001", "เมืองเชียงใหม่", "open", "เปิดให้บริการ", pd.Timestamp(2021, 3, 3),
    ]  # fmt: skip
    assert table.read.frame.iloc[0].tolist() == ["ก", "เชียงใหม่", "เมืองเชียงใหม่", "เปิดให้บริการ", "3 มี.ค. 2564"]


def test_the_gap_to_the_plan_is_read_in_centres_and_signed_in_a_file_of_data(north):
    compared = pd.DataFrame(
        {
            "code": ["50", "51", "52", "53"],
            "name_en": ["A", "B", "C", "D"],
            "due": [2, 4, 3, 0],
            "opened": [3, 1, 3, 0],
            "behind_plan": [-100 / 3, 75.0, 0.0, None],
        }
    )
    table = of_places(north, compared, ("behind_plan",))
    assert table.heads[-1] == "Behind plan (percentage points; negative: ahead)"
    assert table.frame.behind_plan.tolist()[:3] == [-100 / 3, 75.0, 0.0]
    assert table.read.heads[-1] == "Against plan"
    assert table.read.frame.behind_plan.tolist() == [
        "1 centre ahead of plan", "3 centres behind plan", "on plan", "no data",
    ]  # fmt: skip


def test_a_share_is_never_rounded_up_to_all_or_down_to_none():
    shares = pd.DataFrame({"percent_complete": [99.99, 0.01, 100.0, 0.0, 89.55]})
    assert [row for (row,) in written(shares, Words("en"))] == ["99.9", "0.1", "100.0", "0.0", "89.6"]
