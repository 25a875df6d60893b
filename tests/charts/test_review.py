"""The charts of the review: bars that add up, marks by option, cells where centres are many, gaps where a month is unknown."""

from math import isnan

import pandas as pd

from ocod_dash.charts import review
from ocod_dash.charts.series import plain
from ocod_dash.charts.svg import svg
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
