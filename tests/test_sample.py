"""The sample register and the script that makes it."""

import runpy
import subprocess
import sys
from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely

from ocod_dash import geography
from ocod_dash.config import DATA, ROOT

FILE = DATA / "sample" / "centres.csv"
SCRIPT = ROOT / "scripts" / "make_sample.py"
AS_OF = date(2021, 5, 19)


def read(path) -> pl.DataFrame:
    codes = dict.fromkeys(("province_code", "district_code", "subdistrict_code", "phase"), pl.String)
    return pl.read_csv(path, schema_overrides=codes, try_parse_dates=True)


@pytest.fixture(scope="module")
def register() -> pl.DataFrame:
    return read(FILE).with_columns(
        is_open=pl.col("open_on").is_not_null(),
        is_due=pl.col("due_on") <= AS_OF,
        region=pl.col("province_code").replace_strict({p.code: p.parent for p in geography.provinces()}),
    )


def by(register: pl.DataFrame, place: str) -> pl.DataFrame:
    percent = (pl.col(flag).mean() * 100 for flag in ("is_open", "is_due"))
    return register.group_by(place).agg(pl.len().alias("centres"), *percent)


def on(register: pl.DataFrame, column: str, day: date) -> int:
    return int((register[column] <= day).sum())


def test_the_script_makes_the_same_bytes_again(tmp_path):
    subprocess.run([sys.executable, SCRIPT, "--out", tmp_path / "again.csv"], check=True, cwd=ROOT)
    assert (tmp_path / "again.csv").read_bytes() == FILE.read_bytes()


def test_the_totals_are_those_published_for_19_may_2021(register):
    assert register.height == 2394
    assert on(register, "open_on", AS_OF) == 2144 == register["open_on"].count()
    assert register.filter(~pl.col("is_open"), pl.col("in_progress_on") <= AS_OF).height == 250
    assert register["suspended_on"].null_count() == register["closed_on"].null_count() == 2394


def test_every_row_says_that_it_is_sample(register):
    assert register["sample"].all()
    assert register["centre_id"].str.starts_with("SAMPLE-").all()
    assert register["name_th"].str.starts_with("ศูนย์ตัวอย่าง ").all()
    assert register["name_en"].str.starts_with("Sample centre ").all()


def test_ids_are_unique_and_so_are_names_within_a_district(register):
    assert register["centre_id"].is_unique().all()
    assert register.select(pl.struct("district_code", "name_th").is_unique().all()).item()
    assert register.select(pl.struct("district_code", "name_en").is_unique().all()).item()


def test_centres_stand_in_real_places_all_over_the_country(register):
    for province, district, part in register.select("province_code", "district_code", "subdistrict_code").iter_rows():
        assert geography.place(part).parent == district
        assert geography.place(district).parent == province
    assert register["district_code"].n_unique() == 928
    assert register.filter("is_open")["province_code"].n_unique() == 77
    assert by(register, "province_code")["centres"].min() >= 6


def test_more_people_mean_more_centres(register):
    counts = dict(by(register, "province_code").select("province_code", "centres").iter_rows())
    assert counts["10"] == max(counts.values())
    assert counts["30"] > counts["40"] > counts["85"]  # Nakhon Ratchasima, Khon Kaen, Ranong


def test_no_centre_lies_outside_its_provinces_outline_and_none_is_surveyed(register):
    for (code,), rows in register.group_by("province_code"):
        inside = shapely.contains_xy(
            geography.outline_of(str(code)), rows["longitude"].to_numpy(), rows["latitude"].to_numpy()
        )
        assert inside.all()
    assert set(register["location_precision"]) == {"district", "province"}


def test_a_centre_lies_near_its_districts_point(register):
    points = geography.places().select(district_code="code", y="latitude", x="longitude")
    placed = register.filter(pl.col("location_precision") == "district").join(points, on="district_code")
    away = np.hypot(placed["latitude"] - placed["y"], placed["longitude"] - placed["x"])
    assert away.max() < 0.2  # degrees


def test_the_plan_runs_to_december_2021_and_the_rollout_is_slightly_behind_it(register):
    assert (register["due_on"].min().year, register["due_on"].max() > date(2021, 12, 1)) == (2019, True)
    behind = (on(register, "due_on", AS_OF) - on(register, "open_on", AS_OF)) / 2394 * 100
    assert 1 < behind < 3


def test_the_rollout_was_ahead_of_the_plan_in_the_middle_of_2020(register):
    gap = {
        day: on(register, "open_on", day) - on(register, "due_on", day)
        for day in (date(2020, 7, 31), date(2019, 12, 31))
    }
    assert gap == {date(2020, 7, 31): 1401 - 1365, date(2019, 12, 31): 551 - 600}


def test_some_centres_open_early_and_some_late_and_the_others_are_due_in_2021(register):
    late = (register["open_on"] - register["due_on"]).dt.total_days().drop_nulls()
    assert (late > 30).mean() > 0.1
    assert (late < -30).mean() > 0.1
    waiting = register.filter(~pl.col("is_open"))["due_on"]
    assert (waiting.min(), waiting.max()) >= (date(2021, 1, 4), date(2021, 12, 1))
    assert (waiting <= AS_OF).sum() == 100


def test_a_centre_is_planned_then_begun_then_opened_on_working_days(register):
    opened = register.filter("is_open")
    assert (register["planned_on"] < register["in_progress_on"]).all()
    assert (opened["in_progress_on"] < opened["open_on"]).all()
    for column in ("planned_on", "in_progress_on", "open_on", "due_on"):
        assert register[column].dt.weekday().drop_nulls().max() == 5


def test_no_real_place_is_made_to_look_bad(register):
    regions, provinces = by(register, "region"), by(register, "province_code")
    national = 2144 / 2394 * 100
    assert (regions["is_open"] - national).abs().max() < 2
    assert provinces["is_open"].min() > 78
    assert (provinces["is_due"] - provinces["is_open"]).max() < 8


def test_phases_and_hosts_are_of_the_known_kinds(register):
    assert dict(register["phase"].value_counts().iter_rows()) == {"1": 2144, "2": 250}
    assert set(register["host_type"]) == {"school", "temple", "subdistrict_office", "library", "community_hall"}
    assert "subdistrict_office" not in set(register.filter(pl.col("province_code") == "10")["host_type"])


@pytest.mark.parametrize(("centres", "still_open"), [(1, 1), (77, 69), (10_000, 8956), (100_000, 89_557)])
def test_any_other_number_of_centres_keeps_the_proportions(centres, still_open):
    made = runpy.run_path(str(SCRIPT))["sample"](centres)
    assert made.height == centres
    assert made["open_on"].count() == still_open  # of 2,394, 2,144 are: 89.557 %
    assert made["centre_id"].is_unique().all()
    assert made.columns == read(FILE).columns
