"""The thresholds of the review, each declared once, and their values as a reader has set them: part of an address.

No published standard of how much a centre should be used was found. The defaults are this dashboard's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ..query import Notice, flatten


@dataclass(frozen=True)
class Threshold:
    """A number that rules compare figures with: ``review.threshold.<id>`` is its name.

    Parameters
    ----------
    id : str
        Its name in conditions and in the address.
    default : float
        Its value where the address has none.
    unit : str
        A unit as measures have it.
    low, high : float
        The smallest and the largest value allowed.
    """

    id: str
    default: float
    unit: str
    low: float
    high: float


THRESHOLDS: dict[str, Threshold] = {
    threshold.id: threshold
    for threshold in (
        Threshold("few_visits", 2, "visits_per_open_day", 0, 1000),
        Threshold("short_hours", 70, "percent", 0, 100),
        # Seven hours on each of five days, as government offices are open to the public (8:30 to 16:30 less an hour).
        Threshold("hours_due", 35, "hours_a_week", 1, 168),
        Threshold("few_computers", 3, "computers", 0, 100),
        Threshold("many_people", 20_000, "people", 0, 10_000_000),
        Threshold("enough_months", 6, "months", 0, 12),
    )
}
MARK = ":"


@dataclass(frozen=True)
class Limits:
    """A value of each threshold, in the order of ``THRESHOLDS``."""

    values: tuple[float, ...] = tuple(float(threshold.default) for threshold in THRESHOLDS.values())

    def __getitem__(self, name: str) -> float:
        """Return the value of a threshold."""
        return self.values[list(THRESHOLDS).index(name)]

    def having(self, name: str, value: float) -> "Limits":
        """Return the same with another value of a threshold, allowed or not."""
        values = zip(THRESHOLDS, self.values, strict=True)
        return replace(self, values=tuple(value if each == name else old for each, old in values))

    @property
    def changed(self) -> int:
        """How many thresholds are not the usual ones."""
        return sum(
            value != threshold.default for threshold, value in zip(THRESHOLDS.values(), self.values, strict=True)
        )

    def encode(self) -> str:
        """Write those that are not the default, as an address has them: ``few_visits:3,short_hours:60``; may be empty."""
        return ",".join(
            f"{name}{MARK}{value:.12g}"
            for (name, threshold), value in zip(THRESHOLDS.items(), self.values, strict=True)
            if value != threshold.default
        )

    @classmethod
    def parse(cls, values: Iterable[str]) -> tuple["Limits", list[Notice]]:
        """Read thresholds as :meth:`encode` writes them; of one that is there twice the last counts.

        Parameters
        ----------
        values : iterable of str
            The values of the address's parameter ``limits``, each of one threshold or of several with commas.

        Returns
        -------
        tuple of Limits and list of Notice
            The thresholds, and a notice ``notice.limits`` of each value that cannot be used, with the nearest that can.
        """
        found, notices = cls(), []
        for text in flatten(values):
            name, _, number = (part.strip() for part in text.partition(MARK))
            threshold = THRESHOLDS.get(name)
            value = _number(number)
            if threshold and value is not None and threshold.low <= value <= threshold.high:
                found = found.having(name, value)
            else:
                notices.append(Notice("notice.limits", text, _nearest(name, value)))
        return found, notices


def read(values: Iterable[str]) -> tuple[tuple[str, ...], list[Notice]]:
    """Return the thresholds that can be used, as one value of an address or none, and :meth:`Limits.parse`'s notices."""
    found, notices = Limits.parse(values)
    return tuple(filter(None, (found.encode(),))), notices


def _number(text: str) -> float | None:
    """Return the finite number that a text is."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _nearest(name: str, value: float | None) -> str:
    """Return the nearest setting that is allowed; empty where no threshold has a similar name."""
    near = next(iter(get_close_matches(name, THRESHOLDS, n=1, cutoff=0.4)), None)
    if near is None:
        return ""
    threshold = THRESHOLDS[near]
    usable = threshold.default if value is None else min(max(value, threshold.low), threshold.high)
    return f"{near}{MARK}{usable:.12g}"
