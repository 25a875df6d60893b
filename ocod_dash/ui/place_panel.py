"""The panel beside the map: the place in view, its numbers, its places one level down, its centres."""

from ..exhibits import Context, panel_exhibits
from ..metrics import points
from ..web.parts import Items
from .cards import cards
from .empty_states import no_status, unplaced
from .exhibit_card import table_card
from .place_tables import centre_table, place_table

PLACES = 8  # rows in sight; a bar each, in a table that the page has anyway, so that it needs no chart library


def panel(context: Context) -> Items:
    """Return the panel."""
    yield cards(context, "panel_numbers", panel_exhibits.numbers(context))
    yield unplaced(context)
    if below := panel_exhibits.places_below(context):
        yield table_card(below, place_table(context, panel_exhibits.BELOW, planned=True, rows=PLACES))
    rows = context.ask(points.rows)
    shown = no_status(context) if rows.empty else centre_table(context, rows)
    yield table_card(panel_exhibits.centres(context), shown)
