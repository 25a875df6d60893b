"""The plan of the next centres for a view: site after site at once, and the solver's when it has it."""

from dataclasses import replace
from functools import partial
from typing import Any

from ..cache import cached
from ..loader import Data
from ..metrics import next_sites
from ..problem import Problem
from ..siting import jobs
from ..siting.plan import Plan
from ..siting.question import PARAMETERS, Question
from ..siting.solver import solve
from ..siting.study import Study
from ..view import View
from . import plan_exhibits
from .selection import Selection

MEGABYTES = 64  # of questions with their data


def question(selection: Selection) -> Question:
    """Return the question that is chosen."""
    return Question.parse({name: selection.chosen(name) for name in PARAMETERS})[0]


def _key(data: Data, view: View, asked: Question) -> tuple[Any, ...]:
    day = view.as_of or data.release.as_of
    places = replace(view, statuses=(), since=None, compared="", as_of=day)
    return data.store.url, data.release.number, places, asked


@cached(MEGABYTES, key=_key)
def _data(data: Data, view: View, asked: Question) -> Study:
    """Return the data of a question of any number, with the plans of all numbers of sites."""
    found = next_sites.study(partial(data.ask, view=View(as_of=view.as_of)), view, asked)
    _ = found.curve  # computed here, for all numbers
    return found


def study(data: Data, view: View, asked: Question) -> Study:
    """Return the question with its data, which are worked out once for every number of sites.

    Raises
    ------
    Problem
        If it cannot be solved; it says what would work.
    """
    usual = Question()
    goal = asked.goal if asked.goal == "nearest" else usual.goal  # the others count the same people
    base = _data(data, view, replace(usual, goal=goal, within=asked.within, detour=asked.detour))
    return base.asking(asked, asked.number(_cost(data, view).baht, base.sites.height)).checked()


def _cost(data: Data, view: View) -> next_sites.Cost:
    return next_sites.cost(partial(data.ask, view=View(as_of=view.as_of)))


def job(data: Data, view: View, asked: Question) -> jobs.Job:
    """Return the solver's job for a question, which begins now unless it has before; raises as :func:`study`."""
    found = study(data, view, asked)
    return jobs.job(_key(data, view, asked), lambda: found)


def cost(selection: Selection) -> next_sites.Cost:
    """Return what a centre costs in a year, from all centres of the country."""
    return _cost(selection.context.data, selection.context.view)


def found(selection: Selection) -> Plan | Problem:
    """Return the plan for what is chosen, or why there is none.

    On a page it is the solver's if it has one, else that of site after site; for a file it is always the solver's.
    """
    data, view, asked = selection.context.data, selection.context.view, question(selection)
    try:
        if not selection.at_once:
            return _solved_here(data, view, asked)
        own = job(data, view, asked)
        return own.problem or own.plan or Plan.greedy(own.study)
    except Problem as problem:
        return problem


def first(selection: Selection) -> Plan | Problem:
    """Return the plan of site after site for what is chosen, or why there is none; the solver is not asked."""
    try:
        return Plan.greedy(study(selection.context.data, selection.context.view, question(selection)))
    except Problem as problem:
        return problem


def current(selection: Selection) -> jobs.Job | None:
    """Return the solver's job for what is chosen; None where the question cannot be solved."""
    try:
        return job(selection.context.data, selection.context.view, question(selection))
    except Problem:
        return None


def state(selection: Selection) -> str:
    """Return what changes the page besides the address: how far the solver is, and the version of the saved plans."""
    own = current(selection)
    return f"{own.state if own else ''} {plan_exhibits.state(selection)}"


@cached(MEGABYTES, key=_key)
def _solved_here(data: Data, view: View, asked: Question) -> Plan:
    """Solve a question in this process: that of a file is one of its own."""
    known = study(data, view, asked)
    return Plan.solved(known, solve(known.task()))
