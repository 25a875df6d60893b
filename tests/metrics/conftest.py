"""Every metric is asked on two engines, which must give the same figures."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from ocod_dash import schema
from ocod_dash.view import View

ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
}
Rows = list[dict[str, Any]]


def collect(engine: str, metric: Callable, tables: Mapping[str, pl.DataFrame], view: View, **options: Any) -> Rows:
    frames = {name: nw.from_native(ENGINES[engine](frame)).lazy() for name, frame in tables.items()}
    return metric(frames, view, **options).collect().to_polars().to_dicts()


@pytest.fixture(scope="session", params=ENGINES)
def rows(request, tables) -> Callable[..., Rows]:
    """Ask a metric about a register on an engine; get rows, or only the columns named, as tuples."""

    def answer(metric: Callable, register: str | Mapping, view: View, *columns: str, **options: Any) -> list:
        known = tables(register) if isinstance(register, str) else register
        found = collect(request.param, metric, known, view, **options)
        return [tuple(row[column] for column in columns) for row in found] if columns else found

    return answer


@pytest.fixture(scope="session")
def on_engines(tables) -> Callable[..., list[Rows]]:
    """Ask a metric about a register on every engine."""

    def answers(metric: Callable, register: Mapping, view: View, **options: Any) -> list[Rows]:
        return [collect(engine, metric, register, view, **options) for engine in ENGINES]

    return answers


# The columns that a line of a table begins with; others follow as column=value.
FIRST = {
    "activity": ("centre_id", "month"),
    "contracts": ("contract_id", "value_baht", "starts_on", "ends_on"),
    "contract_centres": ("contract_id", "centre_id", "share"),
    "costs": ("centre_id", "starts_on", "ends_on", "kind", "baht"),
    "surveys": ("centre_id", "surveyed_on"),
    "decisions": ("centre_id", "decided_on", "option", "office"),
}
READ: dict[Any, Callable[[str], Any]] = {
    pl.String: str,
    pl.Date: lambda text: date.fromisoformat(text if len(text) > 7 else f"{text}-01"),
    pl.Int64: int,
    pl.Float64: float,
    pl.Boolean: lambda text: text == "yes",
}


def rows_of(name: str, text: str) -> pl.DataFrame:
    """Make a table of the review from lines such as ``a 2021-01 visits=60 open_days=20``."""
    kinds, rows = schema.empty(name).schema, []
    for line in filter(str.strip, text.splitlines()):
        words = line.split()
        plain = [word for word in words if "=" not in word]
        row = dict(zip(FIRST[name], plain, strict=False)) | dict(word.split("=") for word in words[len(plain) :])
        rows.append({column: READ[kinds[column]](value) for column, value in row.items()})
    full = [dict.fromkeys(kinds) | row for row in rows]
    return schema.check(name, pl.DataFrame(full, kinds, orient="row") if full else schema.empty(name))


@pytest.fixture(scope="session")
def in_use(tables) -> Callable[..., dict[str, pl.DataFrame]]:
    """Make tables from a register and, by the name of the table, lines of the review's tables."""

    def made(register: str, **texts: str) -> dict[str, pl.DataFrame]:
        return tables(register) | {name: rows_of(name, text) for name, text in texts.items()}

    return made
