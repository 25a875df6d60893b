"""Fields that are needed and that no column of a file holds: all are named at once, each with a column that may hold it."""

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from ...i18n import Words
from ...problem import Problem
from ..files import Source, header_key
from .declaration import Declaration

# A header this like a name of a field, of 100, and less like those of other fields, is a hint.
HINT = 70
# So many headers are looked at for hints.
MOST_HINTS = 200


class Missing(Problem):
    """The file lacks fields that are needed: all of them are named at once.

    Parameters
    ----------
    missing : sequence of str
        The fields.
    form : Declaration
        The kind of file.
    source : Source
        The file.
    free : sequence of str
        Its columns that hold no other field.
    """

    def __init__(self, missing: Sequence[str], form: Declaration, source: Source, free: Sequence[str]):
        key = "mapping.headerless" if source.reading.header == 0 else "mapping.required"
        super().__init__(key)
        self.figures = {"missing": ", ".join(missing), "columns": ", ".join(source.columns)}
        self.missing, self.form = tuple(missing), form
        self.hints = dict(map(self._likeliest, free[:MOST_HINTS]))

    def tell(self, words: Words) -> str:
        """Return the sentence, with each field and the free column that may hold it."""
        fields = [self._field(name, words) for name in self.missing]
        return words(self.key, n=len(fields), fields="; ".join(fields), columns=self.figures["columns"])

    def _field(self, name: str, words: Words) -> str:
        field, own = f"{words(f'field.{name}')} ({name})", self.form.absent.get(name)
        hint = words("mapping.hint", nearest=self.hints[name]) if name in self.hints else ""
        return (words(own, field=field) if own else field) + hint

    def _likeliest(self, column: str) -> tuple[str, str]:
        """Return the field that a column is most like, if it is much like one, and the column."""
        best = max(
            (ratio(header_key(column), header_key(alias)), name)
            for name, aliases in self.form.aliases.items()
            for alias in (name, *aliases)
        )
        return (best[1] if best[0] >= HINT else "", column)
