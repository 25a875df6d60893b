"""Regions: how places compare, one level down from the place in view."""

from ...exhibits import Exhibit, place_exhibits
from ...metrics import findings, places
from ...web import fields
from ...web.parts import Items, Part, columns
from ..analysis_tables import analysis_tables
from ..empty_states import no_centre, total, unplaced
from ..exhibit_card import card, curve_card, table_card
from ..headings import section, title
from ..links import href
from ..page_context import PageContext
from ..place_tables import place_table, table
from ..sidebars import level_field


def build(page: PageContext) -> Items:
    """Return the places one level down, side by side, in a table and against each other."""
    context = page.context
    if (summary := total(context)) is None:
        yield no_centre(context)
        return
    shown = page.exhibits()
    below = context.ask(places.progress, level=context.view.level)
    yield title(context.say(findings.spread(below) or findings.headline(summary)))
    yield unplaced(context)
    yield level_field(page)
    if "ranking" not in shown:
        return
    links = {code: href(page, "regions", at=code) for code in below.code}
    bars = {} if context.view.district else links  # a district's only bar leads nowhere else
    late = card(shown["late"], links=links) if "late" in shown else None
    yield columns((1, 1), [card(shown["ranking"], links=bars), late], [curve_card(context, shown.get("curves"))])
    yield table_card(shown["places"], place_table(shown["places"], place_exhibits.measures(context), links))
    yield from _compare(page, shown.get("compare"))
    yield from analysis_tables(page)
    yield section("equity_title", page.words("equity.title"), page.words("equity.caveat"))
    yield columns((1, 1), [card(shown["lorenz"])], [card(shown["fifths"])])


def _compare(page: PageContext, exhibit: Exhibit | None) -> Items:
    """Return a choice of places of one level, and those chosen side by side."""
    context, words = page.context, page.words
    picked = place_exhibits.compared(context, page.chosen("compare"))
    options = place_exhibits.names_to_compare(context, picked)
    if len(options) < 2:
        return
    title, placeholder = words("compare.title"), words("compare.placeholder")
    yield fields.several(words, "compare_places", "compare", title, options, picked, placeholder)
    if exhibit is None:
        return
    side_by_side = table(context, place_exhibits.side_by_side(context, picked), exhibit.title)
    if exhibit.draw_chart:
        yield columns((1, 1), [Part("compare_table", side_by_side)], [card(exhibit)])
    else:
        yield table_card(exhibit, side_by_side)
