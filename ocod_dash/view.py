"""A choice of places, statuses and a date, and the parameters of an address that express it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import geography
from .i18n import Words
from .query import MOST_LETTERS, MOST_VALUES, SUGGESTED, Notice, flatten, limited, read_day, split
from .schema import STATUSES

PARAMETERS = ("region", "province", "district", "level", "status", "as_of", "since")  # of an address
COMPARED = ("region", "province")  # levels of place that the whole country can be compared by, the default first
MOST_TOLD = 10  # notices that are listed; of further ones only how many there are
EARLIEST, LAST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class View:
    """A choice of places, statuses and date.

    Parameters
    ----------
    regions, provinces : tuple of str
        Codes; none means all.
    district : str or None
        A district's code, of the one chosen province; in an address a district alone chooses its province.
    statuses : tuple of str
        Statuses of the centres shown as points and rows; a ratio never uses them. None means all.
    as_of : datetime.date or None
        The day in view; None means the release's own.
    since : datetime.date or None
        The first day of the period whose changes are shown; None means the first day of the month in view.
    compared : str
        The level of the places to compare in the whole country, if not the default; empty in any other place.
    """

    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    district: str | None = None
    statuses: tuple[str, ...] = ()
    as_of: date | None = None
    since: date | None = None
    compared: str = ""

    @property
    def province_codes(self) -> tuple[str, ...]:
        """The provinces in view, by code; empty for the whole country."""
        return self.provinces or tuple(code for region in self.regions for code in geography.provinces_of(region))

    @property
    def level(self) -> str:
        """The places to compare: one level below the place in view, in the whole country as chosen."""
        if len(self.provinces) == 1:
            return "district"
        return "province" if self.regions or self.provinces else self.compared or COMPARED[0]

    @property
    def place(self) -> geography.Place | None:
        """The one place in view, or None for the country or several places."""
        if self.district:
            return geography.place(self.district)
        if self.provinces:
            return geography.place(self.provinces[0]) if len(self.provinces) == 1 else None
        return geography.place(self.regions[0]) if len(self.regions) == 1 else None

    def at(self, code: str | None) -> "View":
        """Return the view of another place (a region, province or district; None for the country), else the same."""
        bare = replace(self, regions=(), provinces=(), district=None, compared="")
        if code is None:
            return bare
        place = geography.place(code)
        if place.level == "region":
            return replace(bare, regions=(code,))
        if place.level == "district":
            return replace(bare.at(place.parent), district=code)
        return replace(bare, regions=(geography.region_of(code),), provinces=(code,))

    def on(self, day: date | None) -> "View":
        """Return the view on another day (None: the release's own), else the same."""
        return replace(self, as_of=day)

    def to_query(self) -> dict[str, str]:
        """Write the view as an address's parameters; what is not chosen is left out."""
        query = {
            "region": ",".join(self.regions),
            "province": ",".join(self.provinces),
            "district": self.district or "",
            "level": self.compared,
            "status": ",".join(self.statuses),
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "since": self.since.isoformat() if self.since else "",
        }
        return {name: value for name, value in query.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]], latest: date | None = None) -> tuple["View", list[Notice]]:
        """Read a view from an address's parameters; values that cannot be used are dropped, with a notice for each.

        Parameters
        ----------
        query : mapping of str to iterable of str
            The values of each parameter; a value may hold several codes, separated by commas.
        latest : datetime.date, optional
            The release's as-of date; a later date is dropped, and so is a ``since`` later than the day in view.

        Returns
        -------
        tuple of View and list of Notice
            The view, consistent and allowed, the values that were dropped, and how a day not in ISO form was read.
        """
        notices: list[Notice] = []

        def chosen(name: str, allowed: Iterable[str]) -> tuple[str, ...]:
            values, dropped = split(query.get(name, ()), allowed)
            for n, (value, near) in enumerate(dropped):
                notices.append(
                    Notice(f"notice.{name}", value, near or (_code_of(value, name) if n < SUGGESTED else ""))
                )
            return values

        regions = chosen("region", [region.code for region in geography.regions()])
        provinces = chosen("province", [province.code for province in geography.provinces()])
        levels = chosen("level", COMPARED)[-1:] if not regions and not provinces else ()
        compared = "".join(level for level in levels if level != COMPARED[0])
        view, more = cls(regions, provinces, statuses=chosen("status", STATUSES), compared=compared).consistent()
        notices += more
        districts = chosen("district", [district.code for district in view._possible_districts()])
        if districts and not view.provinces:
            view = replace(view, provinces=view.at(districts[0]).provinces, compared="")

        def chosen_day(name: str, last: date) -> date | None:
            days = [read_day(name, value, EARLIEST, last) for value in flatten(query.get(name, ()))]
            notices.extend(notice for _, remarks in days for notice in remarks)
            return next((day for day, _ in reversed(days) if day), None)

        last = latest or LAST
        as_of = chosen_day("as_of", last)
        since = chosen_day("since", as_of or last)
        district = districts[0] if districts else None
        return replace(view, district=district, as_of=as_of if as_of != latest else None, since=since), notices

    def _possible_districts(self) -> tuple[geography.Place, ...]:
        """Return the districts of the one province chosen; without any, of every province in view."""
        if len(self.provinces) > 1:
            return ()
        codes = self.province_codes or [province.code for province in geography.provinces()]
        return tuple(district for code in codes for district in geography.districts(code))

    def consistent(self) -> tuple["View", list[Notice]]:
        """Return the view without provinces outside the chosen regions, or a district outside the province."""
        allowed = [code for region in self.regions for code in geography.provinces_of(region)]
        outside = [code for code in self.provinces if allowed and code not in allowed]
        provinces = tuple(code for code in self.provinces if code not in outside)
        fits = len(provinces) == 1 and self.district and geography.place(self.district).parent == provinces[0]
        notices = [Notice("notice.outside", code) for code in outside]
        return replace(self, provinces=provinces, district=self.district if fits else None), notices


def _code_of(text: str, level: str) -> str:
    """Return the code of the place with this name, or one like it; empty where there is none."""
    if level not in ("region", "province", "district"):
        return ""
    match = geography.find(text, level)
    return next((place.code for place in (match.place, *match.suggestions) if place), "")


def tell(notice: Notice, words: Words) -> str:
    """Return a notice in words."""
    if notice.key == "notice.outside":
        return words(notice.key, place=geography.place(notice.value))
    if notice.key == "notice.too_long":
        return words(notice.key, value=notice.value, values=MOST_VALUES, letters=words.number(MOST_LETTERS))
    if notice.read_as:
        return words("notice.read_as", value=notice.value, day=notice.read_as)
    hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
    limits = dict(zip(("first", "last"), notice.limits, strict=False))
    return words(notice.key, value=notice.value, hint=hint, **limits)


def tell_all(notices: Sequence[Notice], words: Words) -> list[str]:
    """Return the first few notices in words, and how many more there are."""
    texts, more = [tell(notice, words) for notice in notices[:MOST_TOLD]], len(notices) - MOST_TOLD
    return texts + ([words("notice.more", n=more)] if more > 0 else [])


def cut(query: Mapping[str, Iterable[str]], names: Collection[str]) -> tuple[dict[str, list[str]], list[Notice]]:
    """Return an address's parameters with at most as many values as are read, and a notice for each that has more.

    Parameters
    ----------
    query : mapping of str to iterable of str
        The values of each parameter.
    names : collection of str
        The parameters that are read; others stay as they are.
    """
    kept = {name: limited(values) if name in names else (list(values), True) for name, values in query.items()}
    notices = [Notice("notice.too_long", name) for name, (_, whole) in kept.items() if not whole]
    return {name: values for name, (values, _) in kept.items()}, notices


EVER = View(as_of=LAST)  # every claim and event is of its day or an earlier one
