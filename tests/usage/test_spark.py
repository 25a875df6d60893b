"""The same functions on Apache Spark, with worker processes of its own, and on Polars: every figure is equal."""

from datetime import datetime

import narwhals as nw
import polars as pl
import pytest

from ocod_dash.usage import month_figures
from tests.metrics.test_every_metric import ON, by_key, calls, registered
from tests.usage.logs_of_use import at_random, rolled

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_a_roll_up_has_the_same_months(spark, tmp_path, form):
    for n, seed in enumerate((1, 2)):
        frame, path = at_random(seed, 300), tmp_path / "logs" / str(n) / f"log.{form}"
        path.parent.mkdir(parents=True)
        if form == "parquet":  # moments with a zone and without
            starts = pl.col("starttime").str.to_datetime()
            frame = frame.with_columns(starts.dt.replace_time_zone("Asia/Bangkok") if n else starts)
            frame.with_columns(pl.col("ticketCount").cast(pl.Int64)).write_parquet(path)
        elif form == "csv":
            frame.write_csv(path)
        else:
            frame.write_ndjson(path)
    expected = rolled(tmp_path / "logs", tmp_path / "polars")
    found = rolled(tmp_path / "logs", tmp_path / "spark", engine=spark)
    assert found.activity.equals(expected.activity)
    assert found.activity.height == 12
    for name in ("records", "rejected", "bad_ends", "kinds", "computed"):
        assert getattr(found, name) == getattr(expected, name), name


def test_what_one_engine_began_the_other_goes_on_with(spark, tmp_path):
    logs = tmp_path / "logs"
    logs.mkdir()
    at_random(1, 200).write_csv(logs / "1.csv")
    rolled(logs, tmp_path / "work")
    at_random(2, 200).write_csv(logs / "2.csv")
    found = rolled(logs, tmp_path / "work", engine=spark)
    assert (found.new, found.activity.equals(rolled(logs, tmp_path / "whole").activity)) == (1, True)


def test_an_estimate_is_near_and_all_else_is_exact(spark, tmp_path, monkeypatch):
    frame = pl.DataFrame(
        {
            "centre_id": ["a"] * 3000 + ["b"] * 10,
            "start": [f"2026-02-{n % 3 + 1:02} 09:00" for n in range(3010)],
            "person": [f"p{n % 1500}" for n in range(3010)],
        }
    )
    frame.write_csv(tmp_path / "log.csv")
    exact = rolled(tmp_path / "log.csv", tmp_path / "exact").activity
    monkeypatch.setattr(month_figures, "EXACT", 1000)
    found = rolled(tmp_path / "log.csv", tmp_path / "spark", engine=spark).activity
    assert found["visitors_exact"].to_list() == [False, True]
    assert found["visitors"].to_list() == pytest.approx(exact["visitors"].to_list(), rel=4 * 0.0081)
    assert found.drop("visitors", "visitors_exact").equals(exact.drop("visitors", "visitors_exact"))


@pytest.fixture(scope="module")
def both(spark, tables):
    """The same tables on Polars and on Spark."""
    register = registered(tables)
    arrow = {name: frame.to_arrow(compat_level=pl.CompatLevel.oldest()) for name, frame in register.items()}
    return (
        {name: nw.from_native(frame.lazy()) for name, frame in register.items()},
        {name: nw.from_native(spark.session.createDataFrame(table).coalesce(1)) for name, table in arrow.items()},
    )


@pytest.mark.parametrize(("metric", "options"), calls())
def test_a_metric_has_the_same_figures(metric, options, both, spark):
    one = metric(both[0], ON, **options).collect().to_polars().to_dicts()
    found = metric(both[1], ON, **options)
    # A few put small parts together in memory (docs/architecture.md): what they asked of Spark is Polars' by then.
    in_memory = isinstance(found.to_native(), pl.LazyFrame)
    other = (found.collect().to_polars() if in_memory else spark.collected(found)).to_dicts()
    one, other = ([dict(sorted(_figures(row))) for row in rows] for rows in (one, other))
    order = by_key(one)
    assert sorted(one, key=order) == [pytest.approx(row, abs=1e-9) for row in sorted(other, key=order)]


def _figures(row):
    """Yield the figures of a row; a month is the time of its first midnight on Spark."""
    for name, value in row.items():
        yield name, value.date() if isinstance(value, datetime) else value
