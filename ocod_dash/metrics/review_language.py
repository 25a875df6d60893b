"""Conditions applied to all centres at once, in a logic of three values.

A comparison with a figure that is missing is neither true nor false, and so is what depends on it (Kleene): a condition with a
missing figure never holds silently.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from ..criteria.conditions import MISSING, asks, constant, steps
from ..criteria.figures import ANSWERS
from ..criteria.limits import THRESHOLDS, Limits

COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
Values = Mapping[str, np.ndarray]  # of each figure, a number a centre; NaN where it is missing


class Truth(NamedTuple):
    """For each centre, whether something is true, and whether it is false; neither where too little is known."""

    yes: np.ndarray
    no: np.ndarray


def truth(node: ast.expr, values: Values, limits: Limits) -> Truth:
    """Return for which centres a condition is true and for which false."""
    match node:
        case ast.BoolOp(op=op, values=parts):
            (yes, no), *others = (truth(part, values, limits) for part in parts)
            for other in others:
                both = isinstance(op, ast.And)
                yes, no = (yes & other.yes, no | other.no) if both else (yes | other.yes, no & other.no)
            return Truth(yes, no)
        case ast.UnaryOp(operand=part):
            yes, no = truth(part, values, limits)
            return Truth(no, yes)
        case ast.Compare(left=ast.Name(id=name), comparators=[ast.Name(id=asked)]) if asks(node):
            missing = np.isnan(values[name])
            return Truth(missing, ~missing) if asked == MISSING else Truth(~missing, missing)
        case ast.Compare():
            each = [_compared(*step, values, limits) for step in steps(node)]
            return Truth(np.logical_and.reduce([s.yes for s in each]), np.logical_or.reduce([s.no for s in each]))
    raise TypeError(ast.dump(node))  # parse lets nothing else pass


def _compared(left: ast.expr, op: ast.cmpop, right: ast.expr, values: Values, limits: Limits) -> Truth:
    words = next(
        (ANSWERS[side.id] for side in (left, right) if isinstance(side, ast.Name) and ANSWERS.get(side.id)), ()
    )

    def side(node: ast.expr) -> Any:
        if not isinstance(node, ast.Name):
            return constant(node)
        if node.id in words:
            return float(words.index(node.id))
        return limits[node.id] if node.id in THRESHOLDS else values[node.id]

    one, other = side(left), side(right)
    known = ~(np.isnan(one) | np.isnan(other))
    holds = COMPARED[type(op)](one, other)
    return Truth(holds & known, ~holds & known)
