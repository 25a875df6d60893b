"""The question of where the next centres should stand, as part of an address: each of its numbers declared once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from ..problem import Problem
from ..query import Notice
from .solver import Goal

GOALS: tuple[Goal, ...] = ("most", "cover", "nearest", "fair")
OF_SHARE = ("cover", "fair")  # goals that have a share of people


@dataclass(frozen=True)
class Number:
    """A number of the question: ``siting.<id>`` is its name.

    Parameters
    ----------
    id : str
        Its name in the address, in the command and in the API.
    default : float or None
        Its value where the address has none.
    low, high : float
        The smallest and the largest value allowed.
    decimals : int
        Its decimals.
    """

    id: str
    default: float | None
    low: float
    high: float
    decimals: int = 0

    def read(self, text: str) -> float | None:
        """Return the number that a text is, if it is allowed."""
        value = _number(text)
        whole = value is not None and round(value, self.decimals) == value
        return value if whole and value is not None and self.low <= value <= self.high else None

    def accepts(self, text: str) -> bool:
        """Return whether a text is such a number."""
        return self.read(text) is not None

    def nearest(self, text: str) -> str:
        """Return the nearest text that is allowed; the default of one that is no number, empty where there is none."""
        value = _number(text)
        if value is None:
            return "" if self.default is None else f"{self.default:.12g}"
        return f"{round(min(max(value, self.low), self.high), self.decimals):.12g}"


NUMBERS: dict[str, Number] = {
    number.id: number
    for number in (
        Number("new", 100, 1, 7_500),
        Number("budget", None, 1, 1_000_000_000_000, 2),
        Number("within", 5, 0.1, 200, 1),
        Number("share", 80, 1, 100, 1),
        # From the great circle to the road: an assumption (docs/methods.md).
        Number("detour", 1.3, 1, 3, 2),
    )
}
PARAMETERS = ("goal", *NUMBERS)  # of an address


@dataclass(frozen=True)
class Question:
    """What is asked.

    Parameters
    ----------
    goal : {"most", "cover", "nearest", "fair"}
        Most people within reach; the fewest sites that bring a share of the people within reach; the least mean
        distance; most people within reach, and in every place a share of its own.
    new : int
        How many sites; not used by ``cover``, nor where there is a budget.
    budget : float or None
        Baht a year for the new centres, in place of their number.
    within : float
        The reach: km by road, or minutes where travel times are given.
    share : float
        Percent of the people, for ``cover`` and ``fair``.
    detour : float
        How many times as far as the great circle the road is.
    """

    goal: Goal = "most"
    new: int = 100
    budget: float | None = None
    within: float = 5.0
    share: float = 80.0
    detour: float = 1.3

    @property
    def has_share(self) -> bool:
        """Whether its share is used."""
        return self.goal in OF_SHARE

    def number(self, baht: float | None, sites: int | None = None) -> int:
        """Return how many sites are asked for.

        Parameters
        ----------
        baht : float or None
            What a centre costs in a year, where that is known.
        sites : int, optional
            How many possible sites there are: of the usual number no more is asked for.

        Raises
        ------
        Problem
            If the budget pays for no centre, or what a centre costs is not known.
        """
        if self.budget is None:
            return min(self.new, sites) if sites and self.new == Question().new else self.new
        if not baht:
            raise Problem("siting.wrong.no_cost")
        if self.budget < baht:
            raise Problem("siting.wrong.budget", value=round(self.budget), least=round(baht))
        return int(self.budget // baht)

    def query(self) -> dict[str, str]:
        """Write the question as parameters of an address; what is the default is left out."""
        usual, found = Question(), {}
        for name in PARAMETERS:
            value = getattr(self, name)
            if value is not None and value != getattr(usual, name):
                found[name] = value if name == "goal" else f"{value:.12g}"
        return found

    @classmethod
    def parse(cls, query: Mapping[str, Iterable[str]]) -> tuple["Question", list[Notice]]:
        """Read a question from the parameters of an address; of a parameter that is there twice the last value counts.

        Parameters
        ----------
        query : mapping of str to iterable of str
            The values of each parameter.

        Returns
        -------
        tuple of Question and list of Notice
            The question, and a notice ``notice.<parameter>`` of each value that cannot be used, with the nearest that can.
        """
        found, notices = cls(), []
        for name in PARAMETERS:
            for text in (value.strip() for value in query.get(name, ()) if value.strip()):
                if name == "goal":
                    if text in GOALS:
                        found = replace(found, goal=text)
                    else:
                        near = get_close_matches(text, GOALS, n=1)
                        notices.append(Notice("notice.goal", text, near[0] if near else ""))
                    continue
                value = NUMBERS[name].read(text)
                if value is None:
                    notices.append(Notice(f"notice.{name}", text, NUMBERS[name].nearest(text)))
                else:
                    found = found.having(name, value)
        return found, notices

    def having(self, name: str, value: float) -> "Question":
        """Return the same with another value of a number."""
        changed: dict[str, Any] = {name: int(value) if name == "new" else value}
        return replace(self, **changed)


def _number(text: str) -> float | None:
    """Return the finite number that a text is, with or without commas before each three digits."""
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
