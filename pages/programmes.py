"""Programmes: what each is, how it stands on the day, what was said of it, and what it is meant to serve."""

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import programme_exhibits as exhibits
from ocod_dash.metrics import claims
from ocod_dash.metrics import programmes as metrics
from ocod_dash.ui import empty, frame, programmes, published
from ocod_dash.ui.part import kept_sheet


def page(here: Context) -> None:
    """Draw the programmes that have the tags chosen."""
    shown = metrics.tagged(here.ask(metrics.cards), **published.wanted())
    known = here.ask(claims.known)

    published.title(here, metrics.headline(shown))
    if shown.empty:
        empty.no_programme(here)
        return
    programmes.cards(here, shown, known)
    frame.show(exhibits.timeline(here, shown, here.ask(metrics.events)))
    programmes.matrix(here, shown)
    programmes.over_time(here, shown, known)


kept_sheet("programmes", published.context(), page)
