"""Overview: the state of the rollout in ten seconds."""

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import rollout_exhibits as exhibits
from ocod_dash.metrics import findings
from ocod_dash.ui import cards, claims, context, empty, frame, highlights
from ocod_dash.ui.part import columns, kept_sheet
from ocod_dash.ui.title import title


def page(here: Context) -> None:
    """Draw the headline and what stands behind it."""
    total = empty.total(here)
    if total is None:
        return
    title(here, findings.headline(total))
    cards.headline(here, total)

    left, right = columns(2, 1)
    with left:
        frame.curve(here, exhibits.s_curve(here))
    with right:
        highlights.highlights(here)

    left, right = columns(1, 1)
    with left:
        frame.show(exhibits.still_to_do(here))
        claims.beside(here)
    with right:
        frame.show(exhibits.provinces(here))


kept_sheet("overview", context.current(), page)
