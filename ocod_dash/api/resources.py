"""What each address of the API answers with: its rows' columns, their types and what they mean."""

from dataclasses import dataclass
from typing import Literal

from .. import schema
from ..i18n import Words
from ..metrics import MEASURES, shown
from ..metrics.measures import Level

# Measures that stand with the figures that they are computed from.
COMPUTED_FROM = {
    "behind_plan": ("opened", "due", "behind_plan"),
    "per_100k": ("per_100k", "population", "population_as_of"),
    "per_1000_km2": ("area_km2", "per_1000_km2"),
}
PLACE = ("code", "parent", "name_th", "name_en")
SOURCE = ("publisher", "publisher_th", "published_on", "published_precision", "address")

# Columns that are neither a measure nor declared in the schema; ``api.column.<name>`` is what they mean.
OTHERS = {
    "code": "string",
    "parent": "string",
    "name_th": "string",
    "name_en": "string",
    "opened": "integer",
    "due": "integer",
    "population": "integer",
    "population_as_of": "date",
    "area_km2": "number",
    "household_income": "number",
    "status": "string",
    "since": "date",
    "since_precision": "string",
    "claims": "integer",
    "publishers": "string",
    "publishers_th": "string",
    "addresses": "string",
}
TYPES = {"String": "string", "Float64": "number", "Int64": "integer", "Date": "date", "Boolean": "boolean"}


@dataclass(frozen=True)
class Rows:
    """The rows of one address.

    Parameters
    ----------
    name : str
        The last part of the address; ``api.<name>`` says what a row is.
    columns : tuple of str
        The columns, in order.
    tables : tuple of str
        The tables of the schema that say what columns mean which are no measure, the first that has it.
    shape : {"outline", "point"}, optional
        What stands for a row on a map; without, there is no GeoJSON.
    published : bool
        Whether the rows are what others published, and not counted from the register.
    """

    name: str
    columns: tuple[str, ...]
    tables: tuple[str, ...] = ()
    shape: Literal["outline", "point"] | None = None
    published: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that the rows come in, the first one unless another is asked for."""
        return ("json", "csv", "geojson") if self.shape else ("json", "csv")

    def kind(self, column: str) -> str:
        """Return a column's type: string, integer, number, boolean or date."""
        if column in MEASURES:
            return "number" if MEASURES[column].decimals else "integer"
        table = self._table(column)
        return TYPES[str(schema.TABLES[table].to_schema().columns[column].dtype)] if table else OTHERS[column]

    def meaning(self, column: str, words: Words) -> str:
        """Say what a column holds."""
        if column in MEASURES:
            return words(f"measure.{column}.definition")
        table = self._table(column)
        return schema.meaning(table, words.language, column) if table else words(f"api.column.{column}")

    def _table(self, column: str) -> str | None:
        return next((name for name in self.tables if column in schema.TABLES[name].to_schema().columns), None)


def figures(level: Level) -> tuple[str, ...]:
    """Return the columns of the measures of a level of place, in their order."""
    return tuple(column for measure in shown("api", level) for column in COMPUTED_FROM.get(measure, (measure,)))


SUMMARY = Rows("summary", figures("country"))
REGIONS = Rows("regions", (*PLACE, *figures("region")), shape="outline")
PROVINCES = Rows("provinces", (*PLACE, *figures("province"), "household_income"), shape="outline")
DISTRICTS = Rows("districts", (*PLACE, *figures("district")))
CENTRES = Rows("centres", (*schema.empty("centres").columns, "status", "since"), ("centres",), shape="point")
PROGRAMMES = Rows(
    "programmes",
    (
        *schema.empty("programmes").columns,
        "status",
        "since",
        "since_precision",
        "claims",
        "publishers",
        "publishers_th",
        "addresses",
    ),
    ("programmes",),
    published=True,
)
CLAIMS = Rows("claims", (*schema.empty("claims").columns, *SOURCE), ("claims", "sources"), published=True)
ALL = (SUMMARY, REGIONS, PROVINCES, DISTRICTS, CENTRES, PROGRAMMES, CLAIMS)
