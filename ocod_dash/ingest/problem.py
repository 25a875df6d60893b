"""What stops an import or a publish, told in the reader's language."""

from typing import Any

from ..i18n import Words


class Problem(Exception):
    """Something that stopped an import or a publish; nothing was changed.

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

    def tell(self, words: Words) -> str:
        """Say what went wrong, in a language; a field by its name there, with the name that a mapping has for it."""
        field = self.figures.get("field")
        named = {"field": f"{words(f'field.{field}')} ({field})"} if field else {}
        return words(self.key, **self.figures | named)

    def __str__(self) -> str:
        return self.tell(Words("en"))
