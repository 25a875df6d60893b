"""The parameters that each kind of resource takes, as the description of the API has them."""

from typing import Any

from pydantic import BaseModel, Field

from ..exhibits.forecast_exhibits import LEVELS as FORECAST_LEVELS
from ..metrics.change import LEVELS
from ..schema import OPTIONS, STATUSES
from ..siting.question import GOALS, NUMBERS

MOST = 10_000  # rows of a page
PAGE = 1_000  # rows of a page by default
MEDIA = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}


def _parameter(key: str, example: str, **schema: Any) -> Any:
    """Declare a parameter: its description, and its type for OpenAPI. Its values arrive as text, each occurrence."""

    def describe(declared: dict[str, Any]) -> None:
        declared.clear()
        declared.update(schema or {"type": "string"}, examples=[example])

    return Field([], description=key, json_schema_extra=describe)


def _number(name: str, kind: str = "number") -> dict[str, Any]:
    """Return the schema of a number of the question of the next centres."""
    return {"type": kind, "minimum": NUMBERS[name].low, "maximum": NUMBERS[name].high}


CODES = {"type": "array", "items": {"type": "string"}}
SEVERAL = {  # the others take one value
    "region", "province", "status", "option", "limits", "kind", "line", "sdg", "agency", "programme",
}  # fmt: skip


class CommonParameters(BaseModel):
    """The parameters of every resource."""

    format: list[str] = _parameter("api.format", "csv", type="string", enum=list(MEDIA))
    lang: list[str] = _parameter("api.lang", "th", type="string")


class RegisterParameters(CommonParameters):
    """The parameters of what is counted from the register: the filters of the pages."""

    region: list[str] = _parameter("api.region", "north", **CODES)
    province: list[str] = _parameter("api.province", "50", **CODES)
    district: list[str] = _parameter("api.district", "5001")
    status: list[str] = _parameter("api.status", "open", type="array", items={"type": "string", "enum": list(STATUSES)})
    as_of: list[str] = _parameter("api.as_of", "2020-12-31", type="string", format="date")


class ChangeParameters(RegisterParameters):
    """Those of what changed in a period: the filters, the first day, and the level of the places."""

    since: list[str] = _parameter("api.since", "2020-10-01", type="string", format="date")
    level: list[str] = _parameter("api.level", "region", type="string", enum=list(LEVELS))


class ForecastParameters(RegisterParameters):
    """Those of the forecast: the filters, and the level of the places."""

    level: list[str] = _parameter("api.forecast.level", "region", type="string", enum=list(FORECAST_LEVELS))


class CentreParameters(RegisterParameters):
    """Those of the centres: the filters, and which page of them."""

    limit: list[str] = _parameter("api.limit", "500", type="integer", minimum=1, maximum=MOST)
    after: list[str] = _parameter("api.after", "SAMPLE-00500")


class ReviewParameters(CentreParameters):
    """Those of the review: which centres, which options, and the thresholds of the rules."""

    option: list[str] = _parameter("api.option", "close", type="array", items={"type": "string", "enum": list(OPTIONS)})
    limits: list[str] = _parameter("api.limits", "few_visits:3", **CODES)


class SitingParameters(RegisterParameters):
    """Those of the next centres: the filters, and the question."""

    goal: list[str] = _parameter("api.goal", "most", type="string", enum=list(GOALS))
    new: list[str] = _parameter("api.new", "20", **_number("new", "integer"))
    budget: list[str] = _parameter("api.budget", "50000000", **_number("budget"))
    within: list[str] = _parameter("api.within", "10", **_number("within"))
    share: list[str] = _parameter("api.share", "50", **_number("share"))
    detour: list[str] = _parameter("api.detour", "1.2", **_number("detour"))


class PublishedParameters(CommonParameters):
    """The parameters of published figures."""

    on: list[str] = _parameter("api.on", "2021-05-19", type="string", format="date")


class ProgrammeParameters(PublishedParameters):
    """Those of the programmes: the day, and the tags of their page."""

    kind: list[str] = _parameter("api.kind", "infrastructure", **CODES)
    line: list[str] = _parameter("api.line", "C2", **CODES)
    sdg: list[str] = _parameter("api.sdg", "9", **CODES)
    agency: list[str] = _parameter("api.agency", "onde", **CODES)


class ClaimParameters(PublishedParameters):
    """Those of the claims: the day, and the filter of their page."""

    programme: list[str] = _parameter("api.programme", "gdcc", **CODES)
