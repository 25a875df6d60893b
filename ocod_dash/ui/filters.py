"""The filters at the side: places, statuses and date; always showing what is chosen."""

from datetime import date

from .. import geography
from ..exhibits import Visit
from ..loader import FIRST_YEAR
from ..schema import STATUSES
from ..view import PARAMETERS, View
from . import address, fields


def sidebar(visit: Visit) -> None:
    """Draw the filters of the pages that show the register."""
    _places(visit)
    _statuses(visit)
    _day(visit)
    _clear(visit)


def places_alone(visit: Visit) -> None:
    """Draw the places for the part of the Data page that shows the centres of places; its other parts have no filters."""
    if address.chosen("part") == address.CHOICES["part"].default:
        _places(visit)
        _clear(visit)


def _places(visit: Visit) -> None:
    words, view = visit.words, visit.view

    def named(places: tuple[geography.Place, ...]) -> list[tuple[str, str]]:
        return [(place.code, words.name(place)) for place in places]

    def by_name(places: tuple[geography.Place, ...]) -> list[tuple[str, str]]:
        return named(tuple(sorted(places, key=words.name)))

    inside = tuple(p for region in view.regions for p in geography.provinces(region)) or geography.provinces()
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else ()
    fields.pills(visit, "filter_regions", "region", words("filter.region"), named(geography.regions()), view.regions)
    fields.several(visit, "filter_provinces", "province", words("filter.province"), by_name(inside), view.provinces)
    none = words("filter.all" if districts else "filter.district.first")
    fields.one(visit, "filter_district", "district", words("filter.district"), by_name(districts), view.district, none)


def _statuses(visit: Visit) -> None:
    words = visit.words
    options = [(status, words(f"status.{status}")) for status in STATUSES]
    label, help = words("filter.status"), words("filter.status.help")
    fields.pills(visit, "filter_statuses", "status", label, options, visit.view.statuses, help)


def _day(visit: Visit) -> None:
    first, last = date(FIRST_YEAR, 1, 1), visit.data.release.as_of
    fields.day(visit, "filter_as_of", "as_of", visit.words("filter.as_of"), visit.day, first, last)


def _clear(visit: Visit) -> None:
    fields.clear(visit, *PARAMETERS, used=visit.view != View())
