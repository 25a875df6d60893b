"""What a chart of a slide needs and the library has no name for, as XML; elements stand in the order of their schema."""

from collections.abc import Iterable
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from .slide import rgb

AXIS = 0.55  # inches: the figures of an axis, and what stands beside the last day
Box = tuple[float, float, float, float]


def place(chart: Any, box: Box, top: float, height: float) -> None:
    """Set where in its box, in inches, a chart has its lines, so that charts below each other have each day in one place."""
    _, _, wide, high = box
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    shares = (("x", AXIS / wide), ("y", top / high), ("w", 1 - (AXIS + AXIS) / wide), ("h", height / high))
    _add(
        etree.SubElement(layout, qn("c:manualLayout")),
        (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *shares),
    )
    area.insert(0, layout)


def move(label: Any, right: float, down: float) -> None:
    """Move a label from its place, by shares of the chart's width and height."""
    layout = etree.Element(qn("c:layout"))
    _add(etree.SubElement(layout, qn("c:manualLayout")), (("x", right), ("y", down)))
    label._dLbl.find(qn("c:idx")).addnext(layout)


def error_bar(series: Any, side: str, length: float, width: float, colour: str) -> None:
    """Draw a bar from each point of a series, ``plus`` up or ``minus`` down; its width is in points."""
    bars = etree.Element(qn("c:errBars"))
    kind = (("errDir", "y"), ("errBarType", side), ("errValType", "fixedVal"), ("noEndCap", 1), ("val", length))
    _add(bars, kind)
    pen = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), w=str(Pt(width)))
    etree.SubElement(etree.SubElement(pen, qn("a:solidFill")), qn("a:srgbClr")).set("val", colour.lstrip("#"))
    series._element.find(qn("c:cat")).addprevious(bars)


def areas_of(chart: Any, series: list[Any], colours: list[str], *, stacked: bool) -> None:
    """Move series of lines to areas under the lines, on the same axes; one without a colour is not seen."""
    lines = chart._chartSpace.find(f".//{qn('c:lineChart')}")
    group = etree.Element(qn("c:areaChart"))
    _add(group, (("grouping", "stacked" if stacked else "standard"), ("varyColors", 0)))
    for each, colour in zip(series, colours, strict=True):
        each.format.line.fill.background()
        if colour:
            each.format.fill.solid()
            each.format.fill.fore_color.rgb = rgb(colour)
        else:
            each.format.fill.background()
        for tag in ("c:marker", "c:smooth"):
            for element in each._element.findall(qn(tag)):
                each._element.remove(element)
        group.append(each._element)
    _add(group, [("axId", axis.get("val")) for axis in lines.findall(qn("c:axId"))])
    lines.addprevious(group)


def unnamed(chart: Any, series: list[int]) -> None:
    """Leave series out of a chart's key, by their place."""
    position = chart.legend._element.find(qn("c:legendPos"))
    for at in reversed(series):
        entry = etree.Element(qn("c:legendEntry"))
        _add(entry, (("idx", at), ("delete", 1)))
        position.addnext(entry)


def ticks_apart(axis: Any, n: int, unit: str) -> None:
    """Set how many days or months are between two ticks of an axis of days."""
    element = axis._element
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    _add(element, (("baseTimeUnit", "days"), ("majorUnit", n), ("majorTimeUnit", unit)))


def _add(element: Any, values: Iterable[tuple[str, object]]) -> None:
    for tag, value in values:
        etree.SubElement(element, qn(f"c:{tag}")).set("val", str(value))
