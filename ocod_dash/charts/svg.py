"""A figure as SVG, drawn without a browser: the lines, points, bars, shapes and labels of our charts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ..theme import FONT, Theme
from .template import template

LEADING = 1.35
BAR = 0.58  # of a row
PATHS = {  # corners of symbols, in halves of their size
    "triangle-up": ((0, -1), (1, 0.9), (-1, 0.9), (0, -1)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0), (0, -1.2)),
}
AXIS = re.compile(r"[xy]axis\d*")
PARTS = re.compile(r"(<br>|</?b>|<span style='color:[^']*'>|</span>)")


@dataclass(frozen=True)
class Scale:
    """Positions of an axis's values, in pixels."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: Any) -> float:
        """Return a value's position."""
        span = (self.last - self.first) or 1.0
        return self.start + (_number(value) - self.first) / span * (self.end - self.start)


class Drawing:
    """A figure, its axes and the space for its plot."""

    def __init__(self, figure: go.Figure, theme: Theme, width: int):
        self.theme, self.palette = theme, theme.palette
        self.layout = figure.layout.to_plotly_json()
        self.traces = [trace.to_plotly_json() for trace in figure.data]
        base = template(theme).layout
        margin = base.margin.to_plotly_json() | self.layout.get("margin", {})
        self.width, self.height = width, int(self.layout["height"])
        self.box = (margin["l"], margin["t"], width - margin["r"], self.height - margin["b"])
        self.size = theme.type_size
        self.scales = {name: self._scale(name) for name in self._axes()}

    def _axes(self) -> set[str]:
        return {"xaxis", "yaxis"} | {name for name in self.layout if AXIS.fullmatch(name)}

    def _scale(self, name: str) -> Scale:
        axis, across = self.layout.get(name, {}), name[0] == "x"
        low, high = axis.get("domain", (0, 1))
        left, top, right, bottom = self.box
        start, end = (left, right) if across else (bottom, top)
        first, last = map(_number, axis.get("range") or self._extent(name[0]))
        return Scale(first, last, start + (end - start) * low, start + (end - start) * high)

    def _extent(self, side: str) -> tuple[float, float]:
        values = [_number(value) for trace in self.traces for value in trace[side]]
        return min(values) - 0.6, max(values) + 0.6

    def at(self, side: str, reference: str | None, value: Any) -> float:
        """Return a value's position: on the axis that a shape, label or trace refers to, or on the plot."""
        if reference == "paper":
            left, top, right, bottom = self.box
            return left + (right - left) * value if side == "x" else bottom - (bottom - top) * value
        return self.scales[f"{side}axis{(reference or side)[1:]}"](value)

    def draw(self) -> str:
        """Return the SVG."""
        shapes = self.layout.get("shapes", ())
        below = [self._shape(shape) for shape in shapes if shape.get("layer") == "below"]
        above = [self._shape(shape) for shape in shapes if shape.get("layer") != "below"]
        labels = [self._label(label) for label in self.layout.get("annotations", ())]
        parts = [*self._grid(), *below, *self._traces(), *above, *labels]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" font-family="{escape(FONT)}" font-size="{self.size}" fill="{self.palette.text}">'
            f"{''.join(parts)}</svg>"
        )

    def _grid(self) -> Iterator[str]:
        """Draw hairlines across, and the texts of the axes."""
        for name in sorted(self.scales):
            axis, scale, across = self.layout.get(name, {}), self.scales[name], name[0] == "x"
            texts = axis.get("ticktext") or [""] * len(axis.get("tickvals", ()))
            if axis.get("visible") is False:
                continue
            for value, text in zip(axis.get("tickvals", ()), texts, strict=True):
                at = scale(value)
                if not across and axis.get("showgrid"):
                    other = self.scales[f"xaxis{axis.get('anchor', 'x' + name[5:])[1:]}"]
                    colour = axis.get("gridcolor", self.palette.grid)
                    yield f'<path d="M{other.start:.1f} {at:.1f}H{other.end:.1f}" stroke="{colour}"/>'
                if axis.get("showticklabels") is False or not text:
                    continue
                inside = "inside" in axis.get("ticklabelposition", "")
                x, y, anchor = (at, self.box[3] + self.size + 4, "middle") if across else (
                    (self.box[0] + 3, at - 4, "start") if inside else (self.box[0] - 6, at + self.size / 3, "end")
                )  # fmt: skip
                yield f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{self.palette.quiet}">{escape(text)}</text>'

    def _traces(self) -> Iterator[str]:
        stacked: dict[Any, float] = {}
        before = ""
        for trace in self.traces:
            x, y = (self._along(side, trace) for side in "xy")
            if trace["type"] == "bar":
                yield from self._bars(trace, stacked)
                continue
            parts = [[(at, x(one), y(other)) for at, one, other in part] for part in _parts(trace)]
            points = [point for part in parts for point in part]
            if trace.get("fill") == "tozeroy":
                for part in parts:
                    under = f"L{part[-1][1]:.1f} {y(0):.1f}L{part[0][1]:.1f} {y(0):.1f}Z"
                    yield f'<path d="M{_line(part)}{under}" {_fill(trace["fillcolor"])}/>'
            elif points and trace.get("fill") == "tonexty":
                yield f'<path d="M{_line(points)}L{before}Z" {_fill(trace["fillcolor"])}/>'
            before = _line(points[::-1])
            yield from self._errors(trace, x, y)
            if "lines" in trace["mode"] and points:
                line = "M".join(map(_line, parts))
                yield f'<path d="M{line}" fill="none" {_stroke(trace["line"])} stroke-linejoin="round"/>'
            if "markers" in trace["mode"] and trace["marker"].get("opacity", 1):
                yield from (self._marker(trace["marker"], *point) for point in points)

    def _along(self, side: str, trace: dict[str, Any]) -> Callable[[Any], float]:
        return lambda value: self.at(side, trace.get(f"{side}axis"), value)

    def _bars(self, trace: dict[str, Any], stacked: dict[Any, float]) -> Iterator[str]:
        x, y = (self._along(side, trace) for side in "xy")
        thick = abs(y(1) - y(0)) * BAR
        colours = trace["marker"]["color"]
        for at, (value, row) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            start = stacked.get(row, 0.0)
            colour = colours if isinstance(colours, str) else colours[at]
            left, right = x(start), x(start + value)
            yield _rect(left, y(row) - thick / 2, right - left, thick, _fill(colour))
            if trace.get("textposition") == "outside":
                yield self._text(trace["text"][at].strip(), right + 5, y(row), "left", "middle", self.palette.text)
            stacked[row] = start + value

    def _errors(self, trace: dict[str, Any], x: Callable[[Any], float], y: Callable[[Any], float]) -> Iterator[str]:
        for side in "xy":
            error: dict[str, Any] = trace.get(f"error_{side}") or {}
            for at, plus in enumerate(error.get("array", ())):
                minus = error.get("arrayminus", error["array"])[at]
                one, other = trace["x"][at], trace["y"][at]
                if side == "x":
                    span = pd.Timedelta(milliseconds=plus)
                    path = f"M{x(one - span):.1f} {y(other):.1f}H{x(one + span):.1f}"
                else:
                    path = f"M{x(one):.1f} {y(other - minus):.1f}V{y(other + plus):.1f}"
                yield f'<path d="{path}" {_stroke({"color": error["color"], "width": error["thickness"]})}/>'

    def _marker(self, marker: dict[str, Any], at: int, x: float, y: float) -> str:
        colour, symbol = _each(marker["color"], at), _each(marker.get("symbol", "circle"), at)
        half, line = _each(marker["size"], at) / 2, marker.get("line", {})
        edge = _stroke({"color": _each(line.get("color", colour), at), "width": line.get("width", 0)})
        if symbol == "square":
            return _rect(x - half, y - half, 2 * half, 2 * half, f"{_fill(colour)} {edge}")
        if symbol == "x":
            a, b = x - half * 0.7, y - half * 0.7
            step = 1.4 * half
            cross = f"M{a:.1f} {b:.1f}l{step:.1f} {step:.1f}m0 {-step:.1f}l{-step:.1f} {step:.1f}"
            return f'<path d="{cross}" stroke="{colour}" stroke-width="3"/>'
        if symbol in PATHS:
            corners = "L".join(f"{x + a * half:.1f} {y + b * half:.1f}" for a, b in PATHS[symbol])
            return f'<path d="M{corners}" {_fill(colour)} {edge}/>'
        look = f"{_fill(colour)} {edge}"
        if symbol == "circle-open":
            look = f'fill="none" {_stroke({"color": colour, "width": 2})}'
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half}" {look}/>'

    def _shape(self, shape: dict[str, Any]) -> str:
        x0, x1 = (self.at("x", shape.get("xref"), shape[name]) for name in ("x0", "x1"))
        y0, y1 = (self.at("y", shape.get("yref"), shape[name]) for name in ("y0", "y1"))
        if shape["type"] == "line":
            return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" {_stroke(shape["line"])}/>'
        left, top = min(x0, x1), min(y0, y1)
        return _rect(left, top, abs(x1 - x0), abs(y1 - y0), _fill(shape["fillcolor"]))

    def _label(self, label: dict[str, Any]) -> str:
        x = self.at("x", label.get("xref"), label["x"]) + label.get("xshift", 0)
        y = self.at("y", label.get("yref"), label["y"]) - label.get("yshift", 0)
        colour = label.get("font", {}).get("color", self.palette.text)
        return self._text(label["text"], x, y, label.get("xanchor", "center"), label.get("yanchor", "middle"), colour)

    def _text(self, markup: str, x: float, y: float, across: str, up: str, colour: str) -> str:
        """Write a label; of its markup we use bold, colour and line breaks."""
        lines = markup.split("<br>")
        high = self.size * LEADING
        first = y + self.size * 0.95 if up == "top" else y + self.size * 0.35 - high * (len(lines) - 1) / 2
        if up == "bottom":
            first = y - self.size * 0.3 - high * (len(lines) - 1)
        anchor = {"left": "start", "right": "end"}.get(across, "middle")
        spans = "".join(
            f'<tspan x="{x:.1f}" y="{first + at * high:.1f}">{"".join(_runs(line))}</tspan>'
            for at, line in enumerate(lines)
        )
        return f'<text text-anchor="{anchor}" fill="{colour}" xml:space="preserve">{spans}</text>'


def svg(figure: go.Figure, theme: Theme, width: int = 760) -> str:
    """Draw a figure, ``width`` pixels wide and as high as its layout has it.

    Traces may be lines, points and horizontal bars; of axes, those with ``tickvals``.
    """
    return Drawing(figure, theme, width).draw()


def _runs(line: str) -> Iterator[str]:
    bold, colour = False, ""
    for part in PARTS.split(line):
        if part in ("<b>", "</b>"):
            bold = part == "<b>"
        elif part.startswith("<span") or part == "</span>":
            colour = part[len("<span style='color:") : -2] if part != "</span>" else ""
        elif part:
            style = ' font-weight="600"' * bold + f' fill="{escape(colour)}"' * bool(colour)
            yield f"<tspan{style}>{escape(unescape(part))}</tspan>"


def _parts(trace: dict[str, Any]) -> list[list[tuple[int, Any, Any]]]:
    """Return the points of a line between its gaps, each with its place in the trace: a value that is missing is a gap."""
    points = [(at, *point) for at, point in enumerate(zip(trace["x"], trace["y"], strict=True))]
    return [list(part) for known, part in groupby(points, lambda point: not pd.isna(point[2])) if known]


def _line(points: list[tuple[int, float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for _, x, y in points)


def _number(value: Any) -> float:
    return (
        float(value)
        if isinstance(value, (int, float)) or hasattr(value, "__float__")
        else float(pd.Timestamp(value).value)
    )


def _each(value: Any, at: int) -> Any:
    return value[at] if isinstance(value, (list, tuple)) else value


def _rect(left: float, top: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" {style}/>'


def _fill(colour: str) -> str:
    solid, alpha = _parted(colour)
    return f'fill="{solid}" fill-opacity="{alpha}"'


def _stroke(line: dict[str, Any]) -> str:
    solid, alpha = _parted(line.get("color", "#000000"))
    dash = line.get("dash", "solid").replace("px", "")
    dashes = f' stroke-dasharray="{dash}"' if dash != "solid" else ""
    return f'stroke="{solid}" stroke-opacity="{alpha}" stroke-width="{line.get("width", 1)}"{dashes}'


def _parted(colour: str) -> tuple[str, str]:
    """Return a colour and its opacity, which not every program reads in one."""
    if not colour.startswith("rgba"):
        return colour, "1"
    *parts, alpha = re.findall(r"[\d.]+", colour)
    return f"rgb({','.join(parts)})", alpha
