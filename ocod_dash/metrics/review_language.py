"""The language of the review's conditions: read safely, and applied to all centres at once.

A condition compares figures with numbers, thresholds and answers: ``visits_per_open_day < few_visits and still_wanted
== no``. It has ``and``, ``or``, ``not``, parentheses, ``is known`` and ``is missing``. Nothing else is read, and
nothing in it is ever run.

A comparison with a figure that is missing is neither true nor false, and so is what depends on it (Kleene's logic of
three values): a condition with a missing figure never holds silently.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np

from ..problem import Problem
from .review_limits import THRESHOLDS, Limits
from .review_measures import ANSWERS, REVIEW_MEASURES

KNOWN, MISSING = "known", "missing"
COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
FIGURES = (*REVIEW_MEASURES, *ANSWERS)  # that a condition may name
Values = Mapping[str, np.ndarray]  # of each figure, a number a centre; NaN where it is missing


class Truth(NamedTuple):
    """For each centre, whether something is true, and whether it is false; neither where too little is known."""

    yes: np.ndarray
    no: np.ndarray


def parse(condition: str, position: int = 1) -> ast.expr:
    """Read a condition into a tree of what the language has; raises :class:`Problem` where there is anything else.

    Parameters
    ----------
    condition : str
        The condition.
    position : int
        The rule's place, to be named in a problem.
    """
    place = {"position": position}
    try:
        tree = ast.parse(condition.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        at = getattr(error, "offset", None) or 1
        text = " ".join(condition.strip()[at - 1 :].split())[:30] or condition.strip()[-30:]
        raise Problem("review.rule.syntax", value=text, **place) from None
    _check(tree, place)
    return tree


def _check(node: ast.expr, place: Mapping[str, Any]) -> None:
    match node:
        case ast.BoolOp(values=parts):
            for part in parts:
                _check(part, place)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            _check(part, place)
        case ast.Compare(ops=[ast.Is()], left=ast.Name(id=name), comparators=[ast.Name(id=asked)]):
            _known(name, FIGURES, place)
            _known(asked, (KNOWN, MISSING), place)
        case ast.Compare(ops=ops) if all(type(op) in COMPARED for op in ops):
            for left, op, right in steps(node):
                _check_comparison(left, op, right, place)
        case _:
            raise Problem("review.rule.syntax", value=ast.unparse(node), **place)


def _check_comparison(left: ast.expr, op: ast.cmpop, right: ast.expr, place: Mapping[str, Any]) -> None:
    """Accept a figure in numbers with a number, or one in words with one of its values, equal or not."""
    sides = [side for side in (left, right) if isinstance(side, ast.Name) and ANSWERS.get(side.id)]
    whole = f"{ast.unparse(left)} … {ast.unparse(right)}"
    if sides:
        figure, value = (left, right) if sides[0] is left else (right, left)
        assert isinstance(figure, ast.Name)
        if not isinstance(op, (ast.Eq, ast.NotEq)) or not isinstance(value, ast.Name):
            raise Problem("review.rule.words", name=figure.id, expected=", ".join(ANSWERS[figure.id]), **place)
        _known(value.id, ANSWERS[figure.id], place)
        return
    numbers = (*REVIEW_MEASURES, *THRESHOLDS)
    for side in (left, right):
        if isinstance(side, ast.Name):
            _known(side.id, numbers, place)
        elif constant(side) is None:
            raise Problem("review.rule.syntax", value=ast.unparse(side), **place)
    if not any(isinstance(side, ast.Name) and side.id in REVIEW_MEASURES for side in (left, right)):
        raise Problem("review.rule.syntax", value=whole, **place)


def _known(name: str, allowed: Sequence[str], place: Mapping[str, Any]) -> None:
    if name not in allowed:
        near = get_close_matches(name, allowed, n=1, cutoff=0.0)[0]
        raise Problem("review.rule.name", value=name, nearest=near, **place)


def constant(node: ast.expr) -> float | None:
    """Return the number that a node is, perhaps with a sign."""
    match node:
        case ast.Constant(value=bool()):
            return None
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -float(value)
    return None


def steps(node: ast.Compare) -> Iterator[tuple[ast.expr, ast.cmpop, ast.expr]]:
    """Return the single comparisons of ``1 < x < 5``."""
    sides = [node.left, *node.comparators]
    yield from zip(sides, node.ops, sides[1:], strict=False)


def names_of(tree: ast.expr) -> list[str]:
    """Return the names in a tree as they are written, from left to right."""
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return [node.id for node in sorted(named, key=lambda node: (node.lineno, node.col_offset))]


def asks(node: ast.Compare) -> bool:
    """Return whether a comparison asks whether a figure is known."""
    return isinstance(node.ops[0], ast.Is)


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
