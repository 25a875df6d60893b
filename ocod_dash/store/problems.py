"""What a store refuses to do, each a sentence in the reader's language."""

from ..i18n import Words
from ..problem import Problem


class NoRelease(Problem, LookupError):
    """The store has no release of this number."""

    def __init__(self, number: int, latest: int | None):
        super().__init__("store.no_release" if latest else "store.empty", number=str(number), latest=str(latest or 0))


class Outdated(Problem):
    """Another release was published after the one that this publish is based on."""

    def __init__(self, based_on: int | None, current: int | None):
        super().__init__("store.outdated", based_on=str(based_on or 0), current=str(current or 0))
        self.based_on, self.current = based_on, current


class Damaged(Problem):
    """A table is not on the disk as it was published.

    Parameters
    ----------
    key : str
        What is wrong with it.
    table, file : str
        The table, and which of its files.
    **figures
        More for the message.
    """

    def __init__(self, key: str, table: str, file: str = "", **figures: object):
        super().__init__(key, table=table, file=file, **figures)
        self.table, self.file = table, file

    def tell(self, words: Words) -> str:
        """Return the sentence in a language, with the command that helps."""
        return words("store.damaged.help", text=self.what)


class Busy(Problem):
    """Another process is publishing to the same store."""
