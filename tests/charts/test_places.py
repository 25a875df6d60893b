"""Places side by side: data, order, labels, and names that would do harm."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest

from ocod_dash import metrics
from ocod_dash.charts import place_charts as places
from ocod_dash.theme import LIGHT, STATUS_COLOURS, Theme
from ocod_dash.view import View

EN, TH = Theme("en"), Theme("th")
# North: 1 of 4 open and behind its plan; central: 1 of 2; south: 1 of 1; the other regions have no centre.
REGISTER = """
    a  5001  due 2021-01-31  open 2021-01-10
    b  5001  due 2021-01-31  in_progress 2021-01-10
    c  5701  due 2021-01-31
    d  5701  due 2021-12-31  open 2021-02-01  closed 2021-03-01
    e  1001  due 2021-12-31  open 2021-02-01
    f  1001  due 2021-12-31  in_progress 2021-02-01
    g  9001  due 2021-01-31  open 2021-01-31
"""
TODAY = View(as_of=date(2021, 5, 19))
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "@@=alert(1)",
    "{properties.tip}",
    "%{x} %{customdata[0]}",
    '=HYPERLINK("http://x")',
    "</b><a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;",
    "\u200b\u200d\u202e",
    "ศูนย์" * 200,
)


@pytest.fixture
def regions(drawn) -> pd.DataFrame:
    return drawn(REGISTER, TODAY)[2]


@pytest.fixture
def curves(ask) -> pd.DataFrame:
    return ask(metrics.rollout.course, REGISTER, TODAY, level="region")


def names_by_height(figure) -> list[str]:
    """The names at the left edge, from the top."""
    left = [label for label in figure.layout.annotations if (label.xref, label.xanchor) == ("paper", "left")]
    left = [label for label in left if label.yref != "paper"]
    return [label.text for label in sorted(left, key=lambda label: -label.y)]


def test_what_is_left_is_drawn_in_the_order_given(regions):
    figure = places.still_to_do(regions.head(3), EN)
    assert names_by_height(figure) == ["North", "Central", "South"]
    (bars,) = figure.data
    assert bars.x == (0, 1, 3)
    assert bars.y == (0, 1, 2)
    assert [text.split("</b>")[0] for text in bars.text] == [" <b>0", " <b>1", " <b>3"]
    assert "75%" in bars.text[2]
    assert names_by_height(places.still_to_do(regions.head(3), TH)) == ["ภาคเหนือ", "ภาคกลาง", "ภาคใต้"]


def test_bars_begin_at_zero(regions):
    for figure in (places.still_to_do(regions, EN), places.ranking(regions, EN)):
        assert figure.layout.xaxis.range[0] == 0


def test_the_ranking_is_in_the_order_given_and_stacks_the_statuses_from_done_to_not(regions):
    figure = places.ranking(regions, EN)
    assert names_by_height(figure) == ["North", "Central", "South"]
    assert figure.layout.barmode == "stack"
    drawn = {bar.marker.color: bar.x for bar in figure.data}
    assert drawn == {
        STATUS_COLOURS["open"]: (1, 1, 1),
        STATUS_COLOURS["in_progress"]: (0, 1, 1),
        STATUS_COLOURS["planned"]: (0, 0, 1),
        STATUS_COLOURS["closed"]: (0, 0, 1),
    }


def test_the_ranking_names_the_statuses_of_its_bars_above_them(regions):
    (key,) = (label for label in places.ranking(regions, TH).layout.annotations if label.yref == "paper")
    assert [Tags(line).words for line in key.text.split("<br>")] == [
        ["■", " เปิดให้บริการ   ", "■", " อยู่ระหว่างดำเนินการ   ", "■", " ยังไม่เริ่มดำเนินการ"],
        ["■", " ปิดให้บริการ"],
    ]
    assert re.findall("#[0-9A-F]{6}", key.text) == [
        STATUS_COLOURS[status] for status in ("open", "in_progress", "planned", "closed")
    ]


def test_the_ranking_writes_the_centres_overdue_and_open_of_those_in_the_plan(regions):
    # North: two of its four were due and never opened.
    figure = places.ranking(regions, EN)
    written = {label.text: label.font.color for label in figure.layout.annotations}
    assert {"<b>2</b>", "<b>0</b>", "1 / 4", "1 / 2", "1 / 1"} <= set(written)
    assert written["<b>2</b>"] == LIGHT.todo_text
    assert written["<b>0</b>"] == LIGHT.quiet


def test_where_no_due_date_is_known_the_ranking_has_a_dash_for_the_centres_overdue(drawn):
    below = drawn("a 5001 open 2021-01-10", TODAY)[2]
    assert "–" in [label.text for label in places.ranking(below, EN).layout.annotations]


def test_a_click_on_a_bar_tells_the_code_of_its_place(regions):
    for bar in (*places.ranking(regions, EN).data, *places.still_to_do(regions.head(3), EN).data):
        assert [code for _, code in bar.customdata] == ["south", "central", "north"]  # from the bottom


def test_there_is_a_small_curve_for_each_place_with_a_centre_in_percent_of_its_plan(regions, curves):
    figure = places.small_curves(curves, regions, EN)
    opened = [trace for trace in figure.data if trace.fill == "tozeroy"]
    assert [trace.y[-1] for trace in opened] == [50, 50, 100]  # ever opened: the north's closed one too
    assert [trace.line.color for trace in opened] == [
        STATUS_COLOURS["in_progress"],
        STATUS_COLOURS["open"],
        STATUS_COLOURS["open"],
    ]
    assert [label.text for label in figure.layout.annotations][::2] == ["North", "Central", "South"]
    plans = [trace for trace in figure.data if trace.line.dash]
    assert [trace.y[-1] for trace in plans] == [75, 0, 100]
    assert len({(figure.layout[f"yaxis{n}" if n > 1 else "yaxis"].range) for n in (1, 2, 3)}) == 1


def test_a_small_curves_figure_stands_where_its_line_does_not_run(regions, curves):
    figure = places.small_curves(curves, regions, EN)
    figures = [label for label in figure.layout.annotations if "%" in label.text]
    assert [(label.text, label.yanchor) for label in figures] == [
        ("<b>▼ 25%</b>", "top"),
        ("<b>50%</b>", "top"),
        ("<b>100%</b>", "bottom"),
    ]
    for label, axis in zip(figures, ("yaxis", "yaxis2", "yaxis3"), strict=True):
        assert label.y == figure.layout[axis].domain[label.yanchor == "top"]


def test_compared_places_are_named_at_the_ends_of_their_lines_without_overlap(regions, curves):
    figure = places.compare(curves, regions[regions.in_plan > 0], EN)
    assert [trace.y[-1] for trace in figure.data] == [50, 50, 100]
    assert len({(trace.line.color, trace.line.dash) for trace in figure.data}) == 3
    ends = [label for label in figure.layout.annotations if "■" in label.text]
    assert all(high.y - low.y >= 8 for low, high in pairwise(sorted(ends, key=lambda label: label.y)))


def test_names_of_places_that_stand_equal_stay_on_the_chart(ask):
    register = "\n".join(f"{code} {code} due 2021-12-31 planned 2020-01-01" for code in ("50", "57", "10", "90", "30"))
    rows = ask(metrics.places.progress, register, TODAY, level="province").head(5)
    figure = places.compare(ask(metrics.rollout.course, register, TODAY, level="province"), rows, EN)
    heights = sorted(label.y for label in figure.layout.annotations if "■" in label.text)
    assert heights == [0, 8, 16, 24, 32]


@pytest.mark.parametrize("register", ["a 50", "a 50 open 2021-01-01", REGISTER])
def test_any_register_can_be_drawn_in_every_theme(ask, drawn, every_theme, register):
    below = drawn(register, TODAY)[2]
    course = ask(metrics.rollout.course, register, TODAY, level="region")
    for figure in (
        places.still_to_do(below, every_theme),
        places.ranking(below, every_theme),
        places.small_curves(course, below, every_theme),
        places.compare(course, below[below.in_plan > 0], every_theme),
    ):
        assert figure.layout.height > 0
        json.loads(figure.to_json())


class Tags(HTMLParser):
    """Collects the tags of a text, with the words between them."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.words = set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags |= {tag, *(name for name, _ in attributes)}

    def handle_data(self, words):
        self.words.append(words)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text(regions, curves, texts, name):
    regions[["name_th", "name_en"]] = name
    for figure in (
        places.still_to_do(regions, EN),
        places.ranking(regions, EN),
        places.small_curves(curves, regions, EN),
        places.compare(curves, regions[regions.in_plan > 0], EN),
    ):
        shown = [Tags(text) for text in texts(figure)]
        assert set().union(*(text.tags for text in shown)) <= {"b", "br", "span", "style"}
        assert any(name in "".join(text.words) for text in shown)
        templates = [trace.hovertemplate for trace in figure.data if trace.hovertemplate]
        assert not any(name in template for template in templates)
