"""The panel beside the map: the place in view, its numbers, its places one level down, its centres."""

from ..exhibits import panel_exhibits
from ..metrics import points
from ..web.parts import Items
from .cards import cards
from .empty_states import no_status, unplaced
from .exhibit_card import table_card
from .links import href, own_choices
from .page_context import PageContext
from .place_tables import centre_table, place_table

PLACES = 8  # rows in sight; a bar each, in a table that the page has anyway, so that it needs no chart library


def panel(page: PageContext) -> Items:
    """Return the panel."""
    context = page.context
    yield cards(context, "panel_numbers", panel_exhibits.numbers(context))
    yield unplaced(context)
    if below := panel_exhibits.places_below(context):
        codes, choices = below.table().frame.code, own_choices(page)
        links = {code: href(page, page.page.name, at=code, choices=choices) for code in codes}
        yield table_card(below, place_table(below, panel_exhibits.BELOW, links, planned=True, rows=PLACES))
    rows, centres = context.ask(points.rows), panel_exhibits.centres(context)
    yield table_card(centres, no_status(context) if rows.empty else centre_table(centres, rows))
