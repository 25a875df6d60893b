"""What the tables hold, and whom the published figures are from."""

from collections.abc import Sequence

from ... import schema
from ...exhibits import claim_text, licences
from ...metrics.claims import date_text
from ...web import sheet
from ...web.parts import Items, Part
from ..claim_links import web_address
from ..headings import section
from ..page_context import PageContext
from ..render import html


def dictionary(page: PageContext) -> None:
    """Draw each table of a release with its columns, their types and meaning."""
    sheet.show("dictionary", _tables, page)


def _tables(page: PageContext) -> Items:
    words = page.words
    heads = [words(name) for name in ("data.column", "dictionary.type", "dictionary.empty", "dictionary.meaning")]
    for name, table in schema.TABLES.items():
        rows = [
            (
                column,
                str(one.dtype),
                words("dictionary.yes" if one.nullable else "dictionary.no"),
                schema.meaning(name, words.language, column),
            )
            for column, one in table.columns.items()
        ]
        meaning = schema.meaning(name, words.language)
        yield section(f"dictionary_{name}_title", name, meaning)
        yield _table(f"dictionary_{name}", meaning, heads, rows)


def sources(page: PageContext) -> None:
    """Draw every source: who published what, when, where it can be read, and the licence of each data file."""
    sheet.show("sources", _published, page)


def _published(page: PageContext) -> Items:
    """Return the table of sources and that of licences."""
    context, words = page.context, page.words
    rows = context.data.store.table(context.data.release, "sources").collect().to_pandas()
    heads = [words("sources.publisher"), words("sources.published"), words("sources.address")]
    table = [
        (
            claim_text.who(context, row),
            date_text(words, row.published_on, row.published_precision),
            web_address(context, row.address, short=True),
        )
        for _, row in rows.iterrows()
    ]
    yield _table("sources", words("data.part.sources"), heads, table)
    licensed, heads_of_licences = licences.table(words, program=False)
    yield section("licences_title", words("sources.licences"))
    yield _table("licences", words("sources.licences"), heads_of_licences, licensed)


def _table(key: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Part:
    table = html("table", title=title, heads=heads, rows=rows, figures=[False] * len(heads))
    return Part(key, html("scrolled", title=title, table=table, rows=0))
