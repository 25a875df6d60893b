"""The filters at the side of the pages; they always show what is chosen."""

from collections.abc import Callable
from datetime import date
from functools import partial

from .. import geography
from ..exhibits import claim_text
from ..exhibits.parameters import MOST_LETTERS, PARAMETERS, SORTS, TAGS, options
from ..i18n import Words
from ..loader import FIRST_YEAR
from ..metrics import change
from ..schema import STATUSES
from ..view import COMPARED, EARLIEST, LAST, View
from ..view import PARAMETERS as VIEW_PARAMETERS
from ..web import fields
from ..web.parts import Items, Part
from .page_context import PageContext


def sidebar(page: PageContext) -> Items:
    """Return the filters of a page."""
    return SIDEBARS[page.page.sidebar](page)


def _register(page: PageContext) -> Items:
    yield from _places(page)
    words, view = page.words, page.context.view
    if page.page.shows_centres:
        options = [(status, words(f"status.{status}")) for status in STATUSES]
        label, help = words("filter.status"), words("filter.status.help")
        yield fields.pills(words, "filter_statuses", "status", label, options, view.statuses, help)
    first, last = date(FIRST_YEAR, 1, 1), page.context.data.release.as_of
    yield fields.day(words, "filter_as_of", "as_of", words("filter.as_of"), page.context.day, first, last)
    if page.page.shows_changes:
        of = change.period(view.on(page.context.day))
        yield fields.day(words, "filter_since", "since", words("filter.since"), of.first, first, of.last)
    yield _clear_view(page)


def _places_alone(page: PageContext) -> Items:
    """Return the places for the part of the Data page that shows the centres of places; its other parts have no filters."""
    if page.chosen("part") == PARAMETERS["part"].default:
        yield from _places(page)
        yield _clear_view(page)


def _places(page: PageContext) -> Items:
    words, view = page.words, page.context.view
    inside = tuple(p for region in view.regions for p in geography.provinces(region)) or geography.provinces()
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else ()
    regions = [(place.code, words.name(place)) for place in geography.regions()]
    none = words("filter.all" if districts else "filter.district.first")
    yield fields.pills(words, "filter_regions", "region", words("filter.region"), regions, view.regions)
    named = _by_name(words, inside)
    yield fields.several(
        words, "filter_provinces", "province", words("filter.province"), named, view.provinces, drops="district"
    )
    yield fields.one(
        words, "filter_district", "district", words("filter.district"), _by_name(words, districts), view.district, none
    )


def level_field(page: PageContext) -> Part | None:
    """Return the choice of places to compare in the whole country; elsewhere there is none."""
    words, view = page.words, page.context.view
    if view.province_codes:
        return None
    options = [(level, words(f"level.{level}.many").capitalize()) for level in COMPARED]
    return fields.tabs(words, "filter_level", "level", words("filter.level"), options, view.level, labelled=True)


def _by_name(words: Words, places: tuple[geography.Place, ...]) -> list[tuple[str, str]]:
    return [(place.code, words.name(place)) for place in sorted(places, key=words.name)]


def _programmes(page: PageContext) -> Items:
    context = page.published
    yield _several(page, "kind", lambda code: claim_text.term(context, "programme_kind", code))
    yield _several(page, "line", lambda code: f"{code} {claim_text.term(context, 'action_line', code)}")
    yield _several(page, "sdg", lambda code: f"{code} {claim_text.term(context, 'sdg', code)}")
    yield _several(page, "agency", lambda code: claim_text.term(context, "agency", code))
    yield from _published_day(page)
    yield _clear(page, *TAGS, "on")


def _ledger(page: PageContext) -> Items:
    words = page.words
    yield _several(page, "programme", partial(claim_text.programme, page.published))
    orders = [(order, words(f"ledger.sort.{order}")) for order in SORTS]
    yield fields.one(words, "filter_sort", "sort", words("ledger.sort"), orders, page.chosen("sort")[0])
    yield from _published_day(page)
    yield _clear(page, "search", "programme", "claim", "sort", "on", "count_on")


def search_field(page: PageContext) -> Part:
    """Return the search of the published figures, which is over their table: on a phone, the side is folded."""
    words, text = page.words, "".join(page.chosen("search"))
    placeholder = words("ledger.search.placeholder")
    return fields.search(words, "filter_search", "search", words("ledger.search"), text, placeholder, MOST_LETTERS)


def _published_day(page: PageContext) -> Items:
    yield published_day_field(page.words, "published_on", "on", page.words("published.on"), page.published_on)


def published_day_field(words: Words, key: str, param: str, label: str, shown: date) -> Part:
    """Return any date field of the pages of what others published."""
    return fields.day(words, key, param, label, shown, EARLIEST, LAST)


def _several(page: PageContext, name: str, write: Callable[[str], str]) -> Part:
    named = [(code, write(code)) for code in options(page.context.data)[name]]
    label = page.words(f"published.filter.{name}")
    return fields.several(page.words, f"filter_{name}", name, label, named, page.chosen(name))


def _clear(page: PageContext, *names: str) -> Part:
    used = any(page.chosen(name) != PARAMETERS[name].default for name in names)
    return fields.clear(page.words, *names, used=used)


def _clear_view(page: PageContext) -> Part:
    return fields.clear(page.words, *VIEW_PARAMETERS, used=page.context.view != View())


SIDEBARS: dict[str, Callable[[PageContext], Items]] = {
    "register": _register,
    "places": _places_alone,
    "programmes": _programmes,
    "published_day": _published_day,
    "ledger": _ledger,
    "none": lambda page: (),
}
