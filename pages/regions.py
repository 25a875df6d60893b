"""Regions: how places compare, one level down from the place in view."""

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import place_exhibits as exhibits
from ocod_dash.metrics import findings, places, shown
from ocod_dash.ui import compare, context, empty, equity, frame, links, tables
from ocod_dash.ui.part import columns, kept_sheet
from ocod_dash.ui.title import title


def page(here: Context) -> None:
    """Draw the places one level down, side by side, in a table and against each other."""
    total = empty.total(here)
    if total is None:
        return
    title(here, findings.spread(here.ask(places.progress, level=here.view.level)) or findings.headline(total))
    empty.unplaced(here)
    if exhibits.in_plan(here).empty:
        return

    left, right = columns(1, 1)
    with left:
        frame.show(exhibits.ranking(here), on_click=links.on_bar)
    with right:
        frame.curve(here, exhibits.curves(here))

    frame.table(exhibits.table(here), tables.places(here, shown("places")))
    compare.compare(here)
    equity.section(here)


kept_sheet("regions", context.current(), page)
