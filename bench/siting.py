"""Where the next centres should stand: seconds to a proof or to the limit, and the gap; and another number on a solved curve."""

import time
from dataclasses import replace

import numpy as np
import polars as pl

from .product import Plan, Question, Study, people_points, solve_apart
from .session import Found, Session
from .table import Row

SITES, CENTRES = 7_500, 1_722
CASES = (
    Question(new=300, within=5), Question(new=1_200, within=10), Question(goal="cover", share=80, within=10),
    Question(goal="nearest", new=300), Question(goal="nearest", new=1_200), Question(goal="fair", new=1_200, share=40, within=10),
)  # fmt: skip
WANTED_SECONDS, WANTED_GAP = 10.0, 0.5  # either is enough
OTHER = 250  # sites, on a curve that is there
WANTED_MS = 200


def measure(session: Session) -> Found:
    """Solve each goal on points of the whole country, each in a process of its own, as a page does."""
    found = Found()
    points, centres = _points()
    for question in CASES[:2] if session.quick else CASES:
        study = Study(question, question.new, points, points.drop("people"), centres).checked()
        began = time.perf_counter()
        curve = time.perf_counter()
        _ = study.curve
        curve = time.perf_counter() - curve
        plan = solve_apart(study, lambda share: None)
        seconds = time.perf_counter() - began
        asked = f"{question.goal} {question.new if question.goal != 'cover' else f'{question.share:g}%'}, {question.within:g} km"
        found.figures[asked] = {"seconds": seconds, "gap": plan.gap, "state": plan.state, "curve": curve}
        found.rows += [
            Row(f"{asked}: with reading and pairs", (seconds,), "s"),
            Row(f"{asked}: plan site by site of every number", (curve,), "s"),
            Row(
                f"{asked}: gap",
                (plan.gap * 100,),
                "%",
                wanted=(WANTED_GAP if plan.seconds > WANTED_SECONDS * 0.9 else 100,),
            ),
        ]
        if question == CASES[0]:
            began = time.perf_counter()
            other = Plan.greedy(study.asking(replace(question, new=OTHER), OTHER))
            _ = other.sites(), other.by_place(), other.gini()
            milliseconds = (time.perf_counter() - began) * 1000
            found.rows.append(
                Row("another number on that curve: sites and places", (milliseconds,), "ms", wanted=(WANTED_MS,))
            )
    return found


def _points() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return as many points as the largest case has, some of them moved a little and given again; and open centres."""
    known, pick = people_points(), np.random.default_rng(1)
    more = known.sample(SITES - known.height, seed=1).with_columns(
        pl.col("latitude", "longitude") + pick.uniform(-0.03, 0.03, SITES - known.height), code=pl.col("code") + "b"
    )
    points = pl.concat([known, more])
    places = ["latitude", "longitude", "region", "province", "district"]
    return points, points.sample(CENTRES, seed=2).select(pl.col("code").alias("centre_id"), *places)
