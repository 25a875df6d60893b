"""The frame of every chart and map: the finding, what is measured, the picture, and one quiet row."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from ..exhibits import Context, Exhibit
from ..exhibits.figure_tables import at_right, written
from ..exports.csv import of_exhibit
from ..exports.report import card
from ..metrics import findings, rollout
from .part import Chart, Picture, html, part

MOST_ROWS = 500  # of a table on the page; the CSV has them all


def head(exhibit: Exhibit) -> None:
    """Show the words above what Streamlit draws, the large map; :func:`row` goes below."""
    part(f"head_{exhibit.key}", _head(exhibit), exhibit=exhibit.title)


def row(exhibit: Exhibit) -> None:
    """Show the row under what Streamlit draws."""
    part(f"row_{exhibit.key}", _row(exhibit), answers=_answers(exhibit))


def show(
    exhibit: Exhibit,
    *,
    on_click: Callable[[list[str]], None] | None = None,
    height: int = 480,
    badge: dict[str, str] | None = None,
    below: str = "",
) -> None:
    """Show an exhibit with a chart or a map in its frame, as one part.

    Parameters
    ----------
    exhibit : Exhibit
        A province that is clicked on its map is looked at on the Regions page.
    on_click : callable, optional
        Gets the ``customdata`` of the part of a chart that was clicked.
    height : int
        Of a map, in pixels.
    badge : mapping of str to str, optional
        ``text``, ``colour`` and ``help`` of a word above the title.
    below : str
        HTML that :func:`part.html` made, under the row.
    """
    middle: Chart | Picture
    if exhibit.draw_chart:
        middle = Chart(exhibit.spec, exhibit.alternative, on_click)
    else:
        middle = Picture(exhibit.map, exhibit.key, exhibit.alternative, height)
    foot = _row(exhibit) + Markup(below)
    part(
        f"frame_{exhibit.key}",
        _head(exhibit, badge),
        foot,
        middle=middle,
        answers=_answers(exhibit),
        exhibit=exhibit.title,
    )


def table(exhibit: Exhibit, inside: str) -> None:
    """Show an exhibit whose table, as HTML, stands on the page itself."""
    key = f"frame_{exhibit.key}"
    part(key, _head(exhibit) + Markup(inside), _row(exhibit), answers=_answers(exhibit), exhibit=exhibit.title)


def curve(context: Context, exhibit: Exhibit | None) -> None:
    """Show a course over time, or say why there is none to draw."""
    if exhibit:
        show(exhibit)
    else:
        finding = findings.against_plan(context.ask(rollout.summary).iloc[0], context.ask(rollout.course))
        reason(context.words("overview.no_curve"), context.sentence(finding))


def reason(title: str, text: str) -> None:
    """Show, in a chart's place, why there is none."""
    part("reason", html("reason", title=title, text=text))


def _head(exhibit: Exhibit, badge: dict[str, str] | None = None) -> Markup:
    return html("head", title=exhibit.title, subtitle=exhibit.subtitle, hint=exhibit.hint, badge=badge)


def _row(exhibit: Exhibit) -> Markup:
    words, asked = exhibit.context.words, ("table", "csv", "png", "svg") if _drawn(exhibit) else ("csv",)
    buttons = [
        (ask, words("frame.table") if ask == "table" else ask.upper(), words(f"frame.{ask}.help")) for ask in asked
    ]
    return html("row", buttons=buttons, source=_cited(exhibit))


def _cited(exhibit: Exhibit) -> tuple[str, str, str]:
    """Cite where the figures are from, parted so that the sample register's name can be marked."""
    context = exhibit.context
    if exhibit.cited or not context.sample:
        return exhibit.source, "", ""
    return exhibit.source.partition(context.register)


def _drawn(exhibit: Exhibit) -> bool:
    return bool(exhibit.draw_chart or exhibit.draw_map)


def _answers(exhibit: Exhibit) -> dict[str, Callable[[], dict[str, str]]]:
    """Return what the row's buttons get. Files are made when they are asked for: most visitors want none."""
    return {
        "table": partial(_table, exhibit),
        "csv": lambda: _file(exhibit, "csv", "text/csv", of_exhibit(exhibit)),
        "png": lambda: _file(exhibit, "png", "image/png", card(exhibit, "png")),
        "svg": lambda: _file(exhibit, "svg", "image/svg+xml", card(exhibit, "svg")),
    }


def _table(exhibit: Exhibit) -> dict[str, str]:
    table = exhibit.table()
    rows, heads = written(table.frame.head(MOST_ROWS), exhibit.context.words), table.heads
    return {"table": html("table", title=exhibit.title, heads=heads, rows=rows, figures=at_right(rows, len(heads)))}


def _file(exhibit: Exhibit, kind: str, mime: str, content: bytes) -> dict[str, str]:
    name = f"{exhibit.key}{'_sample' if exhibit.of_sample else ''}_{exhibit.context.day.isoformat()}.{kind}"
    return {"name": name, "type": mime, "content": b64encode(content).decode()}
