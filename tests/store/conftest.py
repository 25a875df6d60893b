"""Small registers made by hand, and stores to publish them to."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from ocod_dash import schema
from ocod_dash.store import Release, Store

Tables = dict[str, pl.DataFrame]


def tables(*ids: str, province: str = "50", sample: bool = False, status: str = "open") -> Tables:
    """Return a register with a centre for each id, all of one province and status since 1 January 2020."""
    bare = schema.empty("centres")
    centres = pl.DataFrame(
        {"centre_id": ids, "name_th": [f"ศูนย์ {each}" for each in ids]}, schema=dict(list(bare.schema.items())[:2])
    ).with_columns(pl.lit(province).alias("province_code"), pl.lit(sample).alias("sample"))
    milestones = centres.select("centre_id", pl.lit(status).alias("status"), pl.lit(date(2020, 1, 1)).alias("on"))
    return {"centres": pl.concat([bare, centres], how="diagonal"), "milestones": milestones}


@pytest.fixture
def register() -> Callable[..., Tables]:
    return tables


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(str(tmp_path / "store"))


@pytest.fixture
def publish(store: Store) -> Callable[..., Release]:
    """Publish a small register of some ids on top of the current release, or of the release given."""

    def publishing(*ids: str, on: Store = store, **options) -> Release:
        current = on.current()
        based_on = options.pop("based_on", current.number if current else None)
        release_tables = tables(*ids, **options)
        facts = {"as_of": date(2021, 5, 19), "file": "r.csv", "sha256": "0" * 64, "who": "somchai"}
        return on.publish(release_tables, sample=options.get("sample", False), based_on=based_on, **facts)

    return publishing


@pytest.fixture
def ids_of() -> Callable[[Store, Release], list[str]]:
    """Return the ids of a release's centres; its milestones must be of the same centres."""

    def reading(store: Store, release: Release) -> list[str]:
        centres, milestones = (store.table(release, name).collect() for name in ("centres", "milestones"))
        assert set(centres["centre_id"]) == set(milestones["centre_id"])
        assert release.counts["centres"] == centres.height
        return sorted(centres["centre_id"])

    return reading
