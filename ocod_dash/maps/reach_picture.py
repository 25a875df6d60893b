"""Open centres with how far each reaches, and the sites proposed beside them, as one SVG picture: of the places in view alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from ..geography.distances import ONE_DEGREE
from ..theme import MARK_COLOURS, Theme
from . import picture, window
from .picture import HEIGHT, INSET_BOX, LEGEND_AT, TYPE, UNITS, WIDTH, Country

DOT = 1.1  # radius of an open centre in the country's picture, and up to so many times as much in a nearer one
LARGEST_DOT = 2.4
CLOSEST = 9.0  # how much larger than in the country's picture a place is drawn at most
LOWEST = 260.0  # the least height of a picture
WIDER = 1.4  # times as wide as the country's picture is one of a place: it fills its card, where the country does not
LABEL, LETTER, BESIDE = 11, 6.5, 5  # size of a mark's number, width of a figure of it, and how far it is from the mark
MARGIN = 0.05  # of the places in view, on each side


@dataclass(frozen=True)
class Frame:
    """A part of the country's picture: its left and upper edge there, how much larger it is drawn, and its size then."""

    west: float
    north: float
    scale: float
    width: float
    height: float


@dataclass(frozen=True)
class Reach(Country):
    """A picture of centres and of how far they reach.

    Parameters
    ----------
    reach_km : float
        The radius of the disc round each of ``points``, in km; 0 for none. A point may have a ``label`` beside it.
    """

    reach_km: float = 0.0

    def __call__(self) -> str:
        """Draw it."""
        palette, shapes = self.theme.palette, picture.provinces(self.places, None, self.theme, self.selected)
        if self.selected:
            beside = f'fill="{palette.card}"'
            shapes = {
                code: shape if code in self.selected else shape.replace(f'fill="{palette.muted}"', beside)
                for code, shape in shapes.items()
            }
        frame = _frame(self.selected)
        enlarged = () if self.selected else _seen(self._points, _inset_frame()).index
        named = self._points.assign(label=self._points.label.where(~self._points.index.isin(enlarged), ""))
        body = picture.mark_shapes() + self._part(shapes, frame, "frame", named)
        height = frame.height
        if self.selected:
            body += picture.key_of_marks(self._points, self.theme, 0, height + TYPE + 4)
            height += self._points.mark.nunique() * TYPE * 1.4 + 8
        else:
            body += self._inset(shapes) + picture.key_of_marks(self._points, self.theme, *LEGEND_AT)
        return picture.svg(body, self.theme, height, frame.width)

    @property
    def _points(self) -> pd.DataFrame:
        assert self.points is not None
        return self.points

    def _part(self, shapes: Mapping[str, str], frame: Frame, name: str, points: pd.DataFrame) -> str:
        """Draw what is in a frame: the provinces, the discs, the marks and their numbers."""
        thin = "".join(shapes.values())
        for width in ("0.7", "2.2"):
            thin = thin.replace(f'stroke-width="{width}"', f'stroke-width="{float(width) / frame.scale:.3f}"')
        move = f"scale({frame.scale:.3f}) translate({-frame.west:.2f} {-frame.north:.2f})"
        points = _seen(points, frame)
        discs = _discs(points, self.reach_km / ONE_DEGREE * UNITS * frame.scale)
        marks = _marks(points, min(DOT * frame.scale, LARGEST_DOT), name) + _labels(points, self.theme)
        box = f'<clipPath id="{name}"><rect width="{frame.width:.1f}" height="{frame.height:.1f}"/></clipPath>'
        return f'{box}<g clip-path="url(#{name})"><g transform="{move}">{thin}</g>{discs}{marks}</g>'

    def _inset(self, shapes: Mapping[str, str]) -> str:
        """Draw Bangkok and its vicinity enlarged at the side."""
        left, top, _ = INSET_BOX
        title = escape(self.theme.words("map.inset"))
        own = {code: shapes[code] for code in window.INSET}
        return (
            f'<text x="{left}" y="{top - 8}" fill="{self.theme.palette.quiet}">{title}</text>'
            f'<g transform="translate({left} {top})">{self._part(own, _inset_frame(), "inset", self._points)}</g>'
        )


def _seen(points: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Return the points in a frame, with their place in it."""
    x, y = picture.project(points.longitude.to_numpy(float), points.latitude.to_numpy(float))  # of all at once
    placed = points.assign(x=(x - frame.west) * frame.scale, y=(y - frame.north) * frame.scale)
    return placed[placed.x.between(0, frame.width) & placed.y.between(0, frame.height)]


def _box(codes: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Return the left, upper, right and lower edge of some provinces in the country's picture."""
    west, south, east, north = window.bounds(codes)
    return (*picture.project(west, north), *picture.project(east, south))


def _inset_frame() -> Frame:
    """Return the frame of Bangkok and its vicinity."""
    x0, y0, x1, y1 = _box(window.INSET)
    width = INSET_BOX[2]
    return Frame(x0, y0, width / (x1 - x0), width, (y1 - y0) * width / (x1 - x0))


def _frame(selected: tuple[str, ...]) -> Frame:
    """Return the frame of the places in view: of no places, the country."""
    if not selected:
        return Frame(0.0, 0.0, 1.0, WIDTH, HEIGHT)
    left, top, right, bottom = _box(selected)
    wide, high = (right - left) * (1 + 2 * MARGIN), (bottom - top) * (1 + 2 * MARGIN)
    width = WIDTH * WIDER
    scale = min(width / wide, HEIGHT / high, CLOSEST)
    height = max(high * scale, LOWEST)
    return Frame((left + right) / 2 - width / scale / 2, (top + bottom) / 2 - height / scale / 2, scale, width, height)


def _discs(points: pd.DataFrame, radius: float) -> str:
    """Draw how far each centre reaches: one group a mark, so that discs that overlap are not darker."""
    if not radius:
        return ""
    drawn = ""
    for mark, rows in points.groupby("mark", sort=False):
        discs = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2f}"/>' for x, y in _columns(rows, "x", "y"))
        drawn += f'<g fill="{MARK_COLOURS[str(mark)]}" opacity=".3">{discs}</g>'
    return drawn


def _columns(points: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Return some columns' values, row by row: many times faster than rows of the whole frame."""
    return zip(*(points[name].tolist() for name in names), strict=True)


def _marks(points: pd.DataFrame, radius: float, name: str) -> str:
    """Draw open centres as dots, and the others with their marks."""
    dot = f"dot-{name}"
    defined = f'<defs><circle id="{dot}" r="{radius:.2f}" fill="{MARK_COLOURS["open"]}"/></defs>'
    return defined + "".join(
        f'<use href="#{dot if mark == "open" else f"mark-{mark}"}" x="{x:.1f}" y="{y:.1f}"/>'
        for mark, x, y in _columns(points, "mark", "x", "y")
    )


def _apart(labels: Iterable[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Return the labels that are written, in the other order: each that lies over none of those before it."""
    taken: list[tuple[float, float, float]] = []
    written = []
    for label, x, y in labels:
        left, right = x + BESIDE, x + BESIDE + LETTER * len(label)
        if not any(left < end and right > start and abs(y - other) < LABEL for start, end, other in taken):
            taken.append((left, right, y))
            written.append((label, x, y))
    return written[::-1]


def _labels(points: pd.DataFrame, theme: Theme) -> str:
    """Write the numbers of marks that have one beside them, over everything else; none over another."""
    numbered = points[points.label != ""][::-1]
    texts = "".join(
        f'<text x="{x + BESIDE:.1f}" y="{y + 4:.1f}">{escape(label)}</text>'
        for label, x, y in _apart(_columns(numbered, "label", "x", "y"))
    )
    return (
        f'<g font-size="{LABEL}" font-weight="600" fill="{theme.palette.text}" stroke="{theme.palette.ground}" stroke-width="2.5"'
        f' paint-order="stroke">{texts}</g>'
    )
