"""Every public metric, found by itself, so that a new one cannot be forgotten."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from itertools import product

import narwhals as nw
import polars as pl
import pytest

from ocod_dash import metrics
from ocod_dash.criteria.figures import NUMBERS
from ocod_dash.criteria.limits import Limits
from ocod_dash.metrics import MEASURES, REVIEW_MEASURES, earned_schedule, places, review, rollout
from ocod_dash.metrics.review_rules import read, suggest
from ocod_dash.store.product import review_rules
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View

from .conftest import rows_of

REGISTER = """
    a  5001  at 18.80,98.98   due 2021-01-31  in_progress 2020-12-01  open 2021-02-10
    b  5001  at 18.81,98.99   due 2021-03-31  open 2021-03-20  closed 2021-05-01
    c  5701  at 19.90,99.83   due 2021-03-31  in_progress 2021-02-01
    d  1001  due 2021-06-30
    e  10    at 13.75,100.50  open 2021-04-01  suspended 2021-04-20
"""
USE = {
    "activity": """
        a 2019-06 visits=20
        a 2020-06 visits=30 visitors=9
        a 2021-03 visits=40 open_days=20 open_hours=150 learners=3 computers_working=4
        a 2021-04 visits=50 open_days=22 visitors=12 visitors_exact=no
    """,
    "contracts": "k 1000000 2020-07-01 2023-06-30",
    "contract_centres": "k a\nk b 2",
    "costs": "a 2021-01-01 2021-12-31 staff 120000",
    "surveys": "a 2021-04-20 in_use=yes condition=good",
    "decisions": "a 2021-05-01 keep council",
}
ON = View(regions=("north", "central"), as_of=date(2021, 5, 19), since=date(2021, 1, 1))
# What an option may be. A metric with another one fails here until it is named.
OPTIONS = {
    "level": ("country", "region", "province", "district"),
    "limit": (2,),
    "after": ("a",),
    "radius": (0.16,),
    "subject": ("ocod",),
    "centre": ("a",),
}
PLACES_ONLY = {places.progress}  # they compare places, and the country is one


def _metrics() -> dict[str, Callable]:
    modules = [importlib.import_module(f"ocod_dash.metrics.{m.name}") for m in pkgutil.iter_modules(metrics.__path__)]
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_")
        and function.__module__ == module.__name__
        and list(inspect.signature(function).parameters)[:2] == ["tables", "view"]
    }


METRICS = _metrics()


def calls() -> list:
    calls = []
    for name, metric in METRICS.items():
        options = list(inspect.signature(metric).parameters)[2:]
        for values in product(*(OPTIONS[option] for option in options)):
            if not (metric in PLACES_ONLY and "country" in values):
                calls.append(pytest.param(metric, dict(zip(options, values, strict=True)), id=f"{name}{list(values)}"))
    return calls


def registered(tables: Callable) -> dict[str, pl.DataFrame]:
    """Return all tables of a release, none of them empty that a metric asks."""
    used = {name: rows_of(name, text) for name, text in USE.items()}
    register = tables(REGISTER) | used | published() | {"review_rules": review_rules()}
    when = {"superseded_on": pl.lit(date(2021, 5, 20)), "superseded_by": pl.lit("malee")}
    return register | {"former_claims": register["claims"].with_columns(**when)}


def test_the_metrics_are_found():
    known = {"status.on_the_day", "rollout.summary", "rollout.course", "places.progress", "points.hexagons"}
    assert known <= METRICS.keys()


@pytest.mark.parametrize(("metric", "options"), calls())
def test_a_metric_gives_the_same_figures_on_both_engines_as_a_lazy_frame(metric, options, tables, on_engines):
    register = registered(tables)
    lazy = {name: nw.from_native(frame.lazy()) for name, frame in register.items()}
    assert isinstance(metric(lazy, ON, **options), nw.LazyFrame)
    one, other = ([dict(sorted(row.items())) for row in found] for found in on_engines(metric, register, ON, **options))
    assert one
    order = by_key(one)
    assert sorted(one, key=order) == [pytest.approx(row, abs=1e-9) for row in sorted(other, key=order)]


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_metric_says_what_it_returns(metric):
    assert inspect.signature(metric).return_annotation is nw.LazyFrame
    assert (metric.__doc__ or "").startswith(("Return ", "Count "))


def test_every_measure_is_a_column_of_the_places(ask):
    of_places = set(MEASURES) - {"gini", "late_days"}  # of the country alone; of the earned schedule
    assert of_places <= set(ask(places.progress, REGISTER, level="province").columns)
    assert "late_days" in ask(earned_schedule.by_place, REGISTER, level="province").columns
    assert of_places - {"per_100k", "per_1000_km2"} <= set(ask(rollout.summary, REGISTER).columns)


def test_every_measure_of_the_review_is_a_column_of_its_centres(ask):
    suggested = suggest(ask(review.figures, REGISTER), read(review_rules().to_pandas()), Limits())
    assert set(REVIEW_MEASURES) <= set(suggested.columns)
    assert tuple(REVIEW_MEASURES) == NUMBERS


def by_key(rows: list[dict]) -> Callable[[dict], str]:
    """Order rows by what identifies them: a centre, a place, a day."""
    keys = [
        key
        for key in (
            "centre_id",
            "claim_id",
            "source_id",
            "event_id",
            "programme_id",
            "position",
            "fifth",
            "code",
            "on",
            "month",
            "latitude",
            "longitude",
        )
        if key in rows[0]
    ]
    return lambda row: repr([round(v, 6) if isinstance(v := row[key], float) else v for key in keys])
