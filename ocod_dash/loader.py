"""The one interface to data: open a release, ask a metric, get a small frame.

Where the current release cannot be read, the last one that could be is open in its place, and says so.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Condition, Lock
from typing import TYPE_CHECKING, Any

import cachetools
import narwhals as nw
import polars as pl
from cachetools.keys import hashkey

from . import geography, schema
from .cache import cached
from .config import settings
from .problem import Problem
from .store import Damaged, Release, Store
from .view import View

if TYPE_CHECKING:
    import pandas as pd

Metric = Callable[..., nw.LazyFrame]
FIRST_YEAR, LAST_YEAR = 2000, 2060
RELEASES = 2  # held open at once: the current one, and an earlier one
CHECKED = 5.0  # seconds for which the disk is believed to be as it was found

log = logging.getLogger(__name__)

# Why the list of a store's releases could not be read a moment ago: a storage that is down takes seconds to say so.
_unlisted, _unlisted_lock = cachetools.TTLCache[Store, Problem](16, CHECKED), Lock()
_last: dict[Store, "Data"] = {}  # the last release of each store that could be read while it was current


@dataclass(frozen=True)
class Data:
    """One release, ready to answer metrics.

    Parameters
    ----------
    store : Store
        The store.
    release : Release
        The release.
    fault : Problem or None
        Why the store's current release cannot be read, in whose place this one may be.
    """

    store: Store
    release: Release
    fault: Problem | None = field(default=None, compare=False)

    @property
    def state(self) -> tuple[int, bool]:
        """What changes where an open page has something else to show."""
        return self.release.number, self.fault is not None

    def ask(self, metric: Metric, view: View, **options: Any) -> "pd.DataFrame":
        """Run a metric on this release.

        Answers are cached for all visitors, by release, view and metric.

        Parameters
        ----------
        metric : callable
            ``metric(tables, view, **options) -> narwhals.LazyFrame``.
        view : View
            The places, statuses and date; without a date, the release's own.
        **options
            Passed to the metric; they must be hashable.

        Returns
        -------
        pandas.DataFrame
            The answer, yours to change.
        """
        return _answers()(self.store, self.release, metric, self._dated(view), tuple(sorted(options.items()))).copy()

    def read(self, metric: Metric, view: View, **options: Any) -> "pd.DataFrame":
        """Run a metric as :meth:`ask` does without caching: for up to a million rows, part by part."""
        return _answer(self.store, self.release, metric, self._dated(view), tuple(options.items()))

    def _dated(self, view: View) -> View:
        return view if view.as_of else replace(view, as_of=self.release.as_of)

    def stream(self, metric: Metric, view: View, columns: Sequence[str], size: int) -> Iterator[pl.DataFrame]:
        """Run a metric on this release and return some columns of its rows in batches; nothing is cached.

        Parameters
        ----------
        metric, view
            As for :meth:`ask`.
        columns : sequence of str
            The columns wanted.
        size : int
            Rows in a batch, at most.
        """
        frame = metric(_tables(self.store, self.release), self._dated(view)).select(*columns).to_native()
        for batch in frame.collect_batches(chunk_size=size, maintain_order=True):
            yield from batch.iter_slices(size)


def open_release(number: int | None = None) -> Data:
    """Open a release by its number, or the current one.

    Raises
    ------
    LookupError
        If the store is empty or has no such release.
    Problem
        If no release can be read.
    """
    store = Store(settings().store)
    if number is not None:
        return Data(store, store.release(number))
    current, fault = _current(store)
    if current and not fault:
        _last[store] = Data(store, current)
        return _last[store]
    if fault is None:
        raise LookupError(f"the store {settings().store!r} has no release yet; publish one with: ocod sample")
    return replace(_standing_in(store, fault), fault=fault)


def _current(store: Store) -> tuple[Release | None, Problem | None]:
    """Return the current release, and why it cannot be read; neither for an empty store."""
    last = _last.get(store)
    with _unlisted_lock:
        if (known := _unlisted.get(store)) is not None:
            return None, known
    try:
        current = store.current()
    except (Problem, OSError) as error:
        with _unlisted_lock:
            _unlisted[store] = _problem(error)
            return None, _unlisted[store]
    if last and (current is None or current.number < last.release.number):
        return None, Damaged("store.damaged.list", "releases")
    return current, _fault(store, current) if current else None


def _standing_in(store: Store, fault: Problem) -> Data:
    """Return the last release that was read while current, if memory holds it, or else the newest that can be read.

    Raises
    ------
    Problem
        The fault, if there is none.
    """
    last = _last.get(store)
    if last and _small(last.release) == schema.TABLES.keys() and hashkey(store, last.release) in _tables.cache:
        return last
    if store in _unlisted:
        raise fault
    with suppress(Problem, OSError):
        for release in reversed(store.releases()):
            if _fault(store, release) is None:
                return Data(store, release)
    raise fault


@cachetools.cached(cachetools.TTLCache[Any, Problem | None](16, CHECKED), condition=Condition())
def _fault(store: Store, release: Release) -> Problem | None:
    """Return why a release cannot be read: its logs and files are looked at, and the first time all of them are read."""
    try:
        for name in schema.TABLES:
            store.table(release, name)
        _tables(store, release)
    except (Problem, OSError) as error:
        return _problem(error)
    return None


def _problem(error: Problem | OSError) -> Problem:
    if isinstance(error, Problem):
        return error
    _log(str(error))
    return Problem("api.unreadable", kind=type(error).__name__)


@cachetools.cached(cachetools.TTLCache[Any, None](16, CHECKED), condition=Condition())
def _log(reason: str) -> None:
    """Log why the store cannot be read, and not once more for each request that finds it so."""
    log.warning("the store cannot be read: %.1000s", reason)


def _small(release: Release) -> set[str]:
    """Return the tables of a release that are held in memory."""
    return {name for name in schema.TABLES if release.counts.get(name, 0) <= settings().memory_rows}


@cachetools.cached({}, condition=Condition())
def _answers() -> "Callable[..., pd.DataFrame]":
    """Return the function that answers from the cache; created at the first question, when the settings are read."""
    return cached(settings().answers_mb)(_answer)


def _answer(
    store: Store, release: Release, metric: Metric, view: View, options: tuple[tuple[str, Any], ...]
) -> "pd.DataFrame":
    return metric(_tables(store, release), view, **dict(options)).collect().to_pandas()


@cachetools.cached(cachetools.LRUCache(RELEASES), condition=Condition())
def _tables(store: Store, release: Release) -> Mapping[str, nw.LazyFrame]:
    """Open the release's tables; small ones are held in memory, large ones are scanned in storage."""
    small = _small(release)
    frames = {
        name: store.rows(release, name).lazy() if name in small else store.table(release, name)
        for name in schema.TABLES
    }
    frames |= {"places": geography.places().lazy(), "calendar": calendar().lazy()}
    return {name: nw.from_native(frame) for name, frame in frames.items()}


def calendar() -> pl.DataFrame:
    """Return the months that a register may cover: ``month`` (first day), ``month_end``, ``next_month``."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 1)
    return pl.DataFrame({"month": pl.date_range(first, last, "1mo", eager=True)}).with_columns(
        month_end=pl.col("month").dt.month_end(), next_month=pl.col("month").dt.offset_by("1mo")
    )
