"""The language of conditions: a comparison of figures, read safely.

A condition compares figures with numbers, thresholds and answers: ``visits_per_open_day < few_visits and still_wanted
== no``. It has ``and``, ``or``, ``not``, parentheses, ``is known`` and ``is missing``. Nothing else is read, and
nothing in it is ever run.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ..problem import Problem
from .figures import ANSWERS, FIGURES, NUMBERS
from .limits import THRESHOLDS

KNOWN, MISSING = "known", "missing"
OPERATORS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


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
        case ast.Compare(ops=ops) if all(isinstance(op, OPERATORS) for op in ops):
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
    numbers = (*NUMBERS, *THRESHOLDS)
    for side in (left, right):
        if isinstance(side, ast.Name):
            _known(side.id, numbers, place)
        elif constant(side) is None:
            raise Problem("review.rule.syntax", value=ast.unparse(side), **place)
    if not any(isinstance(side, ast.Name) and side.id in NUMBERS for side in (left, right)):
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
