"""The parameters of a request: those of the pages' addresses, where an invalid value is an error instead of ignored."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from starlette.requests import Request

from .. import geography
from ..clock import today
from ..criteria.limits import THRESHOLDS, Limits
from ..exhibits.forecast_exhibits import LEVELS as FORECAST_LEVELS
from ..i18n import LANGUAGES, Words, language_of
from ..loader import Data, open_release
from ..metrics import programmes
from ..metrics.change import LEVELS
from ..problem import Problem
from ..query import MOST_LETTERS, MOST_VALUES, SUGGESTED, Notice, limited, read_day, split
from ..schema import OPTIONS, STATUSES
from ..siting.question import GOALS, NUMBERS, Question
from ..siting.question import PARAMETERS as QUESTION
from ..store.saved_plans import version as saved_version
from ..view import EARLIEST, EVER, LAST, View
from ..view import PARAMETERS as OF_VIEW
from .errors import InvalidParameter, InvalidRequest, closest
from .request_models import (
    MEDIA,
    MOST,
    SEVERAL,
    CentreParameters,
    ChangeParameters,
    CommonParameters,
    ForecastParameters,
    PublishedParameters,
    RegisterParameters,
    ReviewParameters,
    SitingParameters,
)
from .resources import Resource
from .tag import tag

TAGS = ("kind", "line", "sdg", "agency")
LISTED_LETTERS = 100  # of a value that is too long, in its error


@dataclass(frozen=True)
class ValidRequest:
    """A request whose parameters are all allowed.

    Parameters
    ----------
    resource : Resource
        The resource.
    data : Data
        The release.
    view : View
        The places, statuses and day; of published figures, only the day.
    format : str
        ``json``, ``csv`` or ``geojson``.
    words : Words
        The language of the citation.
    path : str
        The path of the request.
    chosen : mapping of str to tuple of str
        The values of the other parameters, by name.
    limit : int or None
        How many rows at most; None where the request does not say.
    after : str
        The id after which the page begins.
    notices : tuple of Notice
        How dates that are not in ISO form were read.
    """

    resource: Resource
    data: Data
    view: View
    format: str
    words: Words
    path: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int | None = None
    after: str = ""
    notices: tuple[Notice, ...] = ()

    @property
    def day(self) -> date:
        """The reference date."""
        return self.view.as_of or self.data.release.as_of

    @property
    def query(self) -> dict[str, str]:
        """The parameters in their canonical form."""
        view = self.view.to_query()
        own = {name: ",".join(values) for name, values in self.chosen.items() if values}
        return ({"on": view["as_of"]} if self.resource.published else view) | own

    @property
    def tag(self) -> str:
        """The entity tag: it changes with the release, with what is saved beside it, and with the request."""
        query = sorted(self.query.items())
        saved = saved_version(self.data.store) if self.resource.saved else None
        return tag(
            self.data.release,
            self.path,
            query,
            self.day,
            self.limit,
            self.after,
            self.format,
            self.words.language,
            saved,
        )


def open_current() -> Data:
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


def parse(request: Request, parameters: CommonParameters, resource: Resource) -> ValidRequest:
    """Check a request's parameters.

    Raises
    ------
    InvalidRequest
        If any of them is not allowed; it names all that are not.
    Problem
        If the store is empty.
    """
    errors: list[InvalidParameter] = []
    data, known = open_current(), type(parameters).model_fields
    names = list(dict.fromkeys(request.query_params))
    for n, name in enumerate(names[:MOST_VALUES]):
        values = request.query_params.getlist(name)
        if name not in known:
            near = closest(name, known) if n < SUGGESTED else ""
            errors.append(InvalidParameter("api.wrong.name", name, values[-1][:MOST_LETTERS], tuple(known), near))
        elif not all(value.replace(",", " ").strip() for value in values):
            errors.append(InvalidParameter("api.wrong.empty", name, "", ()))
        elif not limited(values)[1]:
            most = (f"…{MOST_VALUES}", f"…{MOST_LETTERS}")
            errors.append(InvalidParameter("api.wrong.long", name, values[0][:LISTED_LETTERS], most))
    if any(error.key in ("api.wrong.empty", "api.wrong.long") for error in errors):
        raise InvalidRequest(errors)  # before anything is made of it
    for name, values in parameters:
        if name not in SEVERAL and len(values if name == "after" else ",".join(values).split(",")) > 1:
            last = values[-1].split(",")[-1]
            errors.append(InvalidParameter("api.wrong.once", name, ",".join(values), (), last))
    accepted = request.headers.get("accept", "")
    language = _one("lang", parameters.lang, tuple(LANGUAGES), errors) or language_of(
        request.headers.get("accept-language")
    )
    format = _one("format", parameters.format, resource.formats, errors) or negotiated(accepted, resource.formats)
    valid = ValidRequest(resource, data, View(), format, Words(language), request.url.path)
    if isinstance(parameters, RegisterParameters):
        view, notices = _view(parameters, data.release.as_of, errors)
        valid = replace(valid, view=view, notices=notices)
    if isinstance(parameters, PublishedParameters):
        (day, notices), chosen = _on(parameters.on, errors), _tags(parameters, data, errors)
        valid = replace(valid, view=View(as_of=day), notices=notices, chosen=chosen)
    if isinstance(parameters, ChangeParameters):
        level = _one("level", parameters.level, LEVELS, errors) or "province"
        valid = replace(valid, chosen={"level": (level,)})
    if isinstance(parameters, ForecastParameters):
        level = _one("level", parameters.level, FORECAST_LEVELS, errors) or FORECAST_LEVELS[0]
        valid = replace(valid, chosen={"level": (level,)})
    if isinstance(parameters, CentreParameters):
        valid = replace(valid, limit=_limit(parameters.limit, errors), after="".join(parameters.after[-1:]))
    if isinstance(parameters, ReviewParameters):
        valid = replace(valid, chosen=_of_review(parameters, errors))
    if isinstance(parameters, SitingParameters):
        valid = replace(valid, chosen=_of_siting(parameters, errors))
    if errors:
        raise InvalidRequest(errors)
    return valid


def negotiated(accept: str, formats: tuple[str, ...]) -> str:
    """Return the available format that an ``Accept`` header prefers; the first one where it names none of them."""
    weights: list[tuple[float, str]] = []
    for offer in accept.split(","):
        media, *options = (part.strip().lower() for part in offer.split(";"))
        weight = next((option.removeprefix("q=") for option in options if option.startswith("q=")), "1")
        weights.append((float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0, media))
    wanted = [media for weight, media in sorted(weights, key=lambda each: -each[0]) if weight > 0]
    return next((name for media in wanted for name in formats if MEDIA[name] == media), formats[0])


def _view(
    parameters: RegisterParameters, latest: date, errors: list[InvalidParameter]
) -> tuple[View, tuple[Notice, ...]]:
    query = {name: getattr(parameters, name, []) for name in OF_VIEW if name != "level"}  # a resource has its level
    view, notices = View.from_query(query, latest)
    alone = view.provinces if len(view.provinces) == 1 else ()
    codes = [place.code for province in geography.provinces() for place in geography.districts(province.code)]
    allowed = {
        "region": [place.code for place in geography.regions()],
        "province": [p.code for region in view.regions or (None,) for p in geography.provinces(region)],
        "district": [code for code in codes if code[:2] in alone] or [f"{min(codes)}…{max(codes)}"],
        "status": STATUSES,
    }
    for notice in notices:
        name = {"outside": "province"}.get(notice.parameter, notice.parameter)
        if notice.limits:
            errors += _wrong_day(notice)
        elif name == "district" and len(view.provinces) > 1:
            errors.append(InvalidParameter("api.wrong.district", name, notice.value, (), _with_province(notice.value)))
        else:
            near = str(notice.nearest)
            errors.append(InvalidParameter("api.wrong.value", name, notice.value, tuple(allowed[name]), near))
    return view, tuple(notices)


def _wrong_day(notice: Notice) -> list[InvalidParameter]:
    """Return what is wrong with a day; nothing where it was read."""
    if notice.read_as:
        return []
    limits = "…".join(map(str, notice.limits))
    return [InvalidParameter("api.wrong.day", notice.parameter, notice.value, (limits,), str(notice.nearest))]


def _with_province(district: str) -> str:
    """Return the parameters that choose a district; empty where there is no such district."""
    try:
        return f"province={geography.place(district, 'district').parent}&district={district}"
    except geography.UnknownPlace:
        return ""


def _on(values: list[str], errors: list[InvalidParameter]) -> tuple[date, tuple[Notice, ...]]:
    found = [read_day("on", value.strip(), EARLIEST, LAST) for value in values]
    notices = tuple(notice for _, remarks in found for notice in remarks)
    for notice in notices:
        errors += _wrong_day(notice)
    return next((day for day, _ in reversed(found) if day), today()), notices


def _tags(parameters: PublishedParameters, data: Data, errors: list[InvalidParameter]) -> dict[str, tuple[str, ...]]:
    """Return the chosen tags of programmes, or the chosen programmes of claims."""
    chosen, known = {}, tags(data)
    for name in [name for name in type(parameters).model_fields if name not in PublishedParameters.model_fields]:
        chosen[name], dropped = split(getattr(parameters, name), known[name])
        errors += [InvalidParameter("api.wrong.value", name, value, known[name], nearest) for value, nearest in dropped]
    return chosen


def tags(data: Data) -> dict[str, tuple[str, ...]]:
    """Return the tags of programmes, and the programmes, that a release has, by parameter."""
    rows = data.ask(programmes.cards, EVER)
    found = {name: tuple(sorted(programmes.every_tag(rows, name))) for name in TAGS}
    return found | {"programme": tuple(sorted(rows.programme_id))}


def _of_review(parameters: ReviewParameters, errors: list[InvalidParameter]) -> dict[str, tuple[str, ...]]:
    """Return the options chosen, and the thresholds that are not the usual ones."""
    options, dropped = split(parameters.option, OPTIONS)
    errors += [InvalidParameter("api.wrong.value", "option", value, OPTIONS, nearest) for value, nearest in dropped]
    limits, notices = Limits.parse(parameters.limits)
    each = tuple(THRESHOLDS)
    errors += [InvalidParameter("api.wrong.value", "limits", one.value, each, str(one.nearest)) for one in notices]
    return {"option": options, "limits": tuple(filter(None, limits.encode().split(",")))}


def _of_siting(parameters: SitingParameters, errors: list[InvalidParameter]) -> dict[str, tuple[str, ...]]:
    """Return what of the question of the next centres is not the usual."""
    asked, notices = Question.parse({name: getattr(parameters, name) for name in QUESTION})
    for notice in notices:
        number = NUMBERS.get(notice.parameter)
        allowed = (f"{number.low:.12g}…{number.high:.12g}",) if number else GOALS
        near = str(notice.nearest)
        errors.append(InvalidParameter("api.wrong.value", notice.parameter, notice.value, allowed, near))
    return {name: (value,) for name, value in asked.query().items()}


def _limit(values: list[str], errors: list[InvalidParameter]) -> int | None:
    invalid = [value for value in values if not (value.isdecimal() and len(value) < 9 and 1 <= int(value) <= MOST)]
    errors += [InvalidParameter("api.wrong.value", "limit", value, (f"1…{MOST}",)) for value in invalid]
    return int(values[-1]) if values and not invalid else None


def _one(name: str, values: list[str], allowed: tuple[str, ...], errors: list[InvalidParameter]) -> Any:
    usable, dropped = split(values, allowed)
    errors += [InvalidParameter("api.wrong.value", name, value, allowed, nearest) for value, nearest in dropped]
    return usable[-1] if usable else None
