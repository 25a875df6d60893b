"""What a store refuses to do, each a sentence in the reader's language."""

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


class Busy(Problem):
    """Another process is publishing to the same store."""
