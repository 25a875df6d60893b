"""Spreadsheets with a column a month: each of their rows becomes a row a month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from ... import dates
from ..files import ASIDE, DITTO, EXTRA, ROW, Source, header_key

# What the columns are called that hold the month that a header names, and the cells below it.
MONTH = "(month)"
# What stands between a month and the name of what is counted.
BETWEEN = " -–—:/()[]|·,."


@dataclass(frozen=True)
class MonthColumn:
    """A column of a month: its name, its header, the day on which its month begins or its name alone, and the field."""

    name: str
    header: str
    month: str
    field: str


def with_months_as_rows(source: Source, fields: Mapping[str, tuple[str, ...]], usual: str) -> Source:
    """Return a file with a row for each month, where it has a column for each.

    A cell that holds nothing makes no row: what was not reported is not 0.

    Parameters
    ----------
    source : Source
        The file.
    fields : mapping of str to tuple of str
        The fields that such columns may be of, each with its other names; ``month`` is the column that other files have.
    usual : str
        The field of a column whose header has a month alone.
    """
    names = {header_key(name): field for field, others in fields.items() for name in (field, *others)}
    if any(names.get(header_key(header)) == "month" for header in source.header):
        return source
    higher = source.above or ((),) * len(source.header)
    found = [
        MonthColumn(name, header, *month)
        for name, header, above in zip(source.columns, source.header, higher, strict=True)
        if header_key(header) not in names and (month := _month(header, above, names, usual))
    ]
    if not found:
        return source
    own = {each.name for each in found}
    others = {name: header for name, header in zip(source.columns, source.header, strict=True) if name not in own}
    made = [f"({field})" for field in dict.fromkeys(each.field for each in found)]
    header = (*others.values(), MONTH, *made)
    columns = replace(source, header=header).columns

    def batches() -> Iterator[pl.DataFrame]:
        for batch in source.batches():
            rows = pl.concat(_rows(batch, part, list(others), made, first=not place) for place, part in _parts(found))
            kept = pl.any_horizontal(pl.col(made).str.contains(r"\S"), pl.col(ASIDE).is_not_null())
            names_of = dict(zip([*others, MONTH, *made], columns, strict=True))
            yield rows.filter(kept).sort(ROW, maintain_order=True).rename(names_of)

    return replace(source, header=header, batches=batches)


def _month(header: str, above: tuple[str, ...], names: Mapping[str, str], usual: str) -> tuple[str, str] | None:
    """Return the month that a header names, and the field that is counted in it.

    Both may be in one header, and the year of a month, or the field, in a row above it; else the field is the usual one.
    """
    if not header or (header.isdecimal() and len(header) != len("202105")):
        return None
    field = next((found for text in above if (found := names.get(header_key(text)))), usual)
    if text := _written(header, above):
        return text, field
    words = header.split()
    for at in range(1, len(words)):
        for month, name in ((words[at:], words[:at]), (words[:at], words[at:])):
            own = names.get(header_key(" ".join(name).strip(BETWEEN)))
            text = _written(" ".join(month).strip(BETWEEN), above)
            if own and text:
                return text, own
    return None


def _written(text: str, above: tuple[str, ...]) -> str | None:
    """Return the month of a text as ``2021-05``, or the name of a month whose year another column has."""
    if not (found := dates.month_start(text)) and dates.month(text):
        found = next((day for each in above if (day := dates.month_start(f"{text} {each}"))), None)
    if found:
        return f"{found:%Y-%m}"
    return text if dates.month(text) else None


def _parts(found: list[MonthColumn]) -> Iterator[tuple[int, list[MonthColumn]]]:
    """Yield the columns month by month; one more of the same month and field is apart, so that it is reported."""
    parts: list[list[MonthColumn]] = []
    for each in found:
        free = (part for part in parts if part[0].month == each.month and each.field not in {one.field for one in part})
        part = next(free, None)
        if part is None:
            parts.append([each])
        else:
            part.append(each)
    yield from enumerate(parts)


def _rows(
    batch: pl.DataFrame, part: list[MonthColumn], others: list[str], made: list[str], *, first: bool
) -> pl.DataFrame:
    """Return the rows of one month."""
    cells = {f"({each.field})": pl.col(each.name) for each in part}
    own = [each.name for each in part]
    rows = batch if first else batch.filter(pl.col(ASIDE).is_null())
    marks = [] if DITTO not in batch.columns else [_mark(own, first=first)]
    month = part[0].header if dates.month_start(part[0].header) else part[0].month
    return rows.select(
        ROW, EXTRA, ASIDE, *marks, *others, pl.lit(month).alias(MONTH),
        *(cells.get(name, pl.lit(None, pl.String)).alias(name) for name in made),
    )  # fmt: skip


def _mark(own: list[str], *, first: bool) -> pl.Expr:
    """Return the ditto marks that are reported with a month: its own, with the first one those of all other columns."""
    named = pl.col(DITTO).str.split(", ")
    of_month = named.list.set_intersection(pl.lit(pl.Series([own])))
    shown = pl.when(of_month.list.len() > 0).then(of_month.list.join(", "))
    return (pl.col(DITTO) if first else shown).alias(DITTO)
