"""Every parameter of the pages' addresses besides places, statuses and date: what may be chosen, and what is meant without."""

from .. import geography
from ..ingest import FORMS
from ..metrics import shown
from ..query import Parameter
from ..view import is_day
from .place_exhibits import MAP_LAYERS, NO_LAYER

SORTS = ("newest", "oldest", "largest", "programme")
PACES = ("5", "10", "20", "30")  # seconds of a slide
DATA_PARTS = ("state", "bring", "history", "dictionary", "sources")
FILES = tuple(FORMS)  # that can be uploaded
MOST_LETTERS = 100  # of a search
TAGS = ("kind", "line", "sdg", "agency")  # of the programmes

PARAMETERS = {
    "compare": Parameter(tuple(geography.places()["code"])),
    "measure": Parameter(shown("map"), shown("map")[:1]),
    "layers": Parameter((*MAP_LAYERS, NO_LAYER), MAP_LAYERS[:1]),
    "on": Parameter(accepts=is_day),
    **{tag: Parameter() for tag in TAGS},
    "programme": Parameter(),
    "claim": Parameter(),
    "search": Parameter(accepts=lambda text: len(text) <= MOST_LETTERS),
    "sort": Parameter(SORTS, SORTS[:1]),
    "count_on": Parameter(accepts=is_day),
    "part": Parameter(DATA_PARTS, DATA_PARTS[:1]),
    "file": Parameter(FILES, FILES[:1]),
    "slide": Parameter(tuple(str(number) for number in range(1, 100)), ("1",)),
    "pace": Parameter(PACES),
    "notes": Parameter(("1",)),
}
