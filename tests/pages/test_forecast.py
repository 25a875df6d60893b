"""The forecast on the overview, on Regions and among the slides, of the sample and of registers written by hand."""

import json
from datetime import date

import pytest
from lxml import html

from .conftest import charts, parts, says, text

# Fourteen months with two openings each, each due a month before, and eight left.
PACED = "\n".join(
    [
        *(
            f"c{n}-{each} 5001 due {date(2020 + n // 12, n % 12 + 1, 1)} open {date(2020 + (n + 1) // 12, (n + 1) % 12 + 1, 1)}"
            for n in range(14)
            for each in range(2)
        ),
        *(f"left{n} 5001 due 2021-06-01" for n in range(8)),
    ]
)


def late(app) -> list[str]:
    """Return the figures of the earned schedule."""
    return [each.text for each in html.fromstring(parts(app)["schedule"]["head"]).iter("strong")]


def test_the_country_has_its_range_its_schedule_and_how_good_it_was(open_page):
    app = open_page()
    said = says(app)
    assert (
        "Sample data: half of the simulations open all 2,394 centres by Aug 2021; the 80% range is Jul 2021 to Nov 2021"
        in said
    )
    assert "Checked on 14 past months: in 7 of them the 80% range held the number that opened" in said
    assert "The ranges were too narrow" in said
    assert "not better than the mean of the last 12 months" in said
    assert "about 43 to 61 opened a month in the last 60 to 180 days, falling" in said
    assert late(app) == ["34 days", "15 Apr 2021", "0.96", "10 Feb 2022", "1.15"]


def test_a_figure_of_the_schedule_says_what_it_is(open_page):
    said = text(parts(open_page())["schedule"]["head"])
    assert "0.96 Schedule performance index, SPI(t) · earned schedule divided by actual time" in said


def test_the_ranges_lie_in_each_other_and_the_median_in_them(open_page):
    data = json.loads(charts(open_page())["forecast"]["spec"])["data"]
    named = {trace["meta"]: trace for trace in data if "meta" in trace}
    low, median, high = (
        named[name]["y"] for name in ("80% range: lowest", "Median of the simulations", "80% range: highest")
    )
    assert all(a <= b <= c for a, b, c in zip(low, median, high, strict=True))
    filled = [trace for trace in data if trace.get("fill") == "tonexty"]
    assert len(filled) == 3
    widths = [trace["y"][2] - named[trace["meta"].replace("highest", "lowest")]["y"][2] for trace in filled]
    assert widths == sorted(widths, reverse=True)  # the widest first, so that the others lie on it
    assert named["Median of the simulations"]["line"]["width"] < named["Open"]["line"]["width"]


def test_of_a_place_of_the_sample_no_date_is_put_in_words_and_no_schedule_shown(open_page):
    app = open_page(region="north")
    assert "simulations open" not in says(app)
    assert "schedule" not in parts(app)
    assert "forecast" in charts(app)


def test_a_steady_pace_has_a_range_of_one_month(published_by_hand, open_page):
    # By 1 March 2021 28 opened, and 28 were due by 1 February: nothing is late. Two a month open eight until July.
    published_by_hand(PACED, as_of=date(2021, 3, 31))
    app = open_page(province="50")
    assert late(app)[0] == "0 days"
    assert "alf of the simulations open all 36 centres by Jul 2021; the 80% range is Jul 2021" in says(app)


def test_of_a_real_register_a_place_is_late_by_days(published_by_hand, open_page):
    # On 19 June eight more have been due since the first: the last day that 28 were enough was 31 May.
    published_by_hand(PACED, as_of=date(2021, 6, 19))
    app = open_page(province="50")
    assert "Behind plan since Jun 2021 by 8 centres (19 days late)" in says(app)
    assert late(app)[0] == "19 days"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2021, 1, 20), "there are 11 full months since the first opening, and 12 are needed"),
        (date(2021, 12, 31), "no centre has opened in the last 6 months"),
    ],
)
@pytest.mark.parametrize("language", ["en", "th"])
def test_where_no_date_is_known_it_says_why(published_by_hand, open_page, day, reason, language):
    published_by_hand(PACED, as_of=day)
    app = open_page(lang=language)
    assert "forecast" not in charts(app)
    said = text(parts(app)["no_forecast"]["head"])
    assert reason in said if language == "en" else "ประมาณวันที่เปิดครบไม่ได้" in said


def test_what_is_complete_needs_no_forecast(published_by_hand, open_page):
    published_by_hand(PACED.partition("\nleft0")[0], as_of=date(2021, 4, 30))
    shown = parts(open_page())
    assert not {"card_forecast", "no_forecast", "schedule"} & set(shown)


def test_regions_rank_places_by_the_days_that_they_are_behind(published_by_hand, open_page):
    late = "a 57 due 2021-01-10\nb 57 due 2021-08-01\nc 58 due 2021-03-01"
    published_by_hand(f"{PACED}\n{late}", as_of=date(2021, 4, 30))
    app = open_page("regions", region="north")
    bars = json.loads(charts(app)["late"]["spec"])["data"][0]
    # Bars are counted from the bottom: Chiang Rai since 9 January, Mae Hong Son since 28 February, Chiang Mai on plan.
    assert [pair[1] for pair in bars["customdata"]] == ["50", "58", "57"]
    assert bars["x"] == [0, 61, 111]
    assert "2 of the 3 provinces are behind their plan, by up to 111 days" in says(app)
    assert "Days behind plan" in parts(app)["card_places"]["head"]


def test_of_the_sample_no_place_is_ranked_by_how_late_it_is(open_page):
    assert "late" not in charts(open_page("regions", region="north"))
