"""The sample register: the first release of an empty store, so that there is something to see."""

from datetime import date

from ..config import DATA
from .draft import compose, examine, publish_draft
from .release import Release
from .releases import Store

FILE = DATA / "sample" / "centres.csv"
# The day of the published totals that the sample is calibrated to.
AS_OF = date(2021, 5, 19)
WHO = "ocod-dash"


def publish_when_empty(store: Store) -> Release:
    """Publish the sample register if the store has no release; of several processes only one does.

    Returns
    -------
    Release
        The current release: the sample's, or the one that was there.
    """
    current = store.current()
    if current:
        return current
    with store.lock():
        return store.current() or publish_sample(store)


def publish_sample(store: Store, who: str = WHO) -> Release:
    """Publish the sample register in place of the current release; the former releases stay.

    Raises
    ------
    Outdated
        If another release came between.
    """
    outcome, base = examine(store, FILE, as_of=AS_OF)
    return publish_draft(store, compose(store, outcome, base, scope=()), who)
