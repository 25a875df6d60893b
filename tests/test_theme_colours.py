"""Colours that can be told apart and read, and shapes that can be drawn."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from ocod_dash.schema import STATUSES
from ocod_dash.theme import DARK, LIGHT, STATUS_COLOURS, STATUS_SHAPES, Theme, mark_svg, rgb, rgba

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, as WCAG 2.2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour)[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_guidelines_say():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_every_status_has_a_colour_and_a_shape():
    assert set(STATUS_COLOURS) == set(STATUS_SHAPES) == set(STATUSES)
    assert len(set(STATUS_COLOURS.values())) == len(STATUSES)


@PALETTES
def test_a_status_can_be_seen_on_page_and_card(palette):
    for colour in STATUS_COLOURS.values():
        assert min(contrast(colour, palette.ground), contrast(colour, palette.card)) >= 3.0


@PALETTES
@pytest.mark.parametrize("use", ["text", "quiet", "plan", "open_text", "todo_text", "sample_text"])
def test_text_can_be_read_on_page_and_card(palette, use):
    colour = getattr(palette, use)
    assert min(contrast(colour, palette.ground), contrast(colour, palette.card)) >= 4.5


@PALETTES
def test_the_sample_mark_can_be_read_on_its_own_ground(palette):
    assert contrast(palette.sample_text, palette.sample_ground) >= 4.5


@PALETTES
def test_the_sequence_runs_away_from_the_page_and_its_edge_shows_the_palest_class(palette):
    steps = [contrast(colour, palette.ground) for colour in palette.sequence]
    assert len(steps) == 5
    assert all(one < other for one, other in pairwise(steps))
    assert contrast(palette.edge, palette.ground) > contrast(palette.sequence[0], palette.ground)


@PALETTES
def test_no_data_and_what_is_not_selected_never_look_like_a_status_or_a_class(palette):
    assert palette.muted not in {*palette.sequence, *STATUS_COLOURS.values()}


def test_colours_are_given_as_the_maps_and_charts_want_them():
    assert rgb("#3485DA") == [52, 133, 218, 255]
    assert rgb("#000000", 128) == [0, 0, 0, 128]
    assert rgba("#3485DA", 0.1) == "rgba(52,133,218,0.1)"


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_drawn_in_its_colour_with_room_round_it(status):
    drawn = ElementTree.fromstring(mark_svg(status, size=48, padding=4))
    assert (drawn.get("width"), drawn.get("viewBox")) == ("48", "-4 -4 32 32")
    assert STATUS_COLOURS[status] in ElementTree.tostring(drawn, "unicode")


def test_a_theme_has_the_words_and_palette_of_its_visitor():
    assert Theme("th").words("status.open") == "เปิดให้บริการ"
    assert Theme("en", dark=True).palette is DARK
    assert Theme("th").type_size == Theme("en").type_size + 1
