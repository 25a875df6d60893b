"""What a store refuses to do, each told in the reader's language."""

from collections.abc import Sequence

from ..geography import place
from ..ingest import Problem, named


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


class ScopeQuestion(Problem):
    """The file lacks provinces that the current release has: are their centres gone, or is the file of a part only?

    Parameters
    ----------
    missing : sequence of str
        Codes of the provinces that the file lacks.
    present : sequence of str
        Codes of the provinces that it has.
    """

    def __init__(self, missing: Sequence[str], present: Sequence[str]):
        super().__init__(
            "store.scope", n=len(missing), places=named(place(code) for code in missing), scope=",".join(present)
        )
        self.missing, self.present = tuple(missing), tuple(present)
