"""The picture of centres with how far they reach, and of the sites proposed."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from ocod_dash.maps import picture
from ocod_dash.maps.reach_picture import Reach
from ocod_dash.theme import Theme

SVG = "{http://www.w3.org/2000/svg}"
EN = Theme("en")
POINTS = pd.DataFrame(
    {"mark": ["open", "site"], "label": ["", "<1>"], "latitude": [18.8, 19.0], "longitude": [98.98, 99.0]}
)


def drawn(provinces, selected=(), km=111.195):
    return ElementTree.fromstring(Reach(provinces, None, EN, selected, POINTS, km)())


def radii(svg):
    return {float(disc.get("r")) for disc in svg.findall(f"{SVG}g/{SVG}g[@opacity]/{SVG}circle")}


def test_a_disc_has_the_radius_of_the_reach_and_a_number_is_beside_its_site(provinces):
    svg = drawn(provinces)  # a degree of latitude
    assert radii(svg) == {picture.UNITS}
    x, y = picture.project(99.0, 19.0)
    numbered = [(each.text, each.get("x"), each.get("y")) for each in svg.iter(f"{SVG}text") if each.text == "<1>"]
    assert numbered == [("<1>", f"{x + 5:.1f}", f"{y + 4:.1f}")]
    assert [mark.get("href") for mark in svg.iter(f"{SVG}use")][:2] == ["#dot-frame", "#mark-site"]


def test_of_some_provinces_only_these_are_drawn_larger(provinces):
    svg = drawn(provinces, ("50",))
    (radius,) = radii(svg)
    assert radius > 2 * picture.UNITS
    uses = [mark for mark in svg.iter(f"{SVG}use") if mark.get("href") == "#dot-frame"]
    _, _, width, height = map(float, svg.get("viewBox").split())
    assert all(0 < float(mark.get("x")) < width and 0 < float(mark.get("y")) < height for mark in uses)
    assert svg.find(f"{SVG}clipPath[@id='inset']") is None


def test_bangkok_and_its_vicinity_are_enlarged_with_their_sites(provinces):
    there = POINTS.assign(latitude=[13.75, 13.9], longitude=[100.5, 100.6])
    svg = ElementTree.fromstring(Reach(provinces, None, EN, (), there, 5.0)())
    (inset,) = [group for group in svg.iter(f"{SVG}g") if group.get("clip-path") == "url(#inset)"]
    assert [mark.get("href") for mark in inset.iter(f"{SVG}use")] == ["#dot-inset", "#mark-site"]


def test_what_is_out_of_sight_is_left_out(provinces):
    svg = drawn(provinces, ("90",))  # in the south
    assert radii(svg) == set()


@pytest.mark.parametrize("km", [0.0, 5.0])
def test_without_a_reach_there_are_no_discs(provinces, km):
    assert bool(radii(drawn(provinces, km=km))) == bool(km)


@pytest.mark.parametrize(("north", "written"), [(19.0, ["1"]), (17.0, ["2", "1"])])
def test_a_number_that_would_lie_over_that_of_a_site_which_adds_more_is_not_written(provinces, north, written):
    """The first site is the last point, so that it is drawn over the others."""
    sites = pd.DataFrame(
        {"mark": ["site"] * 2, "label": ["2", "1"], "latitude": [north, 19.01], "longitude": [99.0, 99.0]}
    )
    svg = ElementTree.fromstring(Reach(provinces, None, EN, (), sites, 5.0)())
    assert [each.text for each in svg.iter(f"{SVG}text") if each.text in ("1", "2")] == written
