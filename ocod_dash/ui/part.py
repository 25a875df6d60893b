"""A part of a page that only shows: HTML from a template, with a chart, a picture or a map in its middle.

Parts that follow each other are one sheet, and a sheet is one element of Streamlit's, however many parts it has.
Templates escape what they are given, so a text from a file is text whatever stands in it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any

import streamlit as st
from cachetools import LRUCache, cached
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..charts.template import CONFIG
from ..exhibits import Visit
from ..view import today
from ..web import own_files
from . import address, browser
from .phrases import phrases

MOST_KEPT = 256  # sheets, of up to 0.2 MB each
EXHIBITS = "exhibits"  # of the page as it was drawn last: their titles by their keys
_HERE = Path(__file__).parent
_templates = Environment(
    loader=FileSystemLoader(_HERE / "parts"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # else every use looks whether the file has changed
)
_templates.filters["phrases"] = phrases
_sheet = st.components.v2.component("ocod_sheet", js=browser.script("sheet.js"), isolate_styles=False)
_numbers = count(1)

Answers = dict[str, Callable[[], dict[str, str]]]


@dataclass(frozen=True)
class Chart:
    """A Plotly chart in the middle of a part, as wide as its place and as high as its layout says.

    Parameters
    ----------
    spec : str
        The figure as Plotly's JSON; of its traces only bars, lines, points and pies can be drawn.
    alt : str
        What a reader who does not see the chart should know.
    on_click : callable, optional
        Gets the ``customdata`` of a part that was clicked, before the run that the click asks for.
    """

    spec: str
    alt: str
    on_click: Callable[[list[str]], None] | None = None


@dataclass(frozen=True)
class Picture:
    """An SVG of ours in the middle of a part, as wide as its place.

    Parameters
    ----------
    svg : str
        With a ``viewBox`` and every text escaped. What has ``data-province="50"`` can be clicked and reached by
        keyboard; its ``<title>`` is its name.
    key : str
        Unique on the page.
    alt : str
        What a reader who does not see the picture should know.
    height : int
        In pixels.
    """

    svg: str
    key: str
    alt: str
    height: int


@dataclass(frozen=True)
class Map:
    """Areas with links, and marks over them, in the middle of a part: deck.gl moves them, an SVG stands in for it.

    Parameters
    ----------
    layers : list of dict
        As pydeck writes them, but ``data`` is a name: ``areas``, ``front``, ``focus``, or one of ``marks``.
    window : dict
        Longitude, latitude and zoom at first; a change of it moves the map there.
    areas : mapping of str to dict
        By the code of an outline: what its layers read (``fill``), its tooltip (``title``, ``lines``), its ``href``.
    front : tuple of str
        The codes of the areas drawn over their neighbours.
    marks : mapping of str to list of dict
        Rows of the other layers; what has a ``title`` has a tooltip.
    outlines : str
        Address of the outlines, GeoJSON with a ``code`` for each.
    alt : str
        What a reader who does not see the map should know.
    still : str
        What a browser says that can draw the map, but not move it.
    height : int
        In pixels.
    style : str, optional
        Address of a MapLibre style to draw underneath.
    """

    layers: list[dict[str, Any]]
    window: dict[str, float]
    areas: Mapping[str, dict[str, Any]]
    front: tuple[str, ...]
    marks: Mapping[str, list[dict[str, Any]]]
    outlines: str
    alt: str
    still: str
    height: int
    style: str | None = None

    @property
    def sent(self) -> dict[str, Any]:
        """The map as the browser gets it, with where it finds what draws it."""
        found = {"library": browser.served(own_files.DECKGL)}
        if self.style:
            found["maplibre"] = browser.served(own_files.MAPLIBRE)
        return self.__dict__ | found


def html(template: str, **values: Any) -> Markup:
    """Fill a template of ``ui/parts``, without its ending, with values that it escapes."""
    return Markup(_templates.get_template(f"{template}.html").render(values))


@dataclass
class _Sheet:
    """What will be one element: parts as the browser gets them, in rows and columns, and what their clicks are for."""

    items: list[Any] = field(default_factory=list)
    answers: dict[str, Answers] = field(default_factory=dict)
    clicks: dict[str, Callable[[list[str]], None]] = field(default_factory=dict)
    exhibits: dict[str, str] = field(default_factory=dict)

    @cached_property
    def written(self) -> bytes:
        """The parts as the browser gets them."""
        return json.dumps(self.items, ensure_ascii=False, separators=(",", ":")).encode()


_open: ContextVar[_Sheet | None] = ContextVar("open", default=None)


def part(
    key: str,
    head: str,
    foot: str = "",
    *,
    middle: Chart | Picture | Map | None = None,
    answers: Answers | None = None,
    exhibit: str = "",
) -> None:
    """Show a part, in the sheet that is open or else as a sheet of its own.

    Parameters
    ----------
    key : str
        Unique on the page; the part has the class ``st-key-<key>``, as Streamlit's own elements have.
    head, foot : str
        What :func:`html` made, above and below the middle.
    middle : Chart, Picture or Map, optional
        What is drawn between them.
    answers : mapping of str to callable, optional
        What a click on an element with ``data-ask`` gets, by what it asks: ``{"table": HTML}`` is unfolded,
        ``{"name", "type", "content"}`` with its content in base64 is saved as a file.
    exhibit : str, optional
        The title of what can be shown alone in another website.
    """
    open_now = _open.get()
    if open_now is None:
        with _filled(_Sheet()) as made:
            part(key, head, foot, middle=middle, answers=answers, exhibit=exhibit)
        _show(key, made)
        return
    item: dict[str, Any] = {"key": key, "head": head, "foot": foot}
    if isinstance(middle, Chart):
        clickable = middle.on_click is not None
        item["chart"] = {"spec": middle.spec, "alt": middle.alt, "clickable": clickable}
        item["chart"] |= {"config": CONFIG, "library": browser.served(browser.PLOTLY)}
        if middle.on_click:
            open_now.clicks[key] = middle.on_click
    elif isinstance(middle, Map):
        item["map"] = middle.sent
    elif middle:
        item["picture"] = middle.__dict__
    if answers:
        open_now.answers[key] = answers
    if exhibit:
        open_now.exhibits[key] = exhibit
    alone = address.alone()
    if not (alone and exhibit and key not in (f"frame_{alone}", f"head_{alone}")):
        open_now.items.append(item)


def kept_sheet(key: str, visit: Visit, draw: Callable[[Visit], None], of: str = "") -> None:
    """Show all parts that ``draw`` makes as one element, below each other or in :func:`columns`.

    It is made once for all who look at the same.

    Parameters
    ----------
    key : str
        The sheet's, unique on the page.
    visit : Visit
        What is looked at.
    draw : callable
        Makes the parts, of the visit, the address, the day and ``of`` alone.
    of : str, optional
        What else they are made of.
    """
    _show(key, _made(visit, key, draw, f"{address.key()} {today()} {of}"))


@cached(LRUCache(MOST_KEPT), key=lambda visit, key, draw, of: (*visit.key, key, of), lock=RLock())
def _made(visit: Visit, key: str, draw: Callable[[Visit], None], of: str) -> _Sheet:
    with _filled(_Sheet()) as made:
        draw(visit)
    return made


@contextmanager
def _filled(made: _Sheet) -> Iterator[_Sheet]:
    """Take in the parts that are made meanwhile."""
    before = _open.set(made)
    try:
        yield made
    finally:
        _open.reset(before)


def columns(*shares: int, cells: int | None = None) -> list[AbstractContextManager[None]]:
    """Return columns of the sheet that is open; parts made in one stand there below each other.

    Parameters
    ----------
    *shares : int
        How wide each is, by the others.
    cells : int, optional
        So many cells instead of one for each column, row by row.
    """
    made = _open.get()
    assert made, "columns stand in a sheet"
    each: list[list[Any]] = [[] for _ in range(len(shares) if cells is None else cells)]
    made.items.append({"columns": list(shares), "items": each})
    return [_column(made, items) for items in each]


@contextmanager
def _column(made: _Sheet, items: list[Any]) -> Iterator[None]:
    before, made.items = made.items, items
    try:
        yield
    finally:
        made.items = before


def _show(key: str, made: _Sheet) -> None:
    if not made.items:
        return
    answer = None
    of, what = st.session_state.pop(f"asked_{key}", None) or ("", "")
    if what in made.answers.get(of, ()):
        answer = made.answers[of][what]() | {"of": of, "number": next(_numbers)}
    _sheet(
        key=f"sheet_{key}",
        data=b'{"parts": %b, "answer": %b}' % (made.written, json.dumps(answer).encode()),  # bytes go as they are
        on_asked_change=lambda: _asked(key),
        on_clicked_change=lambda: _clicked(key, made),
    )
    st.session_state.setdefault(EXHIBITS, {}).update(made.exhibits)


def _clicked(key: str, made: _Sheet) -> None:
    of, clicked = st.session_state[f"sheet_{key}"].clicked
    if clicked and of in made.clicks:
        made.clicks[of](clicked)


def _asked(key: str) -> None:
    st.session_state[f"asked_{key}"] = st.session_state[f"sheet_{key}"].asked
