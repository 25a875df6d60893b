"""What changes from one release to the next, as tables: of the register by province and by centre; of other files row by row."""

from collections.abc import Callable
from functools import partial, singledispatch
from typing import Any, NamedTuple

import pandas as pd

from .. import geography
from ..ingest import Changes, RecordChanges
from ..ingest.forms.changes import CODES, in_words
from ..ingest.register.centre_changes import CentreChanges, written
from . import claim_text
from .context import Context

MOST_ROWS = 500
# How the columns that say what a row is about are written, with the keys of their headings, by table and column.
NAMED: dict[tuple[str, str], tuple[str, Callable[[Context, pd.Series], str]]] = {
    ("claims", "subject"): ("ledger.programme", lambda context, row: claim_text.programme(context, row.subject)),
    ("claims", "measure"): ("ledger.measure", claim_text.measure),
}
# How the column that identifies a row is written, by table, where its value alone would not do.
SHOWN: dict[str, Callable[[Context, pd.Series], str]] = {"claims": claim_text.with_unit}


class ChangeTable(NamedTuple):
    """A table of what changes: its name among the others, what it shows, and its rows by the headings of their columns."""

    name: str
    title: str
    rows: pd.DataFrame


@singledispatch
def tables(changes: Changes, context: Context) -> list[ChangeTable]:
    """Return the tables of what changes; none where nothing does.

    Parameters
    ----------
    changes : Changes
        What changes.
    context : Context
        The language.
    """
    raise NotImplementedError(f"no table for changes of {type(changes).__name__}")


@tables.register
def _of_centres(changes: CentreChanges, context: Context) -> list[ChangeTable]:
    """Return how many centres change by province, and which."""
    words, kinds = context.words, changes.kinds
    if not kinds:
        return []
    counted = changes.by_province.to_pandas()
    names = [words.name(geography.place(code)) for code in counted.province_code]
    by_province = pd.DataFrame({words("difference.province"): names})
    for name in kinds:
        by_province[words(f"difference.{name}")] = counted[name]
    rows = changes.listed(MOST_ROWS).to_dicts()
    what, before, after = zip(*(written(row, words) for row in rows), strict=True)
    columns = {"difference.what": what, "table.centre": [row["name_th"] for row in rows]}
    columns |= {"difference.before": before, "difference.after": after} if any(before + after) else {}
    centres = pd.DataFrame({words(heading): values for heading, values in columns.items()})
    return [
        ChangeTable("by_province", words("difference.province"), by_province),
        ChangeTable("centres", words("table.centre"), centres),
    ]


@tables.register
def _of_records(changes: RecordChanges, context: Context) -> list[ChangeTable]:
    """Return the rows that change: new, then withdrawn, then each value of a corrected one, before and now."""
    words, shown = context.words, changes.shown
    write = SHOWN.get(changes.table) or partial(_shown, changes.table, shown)
    added = [("added", row, shown, "", write(context, row)) for row in _rows(changes.added.head(MOST_ROWS))]
    withdrawn = [("withdrawn", row, shown, write(context, row), "") for row in _rows(changes.withdrawn.head(MOST_ROWS))]
    now = {changes.row_id(dict(row)): row for row in _rows(changes.corrected.head(MOST_ROWS))}
    corrected = [
        ("corrected", now[row_id], name, *(_value(context, changes.table, name, value) for value in values))
        for row_id, name, *values in changes.fields(MOST_ROWS)
    ]
    listed = (added + withdrawn + corrected)[:MOST_ROWS]
    if not listed:
        return []
    columns: dict[str, list[str]] = {words("difference.what"): [words(f"changes.{what}") for what, *_ in listed]}
    for name in changes.named:
        heading, write_name = NAMED.get((changes.table, name), (f"field.{name}", None))
        columns[words(heading)] = [
            write_name(context, row) if write_name else _value(context, changes.table, name, row[name])
            for _, row, *_ in listed
        ]
    columns |= {
        words("guess.field"): [words(f"field.{name}") for _, _, name, *_ in listed],
        words("difference.before"): [before for *_, before, _ in listed],
        words("difference.after"): [after for *_, after in listed],
        changes.heading(words): [changes.row_id(dict(row)) for _, row, *_ in listed],
    }
    return [ChangeTable(changes.table, words("difference.what"), pd.DataFrame(columns))]


def _shown(table: str, name: str, context: Context, row: pd.Series) -> str:
    return _value(context, table, name, row[name])


def _rows(frame: Any) -> list[pd.Series]:
    # As they are, for a day of pandas has hours too.
    return [pd.Series(row, dtype=object) for row in frame.iter_rows(named=True)]


def _value(context: Context, table: str, name: str, value: Any) -> str:
    """Return the value of a column as it is written."""
    if not isinstance(value, str) or (table, name) in CODES:
        return in_words(table, name, value, context.words)
    return claim_text.programme(context, value) if name == "subject" else claim_text.term(context, name, value)
