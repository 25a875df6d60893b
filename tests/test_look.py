"""Colours that can be told apart and read, and shapes that can be drawn."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from ocod_dash.look import DARK, LIGHT, STATUS_COLOURS, STATUS_SHAPES, Look, rgb, rgba, status_svg
from ocod_dash.schema import STATUSES

INKS = pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])


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


@INKS
def test_a_status_can_be_seen_on_page_and_card(ink):
    for colour in STATUS_COLOURS.values():
        assert min(contrast(colour, ink.ground), contrast(colour, ink.card)) >= 3.0


@INKS
@pytest.mark.parametrize("use", ["text", "quiet", "plan", "open_text", "todo_text", "sample_text"])
def test_text_can_be_read_on_page_and_card(ink, use):
    colour = getattr(ink, use)
    assert min(contrast(colour, ink.ground), contrast(colour, ink.card)) >= 4.5


@INKS
def test_the_sample_mark_can_be_read_on_its_own_ground(ink):
    assert contrast(ink.sample_text, ink.sample_ground) >= 4.5


@INKS
def test_the_sequence_runs_away_from_the_page_and_its_edge_shows_the_palest_class(ink):
    steps = [contrast(colour, ink.ground) for colour in ink.sequence]
    assert len(steps) == 5
    assert all(one < other for one, other in pairwise(steps))
    assert contrast(ink.edge, ink.ground) > contrast(ink.sequence[0], ink.ground)


@INKS
def test_no_data_and_what_is_not_selected_never_look_like_a_status_or_a_class(ink):
    assert ink.muted not in {*ink.sequence, *STATUS_COLOURS.values()}


def test_colours_are_given_as_the_maps_and_charts_want_them():
    assert rgb("#3485DA") == [52, 133, 218, 255]
    assert rgb("#000000", 128) == [0, 0, 0, 128]
    assert rgba("#3485DA", 0.1) == "rgba(52,133,218,0.1)"


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_drawn_in_its_colour_with_room_round_it(status):
    drawn = ElementTree.fromstring(status_svg(status, size=48, room=4))
    assert (drawn.get("width"), drawn.get("viewBox")) == ("48", "-4 -4 32 32")
    assert STATUS_COLOURS[status] in ElementTree.tostring(drawn, "unicode")


def test_a_look_has_the_words_and_ink_of_its_visitor():
    assert Look("th").words("status.open") == "เปิดให้บริการ"
    assert Look("en", dark=True).ink is DARK
    assert Look("th").type_size == Look("en").type_size + 1
