"""Every parameter of the pages' addresses besides places, statuses and date: what may be chosen, and the defaults."""

from typing import Any

from .. import geography
from ..cache import cached
from ..criteria import limits
from ..ingest import FORMS
from ..loader import Data
from ..metrics import change, claims, programmes, shown
from ..query import Parameter
from ..schema import OPTIONS
from ..siting.question import GOALS, NUMBERS
from ..view import EARLIEST, EVER, LAST
from .place_exhibits import MAP_LAYERS, NO_LAYER
from .top_exhibit import MEASURES_OF_PLACES, ORDERS

SORTS = ("newest", "oldest", "largest", "programme")
SLIDES = (  # keys of the slides that a view can have, in their order
    "title", "headline", "s_curve", "by_month", "forecast", "ranking", "lowest", "map", "programmes", "funnel", "fifths",
    "review_places", "review_use", "review_survey", "next_curve", "inconsistencies", "sources",
)  # fmt: skip
PACES = ("5", "10", "20", "30")  # seconds of a slide
DATA_PARTS = ("state", "bring", "history", "plans", "dictionary", "sources")
FILES = tuple(FORMS)  # that can be uploaded
MOST_LETTERS = 100  # of a search
TAGS = ("kind", "line", "sdg", "agency")  # of the programmes

PARAMETERS = {
    "compare": Parameter(tuple(geography.places()["code"])),
    "by": Parameter(change.LEVELS),
    "top": Parameter(MEASURES_OF_PLACES, ("percent_complete",)),
    "top_order": Parameter(ORDERS, ORDERS[:1]),
    "measure": Parameter(shown("map"), shown("map")[:1]),
    "layers": Parameter((*MAP_LAYERS, NO_LAYER), MAP_LAYERS[:1]),
    "on": Parameter(days=(EARLIEST, LAST)),
    **{tag: Parameter() for tag in TAGS},
    "limits": Parameter(reads=limits.read),
    "option": Parameter(OPTIONS),
    "goal": Parameter(GOALS, GOALS[:1]),
    **{name: Parameter(accepts=number.accepts, nearest=number.nearest) for name, number in NUMBERS.items()},
    "beside": Parameter(accepts=lambda text: len(text) <= MOST_LETTERS),
    "id": Parameter(accepts=lambda text: len(text) <= MOST_LETTERS),
    "programme": Parameter(),
    "claim": Parameter(),
    "search": Parameter(accepts=lambda text: len(text) <= MOST_LETTERS),
    "sort": Parameter(SORTS, SORTS[:1]),
    "count_on": Parameter(days=(EARLIEST, LAST)),
    "part": Parameter(DATA_PARTS, DATA_PARTS[:1]),
    "file": Parameter(FILES, FILES[:1]),
    "release": Parameter(),
    "slide": Parameter(tuple(str(number) for number in range(1, 100)), ("1",)),
    "slides": Parameter(SLIDES),
    "pace": Parameter(PACES),
    "notes": Parameter(("1",)),
}


@cached(megabytes=4)
def options(data: Data) -> dict[str, tuple[str, ...]]:
    """Return what a release lets the visitor choose, by parameter: tags, programmes, claims, releases."""
    rows = data.ask(programmes.cards, EVER)
    # A link to a figure that was withdrawn since still leads to what became of it.
    known = dict.fromkeys((*data.ask(claims.known, EVER).claim_id, *data.ask(claims.superseded, EVER).claim_id))
    own = programmes.only(rows)
    sorted_tags = {name: tuple(sorted(programmes.every_tag(own, name), key=_natural)) for name in TAGS}
    releases = tuple(str(release.number) for release in data.store.releases())
    return sorted_tags | {"programme": tuple(rows.programme_id), "claim": tuple(known), "release": releases}


def _natural(tag: str) -> tuple[Any, ...]:
    """Sort C2 before C10, and 4 before 16."""
    letters = tag.rstrip("0123456789") if " " not in tag else tag.split(" ")[0].rstrip("0123456789")
    digits = tag.split(" ")[0][len(letters) :]
    return letters, int(digits) if digits.isdecimal() else 0, tag
