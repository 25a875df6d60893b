"""The tables for further work: changes by place, openings by month and place, the top ten."""

from ..exhibits import Exhibit, analysis
from ..web import fields
from ..web.parts import Items, Part, columns
from .exhibit_card import table_card
from .headings import section
from .page_context import PageContext
from .place_tables import table


def analysis_tables(page: PageContext) -> Items:
    """Return the tables, with the fields that they follow."""
    words, shown = page.words, page.exhibits()
    yield section("analysis", words("analysis.title"), analysis.note(page))
    level, *ranked_by = [
        fields.one(words, f"analysis_{each.param}", each.param, each.label, each.options, each.chosen)
        for each in analysis.choices(page)
    ]
    yield level
    yield from (_card(shown[key]) for key in ("change", "openings") if key in shown)
    yield columns((1, 1), *([field] for field in ranked_by))
    if "top" in shown:
        yield _card(shown["top"])


def _card(exhibit: Exhibit) -> Part:
    return table_card(exhibit, table(exhibit.context, analysis.on_page(exhibit), exhibit.title, rows=12))
