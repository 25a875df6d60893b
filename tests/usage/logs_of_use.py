"""Raw records of use for the tests: written by hand, or at random with duplicates and late ones."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl

from ocod_dash.usage import Rolled, roll_up
from ocod_dash.usage.polars_engine import PolarsEngine

TODAY = date(2026, 4, 10)
COLUMNS = ("bookingno", "centerCode", "bookingSlotType", "starttime", "endtime", "user_hash", "ticketCount")


def written(path: Path, text: str) -> Path:
    """Write a file with its lines as they are in a test, less the spaces around them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")
    return path


def rolled(source: Path, work: Path, **options: object) -> Rolled:
    """Roll up a source on Polars."""
    options = {"engine": PolarsEngine(), "today": TODAY} | options
    return roll_up(str(source), work, **options)


def months(activity: pl.DataFrame, *columns: str) -> list[tuple]:
    """Return some columns of the months, with the month as 2026-02."""
    shown = activity.with_columns(pl.col("month").dt.strftime("%Y-%m"))
    return shown.select("centre_id", "month", *columns).rows()


def at_random(seed: int, n: int) -> pl.DataFrame:
    """Return records of all kinds, some without a person, a number, an end or a kind, some for several people."""
    pick = random.Random(seed)
    rows = []
    for number in range(n):
        start = datetime(2026, 1, 1) + timedelta(minutes=pick.randrange(90 * 24 * 60))
        end = start + timedelta(minutes=pick.choice((-5, 20, 60, 600)))
        rows.append(
            (
                pick.choice((None, f"B{number}")),
                f"{pick.randrange(1, 5):04}",
                pick.choice(("wifi", "course", "print", "karaoke", None)),
                start.isoformat(),
                pick.choice((end.isoformat(), end.isoformat(), None)),
                pick.choice((None, *(f"p{person:02}" for person in range(12)))),
                pick.choice(("1", "1", "1", "4", "0", None)),
            )
        )
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
