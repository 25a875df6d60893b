"""The slides, read back: figures, marks, type, texts for who does not see them."""

import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from ocod_dash.charts.series import text
from ocod_dash.exports import contents, files
from ocod_dash.i18n import Words
from ocod_dash.view import View

ON = date(2021, 5, 19)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def charts_of(slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def titled(slide) -> str:
    return slide.shapes.title.text_frame.text.replace("\v", " ")


def charts(deck) -> list:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def over_time(chart) -> list[tuple[str, dict[date, float]]]:
    """Return the series of a chart with a date axis, each with its name and its values by day."""
    days = [date(1899, 12, 30) + timedelta(int(float(each.label))) for each in chart.plots[0].categories]
    return [
        (series.name, {day: value for day, value in zip(days, series.values, strict=True) if value is not None})
        for plot in chart.plots
        for series in plot.series
    ]


@pytest.fixture(scope="module", params=["th", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def deck(file_of, language):
    return Presentation(file_of("pptx", language))


def test_the_headline_numbers_are_the_pages(deck, language):
    shown = texts(deck.slides[1])
    assert {"2,394", "2,144", "250", "89.6%", "77"} <= set(shown)
    assert Words(language)("measure.in_plan") in shown


def test_lines_and_bars_are_charts_that_can_be_edited(deck, language):
    curve, _gap, forecast, _overdue, todo, ranking = charts(deck)[:6]
    words, lines = Words(language), dict(over_time(curve))
    assert lines[words("chart.opened")][ON] == 2144
    assert lines[words("chart.due")][ON] == 2192
    ends = [dict(over_time(forecast))[words(f"forecast.{side}", percent=80)] for side in ("from", "to")]
    assert ends[0][date(2021, 6, 30)] < ends[1][date(2021, 6, 30)] < 2394
    assert list(todo.plots[0].series[0].values) == [85, 64, 38, 30, 20, 13]
    assert next(iter(todo.plots[0].categories)) == ("ภาคตะวันออกเฉียงเหนือ" if language == "th" else "Northeast")
    assert sum(ranking.plots[0].series[0].values) == 2144
    assert sum(ranking.plots[0].series[1].values) == 250
    assert [series.name for series in ranking.plots[0].series] == [words("status.open"), words("status.in_progress")]


def test_of_a_district_the_map_has_its_centres_and_the_curve_its_province(sample, export_request, tmp_path):
    view = View(provinces=("40",), district="4001")  # 5 centres, 4 of them open
    request = export_request(sample, "en", view, pages=("regions", "map"))
    files.make("pptx", request, tmp_path / "a.pptx")
    deck = Presentation(tmp_path / "a.pptx")
    (drawn,) = [slide for slide in deck.slides if any(shape.shape_type == 6 for shape in slide.shapes)]
    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") or "" for shape in drawn.shapes]
    assert len([text for text in described if text.endswith(": Open")]) == 4
    assert len([text for text in described if text.endswith(": In progress")]) == 1
    lorenz = charts(deck)[2]
    marked = next(series for series in lorenz.plots[0].series if series.name == "Khon Kaen")
    assert len([value for value in marked.values if value is not None]) == 2  # where the province begins and ends


def test_the_map_is_a_shape_a_province_with_its_figure(deck, language):
    group = next(shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 6)
    assert len(group.shapes) == 77
    descriptions = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in group.shapes]
    name = "ประจวบคีรีขันธ์" if language == "th" else "Prachuap Khiri Khan"
    assert f"{name}: 15.0%" in descriptions


@pytest.mark.parametrize(("key", "kind"), [("matrix", "Rectangle"), ("forum_timeline", "Oval")])
def test_a_matrix_and_a_timeline_are_drawn_with_shapes_and_told_in_the_notes(
    sample, export_request, deck, language, key, kind
):
    exhibit = contents.exhibit(export_request(sample, language), key)
    slide = next(slide for slide in deck.slides if titled(slide) == exhibit.title)
    drawn = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    table = exhibit.table().read
    assert sum(shape.name.startswith(kind) for shape in drawn.shapes) == len(table) > 5  # a square or a disc a row
    assert all(name in slide.notes_slide.notes_text_frame.text for name in table.frame.iloc[:, 1])


def test_every_picture_chart_and_table_says_what_it_shows(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.name == "sample":
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


def test_each_slide_of_the_sample_is_marked_and_no_other(deck, language):
    mark = Words(language)("badge.sample")
    for slide in deck.slides:
        own = texts(slide)
        cited = any(Words(language)("register.sample", number=1) in text for text in own)
        assert (mark in own) or not cited, own[0]
    published = [slide for slide in deck.slides if Words(language)("page.forum") in texts(slide)]
    assert published
    assert not any(mark in texts(slide) for slide in published)


def test_notes_tell_definitions_and_sources(deck, language):
    words = Words(language)
    notes = deck.slides[1].notes_slide.notes_text_frame.text
    assert words("measure.in_plan.definition") in notes
    assert words("register.sample", number=1) in notes
    assert all(slide.has_notes_slide for slide in deck.slides)


def test_every_text_is_set_in_one_face_for_latin_and_thai(file_of, language):
    lang = "th-TH" if language == "th" else "en-GB"
    with zipfile.ZipFile(file_of("pptx", language)) as file:
        parts = [
            name for name in file.namelist() if re.search(r"(slides/slide|charts/chart|notesSlide)\d+\.xml$", name)
        ]
        for name in parts:
            every = ElementTree.fromstring(file.read(name)).iter()
            for run in (each for each in every if each.tag in (f"{A}rPr", f"{A}defRPr")):
                faces = {child.tag: child.get("typeface") for child in run if child.tag in (f"{A}latin", f"{A}cs")}
                if run.tag == f"{A}defRPr" or faces:
                    assert faces == {f"{A}latin": "Tahoma", f"{A}cs": "Tahoma"}, name
                    assert run.get("lang") == lang, name
        theme = file.read("ppt/theme/theme1.xml").decode()
    assert 'typeface="Calibri"' not in theme


def test_nothing_hangs_over_the_edge_of_a_slide(deck):
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top + shape.height <= deck.slide_height + Inches(0.2), shape.name


def test_names_are_text(hostile, hostile_names, export_request, tmp_path):
    files.make("pptx", export_request(hostile, view=View(provinces=("50",))), tmp_path / "a.pptx")
    deck = Presentation(tmp_path / "a.pptx")
    assert "5" in texts(deck.slides[1])
    assert not any(name in text for slide in deck.slides for text in texts(slide) for name in hostile_names[:2])


def test_of_many_provinces_in_view_the_lorenz_curve_has_one_line_for_all_of_them(sample, export_request, tmp_path):
    request = export_request(sample, "en", View(regions=("north",)), pages=("regions",))
    files.make("pptx", request, tmp_path / "a.pptx")
    lorenz = charts(Presentation(tmp_path / "a.pptx"))[-2]
    names = [series.name for series in lorenz.plots[0].series]
    assert names == ["9 selected provinces", "share of centres", "equal shares"]
    marked = lorenz.plots[0].series[0].values
    assert 9 < len([value for value in marked if value is not None]) <= 18  # each begins and ends; some are neighbours
    assert None in marked


def test_the_curve_has_its_last_figures_and_the_gap_by_month_under_it(sample, export_request, tmp_path):
    # The North on 19 May 2021: 245 of 275 opened, 255 due.
    files.make("pptx", export_request(sample, "en", View(regions=("north",)), pages=("overview",)), tmp_path / "a.pptx")
    curve, gap, *_ = charts(Presentation(tmp_path / "a.pptx"))
    labels = [each.text for each in curve._chartSpace.iter(qn("a:t"))]
    assert labels == ["245", "−10 vs plan", "275", "19 May 2021"]
    short, ahead, _zero = over_time(gap)
    assert short[1][ON] == 245 - 255
    assert max(ahead[1].values()) > 0
    assert set(short[1]) == {day for day in dict(over_time(curve))["due by the plan"] if day <= ON}
    assert [each.text for each in gap._chartSpace.iter(qn("a:t"))] == ["−10"]


def test_the_curve_has_its_day_its_gap_and_what_remains_marked(sample, export_request, tmp_path):
    files.make("pptx", export_request(sample, "en", View(regions=("north",)), pages=("overview",)), tmp_path / "a.pptx")
    curve, *_ = charts(Presentation(tmp_path / "a.pptx"))
    marked = dict(over_time(curve))
    remaining = marked["not open: 30"]
    assert remaining[ON] == max(marked["due by the plan"].values()) - 245 == 30
    assert {value for day, value in remaining.items() if day < ON} == {0}
    assert list(marked["19 May 2021"]) == list(marked["−10 vs plan"]) == [ON]
    assert [
        each.get("val")
        for each in curve._chartSpace.iter(qn("c:delete"))
        if each.getparent().tag == qn("c:legendEntry")
    ]


@pytest.fixture(scope="module")
def late_request(sample, export_request, language) -> contents.ExportRequest:
    """What was published until 2026, when several measures have several figures."""
    return export_request(sample, language, on=date(2026, 6, 1))


@pytest.fixture(scope="module")
def late_deck(late_request, tmp_path_factory):
    path = tmp_path_factory.mktemp("late") / "a.pptx"
    files.make("pptx", late_request, path)
    return Presentation(path)


def test_lines_have_all_series_of_the_report_each_day_at_its_place(late_deck, late_request):
    """The report draws the figure of the exhibit, so each line of that is compared with the slide's, day by day."""
    slides, request, compared = {titled(slide): slide for slide in late_deck.slides}, late_request, 0
    for exhibit in (one for chapter in contents.chapters(request) for one in chapter.exhibits if one.draw_chart):
        lines = [trace for trace in exhibit.chart.data if trace.meta and trace.type == "scatter"]
        if not lines or isinstance(lines[0].x[0], (int, float)):
            continue
        held = [
            (name, values)
            for shape in slides[exhibit.title].shapes
            if shape.has_chart
            for name, values in over_time(shape.chart)
        ]
        for trace in lines:
            known = zip(map(pd.Timestamp, trace.x), trace.y, strict=True)
            expected = {day.date(): value for day, value in known if not pd.isna(value)}
            assert (text(trace.meta), expected) in held, exhibit.key
            compared += 1
        for shape in (shape for shape in exhibit.chart.layout.shapes if shape.name and shape.y0 == shape.y1):
            assert any(name == text(shape.name) and set(values.values()) == {shape.y0} for name, values in held)
            compared += 1
        for shape in slides[exhibit.title].shapes:
            if shape.has_chart:
                assert shape.chart._chartSpace.findall(f".//{qn('c:dateAx')}"), exhibit.key
    assert compared > 15


def test_the_capacity_of_the_cloud_stands_beside_its_targets_and_its_demand(late_deck):
    cloud = next(slide for slide in late_deck.slides if "(GDCC)" in titled(slide) and charts_of(slide))
    lines = [set(values.values()) for _, values in over_time(charts_of(cloud)[0])]
    assert sorted(lines, key=min) == [{25_000, 40_000}, {35_000}, {200_000}, {800_000}]


def test_each_slide_of_a_long_table_says_which_rows_it_has_and_where_the_rest_is(late_deck, language):
    words = Words(language)
    held = [slide for slide in late_deck.slides if titled(slide) == words("ledger.table.all", n=59)]
    tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in held]
    first = 1
    for slide, table in zip(held, tables, strict=True):
        last = first + len(table.rows) - 2
        key = "export.rows.last" if slide is held[-1] else "export.rows"
        assert words(key, first=first, last=last, n=59) in texts(slide)
        first = last + 1
    assert len(held) == 4
    assert last < 59


def test_a_province_of_few_centres_is_outlined_on_the_map_and_the_legend_says_so(hostile, export_request, tmp_path):
    """The hostile register has five centres, all in Chiang Mai."""
    files.make("pptx", export_request(hostile, "en", pages=("map",)), tmp_path / "a.pptx")
    (drawn,) = [
        slide for slide in Presentation(tmp_path / "a.pptx").slides if any(s.shape_type == 6 for s in slide.shapes)
    ]
    group = next(shape for shape in drawn.shapes if shape.shape_type == 6)
    outlined = [shape.name for shape in group.shapes if shape.line.width == 15_875]
    assert outlined == ["Chiang Mai"]
    assert list(group.shapes)[-1].name == "Chiang Mai"  # in front of its neighbours
    assert "Under 10 centres" in [shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame]
