"""Lines over time on a slide that the reader can edit: every day in its place, with what is marked on them."""

from itertools import pairwise
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..charts.rollout_charts import signed
from ..charts.series import Mark, Plain, Series
from ..i18n import LANGUAGES, Words
from ..theme import LIGHT
from .slide import Sheet, chart_type, describe, rgb, written
from .slide_chart_xml import Box, areas_of, error_bar, move, place, ticks_apart, unnamed

FEW = 12  # days at most of which each has its figure
TICKS, SMALL_TICKS = 6, 3  # along the time, at most
MONTHS = (1, 2, 3, 4, 6, 12, 24, 36, 60)  # between two ticks
DISC = 8  # a kind of marker, and its size
NONE = -4142  # no marker
UNDER = 0.9  # inches: the days under the lines and the key
ASIDE, BELOW = -0.005, 0.11  # of a chart's width and height: how far the last figure stands off its line
LOW = 0.2  # of the height: under a line that is no higher there is no space


def draw(sheet: Sheet, one: Plain, box: Box, small: bool) -> Any:
    """Draw lines over time; return the frame of the chart.

    Parameters
    ----------
    sheet : Sheet
        The slide.
    one : Plain
        Lines over time.
    box : tuple of float
        Left, top, width and height, in inches.
    small : bool
        Whether the chart is one of several.
    """
    areas = [mark for mark in one.marks if mark.begins != mark.ends]
    points = [mark for mark in one.marks if mark.begins == mark.ends]
    # An area begins straight up where its first day stands twice, first without it.
    days = sorted([*one.days, *(mark.begins for mark in areas), *_beside(one)])
    top, step = _steps(one)
    data = _data(days, sheet.words)
    for mark in areas:
        for name, value in (("", mark.low), (mark.name, mark.high - mark.low)):
            data.add_series(written(name), [value if _inside(mark, days, at) else 0 for at in range(len(days))])
    for series in one.series:
        data.add_series(written(series.name), [_value(one, series, day) for day in days])
    for mark in points:
        at = days.index(mark.begins)
        height = top if mark.whole else mark.low
        data.add_series(written(mark.name), [height if each == at else None for each in range(len(days))])
    frame = sheet.shapes.add_chart(XL_CHART_TYPE.LINE, *map(Inches, box), data)
    chart = frame.chart
    plotted = list(chart.plots[0].series)
    first = 2 * len(areas)
    lines, marked = plotted[first : first + len(one.series)], plotted[first + len(one.series) :]
    for series, line in zip(one.series, lines, strict=True):
        _line(sheet, one, series, line, days, small)
    for mark, point in zip(points, marked, strict=True):
        _point(sheet, mark, point, days, top)
    _shade(chart, areas, plotted[:first])
    _axes(chart, one, sheet.words, small)
    if points and not one.percent:
        chart.value_axis.maximum_scale, chart.value_axis.major_unit = top, step
    _key(chart, one, first, small)
    if one.below:
        place(chart, box, 0.1, box[3] - UNDER)
    return frame


def strip(sheet: Sheet, one: Plain, box: Box) -> None:
    """Draw what is under lines, day under day: areas above and below zero, the last day with its figure."""
    data = _data(list(one.days), sheet.words)
    for series in one.series:
        data.add_series(written(series.name), series.values)
    data.add_series("", [0 for _ in one.days])  # a line at zero, which has the figure
    frame = sheet.shapes.add_chart(XL_CHART_TYPE.LINE, *map(Inches, box), data)
    describe(frame, one.series[0].name)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size, chart.font.color.rgb = Pt(10), rgb(LIGHT.text)
    *areas, zero = chart.plots[0].series
    zero.format.line.color.rgb, zero.format.line.width, zero.smooth = rgb(LIGHT.line), Pt(0.75), False
    zero.marker.style = NONE
    last = next((values[-1] for values in (series.values for series in one.series) if values[-1]), 0)
    if last:
        label = _label(zero, len(one.days) - 1, XL_LABEL_POSITION.RIGHT)
        sheet.run(label.text_frame.paragraphs[0], signed(round(last), sheet.words), 12, True, LIGHT.text)
    _axes(chart, one, sheet.words, small=True)
    axis, values = chart.category_axis, chart.value_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.format.line.fill.background()
    values.visible, values.has_major_gridlines, values.minimum_scale = False, False, None
    areas_of(chart, areas, [series.colours[0] for series in one.series], stacked=False)
    place(chart, box, 0.05, box[3] - 0.1)
    chart_type(chart, sheet.words)


def _beside(one: Plain) -> list[pd.Timestamp]:
    """Return the days that lines across have besides those of the others: the first, the last, and that of their names."""
    if not any(series.across for series in one.series):
        return []
    gaps = [(after - before, before) for before, after in pairwise(one.days)]
    widest, before = max(gaps, default=(pd.Timedelta(0), one.days[0]))
    return sorted({*one.span, (before + widest / 2).normalize()} - {*one.days})


def _value(one: Plain, series: Series, day: pd.Timestamp) -> float | None:
    """Return a line's value of a day, None where it has none; a line across has one value always."""
    return series.values[one.days.index(day) if day in one.days else 0] if series.across or day in one.days else None


def _data(days: list[pd.Timestamp], words: Words) -> CategoryChartData:
    data = CategoryChartData()
    data.categories = [day.date() for day in days]
    data.categories.number_format = f"{LANGUAGES[words.language].office_dates}d mmm yyyy"
    return data


def _inside(mark: Mark, days: list[pd.Timestamp], at: int) -> bool:
    return mark.begins <= days[at] <= mark.ends and (days[at] != mark.begins or days[at - 1] == mark.begins)


def _line(sheet: Sheet, one: Plain, series: Series, line: Any, days: list[pd.Timestamp], small: bool) -> None:
    pen = line.format.line
    pen.color.rgb, pen.width = rgb(series.colours[0]), Pt(1.5 if series.dashed else 2.75)
    if series.dashed:
        pen.dash_style = MSO_LINE.DASH
    line.smooth, line.marker.style = False, NONE
    if not series.joined:
        pen.fill.background()
    known = [at for at, day in enumerate(days) if _value(one, series, day) is not None]
    if small or one.percent or not known:
        return
    last = known[-1]
    value = _value(one, series, days[last]) or 0
    if series.across:
        between = [at for at in known if days[at] in _beside(one)[1:-1]] or known
        _written(sheet, _label(line, between[0], XL_LABEL_POSITION.ABOVE), [series.name], LIGHT.quiet)
    elif len(one.days) <= FEW:
        line.marker.style, line.marker.size = DISC, DISC
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = rgb(series.colours[0])
        for at in known:
            nth = one.days.index(days[at])
            texts = [series.texts[nth] or sheet.words.number(series.values[nth] or 0), one.labels[nth]]
            _written(sheet, _label(line, at, XL_LABEL_POSITION.ABOVE), texts, LIGHT.text)
    elif series.dashed:
        _written(sheet, _label(line, last, XL_LABEL_POSITION.ABOVE), [sheet.words.number(value)], LIGHT.text)
    else:
        gaps = [mark.name for mark in one.marks if not mark.whole and mark.begins == mark.ends == days[last]]
        label = _label(line, last, XL_LABEL_POSITION.LEFT)
        _written(sheet, label, [sheet.words.number(value), *gaps], LIGHT.text)
        move(label, ASIDE, -BELOW if value < LOW * _steps(one)[0] else BELOW)


def _label(line: Any, at: int, position: Any) -> Any:
    label = line.points[at].data_label
    label.text_frame.word_wrap = False
    label.position = position
    return label


def _written(sheet: Sheet, label: Any, texts: list[str], colour: str) -> None:
    """Write a label: the first line bold."""
    for at, text in enumerate(texts):
        frame = label.text_frame
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        sheet.run(paragraph, text, 12, at == 0, colour)


def _point(sheet: Sheet, mark: Mark, point: Any, days: list[pd.Timestamp], top: float) -> None:
    """Draw a day's mark at a series with a point: from the top down with its name beside it, or over its distance."""
    point.format.line.fill.background()
    point.marker.style, point.smooth = NONE, False
    if not mark.whole:
        error_bar(point, "plus", mark.high - mark.low, 5, mark.colour)
        return
    error_bar(point, "minus", top, 1, mark.colour)
    late = (mark.begins - days[0]) * 2 > days[-1] - days[0]
    label = _label(point, days.index(mark.begins), XL_LABEL_POSITION.LEFT if late else XL_LABEL_POSITION.RIGHT)
    _written(sheet, label, [mark.name], LIGHT.quiet)


def _shade(chart: Any, areas: list[Mark], series: list[Any]) -> None:
    colours = [colour for mark in areas for colour in ("", mark.colour)]
    if series:
        areas_of(chart, series, colours, stacked=True)


def _key(chart: Any, one: Plain, first: int, small: bool) -> None:
    """Name the lines and areas under the chart, where there are several; what has its name beside it, and no area below one."""
    seen = [at for at, series in enumerate(one.series, start=first) if not series.across]
    chart.has_legend = len(seen) > 1 and not small
    if not chart.has_legend:
        return
    every = len(chart._chartSpace.findall(f".//{qn('c:ser')}"))
    unnamed(chart, [at for at in range(every) if at not in (*seen, *range(1, first, 2))])


def _axes(chart: Any, one: Plain, words: Words, small: bool) -> None:
    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = rgb(LIGHT.line)
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    up.minimum_scale, up.has_major_gridlines = 0, True
    up.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = '0"%"' if one.percent else "#,##0", False
    if one.percent:
        up.maximum_scale, up.major_unit = 100, 50 if small else 25
    only = (
        one.gaps and not one.marks and not any(series.across for series in one.series)
    )  # these bring days of their own
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "gap" if only else "span")
    _time(across, one.span, words, SMALL_TICKS if small else TICKS)


def _time(axis: Any, span: tuple[pd.Timestamp, ...], words: Words, ticks: int) -> None:
    """Set the axis of time: from when to when, and how far apart its ticks are."""
    start, end = span
    unit, apart = _apart(start, end, ticks)
    axis.minimum_scale, axis.maximum_scale = (int((day - pd.Timestamp("1899-12-30")).days) for day in (start, end))
    form = "d mmm yyyy" if unit == "days" else "mmm yyyy"
    axis.tick_labels.number_format = LANGUAGES[words.language].office_dates + form
    axis.tick_labels.number_format_is_linked = False
    ticks_apart(axis, apart, unit)


def _apart(start: pd.Timestamp, end: pd.Timestamp, ticks: int) -> tuple[str, int]:
    """Return the unit of the ticks, and how many of them are between two."""
    days = (end - start).days
    if days < ticks * 31:
        return "days", max(1, -(-days // ticks))
    months = days / 30.44
    return "months", next((n for n in MONTHS if months / n <= ticks), MONTHS[-1])


def _steps(one: Plain) -> tuple[float, float]:
    """Return the top of the axis, a round value, and the step between its lines."""
    most = max(value for series in one.series for value in series.values if value is not None) or 1
    step = next(s * 10**p for p in range(10) for s in (1, 2, 5) if most / (s * 10**p) <= 6)
    return float(-(-most // step) * step), float(step)
