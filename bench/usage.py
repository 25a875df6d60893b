"""Raw records of use rolled up to months by the command: records a second and memory at its peak, on one core; and on Spark."""

import shutil
import subprocess
import sys
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from .servers import ROOT, Used, run
from .session import Found, Session
from .table import Row

SIZES = (10_000_000, 30_000_000, 100_000_000)
QUICK, ON_SPARK = 1_000_000, 10_000_000
WANTED_A_SECOND, WANTED_MB = 2_000_000, 2_000
THOUSAND_MILLION = 1_000_000_000
CENTRES, PEOPLE, SESSIONS = 2_394, 300, 4  # people who come to a centre; sessions of one on a day
MONTHS = pl.date_range(date(2024, 1, 1), date(2025, 12, 1), "1mo", eager=True)
# A work station has more; what is measured is one core.
ONE_CORE = {"POLARS_MAX_THREADS": "1"}
MASTER = "local-cluster[2,1,2048]"


def measure(session: Session) -> Found:
    """Roll up logs of growing size, and one of them on Spark too."""
    found = Found()
    used: dict[int, Used] = {}
    for records in (QUICK,) if session.quick else SIZES:
        place = session.folder(f"usage_{records}")
        log = write_log(place, records)
        used[records] = found.figures[f"{records}"] = roll_up(place, log, "polars", **ONE_CORE)
        name, seconds = f"{records:,} records", used[records].seconds
        found.rows += [
            Row(f"{name}", (seconds,), "s", wanted=(records / WANTED_A_SECOND,)),
            Row(f"{name}: records a second", (records / seconds,), wanted=(WANTED_A_SECOND,), least=True),
            Row(f"{name}: most memory", (used[records].peak,), "MB", wanted=(WANTED_MB,)),
        ]
        if records in (QUICK, ON_SPARK):
            found.rows += on_spark(place, log, name, found)
        shutil.rmtree(place)
    if len(used) > 1:
        few, many = min(used), max(used)
        slope = (used[many].seconds - used[few].seconds) / (many - few)
        found.rows.append(Row("1,000 million, by the slope", (slope * THOUSAND_MILLION / 60,), "minutes"))
    return found


def on_spark(place: Path, log: Path, name: str, found: Found) -> list[Row]:
    """Roll up the same log on Spark, and compare every figure."""
    if not find_spec("pyspark"):
        found.failed.append("on Spark: it is not installed here; make test-spark installs it in .venv/spark")
        return []
    used = found.figures[f"{name} on Spark"] = roll_up(place, log, "spark", **SPARK)
    ours, theirs = (pl.read_parquet(place / f"{engine}.parquet") for engine in ("polars", "spark"))
    equal = ours.join(theirs, on=ours.columns, how="semi", nulls_equal=True).height
    differing = max(ours.height, theirs.height) - equal
    return [
        Row(f"{name} on Spark, two workers", (used.seconds,), "s"),
        Row(f"{name} on Spark: months of centres that differ", (differing,), wanted=(0,)),
    ]


SPARK = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=8 --driver-memory 2g pyspark-shell",
}


def roll_up(place: Path, log: Path, engine: str, **environment: str) -> Used:
    """Roll up a log by the command."""
    command = [sys.executable, "-m", "ocod_dash", "usage", "rollup", str(log), "--engine", engine]
    command += ["--work", str(place / engine), "--out", str(place / f"{engine}.parquet")]
    command += ["--master", MASTER] if engine == "spark" else []
    return run(command, place / f"{engine}.log", **environment)


def write_log(folder: Path, records: int) -> Path:
    """Have a log written by another process: what this one holds would count as its children's memory."""
    command = [sys.executable, "-m", "bench.usage", str(folder), str(records)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder / "log"


def make(folder: Path, records: int) -> None:
    """Write wi-fi sessions of two years, a file a month in the order of time: some each day of each person who comes."""
    (folder / "log").mkdir()
    for number, first in enumerate(MONTHS):
        pick = np.random.default_rng(number)
        visits = records // MONTHS.len() // SESSIONS
        centre, person = pick.integers(CENTRES, size=visits), pick.integers(PEOPLE, size=visits)
        days = np.sort(pick.integers(28, size=visits))  # so that records are in the order of days
        row = np.repeat(np.arange(visits), SESSIONS)
        start = days[row] * 86_400 + pick.integers(3600, 9 * 3600, size=row.size)  # 8:00 to 16:00 in Thailand
        begins = np.datetime64(datetime(first.year, first.month, 1), "us") + 1_000_000 * start.astype("timedelta64[us]")
        ends = begins + 1_000_000 * pick.integers(60, 3600, size=start.size).astype("timedelta64[us]")
        who = centre * PEOPLE + person
        frame = pl.DataFrame({"centre": centre[row], "who": who[row], "start": begins, "end": ends}).sort("start")
        frame.select(
            centerCode=pl.col("centre").cast(pl.String).str.zfill(4),
            start=pl.col("start").cast(pl.Datetime("us", "UTC")),
            end=pl.col("end").cast(pl.Datetime("us", "UTC")),
            device_hash=(pl.col("who").cast(pl.UInt64) * 0x9E3779B97F4A7C15).cast(pl.String),
            type=pl.lit("wifi"),
        ).write_parquet(folder / "log" / f"{first:%Y-%m}.parquet")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
