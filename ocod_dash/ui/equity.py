"""Who has how many centres, side by side, with what the figures mean and what they cannot say."""

from ..exhibits import Context
from ..exhibits import equity_exhibits as equity
from . import title
from .frame import show
from .part import columns


def section(context: Context) -> None:
    """Draw the country's equity figures."""
    title.section("equity_title", context.words("equity.title"), context.words("equity.caveat"))
    left, right = columns(1, 1)
    with left:
        show(equity.lorenz(context))
    with right:
        show(equity.fifths(context))
