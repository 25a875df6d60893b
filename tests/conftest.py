"""Small registers written by hand, for the tests of all rooms."""

from collections.abc import Callable
from datetime import date
from functools import cache

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, settings

from ocod_dash import geography, schema
from ocod_dash.loader import calendar
from ocod_dash.view import View

# No test measures seconds, and what pytest gives a test may serve all its examples.
ANY_PACE = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("ours", deadline=None, suppress_health_check=ANY_PACE)
settings.load_profile("ours")

ON = View(as_of=date(2021, 5, 19))


def tables_of(register: str) -> dict[str, pl.DataFrame]:
    """Make all tables from a register: a centre a line, first its id and its district's or province's code.

    Then, in any order, ``open 2021-02-10`` (a status and its day), ``due 2021-03-31``, ``at 18.8,99.0`` (a point) and
    ``named X`` (a name, with ``_`` for a space).
    """
    centres, milestones = [], []
    for line in filter(str.strip, register.splitlines()):
        centre_id, place, *rest = line.split()
        said = list(zip(rest[::2], rest[1::2], strict=True))
        facts = dict(said)
        latitude, longitude = map(float, facts["at"].split(",")) if "at" in facts else (None, None)
        centres.append(
            {
                "centre_id": centre_id,
                "name_th": facts.get("named", f"ศูนย์_{centre_id}").replace("_", " "),
                "province_code": place[:2],
                "district_code": place if len(place) == 4 else None,
                "latitude": latitude,
                "longitude": longitude,
                "due_on": date.fromisoformat(facts["due"]) if "due" in facts else None,
                "sample": False,
            }
        )
        milestones += [(centre_id, what, date.fromisoformat(day)) for what, day in said if what in schema.STATUSES]
    empty = {name: schema.empty(name) for name in schema.TABLES}
    register_tables = {
        "centres": pl.DataFrame(centres, schema=empty["centres"].schema),
        "milestones": pl.DataFrame(milestones, schema=empty["milestones"].schema, orient="row"),
    }
    return empty | {name: schema.check(name, frame) for name, frame in register_tables.items()} | _always()


@cache
def _always() -> dict[str, pl.DataFrame]:
    return {"places": geography.places(), "calendar": calendar()}


@pytest.fixture(scope="session")
def tables() -> Callable[[str], dict[str, pl.DataFrame]]:
    """Make tables from a register written by hand."""
    return tables_of


@pytest.fixture(scope="session")
def ask() -> Callable[..., pd.DataFrame]:
    """Ask a metric about a register written by hand, and get what a page would get."""

    def asked(metric: Callable[..., nw.LazyFrame], register: str, view: View = ON, **options: object) -> pd.DataFrame:
        frames = {name: nw.from_native(frame.lazy()) for name, frame in tables_of(register).items()}
        return metric(frames, view, **options).collect().to_pandas()

    return asked
