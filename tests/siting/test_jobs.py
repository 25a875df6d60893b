"""Solving in a process of its own: once for all who ask, stopped at any time, and nothing half done."""

import os
import signal
import threading
import time

import numpy as np
import polars as pl
import pytest

from ocod_dash import worker
from ocod_dash.problem import Problem
from ocod_dash.siting import jobs
from ocod_dash.siting.question import Question
from ocod_dash.siting.solver import Solution, solve
from ocod_dash.siting.study import Study


@pytest.fixture
def study():
    """Return 60 points on a grid, 4 km apart, each a site; the best 5 sites are found in no time."""
    rng = np.random.default_rng(3)
    places = pl.DataFrame(
        {
            "code": [f"p{n}" for n in range(60)],
            "region": ["north"] * 60,
            "province": ["50"] * 60,
            "district": ["5001"] * 60,
            "latitude": [18 + 0.036 * (n // 10) for n in range(60)],
            "longitude": [99 + 0.036 * (n % 10) for n in range(60)],
        }
    )
    sites = places.with_columns(name_th=pl.col("code"), name_en=pl.col("code"))
    centres = pl.DataFrame(schema={"centre_id": pl.String, "latitude": pl.Float64, "longitude": pl.Float64})
    demand = places.with_columns(people=pl.Series(rng.integers(1, 900, 60)))
    return Study(Question(new=5, within=5, detour=1), 5, demand, sites, centres)


def forever(task, on_progress):
    """Stand for a solver that never ends."""
    while True:
        on_progress(0.25)
        time.sleep(0.05)


def killed(task, on_progress):
    """Stand for a solver that the system ends."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_of_its_own_finds_what_the_solver_finds(study):
    plan = jobs.solve_apart(study, lambda share: None)
    here = solve(study.task())
    assert (plan.chosen.tolist(), plan.is_best) == (here.chosen.tolist(), True)


def test_a_question_is_solved_once_for_all_who_ask(study, monkeypatch):
    solved = []

    def counted(*given, **options):
        solved.append(given)
        return Solution(np.array([3]), 1.0, 1.0, 0.0, 0.1)

    monkeypatch.setattr(worker, "run", counted)
    jobs.job.cache_clear()
    found = []
    asking = [threading.Thread(target=lambda: found.append(jobs.job("same", lambda: study))) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    found[0].wait()
    assert len(solved) == 1
    assert {id(job) for job in found} == {id(found[0])}
    assert (found[0].state, found[0].plan.chosen.tolist()) == ("solved", [3])


def test_a_solver_that_is_stopped_leaves_the_plan_of_site_after_site(study, monkeypatch):
    monkeypatch.setattr(jobs, "solve", forever)
    job = jobs.Job(study)
    while job.share != 0.25:
        time.sleep(0.01)
    assert (job.state, job.plan) == ("solving", None)
    job.stop()
    job.wait()
    assert job.state == "stopped"
    assert job.plan.chosen.tolist() == study.curve.order[:5].tolist()
    assert job.plan.bound >= job.plan.people_after


def test_a_solver_that_is_killed_is_a_problem_in_words(study, monkeypatch):
    monkeypatch.setattr(jobs, "solve", killed)
    with pytest.raises(Problem, match=r"ended without an answer \(-9\)"):
        jobs.solve_apart(study, lambda share: None)
    job = jobs.Job(study)
    job.wait()
    assert (job.state, job.plan) == ("failed", None)


def test_the_turn_of_a_solver_that_failed_is_free_again(study, monkeypatch):
    monkeypatch.setattr(jobs, "solve", killed)
    with pytest.raises(Problem):
        jobs.solve_apart(study, lambda share: None)
    monkeypatch.undo()
    assert jobs.solve_apart(study, lambda share: None).is_best


def test_an_interrupted_command_ends_the_process(study, monkeypatch):
    monkeypatch.setattr(jobs, "solve", forever)
    started = []
    send = worker._send
    monkeypatch.setattr(worker, "_send", lambda *given: started.append(send(*given)) or started[-1])

    def interrupt(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.solve_apart(study, interrupt)
    assert started[0].wait(10) is not None


def test_nothing_but_messages_is_on_the_way_back(study, monkeypatch):
    """HiGHS writes on the standard output in C, where it would be between the messages."""
    monkeypatch.setattr(jobs, "solve", loud)
    assert jobs.solve_apart(study, lambda share: None).chosen.tolist() == [1]


def loud(task, on_progress):
    """Stand for a solver that writes on the standard output."""
    os.write(1, b"Running HiGHS\n")
    on_progress(0.5)
    return Solution(np.array([1]), 1.0, 1.0, 0.0, 0.1)
