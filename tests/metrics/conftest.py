"""Every metric is asked on two engines, which must give the same figures."""

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw
import polars as pl
import pytest

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
