"""The charts of the review: bars that add up, marks by option, cells where centres are many, gaps where a month is unknown."""

import re
from math import isnan

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.charts import review
from ocod_dash.charts.series import plain
from ocod_dash.charts.svg import svg
from ocod_dash.charts.template import figure
from ocod_dash.schema import OPTIONS
from ocod_dash.theme import OPTION_COLOURS, Theme

ENGLISH = Theme("en")


def centres(n: int) -> pd.DataFrame:
    options = [OPTIONS[at % len(OPTIONS)] for at in range(n)]
    return pd.DataFrame(
        {
            "centre_id": [f"c{at}" for at in range(n)],
            "name_th": [f"ศูนย์ {at}" for at in range(n)],
            "name_en": [f"Centre <{at}>" for at in range(n)],
            "visits_per_open_day": [float(at) for at in range(n)],
            "baht_a_year": [500_000.0 + at for at in range(n)],
            "option": options,
        }
    )


def test_each_option_is_a_part_of_a_places_bar():
    places = pd.DataFrame({"code": ["50", "51"], "name_th": ["ก", "ข"], "name_en": ["A", "B"]})
    places = places.assign(**{option: [at, 0] for at, option in enumerate(OPTIONS)})
    chart = review.options_by_place(places, ENGLISH)
    shown = {trace.marker.color: list(trace.x) for trace in chart.data}
    assert shown == {OPTION_COLOURS[option]: [0, at] for at, option in enumerate(OPTIONS) if at}
    (stack,) = plain(chart, ENGLISH)
    assert (stack.kind, stack.labels) == ("stack", ("A", "B"))


def test_few_centres_are_marks_of_their_options_and_their_names_are_text():
    chart = review.use_against_cost(centres(12), ENGLISH, few=2.0)
    assert {trace.marker.symbol for trace in chart.data} == set(review.SYMBOLS.values())
    assert sum(len(trace.x) for trace in chart.data) == 12
    assert list(chart.data[0].customdata[0]) == ["Centre &lt;0&gt;", "c0"]
    assert "<path" in svg(chart, ENGLISH, 720)


def test_many_centres_are_counted_in_cells_and_none_is_lost():
    (cells,) = review.use_against_cost(centres(review.MOST_POINTS + 1), ENGLISH).data
    assert sum(cells.customdata) == review.MOST_POINTS + 1
    assert len(cells.x) < review.MOST_POINTS


def test_a_month_that_was_not_reported_is_a_gap_and_not_nought():
    reported = pd.DataFrame({"month": pd.date_range("2021-01-01", periods=3, freq="MS"), "visits": [10, None, 0]})
    (line,) = review.months(reported, ENGLISH).data
    assert (line.y[0], line.y[2]) == (10, 0)
    assert isnan(line.y[1])
    assert line.connectgaps is False


def test_the_line_of_a_file_has_a_gap_where_a_month_was_not_reported():
    months = pd.date_range("2021-01-01", periods=5, freq="MS")
    chart = review.months(pd.DataFrame({"month": months, "visits": [10, 20, None, 30, 40]}), ENGLISH)
    drawn = svg(chart, ENGLISH, 720)
    (line,) = re.findall(r'<path d="(M[^"]+)" fill="none"', drawn)
    assert [part.count(" ") for part in line.split("M")[1:]] == [2, 2], "two lines of two points"
    assert drawn.count("<circle") == 4
    (plainly,) = plain(chart, ENGLISH)
    assert plainly.gaps
    assert plainly.series[0].values == (10, 20, None, 30, 40)


def test_a_line_goes_on_over_the_days_that_another_line_has_alone():
    days = pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-03"])
    line = {"type": "scatter", "mode": "lines", "meta": "a", "customdata": ["", ""], "hovertemplate": ""}
    one = line | {"x": list(days[[0, 2]]), "y": [1, 3], "line": {"color": "#000000"}}
    other = line | {"x": list(days[[0, 1]]), "y": [1, 2], "line": {"color": "#000000"}}
    (both,) = plain(figure(ENGLISH, [one, other], 200), ENGLISH)
    assert not both.gaps
    assert [series.values for series in both.series] == [(1, None, 3), (1, 2, None)]


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=1, max_size=30))
def test_every_month_known_is_a_mark_and_none_that_is_unknown(visits):
    months = pd.date_range("2021-01-01", periods=len(visits), freq="MS")
    drawn = svg(review.months(pd.DataFrame({"month": months, "visits": visits}), ENGLISH), ENGLISH, 720)
    assert drawn.count("<circle") == sum(each is not None for each in visits)
    assert "nan" not in drawn
