"""Regions: how places compare, one level down from the place in view."""

from ...charts.place_charts import MOST_COMPARED
from ...exhibits import page_exhibits, place_exhibits
from ...metrics import findings, places
from ...web import fields
from ...web.parts import Items, Part, columns
from ..empty_states import no_centre, total, unplaced
from ..exhibit_card import card, curve_card, table_card
from ..headings import note, section, title
from ..links import href
from ..page_context import PageContext
from ..place_tables import place_table, table


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
    if "ranking" not in shown:
        return
    links = {code: href(page, "regions", at=code) for code in below.code}
    yield columns((1, 1), [card(shown["ranking"], links=links)], [curve_card(context, shown.get("curves"))])
    yield table_card(shown["places"], place_table(shown["places"], place_exhibits.measures(context), links))
    yield from _compare(page)
    yield section("equity_title", page.words("equity.title"), page.words("equity.caveat"))
    yield columns((1, 1), [card(shown["lorenz"])], [card(shown["fifths"])])


def _compare(page: PageContext) -> Items:
    """Return a choice of places of the level in view, and those chosen side by side."""
    context, words = page.context, page.words
    names = {row.code: words.name(row._asdict()) for row in place_exhibits.in_plan(context).itertuples()}
    if len(names) < 2:
        return
    picked = page_exhibits.compared(page)
    left = sorted(names.items(), key=lambda row: row[1]) if len(picked) < MOST_COMPARED else []
    options = left or [(code, names[code]) for code in picked]
    title, placeholder = words("compare.title"), words("compare.placeholder")
    yield fields.several(words, "compare_places", "compare", title, options, picked, placeholder)
    if len(picked) < 2:
        yield note("compare_hint", words("compare.hint"))
        return
    exhibit = place_exhibits.compare(context, picked)
    beside = [card(exhibit)] if exhibit.draw_chart else []
    yield columns((1, 1), [Part("compare_table", table(context, exhibit.table(), exhibit.title))], beside)
