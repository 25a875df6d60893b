"""What a program asks for: the parameters of the pages' addresses, of which nothing wrong is left out: it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import BaseModel, Field
from starlette.requests import Request

from .. import geography
from ..i18n import LANGUAGES, Words, language_of
from ..ingest import Problem
from ..loader import Data, open_release
from ..metrics import programmes
from ..schema import STATUSES
from ..view import EARLIEST, LAST, View, is_day, split, today
from .faults import Fault, Refused, near
from .resources import Rows
from .tag import tag

MOST = 10_000  # rows of a page
PAGE = 1_000  # rows of a page when nothing is said
MEDIA = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}
EVER = View(as_of=LAST)


def _taken(key: str, example: str, **schema: Any) -> Any:
    """Declare a parameter: what it is, and its type for OpenAPI. All arrive as they were written, as often as they were."""

    def describe(made: dict[str, Any]) -> None:
        made.clear()
        made.update(schema or {"type": "string"}, examples=[example])

    return Field([], description=key, json_schema_extra=describe)


CODES = {"type": "array", "items": {"type": "string"}}
SEVERAL = {"region", "province", "status", "kind", "line", "sdg", "agency", "programme"}  # the others take one value


class Given(BaseModel):
    """What every address takes."""

    format: list[str] = _taken("api.format", "csv", type="string", enum=list(MEDIA))
    lang: list[str] = _taken("api.lang", "th", type="string")


class OfRegister(Given):
    """What an address takes that tells of the register: the filters of the pages."""

    region: list[str] = _taken("api.region", "north", **CODES)
    province: list[str] = _taken("api.province", "50", **CODES)
    district: list[str] = _taken("api.district", "5001")
    status: list[str] = _taken("api.status", "open", type="array", items={"type": "string", "enum": list(STATUSES)})
    as_of: list[str] = _taken("api.as_of", "2020-12-31", type="string", format="date")


class OfCentres(OfRegister):
    """What the centres take besides: which part of them."""

    limit: list[str] = _taken("api.limit", "500", type="integer", minimum=1, maximum=MOST)
    after: list[str] = _taken("api.after", "SAMPLE-00500")


class OfPublished(Given):
    """What an address takes that tells of what others published."""

    on: list[str] = _taken("api.on", "2021-05-19", type="string", format="date")


class OfProgrammes(OfPublished):
    """What the programmes take besides: the tags of their page."""

    kind: list[str] = _taken("api.kind", "infrastructure", **CODES)
    line: list[str] = _taken("api.line", "C2", **CODES)
    sdg: list[str] = _taken("api.sdg", "9", **CODES)
    agency: list[str] = _taken("api.agency", "onde", **CODES)


class OfClaims(OfPublished):
    """What the claims take besides: the filter of their page."""

    programme: list[str] = _taken("api.programme", "gdcc", **CODES)


@dataclass(frozen=True)
class Asked:
    """What was asked, found to be allowed.

    Parameters
    ----------
    rows : Rows
        Which rows.
    data : Data
        The release.
    view : View
        What to look at; of what others published, only its day.
    format : str
        ``json``, ``csv`` or ``geojson``.
    words : Words
        The language of the citation.
    path : str
        The address that was asked, without its parameters.
    chosen : mapping of str to tuple of str
        What else was chosen, by parameter.
    limit : int or None
        How many rows at most; None when nothing was said.
    after : str
        The id that a page goes on after.
    """

    rows: Rows
    data: Data
    view: View
    format: str
    words: Words
    path: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int | None = None
    after: str = ""

    @property
    def day(self) -> date:
        """The day looked at."""
        return self.view.as_of or self.data.release.as_of

    @property
    def query(self) -> dict[str, str]:
        """What was asked as the parameters of an address, always written in the same way."""
        view = self.view.to_query()
        own = {name: ",".join(values) for name, values in self.chosen.items() if values}
        return ({"on": view["as_of"]} if self.rows.published else view) | own

    @property
    def tag(self) -> str:
        """What changes whenever the answer may: with the release and with what is asked."""
        query = sorted(self.query.items())
        return tag(
            self.data.release, self.path, query, self.day, self.limit, self.after, self.format, self.words.language
        )


def opened() -> Data:
    """Open the current release.

    Raises
    ------
    Problem
        If the store is empty.
    """
    try:
        return open_release()
    except LookupError:
        raise Problem("store.empty") from None


def ask(request: Request, given: Given, rows: Rows) -> Asked:
    """Read what a request asks for.

    Raises
    ------
    Refused
        If anything of it is not allowed; it tells all that is wrong, not only the first.
    Problem
        If the store is empty.
    """
    faults: list[Fault] = []
    data, known = opened(), type(given).model_fields
    for name in dict.fromkeys(request.query_params):
        if name not in known:
            faults.append(Fault("api.wrong.name", name, request.query_params[name], tuple(known), near(name, known)))
    for name, values in given:
        if name not in SEVERAL and len(values if name == "after" else ",".join(values).split(",")) > 1:
            faults.append(Fault("api.wrong.once", name, ",".join(values), (), values[-1].split(",")[-1]))
    accepted = request.headers.get("accept", "")
    language = _one("lang", given.lang, tuple(LANGUAGES), faults) or language_of(request.headers.get("accept-language"))
    format = _one("format", given.format, rows.formats, faults) or negotiated(accepted, rows.formats)
    asked = Asked(rows, data, View(), format, Words(language), request.url.path)
    if isinstance(given, OfRegister):
        asked = replace(asked, view=_view(given, data.release.as_of, faults))
    if isinstance(given, OfPublished):
        asked = replace(asked, view=View(as_of=_on(given.on, faults)), chosen=_tags(given, data, faults))
    if isinstance(given, OfCentres):
        asked = replace(asked, limit=_limit(given.limit, faults), after="".join(given.after[-1:]))
    if faults:
        raise Refused(faults)
    return asked


def negotiated(accept: str, formats: tuple[str, ...]) -> str:
    """Return the format that an ``Accept`` header wants most of those there are; the first one where it names none."""
    weights: list[tuple[float, str]] = []
    for offer in accept.split(","):
        media, *options = (part.strip().lower() for part in offer.split(";"))
        weight = next((option.removeprefix("q=") for option in options if option.startswith("q=")), "1")
        weights.append((float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0, media))
    wanted = [media for weight, media in sorted(weights, key=lambda each: -each[0]) if weight > 0]
    return next((name for media in wanted for name in formats if MEDIA[name] == media), formats[0])


def _view(given: OfRegister, latest: date, faults: list[Fault]) -> View:
    query = {name: getattr(given, name) for name in ("region", "province", "district", "status", "as_of")}
    view, notices = View.from_query(query, latest)
    alone = view.provinces if len(view.provinces) == 1 else ()
    allowed = {
        "region": [place.code for place in geography.regions()],
        "province": [p.code for region in view.regions or (None,) for p in geography.provinces(region)],
        "district": [place.code for code in alone for place in geography.districts(code)],
        "status": STATUSES,
        "as_of": [f"{EARLIEST}…{latest}"],
    }
    for notice in notices:
        name = {"outside": "province"}.get(kind := notice.key.removeprefix("notice."), kind)
        if name == "district" and not alone:
            faults.append(Fault("api.wrong.district", name, notice.value, (), _with_province(notice.value)))
        else:
            faults.append(Fault("api.wrong.value", name, notice.value, tuple(allowed[name]), notice.nearest))
    return view


def _with_province(district: str) -> str:
    """Return how a district is asked for rightly; empty where there is no such district."""
    try:
        return f"province={geography.place(district, 'district').parent}&district={district}"
    except geography.UnknownPlace:
        return ""


def _on(values: list[str], faults: list[Fault]) -> date:
    wrong = [value for value in values if not is_day(value)]
    faults += [Fault("api.wrong.value", "on", value, (f"{EARLIEST}…{LAST}",)) for value in wrong]
    return date.fromisoformat(values[-1]) if values and not wrong else today()


def _tags(given: OfPublished, data: Data, faults: list[Fault]) -> dict[str, tuple[str, ...]]:
    """Return what is chosen of the programmes' tags, or of the claims' programmes."""
    rows, chosen = data.ask(programmes.cards, EVER), {}
    for name in [name for name in type(given).model_fields if name not in OfPublished.model_fields]:
        allowed = sorted(rows.programme_id if name == "programme" else programmes.every_tag(rows, name))
        chosen[name], dropped = split(getattr(given, name), allowed)
        faults += [Fault("api.wrong.value", name, value, tuple(allowed), nearest) for value, nearest in dropped]
    return chosen


def _limit(values: list[str], faults: list[Fault]) -> int | None:
    wrong = [value for value in values if not (value.isdecimal() and len(value) < 9 and 1 <= int(value) <= MOST)]
    faults += [Fault("api.wrong.value", "limit", value, (f"1…{MOST}",)) for value in wrong]
    return int(values[-1]) if values and not wrong else None


def _one(name: str, values: list[str], allowed: tuple[str, ...], faults: list[Fault]) -> Any:
    taken, dropped = split(values, allowed)
    faults += [Fault("api.wrong.value", name, value, allowed, nearest) for value, nearest in dropped]
    return taken[-1] if taken else None
