"""Titles over several lines, broken where a reader would break them: programs that show files only fill line by line."""

from itertools import combinations, pairwise
from unicodedata import category

MOST_LINES = 3


def letters(text: str) -> int:
    """Return how many letters wide a text is: Thai vowels and marks above and below take no width of their own."""
    return sum(category(letter) != "Mn" for letter in text)


def balanced(title: str, most: int) -> str:
    """Break a title that is wider than a line into lines of about the same length.

    Parameters
    ----------
    title : str
        The title. A figure stays with what it counts, and a date is not broken.
    most : int
        Letters that a line holds, about.

    Returns
    -------
    str
        With a line's end between the lines; as it was where there is no good place.
    """
    words = title.split(" ")
    places = [at for at in range(1, len(words)) if _parted(words[at - 1], words[at])]
    for count in range(MOST_LINES):
        tried = (_lines(words, chosen) for chosen in combinations(places, count))
        best = min(tried, key=_longest, default=[])
        if best and _longest(best) <= most:
            return "\n".join(best)
    return title


def _parted(before: str, after: str) -> bool:
    if before == "ณ":  # "as of", which stands with its date
        return False
    figures = any(map(str.isdigit, before)) or any(map(str.isdigit, after))
    return not figures or before.endswith((",", ";", ":", ")"))


def _lines(words: list[str], places: tuple[int, ...]) -> list[str]:
    ends = (0, *places, len(words))
    return [" ".join(words[one:other]) for one, other in pairwise(ends)]


def _longest(lines: list[str]) -> int:
    return max(map(letters, lines))
