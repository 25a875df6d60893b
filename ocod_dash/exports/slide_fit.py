"""How much space a text takes on a slide: the program that shows it has other typefaces, so it is estimated, on the wide side."""

from collections.abc import Sequence

from ..i18n import LANGUAGES, Words
from .line_breaks import letters

LETTER = 0.6  # of the type's size: a letter's width
LEADING, MARKS = 1.25, 0.3  # of the type's size: a line's height, and what marks above and below letters add to it
BETWEEN = 0.5  # of the type's size: the space above a further paragraph


def wide(text: str, size: float) -> float:
    """Return the width of a text in one line, in inches; ``size`` is in points."""
    return letters(text) * LETTER * size / 72


def leading(words: Words) -> float:
    """Return the height of a line of a language, as a share of the type's size."""
    return LEADING + MARKS * LANGUAGES[words.language].stacked_marks


def high(paragraphs: Sequence[str], words: Words, width: float, size: float) -> float:
    """Return the height of paragraphs below each other in a box of a width, in inches; ``size`` is in points."""
    lines = sum(max(1, -(-wide(text, size) // width)) for text in paragraphs)
    return (lines * leading(words) + max(0, len(paragraphs) - 1) * BETWEEN) * size / 72


def largest(boxes: Sequence[Sequence[str]], words: Words, width: float, height: float, sizes: Sequence[float]) -> float:
    """Return the largest of the sizes at which the paragraphs of each box fit; the least where none does.

    Parameters
    ----------
    boxes : sequence of sequence of str
        The paragraphs of each box; all boxes have the same type.
    words : Words
        Of their language.
    width, height : float
        Of each box, in inches.
    sizes : sequence of float
        In points, the largest first.
    """
    fitting = (size for size in sizes if all(high(box, words, width, size) <= height for box in boxes))
    return next(fitting, sizes[-1])
