"""The map as one SVG picture of our own: the small map, and the source of every export of a map."""

from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, radians
from typing import Any

import pandas as pd

from .. import geography
from ..metrics import MEASURES
from ..metrics.measures import LEAST
from ..theme import FONT, MARK_COLOURS, MARK_SHAPES, Theme, mark_name
from .scale import Scale, of_few, quantiles
from .window import INSET

# Thailand with a little sea, in degrees; a degree of longitude is narrower by the cosine of the middle latitude.
WEST, EAST, SOUTH, NORTH = 97.2, 108.0, 5.5, 20.6
NARROW = cos(radians((SOUTH + NORTH) / 2))
UNITS = 40  # of the picture, in a degree of latitude
WIDTH, HEIGHT = (EAST - WEST) * NARROW * UNITS, (NORTH - SOUTH) * UNITS

INSET_BOX = (262.0, 300.0, 130.0)  # left, top, width in the picture: beside the Gulf's eastern shore
LEGEND_AT = (262.0, 474.0)  # left, top
TYPE = 16
HATCH = "no-data"


def country(
    places: pd.DataFrame,
    classes: Scale | None,
    theme: Theme,
    selected: tuple[str, ...] = (),
    points: pd.DataFrame | None = None,
) -> str:
    """Draw the provinces coloured by a measure, and centres over them.

    Parameters
    ----------
    places : pandas.DataFrame
        ``places.progress`` at province level.
    classes : Scale or None
        The classes of the measure that colours them; None leaves them plain.
    theme : Theme
        Language and theme.
    selected : tuple of str
        Codes of the provinces in view; the others are greyed. None means all.
    points : pandas.DataFrame, optional
        ``points.points`` with the ``mark`` of each centre.

    Returns
    -------
    str
        An SVG element with its legend, and Bangkok and its vicinity enlarged at the side; every province is a path
        with ``data-area``, its code, and a tooltip in ``title``.
    """
    few = of_few(classes, places[places.code.isin(selected)] if selected else places)
    shapes = provinces(places, classes, theme, selected)
    body = "".join(shapes.values())
    if points is not None:
        body += mark_shapes() + _points(points)
    body += inset(shapes, theme)
    if classes:
        body += _legend(classes, theme, bool(few))
    elif points is not None:
        body += key_of_marks(points, theme, *LEGEND_AT)
    return svg(body, theme)


def svg(body: str, theme: Theme, height: float = HEIGHT, width: float = WIDTH) -> str:
    """Return a drawing of so many units as an SVG element, by default as large as the country."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" font-family="{escape(FONT)}"'
        f' font-size="{TYPE}" stroke-linejoin="round">{_hatch(theme)}{body}</svg>'
    )


def provinces(
    places: pd.DataFrame, classes: Scale | None, theme: Theme, selected: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the shape of each province by its code, those in front last; the arguments are those of :func:`country`."""
    rows = {row.code: row for row in places.itertuples()}
    few = of_few(classes, places[places.code.isin(selected)] if selected else places)
    shapes = {code: _province(rows.get(code), code, classes, theme, selected, few) for code in outlines()}
    return dict(sorted(shapes.items(), key=lambda each: each[0] in selected or each[0] in few))


@dataclass(frozen=True)
class Country:
    """What :func:`country` draws, for other kinds of drawing."""

    places: pd.DataFrame
    classes: Scale | None
    theme: Theme
    selected: tuple[str, ...] = ()
    points: pd.DataFrame | None = None

    def __call__(self) -> str:
        """Draw it."""
        return country(self.places, self.classes, self.theme, self.selected, self.points)


def still_to_open(places: pd.DataFrame, theme: Theme, selected: tuple[str, ...] = ()) -> Country:
    """Return :class:`Country` by the percent of the plan not yet open: the strong colour is where the work is."""
    return Country(places, quantiles(places.percent_not_open, "percent_not_open"), theme, selected)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return a point's position in the picture."""
    return (longitude - WEST) * NARROW * UNITS, (NORTH - latitude) * UNITS


@cache
def outlines() -> dict[str, str]:
    """Return each province's outline as an SVG path, by code."""
    return {
        feature["properties"]["code"]: "".join(
            "M" + "L".join("{:.1f},{:.1f}".format(*project(x, y)) for x, y in ring) + "Z" for ring in _rings(feature)
        )
        for feature in geography.outlines()["features"]
    }


def _rings(feature: dict) -> list[list[list[float]]]:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _province(
    row: Any, code: str, classes: Scale | None, theme: Theme, selected: tuple[str, ...], few: tuple[str, ...]
) -> str:
    palette = theme.palette
    figure = getattr(row, classes.measure, float("nan")) if classes else float("nan")
    name = theme.words.name(row or geography.place(code))
    greyed = bool(selected) and code not in selected
    fill = palette.muted if greyed or not classes else classes.colour(figure, theme) or f"url(#{HATCH})"
    chosen = code in selected
    edge, width = (palette.text, 1.2) if code in few else (palette.ground, 0.7)
    if chosen and len(selected) == 1:
        edge, width = palette.text, 2.2
    tip = f"{name}: {MEASURES[classes.measure].write(figure, theme.words)}" if classes else name
    return (
        f'<path data-area="{code}" d="{outlines()[code]}" fill="{fill}" stroke="{edge}" stroke-width="{width}">'
        f"<title>{escape(tip)}</title></path>"
    )


def inset(shapes: dict[str, str], theme: Theme) -> str:
    """Enlarge the provinces round Bangkok in a box of their own."""
    left, top, width = INSET_BOX
    points = [project(x, y) for f in geography.outlines()["features"] for ring in _rings(f) for x, y in ring
              if f["properties"]["code"] in INSET]  # fmt: skip
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0 = min(y for _, y in points)
    zoom = width / (x1 - x0)
    title = escape(theme.words("map.inset"))
    body = "".join(shapes[code].replace('stroke-width="0.7"', f'stroke-width="{0.7 / zoom:.2f}"') for code in INSET)
    return (
        f'<text x="{left}" y="{top - 8}" fill="{theme.palette.quiet}">{title}</text>'
        f'<g transform="translate({left - x0 * zoom:.1f} {top - y0 * zoom:.1f}) scale({zoom:.3f})">{body}</g>'
    )


def mark_shapes() -> str:
    """Return the shape of each mark, to be used by its name, ``mark-open``."""
    shapes = "".join(
        f'<g id="mark-{mark}"><g transform="scale(.3) translate(-12 -12)">{shape.format(c=MARK_COLOURS[mark])}</g></g>'
        for mark, shape in MARK_SHAPES.items()
    )
    return f"<defs>{shapes}</defs>"


def _points(points: pd.DataFrame) -> str:
    return "".join(
        '<use href="#mark-{}" x="{:.1f}" y="{:.1f}"/>'.format(row.mark, *project(row.longitude, row.latitude))
        for row in points.itertuples()
    )


def _legend(classes: Scale, theme: Theme, few: bool) -> str:
    """Print the classes with their limits, the largest first, and what an outline means."""
    palette, line = theme.palette, TYPE * 1.4
    left, top = LEGEND_AT[0], LEGEND_AT[1] - few * line
    title = escape(theme.words(f"measure.{classes.measure}.short"))
    body = f'<text x="{left}" y="{top}" font-weight="600" fill="{palette.text}">{title}</text>'
    for at, (colour, limits) in enumerate(reversed(classes.classes(theme)), start=1):
        y = top + at * line
        body += (
            f'<rect x="{left}" y="{y - 12:.1f}" width="18" height="13" fill="{colour}" stroke="{palette.edge}"'
            ' stroke-width=".5"/>'
            f'<text x="{left + 26}" y="{y:.1f}" fill="{palette.text}">{escape(limits)}</text>'
        )
    if few:
        y = top + (len(classes.limits) + 2) * line
        words = theme.words("map.few.short", n=LEAST)
        body += (
            f'<rect x="{left + 1}" y="{y - 11:.1f}" width="16" height="11" fill="none" stroke="{palette.text}"'
            f' stroke-width="1.6"/><text x="{left + 26}" y="{y:.1f}" fill="{palette.text}">{escape(words)}</text>'
        )
    return body


def key_of_marks(points: pd.DataFrame, theme: Theme, left: float, top: float) -> str:
    """Print what the marks of the centres shown mean, one below the other."""
    shown = [mark for mark in MARK_SHAPES if (points.mark == mark).any()]
    return "".join(
        f'<use href="#mark-{mark}" x="{left + 9}" y="{top + at * TYPE * 1.4 - 5:.1f}"/>'
        f'<text x="{left + 26}" y="{top + at * TYPE * 1.4:.1f}" fill="{theme.palette.text}">'
        f"{escape(mark_name(mark, theme.words))}</text>"
        for at, mark in enumerate(shown)
    )


def _hatch(theme: Theme) -> str:
    palette = theme.palette
    return (
        f'<defs><pattern id="{HATCH}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{palette.card}"/><path d="M0 0V5" stroke="{palette.quiet}" stroke-width="1.4"/>'
        "</pattern></defs>"
    )
