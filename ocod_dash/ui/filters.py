"""The filters at the side: places, statuses and date; always showing what is chosen."""

from datetime import date

from .. import geography
from ..exhibits import Context
from ..loader import FIRST_YEAR
from ..schema import STATUSES
from ..view import PARAMETERS, View
from . import address, fields


def sidebar(context: Context) -> None:
    """Draw the filters of the pages that show the register."""
    _places(context)
    _statuses(context)
    _day(context)
    _clear(context)


def places_alone(context: Context) -> None:
    """Draw the places for the part of the Data page that shows the centres of places; its other parts have no filters."""
    if address.chosen("part") == address.CHOICES["part"].default:
        _places(context)
        _clear(context)


def _places(context: Context) -> None:
    words, view = context.words, context.view

    def named(places: tuple[geography.Place, ...]) -> list[tuple[str, str]]:
        return [(place.code, words.name(place)) for place in places]

    def by_name(places: tuple[geography.Place, ...]) -> list[tuple[str, str]]:
        return named(tuple(sorted(places, key=words.name)))

    inside = tuple(p for region in view.regions for p in geography.provinces(region)) or geography.provinces()
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else ()
    fields.pills(context, "filter_regions", "region", words("filter.region"), named(geography.regions()), view.regions)
    fields.several(context, "filter_provinces", "province", words("filter.province"), by_name(inside), view.provinces)
    none = words("filter.all" if districts else "filter.district.first")
    fields.one(
        context, "filter_district", "district", words("filter.district"), by_name(districts), view.district, none
    )


def _statuses(context: Context) -> None:
    words = context.words
    options = [(status, words(f"status.{status}")) for status in STATUSES]
    label, help = words("filter.status"), words("filter.status.help")
    fields.pills(context, "filter_statuses", "status", label, options, context.view.statuses, help)


def _day(context: Context) -> None:
    first, last = date(FIRST_YEAR, 1, 1), context.data.release.as_of
    fields.day(context, "filter_as_of", "as_of", context.words("filter.as_of"), context.day, first, last)


def _clear(context: Context) -> None:
    fields.clear(context, *PARAMETERS, used=context.view != View())
