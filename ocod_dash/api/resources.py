"""The resources of the API: the columns of each, their types and what they mean."""

from dataclasses import dataclass
from typing import Literal

from .. import schema
from ..i18n import LANGUAGES, Words
from ..metrics import MEASURES, REVIEW_MEASURES, change, review, shown
from ..metrics.forecast import ENDS, RANGES
from ..metrics.inconsistencies import PAIR_COLUMNS
from ..metrics.measures import Level

# Measures that are given with the figures that they are computed from.
COMPUTED_FROM = {
    "behind_plan": ("opened", "due", "behind_plan"),
    "per_100k": ("per_100k", "population", "population_as_of"),
    "per_1000_km2": ("area_km2", "per_1000_km2"),
}
PLACE = ("code", "parent", "name_th", "name_en")
FOUND = tuple(f"{name}_{language}" for name in ("finding", "reading") for language in LANGUAGES)
SOURCE = ("publisher", "publisher_th", "published_on", "published_precision", "address")

# Columns that are neither a measure nor in the schema; ``api.column.<name>`` is what they mean.
OTHER_COLUMNS = {
    "code": "string",
    "parent": "string",
    "name_th": "string",
    "name_en": "string",
    "opened": "integer",
    "due": "integer",
    "first_day": "date",
    "last_day": "date",
    "month": "date",
    "open_before": "integer",
    "in_progress_before": "integer",
    "planned_before": "integer",
    "percent_complete_before": "number",
    "opened_between": "integer",
    "reopened_between": "integer",
    "closed_between": "integer",
    "suspended_between": "integer",
    "due_between": "integer",
    "points_between": "number",
    "starts_on": "date",
    "ends_on": "date",
    "planned_days": "integer",
    "actual_days": "integer",
    "earned_days": "number",
    "earned_on": "date",
    "spi_t": "number",
    "ieac_on": "date",
    "tspi": "number",
    "history_months": "integer",
    "forecast_state": "string",
    **{f"complete_{name}": "date" for name in ENDS},
    "unfinished_percent": "number",
    "backtest_months": "integer",
    **{f"backtest_held_{percent}": "integer" for percent in RANGES},
    "backtest_error": "number",
    "backtest_naive_error": "number",
    "population": "integer",
    "population_as_of": "date",
    "area_km2": "number",
    "household_income": "number",
    "status": "string",
    "since": "date",
    "since_precision": "string",
    "is_programme": "boolean",
    "status_en": "string",
    "status_th": "string",
    "evidence_id": "string",
    "evidence_en": "string",
    "evidence_th": "string",
    "evidence_publisher": "string",
    "evidence_publisher_th": "string",
    "evidence_address": "string",
    "notes_en": "string",
    "notes_th": "string",
    "claims": "integer",
    "publishers": "string",
    "publishers_th": "string",
    "addresses": "string",
    "finding": "string",
    **dict.fromkeys(FOUND, "string"),
    "kind": "string",
    "claim_ids": "string",
    "calculated": "boolean",
    "other_claim_ids": "string",
    "other_value": "number",
    "other_qualifier": "string",
    "other_calculated": "boolean",
    "other_as_of": "date",
    "days_apart": "integer",
    "publisher_th": "string",
    "publisher_en": "string",
    "official": "boolean",
    "contact": "string",
    "rule_th": "string",
    "rule_en": "string",
    "missing": "string",
    "flips": "boolean",
    "decided_on_little": "boolean",
    "how": "string",
    "decided": "string",
    "decided_by": "string",
    "decided_because": "string",
    "number": "integer",
    "adds": "number",
    "total": "number",
    "nearest_km": "number",
    "name": "string",
    "question": "string",
    "view": "string",
    "as_of": "date",
    "release": "integer",
    "sample": "boolean",
    "state": "string",
    "gap": "number",
    "sites": "integer",
    "done": "integer",
    "people": "integer",
    "people_before": "integer",
    "people_after": "integer",
    "saved_on": "date",
    "saved_by": "string",
    "version": "string",
    "licence": "string",
    "citation": "string",
    "bibtex": "string",
}
TYPES = {"String": "string", "Float64": "number", "Int64": "integer", "Date": "date", "Boolean": "boolean"}


@dataclass(frozen=True)
class Resource:
    """What one path of the API answers with: rows.

    Parameters
    ----------
    name : str
        The last part of the path; ``api.<name>`` says what a row is.
    columns : tuple of str
        The columns, in order.
    tables : tuple of str
        The tables of the schema that define columns which are no measure; the first one that has a column counts.
    geometry : {"outline", "point"}, optional
        A row's geometry in GeoJSON; without one, there is no GeoJSON.
    published : bool
        Whether the rows are published figures, not counted from the register.
    saved : bool
        Whether the rows are saved beside the releases, and change without a new one.
    """

    name: str
    columns: tuple[str, ...]
    tables: tuple[str, ...] = ()
    geometry: Literal["outline", "point"] | None = None
    published: bool = False
    saved: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of the answer, the default first."""
        return ("json", "csv", "geojson") if self.geometry else ("json", "csv")

    def type_of(self, column: str) -> str:
        """Return a column's type: string, integer, number, boolean or date."""
        if measure := (MEASURES | REVIEW_MEASURES).get(column):
            return "number" if measure.decimals or column in REVIEW_MEASURES else "integer"
        table = self._table(column)
        return TYPES[str(schema.TABLES[table].columns[column].dtype)] if table else OTHER_COLUMNS[column]

    def meaning(self, column: str, words: Words) -> str:
        """Return what a column holds, in a language."""
        if column in MEASURES or column in REVIEW_MEASURES:
            return words(f"measure.{column}.definition")
        table = self._table(column)
        return schema.meaning(table, words.language, column) if table else words(f"api.column.{column}")

    def _table(self, column: str) -> str | None:
        return next((name for name in self.tables if column in schema.TABLES[name].columns), None)


def figures(level: Level) -> tuple[str, ...]:
    """Return the columns of the measures of a level of place, in their order."""
    return tuple(column for measure in shown("api", level) for column in COMPUTED_FROM.get(measure, (measure,)))


SUMMARY = Resource("summary", figures("country"))
REGIONS = Resource("regions", (*PLACE, *figures("region")), geometry="outline")
PROVINCES = Resource("provinces", (*PLACE, *figures("province"), "household_income"), geometry="outline")
DISTRICTS = Resource("districts", (*PLACE, *figures("district")))
CHANGE = Resource("change", (*PLACE, "first_day", "last_day", *change.FIGURES))
OPENINGS = Resource("openings", (*PLACE, "month", "opened_between"))
FORECAST = Resource(
    "forecast",
    (
        *PLACE, "in_plan", "open", "starts_on", "ends_on", "planned_days", "actual_days", "earned_days", "earned_on",
        "late_days", "spi_t", "ieac_on", "tspi", "history_months", "forecast_state",
        *(f"complete_{name}" for name in ENDS), "unfinished_percent", "backtest_months",
        *(f"backtest_held_{percent}" for percent in RANGES), "backtest_error", "backtest_naive_error",
    ),
)  # fmt: skip
CENTRES = Resource("centres", (*schema.empty("centres").columns, "status", "since"), ("centres",), geometry="point")
REVIEW = Resource(
    "review",
    review.COLUMNS,
    ("centres", "surveys", "decisions", "review_rules"),
    geometry="point",
)
SITING = Resource(
    "siting",
    (
        "number", "code", "name_th", "name_en", "province_code", "district_code", "latitude", "longitude", "adds", "total",
        "nearest_km",
    ),
    ("centres",),
    geometry="point",
)  # fmt: skip
PLANS = Resource(
    "plans",
    (
        "name", "question", "view", "as_of", "release", "sample", "state", "gap", "sites", "done", "people",
        "people_before", "people_after", "saved_on", "saved_by",
    ),
    saved=True,
)  # fmt: skip
PROGRAMMES = Resource(
    "programmes",
    (
        *schema.empty("programmes").columns,
        "is_programme",
        "status",
        "status_en",
        "status_th",
        "since",
        "since_precision",
        "evidence_id",
        "evidence_en",
        "evidence_th",
        "evidence_publisher",
        "evidence_publisher_th",
        "evidence_address",
        "notes_en",
        "notes_th",
        "claims",
        "publishers",
        "publishers_th",
        "addresses",
    ),
    ("programmes",),
    published=True,
)
CLAIMS = Resource("claims", (*schema.empty("claims").columns, *SOURCE), ("claims", "sources"), published=True)
INCONSISTENCIES = Resource("inconsistencies", (*PAIR_COLUMNS, *FOUND), ("claims",), published=True)
ABOUT = Resource(
    "about", ("publisher_th", "publisher_en", "official", "contact", "version", "licence", "citation", "bibtex")
)
RESOURCES = (
    SUMMARY,
    REGIONS,
    PROVINCES,
    DISTRICTS,
    CHANGE,
    OPENINGS,
    FORECAST,
    CENTRES,
    REVIEW,
    SITING,
    PLANS,
    PROGRAMMES,
    CLAIMS,
    INCONSISTENCIES,
    ABOUT,
)
