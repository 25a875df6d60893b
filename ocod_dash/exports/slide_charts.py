"""Charts on a slide that the reader can edit: lines, bars, bars of parts."""

from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..charts.series import Plain, Series
from ..theme import LIGHT
from . import slide_lines
from .slide import LEFT, WIDTH, Sheet, chart_type, describe, rgb, written

TOP, HEIGHT = 2.05, 4.8  # inches
STRIP = 0.75  # inches of what is under lines
MOST_BARS = 25  # that can be read on a slide
FEW, MANY = 14, 20  # bars at most for larger type, and for the usual one
KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stack": XL_CHART_TYPE.BAR_STACKED,
    "points": XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
}


def draw(sheet: Sheet, charts: list[Plain], alternative: str) -> None:
    """Draw one chart over the slide, or several beside and below each other."""
    columns = {1: 1, 2: 2, 3: 3, 4: 2}.get(len(charts), 3 if len(charts) <= 9 else 4)
    lines = -(-len(charts) // columns)
    wide, high = WIDTH / columns, HEIGHT / lines
    for at, one in enumerate(charts):
        left, top = LEFT + (at % columns) * wide, TOP + (at // columns) * high
        small = len(charts) > 1
        if small:
            name = f"{one.series[0].name}  {_last(one, sheet)}"
            sheet.text(name, left, top, wide - 0.3, 0.3, size=12, bold=True)
            top, least = top + 0.3, high - 0.35
        tall = (least if small else high) - (STRIP + 0.3 if one.below else 0)
        _chart(sheet, one, (left, top, wide - 0.25 * small, tall), alternative, small)
        if one.below:
            sheet.text(one.below.series[0].name, left, top + tall, wide, 0.3, size=12, colour=LIGHT.quiet)
            slide_lines.strip(sheet, one.below, (left, top + tall + 0.3, wide, STRIP))


def _last(one: Plain, sheet: Sheet) -> str:
    known = [value for value in one.series[0].values if value is not None]
    if not known:
        return ""
    return sheet.words.percent(known[-1], 1) if one.percent else sheet.words.number(known[-1])


def _chart(sheet: Sheet, one: Plain, box: tuple[float, float, float, float], alternative: str, small: bool) -> None:
    over_time = one.kind == "lines"
    frame = (
        slide_lines.draw(sheet, one, box, small)
        if over_time
        else sheet.shapes.add_chart(KINDS[one.kind], *map(Inches, box), _data(one, sheet))
    )
    describe(frame, alternative)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = (
        Pt(8 if one.rows > MANY else 10 if small or one.rows > FEW else 13),
        rgb(LIGHT.text),
    )
    if not over_time:
        chart.has_legend = len(one.series) > 1 and not small
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if one.rows:
        _bars(chart, one)
        _every(chart.category_axis, 1)
    elif not over_time:
        _points(chart, one)
    chart_type(chart, sheet.words)


def _data(one: Plain, sheet: Sheet) -> Any:
    if one.kind == "points":
        data: Any = XyChartData()
        for series in one.series:
            points = data.add_series(written(series.name))
            for x, y in zip(one.labels, series.values, strict=True):
                points.add_data_point(x, y)
        return data
    data = CategoryChartData()
    data.categories = [written(_named(one, at, sheet)) for at in range(len(one.labels))][:MOST_BARS]
    for series in one.series:
        data.add_series(written(series.name), series.values[:MOST_BARS])
    return data


def _named(one: Plain, at: int, sheet: Sheet) -> str:
    """Return a bar's name; one of parts with the share of the first part, as its title names it."""
    if one.kind != "stack":
        return str(one.labels[at])
    parts = [series.values[at] or 0 for series in one.series]
    return f"{one.labels[at]}  {sheet.words.percent(100 * parts[0] / (sum(parts) or 1), 1)}"


def _bars(chart: Any, one: Plain) -> None:
    plot, names, values = chart.plots[0], chart.category_axis, chart.value_axis
    plot.gap_width, plot.overlap = 55, 100 if one.kind == "stack" else 0
    names.reverse_order = True  # the first on top
    _quiet(names)
    values.visible, values.has_major_gridlines, values.minimum_scale = False, False, 0
    whole_numbers = all(float(v).is_integer() for s in one.series for v in s.values if v is not None)
    for series, plotted in zip(one.series, plot.series, strict=True):
        _fill(plotted, series)
        if one.kind == "bars" or series is one.series[0]:
            labels = plotted.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = (
                True,
                "#,##0" if whole_numbers else "#,##0.0",
                False,
            )
            labels.position = XL_LABEL_POSITION.OUTSIDE_END if one.kind == "bars" else XL_LABEL_POSITION.INSIDE_END
            labels.font.size, labels.font.bold = Pt(12 if one.rows <= FEW else 9), True
            labels.font.color.rgb = rgb(LIGHT.text if one.kind == "bars" else "#FFFFFF")


def _fill(plotted: Any, series: Series) -> None:
    plotted.format.fill.solid()
    plotted.format.fill.fore_color.rgb = rgb(series.colours[0])
    if len(series.colours) > 1:
        for at, colour in enumerate(series.colours[:MOST_BARS]):
            point = plotted.points[at].format.fill
            point.solid()
            point.fore_color.rgb = rgb(colour)


def _points(chart: Any, one: Plain) -> None:
    for series, plotted in zip(one.series, chart.plots[0].series, strict=True):
        line = plotted.format.line
        line.color.rgb, line.width = rgb(series.colours[0]), Pt(1.5 if series.dashed else 2.75)
        if series.dashed:
            line.dash_style = MSO_LINE.DASH
        plotted.smooth = False
    for axis in (chart.category_axis, chart.value_axis):
        _quiet(axis)
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 25
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = '0"%"', False
    chart.category_axis.has_major_gridlines, chart.value_axis.has_major_gridlines = False, True
    chart.value_axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)


def _every(axis: Any, n: int) -> None:
    """Write every n-th label only."""
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        element = etree.SubElement(axis._element, qn(tag))
        element.set("val", str(n))
        last = axis._element.find(qn("c:noMultiLvlLbl"))
        if last is not None:
            last.addprevious(element)


def _quiet(axis: Any) -> None:
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = rgb(LIGHT.line)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
