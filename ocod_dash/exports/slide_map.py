"""A map on a slide, of one shape a province: each can be coloured, moved and renamed."""

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import MSO_SHAPE

from ..maps import shapes
from ..maps.picture import Country, project
from ..maps.scale import of_few
from ..maps.window import INSET
from ..metrics import MEASURES
from ..metrics.measures import LEAST
from ..theme import LIGHT, MARK_COLOURS, mark_name
from .slide import LEFT, Sheet, bare, describe, inches, rgb
from .slide_freeform import LINE, freeform
from .slide_tables import grid

TOP, HEIGHT = 2.0, 4.9  # inches
MOST_ROWS = 10
MOST_CENTRES = 200  # shapes beside those of the provinces
ACROSS = 0.09  # inches of a centre's mark
SHAPES = {  # of marks that are no disc
    "suspended": MSO_SHAPE.RECTANGLE,
    "closed": MSO_SHAPE.MATH_MULTIPLY,
    "improve": MSO_SHAPE.RECTANGLE,
    "move": MSO_SHAPE.ISOSCELES_TRIANGLE,
    "hand_over": MSO_SHAPE.DIAMOND,
    "close": MSO_SHAPE.MATH_MULTIPLY,
}
OUTLINE = 15_875  # of a province of few centres: 1.25 points
EMPTY = "#FFFFFF"  # of a province without data; it has a grey edge


def draw(sheet: Sheet, country: Country, alternative: str) -> None:
    """Draw the provinces coloured by their measure, those round Bangkok enlarged, the legend, and the highest figures."""
    rings = shapes.provinces()
    corners = [point for own in rings.values() for ring in own for point in ring]
    scale = HEIGHT / (max(y for _, y in corners) - min(y for _, y in corners))
    origin = (min(x for x, _ in corners), min(y for _, y in corners))
    rows = {row["code"]: row for row in country.places.to_dict("records")}
    _group(sheet, country, rows, rings, (LEFT, TOP), origin, scale, alternative)
    inset = [point for code in INSET for ring in rings[code] for point in ring]
    west, north = min(x for x, _ in inset), min(y for _, y in inset)
    zoom = 1.5 / (max(x for x, _ in inset) - west)
    title = sheet.words("map.inset")
    sheet.text(title, 3.7, 2.05, 3.2, 0.3, size=12, colour=LIGHT.quiet)
    near = {code: rings[code] for code in INSET}
    _group(sheet, country, rows, near, (3.9, 2.4), (west, north), zoom, title)
    if country.classes:
        _legend(sheet, country)
        _highest(sheet, country, rows)
    elif country.points is not None and len(country.points) <= MOST_CENTRES:
        _centres(sheet, country, origin, scale)


def _group(
    sheet: Sheet,
    country: Country,
    rows: dict[str, Any],
    rings: dict[str, list[shapes.Ring]],
    corner: tuple[float, float],
    origin: tuple[float, float],
    scale: float,
    alternative: str,
) -> None:
    group, few = sheet.shapes.add_group_shape(), _few(country)
    in_front = sorted(rings.items(), key=lambda each: each[0] in few)  # a neighbour does not cover an outline
    for number, (code, own) in enumerate(in_front, start=1):
        row = rows.get(code, {})
        figure, name = _figure(country, row), sheet.words.name(row) if row else code
        greyed = bool(country.selected) and code not in country.selected
        colour = (
            country.classes.colour(row.get(country.classes.measure, float("nan")), country.theme)
            if country.classes
            else None
        )
        fill = LIGHT.muted if greyed or not country.classes else colour or EMPTY
        line = LIGHT.text if code in few else LIGHT.ground if colour or greyed else LIGHT.quiet
        placed = [
            [(corner[0] + (x - origin[0]) * scale, corner[1] + (y - origin[1]) * scale) for x, y in ring]
            for ring in own
        ]
        alternative_of_area = f"{name}: {figure}" if figure else name
        width = OUTLINE if code in few else LINE
        group._element.append(freeform(group.shape_id + number, name, alternative_of_area, placed, fill, line, width))
    group.shapes._recalculate_extents()
    describe(group, alternative)


def _centres(sheet: Sheet, country: Country, origin: tuple[float, float], scale: float) -> None:
    """Draw centres as marks, each with its name, and the key of the marks."""
    assert country.points is not None
    words = sheet.words
    for row in country.points.to_dict("records"):
        x, y = project(row["longitude"], row["latitude"])
        left, top = LEFT + (x - origin[0]) * scale - ACROSS / 2, TOP + (y - origin[1]) * scale - ACROSS / 2
        _mark(sheet, left, top, row["mark"], f"{words.name(row)}: {mark_name(row['mark'], words)}")
    known = set(country.points.mark)
    for at, mark in enumerate(mark for mark in MARK_COLOURS if mark in known):
        _mark(sheet, 3.9, 4.84 + at * 0.34, mark, mark_name(mark, words))
        sheet.text(mark_name(mark, words), 4.2, 4.72 + at * 0.34, 2.4, 0.3, size=12)


def _mark(sheet: Sheet, left: float, top: float, mark: str, alternative: str) -> None:
    shape = sheet.shapes.add_shape(SHAPES.get(mark, MSO_SHAPE.OVAL), *map(inches, (left, top, ACROSS, ACROSS)))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(MARK_COLOURS[mark])
    shape.line.fill.background()
    bare(shape)
    describe(shape, alternative)


def _few(country: Country) -> tuple[str, ...]:
    """Return the codes of the provinces in view that are outlined because few centres make their share."""
    places = country.places
    return of_few(country.classes, places[places.code.isin(country.selected)] if country.selected else places)


def _figure(country: Country, row: dict[str, Any]) -> str:
    if not country.classes or not row:
        return ""
    return MEASURES[country.classes.measure].write(row[country.classes.measure], country.theme.words)


def _legend(sheet: Sheet, country: Country) -> None:
    assert country.classes
    left, top = 3.9, 4.75 - 0.34 * bool(_few(country))
    sheet.text(sheet.words(f"measure.{country.classes.measure}"), left, top - 0.05, 3, 0.35, size=12, bold=True)
    for at, (colour, limits) in enumerate(reversed(country.classes.classes(country.theme)), start=1):
        _key(sheet, left, top + at * 0.34, colour, LIGHT.edge, limits)
    if _few(country):
        words = sheet.words("map.few.short", n=LEAST)
        box = _key(sheet, left, top + (len(country.classes.limits) + 2) * 0.34, LIGHT.ground, LIGHT.text, words)
        box.line.width = OUTLINE


def _key(sheet: Sheet, left: float, top: float, fill: str, line: str, text: str) -> Any:
    """Write a row of the legend; return its box."""
    box = sheet.shapes.add_shape(1, *map(inches, (left, top, 0.36, 0.24)))
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(fill)
    box.line.color.rgb = rgb(line)
    bare(box)
    describe(box, text)
    sheet.text(text, left + 0.5, top - 0.02, 2.4, 0.3, size=12)
    return box


def _highest(sheet: Sheet, country: Country, rows: dict[str, Any]) -> None:
    """List the provinces with the highest figures, of those in view."""
    assert country.classes
    measure = country.classes.measure
    seen = [row for code, row in rows.items() if not country.selected or code in country.selected]
    known = sorted((row for row in seen if row[measure] == row[measure]), key=lambda row: -row[measure])[:MOST_ROWS]
    heads = [sheet.words("table.place"), sheet.words(f"measure.{measure}"), sheet.words("measure.in_plan")]
    body: Iterator[list[str]] = (
        [sheet.words.name(row), _figure(country, row), sheet.words.number(row["in_plan"])] for row in known
    )
    grid(sheet, heads, list(body), 7.5, 2.05, 5.3, [2.6, 1.5, 1.2])
