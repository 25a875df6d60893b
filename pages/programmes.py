"""Programmes: what each is, how it stands on the day, what was said of it, and what it is meant to serve."""

from ocod_dash.exhibits import programmes as exhibits
from ocod_dash.metrics import claims
from ocod_dash.metrics import programmes as metrics
from ocod_dash.ui import empty, frame, programmes, published

here = published.visit()

every = here.ask(metrics.cards)
shown = metrics.tagged(every, **published.wanted())
known = here.ask(claims.known)

published.title(here, metrics.headline(shown))
empty.no_programme(here, shown)
programmes.cards(here, shown, known)
frame.show(exhibits.timeline(here, shown, here.ask(metrics.events)))
programmes.matrix(here, shown)
programmes.over_time(here, shown, known)
