"""Rules from the figures of a centre to what may become of it: the option that they suggest, and how sure that is.

The first rule that is true decides, unless an earlier one could be true as well if more were known and would suggest
something else: then the centre goes to ``ask``, with what is missing.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..criteria.conditions import asks, names_of, parse
from ..criteria.figures import ANSWERS, FIGURES, YES_NO
from ..criteria.limits import THRESHOLDS, Limits
from ..schema import OPTIONS
from .review_language import Truth, Values, truth

ASK = OPTIONS.index("ask")
LITTLE = 6  # months of reports: what is decided on fewer is marked
NUDGE = 0.1  # by which each threshold is moved either way, to see which options change


@dataclass(frozen=True)
class Rule:
    """A rule, with its condition read.

    Parameters
    ----------
    position : int
        Its place in the order.
    option : str
        What it suggests, one of ``OPTIONS``.
    condition : str
        As written.
    text_th, text_en : str
        The rule in words.
    tree : ast.expr
        The condition, read.
    """

    position: int
    option: str
    condition: str
    text_th: str
    text_en: str
    tree: ast.expr = field(compare=False, repr=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The figures that the condition names, in its order."""
        return tuple(dict.fromkeys(name for name in self._names if name in FIGURES))

    @cached_property
    def thresholds(self) -> tuple[str, ...]:
        """The thresholds that it depends on."""
        own = [name for name in self._names if name in THRESHOLDS]
        return tuple(dict.fromkeys([*own, *(["hours_due"] if "hours_percent" in self.names else [])]))

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The figures that it compares, rather than only asks whether they are known."""
        each = [node for node in ast.walk(self.tree) if isinstance(node, ast.Compare) and not asks(node)]
        return tuple(dict.fromkeys(name for node in each for name in names_of(node) if name in FIGURES))

    @cached_property
    def _names(self) -> list[str]:
        return names_of(self.tree)

    def apply(self, values: Values, limits: Limits) -> Truth:
        """Return for which centres the condition is true and for which false."""
        return truth(self.tree, values, limits)


def read(rows: pd.DataFrame) -> tuple[Rule, ...]:
    """Read the rules of the table ``review_rules``, in their order.

    Raises
    ------
    Problem
        Of the first condition that cannot be read: it names the rule, the value, what is expected and the nearest name.
    """
    ordered = rows.sort_values("position").to_dict("records")
    return tuple(
        Rule(
            int(row["position"]),
            row["option"],
            row["condition"],
            row["text_th"],
            row["text_en"],
            parse(row["condition"], int(row["position"])),
        )
        for row in ordered
    )


def numbers(figures: pd.DataFrame, limits: Limits) -> dict[str, np.ndarray]:
    """Return the figures as rules compare them: numbers, an answer as its place among its values, NaN where missing.

    ``hours_percent`` is worked out here: ``hours_week`` as a percentage of the threshold ``hours_due``.
    """
    found = {}
    for name in FIGURES:
        if name == "hours_percent":
            continue
        column = figures[name]
        if name == "surveyed_on":
            found[name] = np.where(column.isna(), np.nan, 0.0)
        elif name in ANSWERS:
            words: Mapping[Any, int] = (
                {False: 0, True: 1} if ANSWERS[name] == YES_NO else {word: n for n, word in enumerate(ANSWERS[name])}
            )
            found[name] = column.map(words).to_numpy(dtype=float, na_value=np.nan)
        else:
            found[name] = column.to_numpy(dtype=float, na_value=np.nan)
    return found | hours(found, limits)


def hours(values: Values, limits: Limits) -> dict[str, np.ndarray]:
    """Return ``hours_percent``, hours open as a percentage of those due."""
    return {"hours_percent": values["hours_week"] / limits["hours_due"] * 100}


class Decided(NamedTuple):
    """What the rules suggest for each centre.

    Parameters
    ----------
    option : numpy.ndarray
        Its place in ``OPTIONS``.
    rule : numpy.ndarray
        The place in the list of rules of the one that decided, or that could not be judged; -1 where none holds.
    unclear : numpy.ndarray
        Whether that rule could not be judged, so that the centre goes to ``ask``.
    """

    option: np.ndarray
    rule: np.ndarray
    unclear: np.ndarray


def decide(truths: Sequence[Truth], options: Sequence[str], size: int) -> Decided:
    """Return what the first rule that holds suggests for each centre.

    Where an earlier rule that suggests something else could hold if more were known, and where none holds, it is
    ``ask``.

    Parameters
    ----------
    truths : sequence of Truth
        Of each rule, in their order.
    options : sequence of str
        What each rule suggests.
    size : int
        How many centres there are.
    """
    option, rule = np.full(size, ASK, np.int8), np.full(size, -1, np.int16)
    left = np.ones(size, bool)
    doubt, doubted, mixed = np.full(size, -1, np.int16), np.full(size, -1, np.int8), np.zeros(size, bool)
    for at, (each, name) in enumerate(zip(truths, options, strict=True)):
        code = OPTIONS.index(name)
        holds = left & each.yes
        sure = holds & ((doubt < 0) | (~mixed & (doubted == code)))
        option[sure], rule[sure] = code, at
        left &= ~holds
        rule[holds & ~sure] = doubt[holds & ~sure]
        unknown = left & ~each.no
        mixed |= unknown & (doubt >= 0) & (doubted != code)
        first = unknown & (doubt < 0)
        doubt[first], doubted[first] = at, code
    rule[left] = doubt[left]
    unclear = (option == ASK) & (rule >= 0) & (rule == doubt)
    return Decided(option, rule, unclear)


def suggest(figures: pd.DataFrame, rules: Sequence[Rule], limits: Limits) -> pd.DataFrame:
    """Return what the rules suggest for each centre, and how sure that is.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``review.figures``.
    rules : sequence of Rule
        In their order.
    limits : Limits
        The thresholds.

    Returns
    -------
    pandas.DataFrame
        The columns of ``figures`` in its order, ``hours_percent``, and: ``option``; ``position`` of the rule that
        decided or could not be judged, missing where none holds; ``unclear``, whether it could not be judged;
        ``missing``, the figures that it lacks, with commas; ``flips``, whether the option changes when any one
        threshold is 10% higher or lower; ``decided_on_little``, whether an option other than ``ask`` rests on less than
        six months of reports.
    """
    values, size = numbers(figures, limits), len(figures)
    options = [rule.option for rule in rules]
    truths = [rule.apply(values, limits) for rule in rules]
    decided = decide(truths, options, size)
    flips = np.zeros(size, bool)
    for name in THRESHOLDS:
        touched = [name in rule.thresholds for rule in rules]
        for factor in (1 - NUDGE, 1 + NUDGE) if any(touched) else ():
            moved = limits.having(name, limits[name] * factor)
            then = values if name != "hours_due" else {**values, **hours(values, moved)}
            changed = [
                rule.apply(then, moved) if moves else old
                for rule, moves, old in zip(rules, touched, truths, strict=True)
            ]
            flips |= decide(changed, options, size).option != decided.option
    position = np.array([rule.position for rule in rules] + [-1])[decided.rule]
    return figures.assign(
        hours_percent=values["hours_percent"],
        option=np.array(OPTIONS, object)[decided.option],
        position=pd.array(np.where(position < 0, None, position), dtype="Int64"),
        unclear=decided.unclear,
        missing=_missing(values, rules, decided),
        flips=flips,
        decided_on_little=(values["months_known"] < LITTLE) & (decided.option != ASK),
    )


def _missing(values: Values, rules: Sequence[Rule], decided: Decided) -> np.ndarray:
    """Return the figures that the rule lacks for each centre that it could not judge, with commas."""
    found = np.full(len(decided.rule), "", object)
    for at, rule in enumerate(rules):
        rows = np.flatnonzero(decided.unclear & (decided.rule == at))
        for name in rule.compared if len(rows) else ():
            lacks = rows[np.isnan(values[name][rows])]
            found[lacks] = [f"{one},{name}" if one else name for one in found[lacks]]
    return found
