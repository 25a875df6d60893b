"""What stops an import, a publish or an export, as a sentence in the reader's language."""

from dataclasses import dataclass
from typing import Any

from .i18n import Words


@dataclass(frozen=True)
class Sentence:
    """A message and its figures; a field among them is named in the reader's language."""

    key: str
    figures: dict[str, Any]

    def tell(self, words: Words) -> str:
        """Return the message in a language; it names a field by its text there and by its name in a mapping."""
        field = self.figures.get("field")
        label = {"field": f"{words(f'field.{field}')} ({field})"} if field else {}
        return words(self.key, **self.figures | label)

    def written(self, words: Words) -> str:
        """Write the message as a figure of another one."""
        return self.tell(words)


class Problem(Exception):
    """Something that stopped a piece of work; nothing was changed.

    Parameters
    ----------
    key : str
        Message key in the catalogues.
    **figures
        What the message names: the value, the place, what was expected.
    """

    def __init__(self, key: str, **figures: Any):
        super().__init__(key)
        self.key, self.figures = key, figures

    @property
    def what(self) -> Sentence:
        """What is wrong, without what to do about it."""
        return Sentence(self.key, self.figures)

    def tell(self, words: Words) -> str:
        """Return the sentence in a language."""
        return self.what.tell(words)

    def __str__(self) -> str:
        return self.tell(Words("en"))
