"""What would have to be different at a centre for the rules to suggest something else."""

import ast
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..criteria.conditions import asks, constant, steps
from ..criteria.figures import ANSWERS
from ..criteria.limits import THRESHOLDS, Limits
from ..schema import OPTIONS
from .review_rules import Rule, decide, numbers

# What a comparison is with its sides exchanged.
MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}


def alternatives(figures: pd.DataFrame, rules: Sequence[Rule], limits: Limits) -> pd.DataFrame:
    """Return which single figure would have to be different for another option, and how: the least change of each.

    Parameters
    ----------
    figures, rules, limits
        As for :func:`suggest`.

    Returns
    -------
    pandas.DataFrame
        A row a centre, figure and other option: ``centre_id``; ``figure``; ``needed``: ``less`` (than ``value``),
        ``at_least``, ``more`` or ``is``; ``value``, a number, missing for an answer; ``answer``, missing for a number;
        ``option`` then. By centre in the order of ``figures``, then by figure in the order of the rules.
    """
    values, size = numbers(figures, limits), len(figures)
    options = [rule.option for rule in rules]
    truths = [rule.apply(values, limits) for rule in rules]
    before = decide(truths, options, size).option
    found: list[pd.DataFrame] = []
    for order, name in enumerate(dict.fromkeys(name for rule in rules for name in rule.compared)):
        touched = [name in rule.names for rule in rules]
        best: dict[int, np.ndarray] = {}  # of each option, how far the figure is from what would suggest it
        for needed, value, number in _candidates(name, rules, limits):
            then = {**values, name: np.full(size, number)}
            changed = [
                rule.apply(then, limits) if touches else old
                for rule, touches, old in zip(rules, touched, truths, strict=True)
            ]
            option = decide(changed, options, size).option
            far = np.where(np.isnan(values[name]), 0.0, np.abs(values[name] - number))
            for code in np.unique(option[option != before]):
                nearest = best.setdefault(int(code), np.full(size, np.inf))
                rows = np.flatnonzero((option == code) & (before != code) & (far < nearest))
                nearest[rows] = far[rows]
                words = ANSWERS.get(name)
                found.append(
                    pd.DataFrame(
                        {
                            "row": rows,
                            "order": order,
                            "figure": name,
                            "needed": needed,
                            "value": np.nan if words else value,
                            "answer": words[int(value)] if words else None,
                            "option": OPTIONS[code],
                        }
                    )
                )
    columns = ["centre_id", "figure", "needed", "value", "answer", "option"]
    if not found:
        return pd.DataFrame(columns=columns)
    # Of one figure and option the last row is the nearest: a later one is there only where it is nearer.
    rows = pd.concat(found, ignore_index=True).drop_duplicates(["row", "figure", "option"], keep="last")
    rows = rows.sort_values(["row", "order"], kind="stable")
    return rows.assign(centre_id=figures.centre_id.to_numpy()[rows.row])[columns].reset_index(drop=True)


def _candidates(name: str, rules: Sequence[Rule], limits: Limits) -> list[tuple[str, float, float]]:
    """Return what a figure could be instead, as far as rules differ on it: how it is said, the value, a number that is so."""
    if words := ANSWERS.get(name):
        return [("is", float(at), float(at)) for at in range(len(words))]
    found: set[tuple[str, float, float]] = set()
    for node in (node for rule in rules for node in ast.walk(rule.tree) if isinstance(node, ast.Compare)):
        for left, op, right in () if asks(node) else steps(node):
            for figure, bound, turned in ((left, right, False), (right, left, True)):
                if isinstance(figure, ast.Name) and figure.id == name:
                    value = (
                        limits[bound.id] if isinstance(bound, ast.Name) and bound.id in THRESHOLDS else constant(bound)
                    )
                    if value is not None:
                        found |= set(_either_side(MIRRORED.get(type(op), type(op)) if turned else type(op), value))
    return sorted(found, key=lambda each: each[1:])


def _either_side(op: type[ast.cmpop], value: float) -> list[tuple[str, float, float]]:
    """Return the two sides of a comparison with a value, each by the number of it that is nearest to the other."""
    if op in (ast.Eq, ast.NotEq):
        return [("is", value, value)]
    if op in (ast.Lt, ast.GtE):
        return [("less", value, float(np.nextafter(value, -np.inf))), ("at_least", value, value)]
    return [("at_most", value, value), ("more", value, float(np.nextafter(value, np.inf)))]
