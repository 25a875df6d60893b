"""Fields say what is chosen, and what they are given is text."""

import json
from datetime import date

import pytest
from lxml import html

from ocod_dash.i18n import Words
from ocod_dash.web import fields

PLACES = [("north", "North"), ("south", "South"), ("east", "East")]
HOSTILE = '"><script>alert(1)</script>{{ 7 * 7 }}'


@pytest.fixture
def drawn():
    """Return a function that makes a field and returns it as the browser has it."""

    def draw(kind, *args, language="en", **options):
        return html.fromstring(kind(Words(language), "key", "place", "Place", *args, **options).head)

    return draw


def pressed(field):
    return [button.get("data-value") for button in field.xpath("//button[@aria-pressed='true']")]


def options(field):
    return [(option.get("value"), option.text, option.get("selected") is not None) for option in field.iter("option")]


def test_the_pills_chosen_are_pressed(drawn):
    field = drawn(fields.pills, PLACES, ("south", "north"))
    assert pressed(field) == ["north", "south"]
    assert field.xpath("//button[@aria-pressed='false']")[0].get("data-value") == "east"
    assert {button.get("data-param") for button in field.iter("button")} == {"place"}
    assert field.get("data-nothing") is None


def test_what_stands_for_none_of_the_pills_is_told_to_the_browser(drawn):
    assert drawn(fields.pills, PLACES, (), nothing="none").get("data-nothing") == "none"


def test_of_several_those_chosen_can_be_taken_away_and_the_others_added(drawn):
    field = drawn(fields.several, PLACES, ("south", "gone"))
    assert pressed(field) == ["south"]
    assert field.xpath("//button")[0].get("aria-label") == "Remove: South"
    assert options(field) == [("", "Add another", False), ("north", "North", False), ("east", "East", False)]


def test_where_none_of_several_is_chosen_the_list_says_what_that_means(drawn):
    assert options(drawn(fields.several, PLACES, ()))[0] == ("", "All", False)
    assert options(drawn(fields.several, PLACES, (), "Choose places"))[0] == ("", "Choose places", False)
    assert drawn(fields.several, [], ()).xpath("//select[@disabled]")


def test_the_one_chosen_is_selected(drawn):
    chosen = [("north", "North", False), ("south", "South", True), ("east", "East", False)]
    assert options(drawn(fields.one, PLACES, "south")) == chosen
    assert options(drawn(fields.one, PLACES, None, "All")) == [
        ("", "All", False),
        *((*place, False) for place in PLACES),
    ]


@pytest.mark.parametrize("labelled", [False, True])
def test_tabs_are_links_of_which_one_is_current_and_their_label_is_seen_where_it_is_to_be(drawn, labelled):
    field = drawn(fields.tabs, PLACES, "south", labelled=labelled)
    assert [link.get("data-value") for link in field.iter("a")] == ["north", "south", "east"]
    assert [link.text for link in field.xpath("//a[@aria-current]")] == ["South"]
    (group,) = field.xpath("//*[@role='group']")
    assert group.get("aria-label") == "Place"
    assert [label.text for label in field.find_class("ocod-label")] == ["Place"] * labelled


def test_a_date_is_read_first_in_the_languages_own_form_and_the_calendar_is_beside_it(drawn):
    days = date(2021, 5, 19), date(2000, 1, 1), date(2099, 12, 31)
    for language, shown, keyboard in (("th", "19/05/2564", "numeric"), ("en", "19 May 2021", None)):
        field = drawn(fields.day, *days, language=language)
        (line,), (calendar,) = field.xpath("//input[@type='text']"), field.xpath("//input[@type='date']")
        assert (line.get("value"), line.get("inputmode")) == (shown, keyboard)
        assert [calendar.get(name) for name in ("value", "min", "max")] == ["2021-05-19", "2000-01-01", "2099-12-31"]
        assert calendar.get("tabindex") == "-1"  # the button opens it
        assert field.xpath("//label[@for=//input[@type='text']/@id]")[0].text == "Place"
        below, wrong = (field.get_element_by_id(name) for name in line.get("aria-describedby").split())
        assert below.text_content() == {"th": "19 พ.ค. 2564", "en": ""}[language]
        assert (wrong.get("role"), wrong.text_content()) == ("alert", "")


@pytest.mark.parametrize("kind", [fields.pills, fields.several, fields.one])
def test_a_name_from_a_file_is_text_in_a_field(drawn, kind):
    field = drawn(kind, [(HOSTILE, HOSTILE)], "" if kind is fields.one else ())
    assert not field.xpath("//script")
    named = field.xpath("//button | //option")[-1]
    assert (named.get("data-value") or named.get("value"), named.text) == (HOSTILE, HOSTILE)


def test_what_is_searched_for_is_text_in_its_line(drawn):
    (line,) = drawn(fields.search, HOSTILE, "words", 100).iter("input")
    assert (line.get("value"), line.get("maxlength")) == (HOSTILE, "100")


def test_nothing_is_cleared_where_nothing_is_chosen():
    assert fields.clear(Words("en"), "place", "day", used=False).head.strip() == ""
    used = fields.clear(Words("en"), "place", "day", used=True).head
    assert html.fromstring(used).get("data-clears") == "place,day"


def test_the_player_stands_at_the_last_day_on_or_before_the_one_in_view():
    stops = [date(2021, 1, 31), date(2021, 2, 28), date(2021, 3, 15)]
    player = html.fromstring(fields.player(Words("en"), "days", "as_of", stops, date(2021, 3, 1)).head)
    days = json.loads(player.get("data-days"))
    assert days == [["2021-01-31", "31 Jan 2021"], ["2021-02-28", "28 Feb 2021"], ["", "15 Mar 2021"]]
    (slider,) = player.iter("input")
    assert (slider.get("value"), slider.get("max"), slider.get("aria-valuetext")) == ("1", "2", "1 Mar 2021")
