"""The tables for further work: changes by place, openings by month and place, the top ten."""

from dataclasses import replace

from ..exhibits import Exhibit, analysis
from ..web import fields
from ..web.parts import Items, Part, columns
from .exhibit_card import table_card
from .headings import section
from .links import href
from .page_context import PageContext
from .place_tables import linked, table


def analysis_tables(page: PageContext) -> Items:
    """Return the tables, with the fields that they follow."""
    words, shown = page.words, page.exhibits()
    yield section("analysis", words("analysis.title"), analysis.note(page))
    level, *ranked_by = [
        fields.one(words, f"analysis_{each.param}", each.param, each.label, each.options, each.chosen)
        for each in analysis.choices(page)
    ]
    yield level
    yield from (_card(page, shown[key], totals=1) for key in ("change", "openings") if key in shown)
    yield columns((1, 1), *([field] for field in ranked_by))
    if "top" in shown:
        yield _card(page, shown["top"])


def _card(page: PageContext, exhibit: Exhibit, totals: int = 0) -> Part:
    of, shown = exhibit.table().frame, analysis.on_page(exhibit)
    marks = {"place": linked(of.code, of.place, {code: href(page, "regions", at=code) for code in of.code if code})}
    bare = replace(shown, frame=shown.frame.assign(place=""))
    return table_card(exhibit, table(exhibit.context, bare, exhibit.title, rows=12, totals=totals, marks=marks))
