"""What others published, drawn: claims over time."""

import pandas as pd
import pytest

from ocod_dash import charts
from ocod_dash.theme import Theme


def claims(*rows: tuple[str, float, str, str]) -> pd.DataFrame:
    """Return claims as the chart takes them: when (a day), value, qualifier, line."""
    told = pd.DataFrame(rows, columns=["stands", "value", "qualifier", "line"])
    written = [str(int(value)) for value in told.value]
    return told.assign(
        stands=pd.to_datetime(told.stands), precision="day", short=written, written=written, when="", who=""
    )


@pytest.fixture
def theme() -> Theme:
    return Theme("en", dark=False)


def drawn(rows: pd.DataFrame, theme: Theme, **options: bool) -> tuple[list, dict]:
    chart = charts.published.over_time(rows, rows.iloc[:0], theme, **options)
    return list(chart.data), {each.text.split("<br>")[0]: each for each in chart.layout.annotations}


def test_a_figures_label_stands_off_the_line_that_comes_down_from_it(theme):
    _, labels = drawn(
        claims(
            ("2020-06-01", 90, "exactly", "one"), ("2021-06-01", 80, "exactly", "two"), ("2022-06-01", 48, "exactly", "two")
        ),
        theme,
    )  # fmt: skip
    assert (labels["<b>80</b>"].yanchor, labels["<b>80</b>"].xanchor) == ("top", "right")
    assert labels["<b>48</b>"].yanchor == "top"


def test_a_label_stands_beyond_what_its_qualifier_allows(theme):
    traces, labels = drawn(claims(("2021-01-01", 2000, "about", ""), ("2023-01-01", 1722, "exactly", "")), theme)
    assert labels["<b>2000</b>"].y == 2500
    assert traces[0].error_y.array[0] == 500


def test_claims_that_tell_one_figure_are_not_joined(theme):
    rows = claims(("2021-03-24", 1270, "exactly", ""), ("2021-05-18", 1300, "about", ""))
    assert drawn(rows, theme)[0][0].mode == "lines+markers"
    assert drawn(rows, theme, joined=False)[0][0].mode == "markers"


def test_amounts_that_do_not_follow_each_other_are_a_bar_each_and_no_line(theme):
    rows = claims(("2020-09-02", 2000, "exactly", ""), ("2023-01-01", 1722, "exactly", "")).assign(
        when=["2020", "2023"]
    )
    chart = charts.amounts.amounts(rows, theme)
    (bars,) = chart.data
    assert (bars.type, list(bars.x), list(bars.y)) == ("bar", [2000, 1722], [1, 0])  # the earliest on top
    assert [each.text for each in chart.layout.annotations] == ["<b>2000</b>  2020", "<b>1722</b>  2023"]
    (counted,) = charts.series.plain(chart, theme)  # on a slide each bar has its figure and who published it
    assert counted.labels == tuple(f"{figure} · {who}" for figure, who in zip(("2000", "1722"), rows.who, strict=True))
