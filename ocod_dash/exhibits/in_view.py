"""How many of what a page shows are in view, for readers who do not see what a filter did."""

from collections.abc import Callable

from ..metrics import points
from .claim_search import found
from .page_exhibits import tagged
from .selection import Selection


def in_view(page: str, selection: Selection) -> tuple[str, str]:
    """Return how many are in view as a number, and in a text with what is chosen; empty texts where a page has none.

    Parameters
    ----------
    page : str
        The page's name.
    selection : Selection
        What it shows.
    """
    if page not in COUNTS:
        return "", ""
    of = f"{page} {selection.published_on} {selection.choices}"
    return selection.context.cached("in_view", lambda: COUNTS[page](selection), of)


def _centres(selection: Selection) -> tuple[str, str]:
    context = selection.context
    n = int(context.ask(points.count).centres.iloc[0])
    return context.words.number(n), context.words("in_view.centres", n=n, chosen=context.chosen)


def _programmes(selection: Selection) -> tuple[str, str]:
    n = len(tagged(selection))
    return selection.context.words.number(n), selection.context.words("in_view.programmes", n=n)


def _claims(selection: Selection) -> tuple[str, str]:
    n = len(found(selection))
    return selection.context.words.number(n), selection.context.words("in_view.claims", n=n)


COUNTS: dict[str, Callable[[Selection], tuple[str, str]]] = {
    **dict.fromkeys(("overview", "regions", "map", "data"), _centres),
    "programmes": _programmes,
    "ledger": _claims,
}
