"""Make what a review of the sample's centres is made from: activity, contracts, costs, survey answers and decisions.

All of it is random, the same bytes every run, and mild between provinces: of each kind of centre every few in a row have
one, so that no province has many. Nothing in it is a measurement.
"""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.random import Generator
from numpy.typing import NDArray

SEED = 20210520
GOLDEN = 0.6180339887498949
# The last month that is reported, and how many months are, at most.
LAST_MONTH, MONTHS = np.datetime64("2021-04"), 24
# The survey: from when to when its answers come, and of which share of the open centres.
ASKED_FROM, ASKED_TO, ASKED = np.datetime64("2021-03-22"), np.datetime64("2021-05-14"), 0.9
# A centre is asked when it has been open for so many days.
OPEN_FOR = 28
# Visits on a day that is open, by month of the year: fewer in April and in the school holidays.
SEASON = np.array([1.0, 1.02, 0.98, 0.78, 0.92, 1.05, 1.06, 1.06, 1.02, 0.9, 1.0, 0.96])
# The sorts of centres: which share of all, visits on an open day from and to, which share is in use, keeps its hours, has
# other internet; wishes of the community and of the local government: the shares of yes and of partly.
SORTS: dict[str, tuple[float, float, float, float, float, float, tuple[float, float], tuple[float, float]]] = {
    "used": (0.68, 5.0, 18.0, 0.98, 0.95, 0.45, (0.82, 0.16), (0.03, 0.30)),
    "short_of_hours": (0.05, 4.5, 12.0, 0.97, 0.05, 0.42, (0.80, 0.18), (0.03, 0.30)),
    "out_of_order": (0.05, 4.0, 11.0, 0.95, 0.85, 0.40, (0.82, 0.16), (0.03, 0.30)),
    "local": (0.07, 3.0, 9.0, 0.96, 0.93, 0.50, (0.75, 0.22), (0.88, 0.12)),
    "misplaced": (0.05, 0.5, 1.8, 0.75, 0.75, 0.35, (0.55, 0.35), (0.03, 0.30)),
    "unused": (0.08, 0.1, 1.6, 0.30, 0.60, 0.88, (0.04, 0.26), (0.05, 0.15)),
    "silent": (0.02, 3.0, 8.0, 0.90, 0.85, 0.45, (0.70, 0.25), (0.03, 0.30)),
}
COMPUTERS = 10
# The share of answers, and of single figures, that are missing.
UNANSWERED, UNREPORTED = 0.04, 0.05
OFFICE = "หน่วยงานตัวอย่าง (sample office)"
DECIDED = ("keep", "keep", "improve", "hand_over", "keep", "move")

Numbers = NDArray[np.float64]
Days = NDArray[np.datetime64]


def write(centres: pl.DataFrame, folder: Path) -> None:
    """Write the files of the review beside the register of the same centres."""
    for name, frame in review(centres).items():
        frame.with_columns(sample=True).write_csv(folder / f"{name}.csv")


def review(centres: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the rows of each file, in the importer's own columns, of the centres that are open."""
    random = np.random.default_rng(SEED)
    opened = centres.drop_nulls("open_on").select("centre_id", "province_code", "open_on").sort("centre_id")
    sorts = np.array(list(SORTS))[
        np.searchsorted(np.cumsum([each[0] for each in SORTS.values()])[:-1], _turns(opened, random), side="right")
    ]
    condition = _condition(sorts, random)
    surveys = _surveys(opened, sorts, condition, random)
    return {
        "activity": _activity(opened, sorts, condition, random),
        "contracts": _contracts(opened, random),
        "costs": _costs(opened, random),
        "surveys": surveys,
        "decisions": _decisions(surveys, opened, sorts),
    }


def _turns(opened: pl.DataFrame, random: Generator) -> Numbers:
    """Return numbers from 0 to 1 that are spread out within each province, in another order at each call."""
    order = np.lexsort((random.random(opened.height), opened["province_code"].to_numpy()))
    turns = np.empty(opened.height)
    # Any few multiples of the golden ratio in a row are spread out.
    turns[order] = np.arange(opened.height) * GOLDEN % 1
    return turns


def _of(sorts: NDArray[np.str_], place: int) -> Numbers:
    """Return a figure of the sort of each centre."""
    return np.array([SORTS[sort][place] for sort in sorts.tolist()])


def _condition(sorts: NDArray[np.str_], random: Generator) -> NDArray[np.str_]:
    chance = random.random(len(sorts))
    usual = np.select([chance < 0.78, chance < 0.98], ["good", "worn"], "broken")
    return np.where(sorts == "out_of_order", np.where(chance < 0.8, "broken", "worn"), usual)


def _activity(
    opened: pl.DataFrame, sorts: NDArray[np.str_], condition: NDArray[np.str_], random: Generator
) -> pl.DataFrame:
    """Return the months of each centre, from the one in which it opened, without those that nobody reported."""
    first = opened["open_on"].to_numpy().astype("datetime64[M]")
    months = np.clip((LAST_MONTH - first).astype(int) + 1, 0, MONTHS)
    centre = np.repeat(np.arange(len(sorts)), months)
    nth = np.arange(len(centre)) - np.repeat(np.cumsum(months) - months, months)
    month = LAST_MONTH - np.repeat(months, months) + 1 + nth
    days = _open_days(month, opened["open_on"].to_numpy().astype("datetime64[D]")[centre], random)
    short = sorts[centre] == "short_of_hours"
    hours = np.round(days * np.where(short, random.uniform(3, 5, len(centre)), random.uniform(7, 8, len(centre))))

    low, high = _of(sorts, 1), _of(sorts, 2)
    usual = low + (high - low) * random.beta(2, 3, len(sorts))
    growth = random.normal(0, 0.10, len(sorts))
    since = (month - LAST_MONTH).astype(int) / 12
    rate = usual[centre] * SEASON[month.astype(int) % 12] * np.exp(growth[centre] * since)
    rate *= np.exp(random.normal(0, 0.12, len(centre)))
    visits = random.poisson(rate * days)
    visitors = np.ceil(visits * random.uniform(0.35, 0.6, len(centre))).astype(np.int64)
    courses = random.poisson(np.minimum(rate, 12) * 0.12 * days / 20)
    working = {"good": (9, 11), "worn": (6, 9), "broken": (1, 5)}
    low_high = np.array([working[each] for each in condition.tolist()])[centre]
    figures = {
        "visits": visits,
        "visitors": visitors,
        "learners": np.minimum(courses * random.integers(6, 19, len(centre)), visitors),
        "courses": courses,
        "service_uses": random.poisson(visits * 0.4),
        "open_days": days,
        "open_hours": hours.astype(np.int64),
        "computers_working": np.minimum(random.integers(low_high[:, 0], low_high[:, 1]), COMPUTERS),
        "downtime_hours": np.minimum(np.round(random.gamma(1.2, 7, len(centre))), 240).astype(np.int64),
    }
    reported = _reported(sorts, centre, nth, months, random)
    frame = pl.DataFrame(
        {"centre_id": opened["centre_id"].gather(centre), "month": month.astype("datetime64[D]"), **figures}
    )
    # Some centres never report some of the figures; visits and open days are the least that is asked.
    silent = {
        name: random.random(len(sorts))[centre] < UNREPORTED for name in figures if name not in ("visits", "open_days")
    }
    blank = (pl.when(~pl.Series(at)).then(name).alias(name) for name, at in silent.items())
    return frame.with_columns(blank).filter(pl.Series(reported))


def _open_days(month: Days, opened: Days, random: Generator) -> NDArray[np.int64]:
    """Return on how many days of its month each centre was open: working days, less a few."""
    start = np.maximum(month.astype("datetime64[D]"), opened)
    working = np.busday_count(start, (month + 1).astype("datetime64[D]"))
    return np.maximum(working - random.binomial(4, 0.3, len(month)), 0)


def _reported(
    sorts: NDArray[np.str_],
    centre: NDArray[np.int64],
    nth: NDArray[np.int64],
    months: NDArray[np.int64],
    random: Generator,
) -> NDArray[np.bool_]:
    """Return which months were reported: most; of silent centres the first few; the last month comes late from some."""
    missing = random.random(len(centre)) < (0.12 * random.random(len(sorts)))[centre]
    late = (nth == months[centre] - 1) & (random.random(len(sorts)) < 0.07)[centre]
    stopped = (sorts == "silent")[centre] & (nth > 3)
    return ~(missing | late | stopped)


def _surveys(
    opened: pl.DataFrame, sorts: NDArray[np.str_], condition: NDArray[np.str_], random: Generator
) -> pl.DataFrame:
    """Return what was answered, of nine in ten centres: slowly at first, then quickly, then slowly again."""
    n = len(sorts)
    ready = opened["open_on"].to_numpy().astype("datetime64[D]") + OPEN_FOR
    turn = _turns(opened, random)
    turn[ready > ASKED_TO] = 2
    asked = turn <= np.sort(turn)[round(ASKED * n) - 1]
    span = (ASKED_TO - ASKED_FROM).astype(int)
    day = ASKED_FROM + np.round(span * random.beta(2.6, 2.2, n)).astype(int)
    day = np.busday_offset(np.clip(day, np.minimum(ready, ASKED_TO), ASKED_TO), 0, roll="backward")

    def yes(place: int) -> pl.Series:
        return _answered(np.where(random.random(n) < _of(sorts, place), "true", "false"), random)

    def wish(place: int) -> pl.Series:
        shares, chance = _of(sorts, place), random.random(n)
        answers = np.select([chance < shares[:, 0], chance < shares.sum(axis=1)], ["yes", "partly"], "no")
        return _answered(answers, random)

    return pl.DataFrame(
        {
            "centre_id": opened["centre_id"],
            "surveyed_on": day,
            "office": OFFICE,
            "in_use": yes(3),
            "hours_kept": yes(4),
            "condition": _answered(condition, random),
            "other_internet": yes(5),
            "still_wanted": wish(6),
            "would_take_over": wish(7),
        }
    ).filter(pl.Series(asked))


def _answered(answers: NDArray[np.str_], random: Generator) -> pl.Series:
    """Return answers without those that were not given."""
    return pl.Series(answers.tolist()).set(pl.Series(random.random(len(answers)) < UNANSWERED), None)


def _contracts(opened: pl.DataFrame, random: Generator) -> pl.DataFrame:
    """Return two contracts with their centres, at the published 592,000 and 533,000 baht a centre and year.

    What is a contract's own is in its first row alone; one centre in twenty has no contract.
    """
    chance = _turns(opened, random)
    of = np.select([chance < 0.72, chance < 0.95], ["SAMPLE-C1", "SAMPLE-C2"], "")
    terms = {
        "SAMPLE-C1": ("ผู้รับจ้างตัวอย่าง 1 (sample contractor 1)", 592_000 * 5, "2019-01-01", "2023-12-31"),
        "SAMPLE-C2": ("ผู้รับจ้างตัวอย่าง 2 (sample contractor 2)", 533_000 * 3, "2019-07-01", "2022-06-30"),
    }
    parts = []
    for contract, (contractor, baht, starts, ends) in terms.items():
        ids = opened["centre_id"].filter(pl.Series(of == contract))
        own = {
            "contractor": contractor,
            "purpose": "จัดให้มีและดูแลศูนย์ตัวอย่าง (sample centres and their upkeep)",
            "value_baht": float(round(baht * len(ids), -7)),
            "starts_on": starts,
            "ends_on": ends,
        }
        begins = pl.int_range(pl.len()) == 0
        blank = (pl.when(begins).then(pl.lit(value)).alias(name) for name, value in own.items())
        parts.append(pl.DataFrame({"contract_id": contract, "centre_id": ids}).with_columns(blank))
    columns = ("contract_id", "contractor", "purpose", "value_baht", "starts_on", "ends_on", "centre_id")
    return pl.concat(parts).select(columns)


def _costs(opened: pl.DataFrame, random: Generator) -> pl.DataFrame:
    """Return what a few centres cost of their own in 2020."""
    there = opened.filter(pl.col("open_on") < pl.date(2020, 1, 1)).gather_every(5)
    kinds = {"electricity": (18_000, 60_000), "repair": (2_000, 40_000), "rent": (6_000, 24_000)}
    parts = [
        pl.DataFrame(
            {
                "centre_id": there["centre_id"],
                "starts_on": "2020-01-01",
                "ends_on": "2020-12-31",
                "kind": kind,
                "baht": np.round(random.uniform(*limits, there.height), -2).astype(np.int64),
            }
        ).filter(pl.Series(random.random(there.height) < share))
        for (kind, limits), share in zip(kinds.items(), (0.9, 0.5, 0.2), strict=True)
    ]
    return pl.concat(parts).sort("centre_id", "kind")


def _decisions(surveys: pl.DataFrame, opened: pl.DataFrame, sorts: NDArray[np.str_]) -> pl.DataFrame:
    """Return a handful of decisions, each in another province."""
    wanted = {"keep": "used", "improve": "out_of_order", "hand_over": "local", "move": "misplaced"}
    asked = opened.with_columns(sort=pl.Series(sorts)).join(surveys, on="centre_id", how="semi")
    rows, taken = [], set()
    for place, option in enumerate(DECIDED):
        of = asked.filter(pl.col("sort") == wanted[option], ~pl.col("province_code").is_in(list(taken)))
        centre = of.row(of.height * (place + 1) // (len(DECIDED) + 2), named=True)
        taken.add(centre["province_code"])
        day = np.busday_offset(np.datetime64("2021-05-07"), place, roll="forward")
        rows.append((centre["centre_id"], str(day), option, "คณะกรรมการตัวอย่าง (sample committee)",
                     "เหตุผลตัวอย่าง (sample reason)"))  # fmt: skip
    columns = ["centre_id", "decided_on", "option", "office", "reason"]
    return pl.DataFrame(rows, columns, orient="row")
