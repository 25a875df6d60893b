"""The register's state: its release and age, how complete it is, how exactly located."""

from ...exhibits import Table, register_gaps
from ...exhibits.citation import published_on
from ...i18n.elapsed import age
from ...metrics import quality
from ...web.parts import Items, Part
from ..headings import note as line
from ..headings import section
from ..page_context import PageContext
from ..place_tables import table
from ..render import html


def cards(page: PageContext) -> Items:
    """Return what the release is: its number, day, age, rows."""
    words, release = page.words, page.context.data.release
    number, kind = (
        words("data.release.number", number=str(release.number)),
        "data.sample" if release.sample else "data.real",
    )
    centres, milestones = (words.number(release.counts.get(table, 0)) for table in ("centres", "milestones"))
    numbers = (
        (words("data.release"), number, words("data.release.published", day=published_on(release))),
        (words("data.as_of"), words.date(release.as_of), age(release.as_of, page.today, words)),
        (words("data.centres"), centres, words(kind)),
        (words("data.milestones"), milestones, words("data.milestones.note")),
    )
    yield Part("data_cards", html("numbers", numbers=numbers))


def gaps(page: PageContext) -> Items:
    """Return which columns lack values for the places in view, and in which provinces."""
    context, words = page.context, page.words
    total = context.ask(quality.completeness, level="country")
    if total.empty:
        yield line("data_gaps", words("empty.place"))
        return
    yield section("data_gaps_title", words("data.completeness"))
    columns = register_gaps.by_column(context)
    if not len(columns):
        names = words.listing([words(f"column.{name}") for name in register_gaps.MEASURED])
        yield line("data_gaps", words("data.gaps.none", n=int(total.centres.iloc[0]), columns=names))
        return
    yield Part("data_gaps", table(context, columns, words("data.completeness")))
    title = words("data.completeness.provinces")
    yield section("data_gaps_provinces_title", title)
    yield Part("data_gaps_provinces", table(context, register_gaps.by_province(context), title, rows=11))


def precision(page: PageContext) -> Items:
    """Return how exactly centres are located."""
    context, words = page.context, page.words
    rows = context.ask(quality.precision)
    kinds = [
        words(f"precision.{kind}" if isinstance(kind, str) else "precision.none") for kind in rows.location_precision
    ]
    shares = (rows.centres / max(rows.centres.sum(), 1) * 100).round(1)
    shown = Table.of(
        {
            "kind": (words("data.precision.kind"), kinds),
            "centres": (words("data.centres"), rows.centres),
            "share": (words("data.share"), shares),
        }
    )
    yield section("data_precision_title", words("data.precision"))
    yield Part("data_precision", table(context, shown, words("data.precision")))
    yield line("data_precision_note", words("data.precision.note"))
