"""Forum: the story of the WSIS Prize 2021, and what was proposed there beside what is counted."""

from ocod_dash.exhibits import Context
from ocod_dash.exhibits import equity_exhibits as counted
from ocod_dash.exhibits import forum_exhibits as exhibits
from ocod_dash.metrics import claims, programmes
from ocod_dash.ui import forum, frame, ledger, published
from ocod_dash.ui.part import columns, kept_sheet


def page(here: Context) -> None:
    """Draw the story, and beside what was proposed the register's own figures."""
    register = published.register()
    known = here.ask(claims.known)
    events = here.ask(programmes.events)
    events = events[events.subject.isin([exhibits.PRIZE, exhibits.FORUM])]

    published.title(here, exhibits.finding(known))
    forum.days(here, events)

    left, right = columns(2, 1)
    with left:
        forum.funnel(here, known)
        ledger.reckonings(here, known, exhibits.PRIZE)
    with right:
        forum.beside(here, known)

    left, right = columns(1, 1)
    with left:
        frame.show(exhibits.timeline(here, events, here.ask(programmes.cards)))
        forum.project(here)
    with right:
        forum.story(here, known)

    left, right = columns(1, 1)
    with left:
        forum.proposed(register)
    with right:
        frame.show(counted.fifths(register))


kept_sheet("forum", published.context(), page)
