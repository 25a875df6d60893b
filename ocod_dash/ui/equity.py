"""Who has how many centres, side by side, with what the figures mean and what they cannot say."""

from ..exhibits import Visit, equity
from . import title
from .frame import show
from .part import columns


def section(visit: Visit) -> None:
    """Draw the country's equity figures."""
    title.section("equity_title", visit.words("equity.title"), visit.words("equity.caveat"))
    left, right = columns(1, 1)
    with left:
        show(equity.lorenz(visit))
    with right:
        show(equity.fifths(visit))
