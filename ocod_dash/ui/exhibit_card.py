"""The card of every exhibit: the finding, what is measured, the picture, and one quiet row."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from ..clock import today
from ..exhibits import Context, Exhibit, citation, claim_rows
from ..exhibits.figure_tables import at_right, written
from ..exports.contents import exhibit_name
from ..exports.csv import of_exhibit
from ..exports.report import card as picture_card
from ..metrics import findings, rollout
from ..web.parts import NO_LINKS, NOTHING, Answer, Chart, File, Fragment, Map, Part, Picture
from .claim_links import row_href
from .page_context import PageContext
from .render import html

PREFIX = "card_"  # of the key of a part that shows an exhibit
MOST_ROWS = 500  # of a table on the page; the CSV has them all


def card(
    exhibit: Exhibit,
    *,
    links: Mapping[str, str] = NO_LINKS,
    height: int = 480,
    badge: Mapping[str, str] | None = None,
    below: Markup = NOTHING,
    middle: Map | None = None,
) -> Part:
    """Return an exhibit with its chart or map.

    Parameters
    ----------
    exhibit : Exhibit
        What is shown.
    links : mapping of str to str
        Addresses by the code of what is a link in the picture.
    height : int
        Of a map, in pixels.
    badge : mapping of str to str, optional
        ``text``, ``colour`` and ``help`` of a word above the title.
    below : Markup
        HTML under the row.
    middle : Map, optional
        A map instead of the exhibit's chart or picture.
    """
    return _part(exhibit, head(exhibit, badge), row(exhibit) + below, middle or _middle(exhibit, links, height))


def _middle(exhibit: Exhibit, links: Mapping[str, str], height: int) -> Chart | Picture:
    if exhibit.draw_chart:
        return Chart(exhibit.spec, exhibit.alternative, links)
    return Picture(exhibit.map, exhibit.key, exhibit.alternative, height, links)


def table_card(exhibit: Exhibit, table: Markup) -> Part:
    """Return an exhibit whose table is on the page itself."""
    return _part(exhibit, head(exhibit) + table, row(exhibit))


def rows_card(page: PageContext, exhibit: Exhibit, badge: Mapping[str, str] | None = None, note: str = "") -> Part:
    """Return an exhibit of claims of one measure as rows with their slope; its chart is in its files."""
    values = claim_rows.described(page.published, exhibit) | {"badge": badge, "note": note, "tools": row(exhibit)}
    return _part(exhibit, html("claim_rows", key=exhibit.key, row_href=row_href(page), **values), NOTHING)


def event_rows_card(exhibit: Exhibit, events: Sequence[tuple[str, str, Markup]], badge: Mapping[str, str]) -> Part:
    """Return an exhibit of events as rows: each its date, its title and its source."""
    values = {"title": exhibit.title, "subtitle": exhibit.measured, "badge": badge, "tools": row(exhibit)}
    return _part(exhibit, html("event_rows", events=events, **values), NOTHING)


def curve_card(context: Context, exhibit: Exhibit | None) -> Part:
    """Return a course over time, or why there is none to draw."""
    if exhibit:
        return card(exhibit)
    finding = findings.against_plan(context.ask(rollout.summary).iloc[0], context.ask(rollout.course))
    return reason(context.words("overview.no_curve"), context.say(finding))


def reason(title: str, text: str, key: str = "reason") -> Part:
    """Return, in a picture's place, why there is none."""
    return Part(key, html("reason", title=title, text=text))


def _part(exhibit: Exhibit, head: Markup, foot: Markup, middle: Chart | Picture | Map | None = None) -> Part:
    return Part(PREFIX + exhibit.key, head, foot, middle, _answers(exhibit), exhibit.title)


def head(exhibit: Exhibit, badge: Mapping[str, str] | None = None) -> Markup:
    """Return the head of a card."""
    return html("head", title=exhibit.title, subtitle=exhibit.subtitle, hint=exhibit.hint, badge=badge)


def row(exhibit: Exhibit) -> Markup:
    """Return the row under a picture: its table, its files and its source."""
    words = exhibit.context.words
    asks = ("table", "csv", "png", "svg", "cite") if exhibit.has_picture else ("csv", "cite")
    names = {ask: words(f"frame.{ask}") if ask in ("table", "cite") else ask.upper() for ask in asks}
    buttons = [
        (ask, name, words(f"frame.{ask}.name", title=exhibit.title), words(f"frame.{ask}.help"))
        for ask, name in names.items()
    ]
    return html("row", buttons=buttons, source=_cited(exhibit), failed=words("frame.failed"))


def _cited(exhibit: Exhibit) -> tuple[str, str, str]:
    """Cite where the figures are from, in three pieces of which the middle one names the sample."""
    context = exhibit.context
    if exhibit.cited or not context.sample:
        return exhibit.source, "", ""
    return exhibit.source.partition(context.register)


def _answers(exhibit: Exhibit) -> dict[str, Callable[[], Answer]]:
    """Return what the row's buttons get, computed on demand: most visitors want none."""
    return {
        "table": partial(_table, exhibit),
        "csv": lambda: _file(exhibit, "csv", "text/csv", of_exhibit(exhibit)),
        "png": lambda: _file(exhibit, "png", "image/png", picture_card(exhibit, "png")),
        "svg": lambda: _file(exhibit, "svg", "image/svg+xml", picture_card(exhibit, "svg")),
        "cite": partial(_cite, exhibit),
    }


def _table(exhibit: Exhibit) -> Fragment:
    table = exhibit.table().read
    rows, heads = written(table.frame.head(MOST_ROWS), exhibit.context.words), table.heads
    return Fragment(html("table", title=exhibit.title, heads=heads, rows=rows, figures=at_right(rows, len(heads))))


def _cite(exhibit: Exhibit) -> Fragment:
    context, of = exhibit.context, {"title": exhibit.title, "source": exhibit.source, "key": exhibit.key}
    return Fragment(html("quoted", quoted=citation.quoted(context.data.release, context.words, today(), **of)))


def _file(exhibit: Exhibit, kind: str, mime: str, content: bytes) -> File:
    return File(exhibit_name(exhibit, kind), mime, content)
