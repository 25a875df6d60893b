"""Write docs/dictionary.md: the tables of a release and the measures, as the code declares them, in English and Thai."""

from collections.abc import Iterable, Iterator

from ocod_dash.config import ROOT
from ocod_dash.i18n import Words
from ocod_dash.metrics import MEASURES
from ocod_dash.schema import STATUSES, TABLES, meaning
from ocod_dash.schema.declaration import Column

PAGE = ROOT / "docs" / "dictionary.md"

TYPES = {"String": "text", "Float64": "number", "Date": "date", "Boolean": "true or false"}
UNITS = {
    "centres": "centres",
    "percent": "percent",
    "points": "percentage points",
    "provinces": "provinces",
    "per_100k": "centres per 100,000 people",
    "per_1000_km2": "centres per 1,000 km²",
    "index": "index, 0 to 1",
}
ENGLISH, THAI = Words("en"), Words("th")

ABOUT = """\
# Data dictionary

What each table of a release holds and what each number means. Made by `make dictionary` from `ocod_dash/schema/`,
`ocod_dash/metrics/measures.py` and the catalogues in `ocod_dash/i18n/`; change it there. Places (regions, provinces,
districts, with people and outlines) are in [data/README.md](../data/README.md); how a file becomes these tables is in
[importing.md](importing.md).

พจนานุกรมข้อมูล: แต่ละตารางเก็บอะไร และตัวเลขแต่ละตัวหมายความว่าอย่างไร
"""


def dictionary() -> str:
    """Return the page.

    Raises
    ------
    KeyError
        If a table, a column or a unit has no words.
    """
    return "\n".join([ABOUT, "## Tables\n", *map(_table, TABLES), _statuses(), _measures()])


def _table(name: str) -> str:
    declared = TABLES[name]
    rows = [
        (
            f"`{column}`",
            TYPES[str(one.dtype)],
            "" if one.nullable else "yes",
            "; ".join(_rules(one)),
            meaning(name, "en", column),
            meaning(name, "th", column),
        )
        for column, one in declared.columns.items()
    ]
    key = (
        "One row for each {}.\n\n".format(" and ".join(f"`{part}`" for part in declared.unique))
        if declared.unique
        else ""
    )
    heads = ("Column", "Type", "Required", "Allowed", "Meaning", "ความหมาย")
    return f"### {name}\n\n{meaning(name, 'en')}\n\n{meaning(name, 'th')}\n\n{key}{_grid(heads, rows)}"


def _rules(column: Column) -> Iterator[str]:
    if column.unique:
        yield "unique"
    if column.filled:
        yield "not empty"
    if column.pattern:
        yield f"`{column.pattern}`"
    if column.allowed:
        yield ", ".join(f"`{value}`" for value in column.allowed)
    if column.between:
        yield "{:g} to {:g}".format(*column.between)


def _statuses() -> str:
    rows = [(f"`{status}`", ENGLISH(f"status.{status}"), THAI(f"status.{status}")) for status in STATUSES]
    return "## Statuses\n\n" + _grid(("Status", "Shown as", "แสดงเป็น"), rows)


def _measures() -> str:
    rows = [
        (
            f"`{name}`",
            ENGLISH(f"measure.{name}"),
            THAI(f"measure.{name}"),
            UNITS[measure.unit],
            {"neither": ""}.get(measure.better, measure.better),
            f"`{measure.table}`",
            ENGLISH(f"measure.{name}.definition"),
            THAI(f"measure.{name}.definition"),
        )
        for name, measure in MEASURES.items()
    ]
    heads = ("Measure", "Name", "ชื่อ", "Unit", "Better", "Counted from", "Definition", "คำนิยาม")
    return "## Measures\n\n" + _grid(heads, rows)


def _grid(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(dictionary(), "utf-8", newline="\n")
