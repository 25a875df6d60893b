"""What the register lacks: how many centres have no value, by column and by province."""

import pandas as pd

from .. import geography
from ..metrics import quality
from .context import Context
from .figure_tables import Table

MEASURED = (*quality.COLUMNS, quality.DATED)


def by_column(context: Context) -> Table:
    """Return the columns that some centres of the places in view lack, with their number and share; the most first."""
    words, total = context.words, context.ask(quality.completeness, level="country")
    lacking = _missing(total).iloc[0].sort_values(ascending=False, kind="stable")
    shown = lacking[lacking > 0]
    return Table.of(
        {
            "column": (words("data.column"), [words(f"column.{name}") for name in shown.index]),
            "missing": (words("data.missing"), shown.to_numpy()),
            "share": (words("data.missing.share"), (shown / total.centres.iloc[0] * 100).round(1).to_numpy(float)),
        }
    )


def by_province(context: Context) -> Table:
    """Return the provinces where a column lacks values, with the number of centres without one in each such column."""
    words, rows = context.words, context.ask(quality.completeness, level="province")
    missing = _missing(rows)
    shown = missing[missing.sum(axis="columns") > 0]
    rows = rows.loc[shown.index]
    columns = {name: (words(f"column.{name}"), shown[name]) for name in MEASURED if shown[name].any()}
    provinces = [words.name(geography.place(code)) for code in rows.code]
    return Table.of(
        {"province": (words("filter.province"), provinces), "centres": (words("data.centres"), rows.centres), **columns}
    )


def _missing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many centres of each row of ``quality.completeness`` have no value, by column."""
    shares = rows[list(MEASURED)].astype(float)
    return (100 - shares).mul(rows.centres, axis="index").div(100).round().astype(int)
