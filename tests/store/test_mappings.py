"""Mappings that are saved by name, and the file of next month that is mapped by one of them."""

from datetime import date

import polars as pl
import pytest
from deltalake import write_deltalake

from ocod_dash.ingest import REGISTER, Mapping, Reading
from ocod_dash.problem import Problem
from ocod_dash.store import examine, save_mapping, saved_mapping, saved_mappings

HEADER = ("office", "changwat", "amphoe_name", "remark")
MONTHLY = Mapping(
    REGISTER, {"name_th": "office", "province": "changwat", "district": "amphoe_name"}, {"status": "planned"}
)


@pytest.fixture
def names(store, tmp_path):
    """Import a file of one office under some headers, and return the saved mapping used and what came of the office."""

    def importing(*header: str, cells=("บ้านสวน", "เชียงใหม่", "แม่ริม", "ใหม่"), above=""):
        path = tmp_path / "june.csv"
        path.write_text(above + ",".join(header) + "\n" + ",".join(cells) + "\n", "utf-8")
        saved = tuple(saved_mappings(store).values())
        outcome, _ = examine(store, path, as_of=date(2021, 6, 30), saved=saved)
        statuses = outcome.tables["milestones"]["status"].to_list()
        return outcome.saved, outcome.tables["centres"]["district_code"].to_list(), statuses

    return importing


def test_a_mapping_saved_by_name_comes_back_and_the_last_one_of_a_name_counts(store):
    assert saved_mappings(store) == {}
    save_mapping(store, "a", Mapping(REGISTER, {"name_th": "old"}), ["old"], "malee")
    save_mapping(store, " monthly  report ", MONTHLY, HEADER, "malee")
    save_mapping(
        store, "a", Mapping(REGISTER, {"name_th": ("x", "y")}, reading=Reading(sheet="ทะเบียน")), ["x"], "malee"
    )
    assert list(saved_mappings(store)) == ["a", "monthly report"]
    assert saved_mapping(store, "a") == Mapping(REGISTER, {"name_th": ("x", "y")}, reading=Reading(sheet="ทะเบียน"))
    assert saved_mappings(store)["monthly report"].header == HEADER


def test_a_name_that_is_empty_reserved_or_unknown_is_refused(store):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    for name in (" ", "none"):
        with pytest.raises(Problem, match="a name"):
            save_mapping(store, name, MONTHLY, HEADER, "malee")
    with pytest.raises(Problem, match="no file or saved mapping “weekly”; saved mappings: monthly"):
        saved_mapping(store, "weekly")


def test_a_file_with_the_headers_of_a_saved_mapping_maps_itself(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    assert names(*HEADER) == ("monthly", ["5007"], ["planned"])


def test_titles_above_and_headers_written_a_little_otherwise_do_not_matter(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    told = names("Office", " Changwat", "Amphoe Name", "remark", above="รายงานประจำเดือน,,,\n,,,\n")
    assert told == ("monthly", ["5007"], ["planned"])


def test_one_column_more_or_less_that_the_mapping_does_not_use_does_not_matter(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    assert names(*HEADER, "budget")[0] == "monthly"
    assert names(*HEADER[:3], cells=("บ้านสวน", "เชียงใหม่", "แม่ริม"))[0] == "monthly"
    # 3 headers of 6 are the same, which is too few: it is another kind of file.
    with pytest.raises(Problem, match=r"required fields?: Name in Thai"):
        names(*HEADER[:3], "budget", "area")


def test_a_file_without_a_column_that_the_mapping_uses_is_not_mapped_by_it(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    with pytest.raises(Problem, match=r"required fields?: Name in Thai"):
        names("place", *HEADER[1:])


def test_a_new_column_that_says_what_the_mapping_holds_for_every_row_is_not_passed_over(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    # Mapped as before, every office would stay planned whatever the new column says.
    with pytest.raises(Problem, match=r"required fields?: Name in Thai"):
        names(*HEADER, "สถานะ", cells=("ก", "เชียงใหม่", "แม่ริม", "", "เปิด"))


def test_of_several_mappings_the_one_whose_headers_are_most_alike_is_used(store, names):
    save_mapping(store, "monthly", MONTHLY, HEADER, "malee")
    opened = Mapping(REGISTER, MONTHLY.columns, {"status": "open"})
    save_mapping(store, "opened", opened, (*HEADER, "budget"), "malee")
    assert names(*HEADER)[0] == "monthly"
    assert names(*HEADER, "budget")[::2] == ("opened", ["open"])
    save_mapping(store, "opened", opened, HEADER, "malee")
    assert names(*HEADER)[0] == "opened"  # saved last


def test_a_mapping_saved_before_headers_were_kept_is_known_by_the_columns_it_uses(store, names):
    row = {"name": "old", "toml": MONTHLY.toml(), "saved_at": "2025-01-01T00:00:00+00:00", "who": "malee"}
    write_deltalake(store.uri("mappings"), pl.DataFrame([row]))
    assert names(*HEADER[:3], cells=("บ้านสวน", "เชียงใหม่", "แม่ริม"))[0] == "old"
    save_mapping(store, "new", MONTHLY, HEADER, "malee")
    assert list(saved_mappings(store)) == ["new", "old"]
