"""The script that makes data/geo, on a country of two squares."""

import runpy

import pytest
import shapely

from ocod_dash.config import ROOT

script = runpy.run_path(str(ROOT / "scripts" / "make_geography.py"))


def drawn(iso, *corners):
    ring = [*corners, corners[0]]
    return {"properties": {"ISO": iso}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.mark.parametrize("bend", [-0.01, 0.01], ids=["gap", "overlap"])
def test_a_thin_gap_or_overlap_between_neighbours_becomes_one_line(bend):
    # The border runs along 101 degrees; in the west's drawing its middle lies a kilometre off.
    west = drawn("TH-50", (100, 15), (101, 15), (101 + bend, 15.5), (101, 16), (100, 16))
    east = drawn("TH-51", (101, 15), (102, 15), (102, 16), (101, 16))
    outlines = script["outlines_of"]({"features": [east, west]})
    assert list(outlines) == ["50", "51"]
    assert shapely.coverage_is_valid(list(outlines.values()))
    assert [outline.area for outline in outlines.values()] == pytest.approx([1, 1], abs=0.006)
    assert shapely.union_all(list(outlines.values())).equals(shapely.box(100, 15, 102, 16))


def test_an_islet_is_dropped_and_an_island_is_kept():
    mainland = [[[100, 15], [101, 15], [101, 16], [100, 16], [100, 15]]]
    island = [[[102, 15], [102.1, 15], [102.1, 15.1], [102, 15.1], [102, 15]]]  # about 120 km2
    islet = [[[103, 15], [103.02, 15], [103.02, 15.02], [103, 15.02], [103, 15]]]  # about 5 km2
    feature = {
        "properties": {"ISO": "TH-50"},
        "geometry": {"type": "MultiPolygon", "coordinates": [mainland, island, islet]},
    }
    outline = script["outlines_of"]({"features": [feature]})["50"]
    assert sorted(round(part.bounds[0]) for part in shapely.get_parts(outline)) == [100, 102]


def test_a_source_other_than_the_known_one_is_refused(tmp_path):
    (tmp_path / "thailand.geojson").write_text("{}")
    with pytest.raises(SystemExit, match="another file than expected"):
        script["natural_earth"](tmp_path / "thailand.geojson")


def test_writing_points_keeps_the_figures(tmp_path):
    table = tmp_path / "provinces.csv"
    table.write_text("province_code,latitude,longitude,area_km2\n50,1,2,20107.0\n", encoding="utf-8")
    script["rewrite"](table, "province_code", {"50": (18.8, 98.9, None)})
    assert table.read_text(encoding="utf-8") == "province_code,latitude,longitude,area_km2\n50,18.8,98.9,20107.0\n"
