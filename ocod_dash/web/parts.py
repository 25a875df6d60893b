"""What a page consists of: parts of HTML with a chart, a picture or a map in the middle, below each other or in columns.

Nothing here knows Streamlit: a page is built by pure functions and shown by :mod:`ocod_dash.web.sheet`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

Links = Mapping[str, str]
NO_LINKS: Links = {}
NOTHING = Markup()


@dataclass(frozen=True)
class Chart:
    """A Plotly chart, as wide as its place and as high as its layout says.

    Parameters
    ----------
    spec : str
        The figure as Plotly's JSON; its traces are bars, lines, points and pies.
    alt : str
        What a reader who does not see the chart should know.
    links : mapping of str to str
        Addresses by key: a bar or point is a link where the last of its ``customdata`` is a key.
    """

    spec: str
    alt: str
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """An SVG picture, as wide as its place.

    Parameters
    ----------
    svg : str
        With a ``viewBox`` and every text escaped. A shape with ``data-area="50"`` is a link where ``links`` has that
        key; its ``<title>`` is the link's name.
    key : str
        Unique on the page.
    alt : str
        What a reader who does not see the picture should know.
    height : int
        In pixels.
    links : mapping of str to str
        Addresses by key.
    """

    svg: str
    key: str
    alt: str
    height: int
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Map:
    """Areas that are links, and marks over them: deck.gl moves them, an SVG replaces it without WebGL.

    Parameters
    ----------
    layers : list of dict
        As pydeck writes them, but ``data`` is a name: ``areas``, ``few``, ``front``, ``focus``, or one of ``marks``.
    window : mapping of str to float
        Longitude, latitude and zoom at first; a change of it moves the map there.
    areas : mapping of str to dict
        By the code of an outline: what its layers read (``fill``), its tooltip (``title``, ``lines``), its ``href``,
        and ``figure``, what a printed list has beside the title.
    few : tuple of str
        The codes of the areas with an outline of their own.
    front : tuple of str
        The codes of the areas drawn over their neighbours.
    marks : mapping of str to list of dict
        Rows of the other layers; what has a ``title`` has a tooltip.
    names : list of dict
        Names on the map: ``at`` a point, ``text``, ``kind`` for the style sheet, the most important first.
    inset : dict or None
        Areas enlarged at the side: their ``codes`` and the ``window`` on them.
    outlines : str
        Address of the outlines, GeoJSON with a ``code`` for each.
    alt : str
        What a reader who does not see the map should know.
    texts : mapping of str to str
        The names of the buttons ``closer``, ``further`` and ``reset``; the title of the ``inset``; ``wheel``, what to
        do for the wheel to zoom; ``still``, what is said where the browser can draw the map but not move it.
    height : int
        In pixels.
    legend : Markup
        HTML in the map's corner.
    style : str, optional
        Address of a MapLibre style to draw underneath.
    page : str
        Address of a mark's own page without the mark's ``id`` at its end; a mark that has one is a link, and where it has
        a ``title`` the keyboard reaches it.
    meanings : mapping of str to str
        By its ``icon``, what the tooltip of a mark without ``lines`` says; its title is then the ``id``.
    """

    layers: list[dict[str, Any]]
    window: Mapping[str, float]
    areas: Mapping[str, dict[str, Any]]
    few: tuple[str, ...]
    front: tuple[str, ...]
    marks: Mapping[str, list[dict[str, Any]]]
    names: list[dict[str, Any]]
    inset: Mapping[str, Any] | None
    outlines: str
    alt: str
    texts: Mapping[str, str]
    height: int
    legend: Markup = NOTHING
    style: str | None = None
    page: str = ""
    meanings: Links = field(default_factory=dict)


@dataclass(frozen=True)
class Fragment:
    """HTML that unfolds in the part that requested it."""

    html: Markup


@dataclass(frozen=True)
class File:
    """A file that is saved: its name, media type and content."""

    name: str
    mime: str
    content: bytes


Answer = Fragment | File
Answers = Mapping[str, Callable[[], Answer]]


@dataclass(frozen=True)
class Part:
    """A part of a page.

    Parameters
    ----------
    key : str
        Unique on the page; the part has the class ``st-key-<key>``, as Streamlit's own elements have.
    head, foot : Markup
        HTML above and below the middle; a plain ``str`` is text and is escaped.
    middle : Chart, Picture or Map, optional
        The chart, picture or map between them.
    answers : mapping of str to callable, optional
        What a link with ``data-ask`` gets, by what it asks for; computed on demand.
    label : str, optional
        The title of a part that can be shown alone in another website.
    always : bool
        Whether it stays beside a part that is shown alone.
    """

    key: str
    head: Markup = NOTHING
    foot: Markup = NOTHING
    middle: Chart | Picture | Map | None = None
    answers: Answers = field(default_factory=dict)
    label: str = ""
    always: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "head", escape(self.head))
        object.__setattr__(self, "foot", escape(self.foot))

    def written(self) -> dict[str, Any]:
        """Return the part as the browser gets it."""
        item: dict[str, Any] = {"key": self.key, "head": self.head, "foot": self.foot}
        if self.middle:
            item[type(self.middle).__name__.lower()] = self.middle.__dict__
        return item


@dataclass(frozen=True)
class Columns:
    """Parts side by side, row by row.

    Parameters
    ----------
    shares : tuple of int
        How wide each column is, relative to the others.
    cells : tuple of tuple of Part
        Each cell's parts, below each other.
    """

    shares: tuple[int, ...]
    cells: tuple[tuple["Item", ...], ...]


Item = Part | Columns
Items = Iterable[Item | None]


def columns(shares: tuple[int, ...], *cells: Items) -> Columns:
    """Return cells side by side, each a list of parts of which ``None`` is left out."""
    return Columns(shares, tuple(tuple(item for item in cell if item) for cell in cells))


class Sheet:
    """Parts as one message to the browser.

    Parameters
    ----------
    items : iterable of Part, Columns or None
        What is shown; ``None`` is left out.
    token : str
        By which the browser asks for answers of this sheet.
    only : str
        The key of the one part that is shown alone; all are shown when empty.
    """

    def __init__(self, items: Items, token: str = "", only: str = ""):
        shown = [item for item in items if item]
        parts = list(flat(shown))
        self.labels = {part.key: part.label for part in parts if part.label}
        self.answers = {part.key: part.answers for part in parts if part.answers}
        if only:
            shown = [part for part in parts if part.always or part.key == only]
        written = list(_written(shown))
        self.content = (
            json.dumps({"parts": written, "token": token}, ensure_ascii=False, separators=(",", ":")).encode()
            if written
            else b""
        )


def flat(items: Iterable[Item]) -> Iterator[Part]:
    """Return the parts in reading order."""
    for item in items:
        if isinstance(item, Columns):
            for cell in item.cells:
                yield from flat(cell)
        else:
            yield item


def _written(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    for item in items:
        if isinstance(item, Columns):
            yield {"columns": item.shares, "items": [list(_written(cell)) for cell in item.cells]}
        else:
            yield item.written()
