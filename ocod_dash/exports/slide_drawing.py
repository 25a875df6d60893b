"""A chart that slides have no kind for (a timeline, a matrix): each line, bar, disc and label is a shape of its own."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from ..charts.svg import svg
from ..exhibits import Exhibit
from . import slide_fit
from .slide import LEFT, WIDE, WIDTH, Sheet, bare, describe, inches, rgb
from .svg_text import Line, name_of, split_text

TOP, HEIGHT = 2.0, 4.85  # inches
NARROW = 720  # pixels; the least width of a drawing
LEAST = 10  # points of type
ACROSS = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}
STEP = re.compile(r"([MLHVlm])\s*(-?[\d.]+)(?:\s+(-?[\d.]+))?")


@dataclass(frozen=True)
class Placed:
    """Where a drawing is on a slide: its left side in inches, and how many inches a pixel of it takes."""

    left: float
    scale: float

    def at(self, x: float, y: float) -> tuple[Emu, Emu]:
        """Return a point of the drawing as a point of the slide."""
        return inches(self.left + x * self.scale), inches(TOP + y * self.scale)


def draw(sheet: Sheet, exhibit: Exhibit) -> None:
    """Draw an exhibit's chart as one group of shapes over the slide."""
    wide = max(NARROW, round(float(exhibit.chart.layout.height) * WIDTH / HEIGHT))
    picture = split_text(svg(exhibit.chart, exhibit.context.theme, wide))
    scale = min(WIDTH / picture.width, HEIGHT / picture.height)
    # Labels at the left may need more room here than on the page: the drawing moves to the right by it, and is smaller.
    room = max([0.0, *(_width(line, scale) - line.x * scale for line in picture.lines if line.anchor == "end")])
    placed = Placed(LEFT + room, min(scale, (WIDTH - room) / picture.width))
    before = len(sheet.shapes)
    for element in picture.shapes:
        _mark(sheet.shapes, element, placed)
    for line in picture.lines:
        _label(sheet, sheet.shapes, line, placed)
    # Only then, as a group is measured again with each shape added.
    describe(sheet.shapes.add_group_shape(list(sheet.shapes)[before:]), exhibit.alternative)


def _mark(shapes: Any, element: Element, placed: Placed) -> None:
    kind, at, scale = name_of(element), element.attrib, placed.scale
    if kind == "path":
        for one, other in _strokes(at["d"]):
            _stroke(shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *placed.at(*one), *placed.at(*other)), at, scale)
        return
    if kind == "circle":
        x, y, r = (float(at[name]) for name in ("cx", "cy", "r"))
        box = (x - r, y - r, 2 * r, 2 * r)
    else:
        box = tuple(float(at[name]) for name in ("x", "y", "width", "height"))  # type: ignore[assignment]
    sides = Emu(round(inches(box[2] * scale))), Emu(round(inches(box[3] * scale)))
    shape = shapes.add_shape(MSO_SHAPE.OVAL if kind == "circle" else MSO_SHAPE.RECTANGLE, *placed.at(*box[:2]), *sides)
    bare(shape)
    if at["fill"] == "none":
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(at["fill"])
    if float(at.get("stroke-width", 0)):
        _stroke(shape, at, scale)
    else:
        shape.line.fill.background()


def _stroke(shape: Any, at: dict[str, str], scale: float) -> None:
    bare(shape)
    shape.line.color.rgb = rgb(at["stroke"])
    shape.line.width = Pt(max(0.5, float(at.get("stroke-width", 1)) * scale * 72))


def _strokes(path: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Return a path's straight strokes, each from where to where."""
    strokes, at = [], (0.0, 0.0)
    for step, first, second in STEP.findall(path):
        one, other = float(first), float(second or 0)
        to = {
            "H": (one, at[1]),
            "V": (at[0], one),
            "l": (at[0] + one, at[1] + other),
            "m": (at[0] + one, at[1] + other),
        }.get(step, (one, other))
        if step not in "Mm":
            strokes.append((at, to))
        at = to
    return strokes


def _size(line: Line, scale: float) -> float:
    return max(LEAST, line.size * scale * 72)


def _width(line: Line, scale: float) -> float:
    return slide_fit.wide("".join(run.text for run in line.runs), _size(line, scale)) + 0.1


def _label(sheet: Sheet, shapes: Any, line: Line, placed: Placed) -> None:
    size, wide = _size(line, placed.scale), _width(line, placed.scale)
    high = size / 72 * 1.5
    x, y = placed.left + line.x * placed.scale, TOP + line.y * placed.scale
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[line.anchor]
    right = min(left + wide, WIDE)
    left = max(left, 0.0)
    box = shapes.add_textbox(*map(inches, (left, y - high * 0.78, right - left, high)))
    frame = box.text_frame
    first, *rest = line.runs
    sheet.fill(frame, first.text, size=size, bold=first.bold, colour=first.colour)
    frame.word_wrap, frame.vertical_anchor = line.anchor != "start", MSO_ANCHOR.MIDDLE
    for run in rest:
        sheet.run(frame.paragraphs[0], run.text, size, run.bold, run.colour)
    frame.paragraphs[0].alignment = ACROSS[line.anchor]
