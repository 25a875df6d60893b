"""The places, their codes, names and figures."""

import csv
from datetime import date

import polars as pl
import pytest

from ocod_dash import geography
from ocod_dash.config import DATA


def only(code: str) -> dict[str, object]:
    return geography.places().filter(pl.col("code") == code).row(0, named=True)


def test_there_are_six_regions_from_north_to_south():
    assert [r.code for r in geography.regions()] == ["north", "northeast", "west", "central", "east", "south"]
    assert [r.name_th for r in geography.regions()][:2] == ["ภาคเหนือ", "ภาคตะวันออกเฉียงเหนือ"]
    assert geography.regions()[0].name_en == "North"


def test_the_regions_share_out_the_77_provinces():
    sizes = {r.code: len(geography.provinces_of(r.code)) for r in geography.regions()}
    assert sizes == {"north": 9, "northeast": 20, "west": 5, "central": 22, "east": 7, "south": 14}
    assert len({p.code for p in geography.provinces()}) == 77


@pytest.mark.parametrize(
    ("province", "region"),
    [
        ("20", "east"),  # Chon Buri
        ("26", "central"),  # Nakhon Nayok, between the codes of the east
        ("63", "west"),  # Tak
        ("65", "central"),  # Phitsanulok
        ("58", "north"),  # Mae Hong Son
        ("49", "northeast"),  # Mukdahan
        ("96", "south"),  # Narathiwat
    ],
)
def test_a_province_lies_in_the_royal_institutes_region(province, region):
    assert geography.region_of(province) == region
    assert province in geography.provinces_of(region)


def test_provinces_come_by_code_and_those_of_a_region_alone_on_request():
    assert [p.code for p in geography.provinces()][:3] == ["10", "11", "12"]
    assert [p.code for p in geography.provinces("west")] == ["63", "70", "71", "76", "77"]


def test_districts_know_their_province_and_subdistricts_their_district():
    assert sum(len(geography.districts(p.code)) for p in geography.provinces()) == 928
    assert len(geography.districts("84")) == 19
    assert {d.parent for d in geography.districts("84")} == {"84"}
    assert [s.name_en for s in geography.subdistricts("8405")] == ["Ko Pha-ngan", "Ban Tai", "Ko Tao"]
    assert geography.place("840503").parent == "8405"


def test_bangkoks_districts_carry_no_word_for_their_level():
    assert geography.place("1001") == geography.Place("1001", "district", "10", "พระนคร", "Phra Nakhon")
    assert not any(d.name_th.startswith("เขต") for d in geography.districts("10"))


def test_a_slip_of_capital_letters_in_a_name_is_mended():
    assert geography.place("5005").name_en == "Doi Saket"


def test_an_unknown_code_is_refused_with_the_nearest_one():
    with pytest.raises(geography.UnknownPlace, match=r"'nroth': no place has this code; did you mean north \(North\)"):
        geography.place("nroth")
    with pytest.raises(KeyError):
        geography.place("99")


def test_a_code_of_another_level_is_refused():
    with pytest.raises(geography.UnknownPlace):
        geography.districts("5001")
    with pytest.raises(geography.UnknownPlace):
        geography.region_of("north")


def test_the_table_of_places_has_a_row_for_every_region_province_and_district():
    levels = dict(geography.places()["level"].value_counts().iter_rows())
    assert levels == {"region": 6, "province": 77, "district": 928}
    assert geography.places()["code"].is_unique().all()


def test_every_place_of_the_table_has_names_a_point_people_and_houses():
    needed = ("name_th", "name_en", "latitude", "longitude", "population", "population_as_of", "houses")
    assert sum(geography.places().select(needed).null_count().row(0)) == 0


def test_the_figures_of_provinces_are_those_of_2022():
    bangkok = only("10")
    assert (bangkok["population"], bangkok["houses"], bangkok["villages"]) == (5_494_932, 3_197_865, 0)
    assert (bangkok["area_km2"], bangkok["population_as_of"]) == (1568.7, date(2022, 12, 31))
    provinces = geography.places().filter(pl.col("level") == "province")
    assert provinces["population"].sum() == 66_090_475
    assert round(provinces["area_km2"].sum()) == 513_121


def test_the_figures_of_districts_are_those_of_2021():
    phra_nakhon = only("1001")
    assert (phra_nakhon["population"], phra_nakhon["houses"]) == (43_062, 19_140)
    assert (phra_nakhon["population_as_of"], phra_nakhon["area_km2"]) == (date(2021, 12, 31), None)
    assert geography.places().filter(pl.col("level") == "district")["population"].sum() == 66_171_439


def test_a_regions_figures_are_the_sums_of_its_provinces():
    parts = geography.places().filter(pl.col("parent") == "west")
    assert only("west")["population"] == parts["population"].sum()
    assert only("west")["population_as_of"] == date(2022, 12, 31)
    assert round(only("west")["area_km2"], 1) == round(parts["area_km2"].sum(), 1)


def test_changing_the_table_of_places_changes_nobody_elses():
    mine = geography.places()
    mine.insert_column(0, pl.lit(1).alias("mine"))
    assert "mine" not in geography.places().columns


def test_a_districts_point_is_its_own_or_marked_as_its_provinces():
    with (DATA / "geo" / "districts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["point"] == "district" for row in rows) == 907
    for row in rows:
        place, province = only(row["district_code"]), only(row["district_code"][:2])
        assert geography.contains(province["code"], place["latitude"], place["longitude"])
        is_provinces = (place["latitude"], place["longitude"]) == (province["latitude"], province["longitude"])
        assert is_provinces == (row["point"] == "province")


def test_namesakes_in_english_have_points_of_their_own():
    # บางไทร is 25 km from บางซ้าย, both "Bang Sai" in Ayutthaya; only the latter is in the list of towns.
    assert (only("1404")["latitude"], only("1404")["longitude"]) != (
        only("1413")["latitude"],
        only("1413")["longitude"],
    )
