"""The slides, run as Streamlit runs them: their figures are those of the pages."""

import json

import pytest

from ocod_dash.config import settings
from ocod_dash.exhibits.parameters import SLIDES
from ocod_dash.i18n import LANGUAGES

from .conftest import charts, says, sent

ALL = [
    "headline",
    "s_curve",
    "by_month",
    "forecast",
    "ranking",
    "map",
    "programmes",
    "funnel",
    "fifths",
    "review_places",
    "review_use",
    "review_survey",
    "next_curve",
    "inconsistencies",
    "sources",
]


@pytest.fixture
def slides(open_page):
    """Return a function that opens the page and returns its slides by key, of one language."""

    def opened(language: str = "en", **query: str):
        return {one["key"]: one for one in sent(open_page("present", **query))["stage"]["decks"][language]["slides"]}

    return opened


def test_both_languages_have_the_same_slides_in_the_same_order(open_page):
    decks = sent(open_page("present"))["stage"]["decks"]
    assert {language: [one["key"] for one in decks[language]["slides"]] for language in LANGUAGES} == {
        "th": ALL,
        "en": ALL,
    }


def test_all_slides_together_are_small_enough_for_a_bad_connection(open_page):
    assert len(json.dumps(sent(open_page("present"))["stage"])) < 440_000


def test_the_first_slide_has_the_overviews_numbers(slides):
    first = slides()["headline"]
    assert first["title"] == "Sample data: 89.6% of the centres in the plan are open; 250 not yet open"
    assert [figure["text"] for figure in first["figures"]] == ["89.6%", "2,394", "2,144", "250", "77"]
    assert first["figures"][0]["remark"] == "34 days late: 48 centres behind plan"


def test_a_chart_on_a_slide_is_the_pages_own(slides, open_page):
    page = charts(open_page("regions", region="north"))
    assert slides(region="north")["ranking"]["chart"] == page["ranking"]["spec"]


def test_the_filters_of_the_address_hold(slides):
    north = slides(region="north", as_of="2020-12-31")
    assert [figure["text"] for figure in north["headline"]["figures"]] == ["79.6%", "275", "219", "56", "9"]
    assert north["map"]["map"]["days"][-1][:2] == ["31 Dec 2020", "79.6%"]
    assert len(north["map"]["map"]["codes"]) == 9


def test_the_months_of_the_map_end_with_the_figures_of_the_day(slides):
    months = slides()["map"]["map"]
    day, percent, classes = months["days"][-1]
    assert (day, percent, len(classes), len(months["days"])) == ("19 May 2021", "89.6%", 77, 30)
    counts = [classes.count(each) for each in "01234"]
    assert counts[0] == 0  # no province is below half of what the lowest quarter has
    assert all(counts[1:])  # and each quarter has a colour
    assert set(months["days"][0][2]) == {"0"}


def test_of_many_places_the_first_ten_are_shown_and_it_says_so(slides):
    lowest = slides(region="northeast")["lowest"]
    assert lowest["measured"].startswith("The first 10 of 20 places by centres overdue")
    assert lowest["title"] == "Sample data: all 20 provinces have centres not yet open"
    (done, *_) = json.loads(lowest["chart"])["data"]
    assert len(done["y"]) == 10


def test_a_slide_says_whether_it_is_of_the_sample_and_where_it_is_from(slides):
    for one in slides().values():
        assert one["sample"] == (one["key"] not in ("programmes", "funnel", "inconsistencies"))
        assert one["source"].startswith("Source: ")
        assert one["say"]


def test_the_last_slide_names_who_published_most_and_the_register(slides):
    rows = slides()["sources"]["rows"]
    assert (rows[0]["name"], rows[0]["text"]) == ("sample register, release 1", "register count")
    assert (rows[1]["name"], rows[1]["text"]) == ("MGR Online", "13 figures · 6 sources")
    assert sum(int(row["text"].split()[0]) for row in rows[1:]) == 59
    assert sum(int(row["text"].split()[3]) for row in rows[1:]) == 30  # as the title says
    assert rows[2]["remark"] == "2025"  # a year, as published
    assert slides()["sources"]["measured"] == "Register, and published figures of 21 publishers"
    assert any("“Completed” is the publisher's word" in text for text in slides()["sources"]["meanings"])


def test_a_slide_has_what_does_not_fit_together_with_its_sentences_and_readings_for_the_presenter(slides):
    one = slides()["inconsistencies"]
    assert one["title"] == "4 inconsistencies and 1 later figure lower"
    assert [row["text"] for row in one["rows"]] == [
        "1,722 · about 1,722",
        "1,722 · over 2,000 · 2,222",
        "about 1,722 · 2,222",
        "over 592,000 · about 533,000 · about 400,000",
        "2,144 · 1,722",
    ]
    assert any("centres were closed or merged" in text for text in one["meanings"])


def test_a_register_without_history_has_no_curve_no_months_and_no_sample_mark(published_by_hand, slides):
    published_by_hand(
        """
        a 5001 open 2021-05-19
        b 5701 planned 2021-05-19
        """
    )
    made = slides()
    # Nothing was published; one region alone is not compared.
    review = {"review_places", "review_use", "review_survey"}
    assert set(ALL) - set(made) == {"s_curve", "by_month", "forecast", "ranking", "funnel", "inconsistencies"} | review
    assert [day[:2] for day in made["map"]["map"]["days"]] == [["19 May 2021", "50.0%"]]
    assert not any(one["sample"] for one in made.values())
    assert made["map"]["title"] == "Centres are open in 1 of the 77 provinces"


def test_a_place_without_a_centre_says_so(published_by_hand, open_page):
    published_by_hand("a 5001 open 2021-02-10")
    app = open_page("present", province="40")
    assert "No centres match" in says(app)
    assert "stage" not in sent(app)


def test_a_title_has_the_office_its_logo_and_the_address_of_the_view(slides, monkeypatch, tmp_path):
    picture = tmp_path / "logo.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>')
    for name, value in {
        "PUBLISHER_EN": "Example Agency",
        "LOGO": str(picture),
        "ADDRESS": "https://dash.example.org",
    }.items():
        monkeypatch.setenv(f"OCOD_{name}", value)
    settings.cache_clear()
    try:
        title = slides(region="north")["title"]["title_page"]
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert title["publisher"] == "Example Agency"
    assert title["logo"].startswith("data:image/svg+xml;base64,")
    assert title["qr"].startswith("data:image/svg+xml")
    assert title["address"] == "https://dash.example.org/?region=north&lang=en"


def test_every_slide_can_be_named_in_a_link(slides, open_page):
    assert {*slides(), *slides(region="northeast"), "title"} == set(SLIDES)
    sent_order = sent(open_page("present", slides="map,headline,mapp"))["stage"]
    assert sent_order["order"] == ["map", "headline"]
    assert "mapp" in " ".join(sent_order["notices"])


def test_a_thai_title_is_sent_in_phrases_and_escaped(open_page):
    first, *_ = sent(open_page("present"))["stage"]["decks"]["th"]["slides"]
    assert "ocod-phrase" in first["heading"]
