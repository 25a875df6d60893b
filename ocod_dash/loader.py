"""The one interface to data: open a release, ask a metric, get a small frame."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Condition
from typing import TYPE_CHECKING, Any

import cachetools
import narwhals as nw
import polars as pl

from . import geography, schema
from .cache import cached
from .config import settings
from .store import Release, Store
from .view import View

if TYPE_CHECKING:
    import pandas as pd

Metric = Callable[..., nw.LazyFrame]
FIRST_YEAR, LAST_YEAR = 2000, 2060
RELEASES = 2  # held open at once: the current one, and an earlier one


@dataclass(frozen=True)
class Data:
    """One release, ready to answer metrics."""

    store: Store
    release: Release

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
    """
    store = Store(settings().store)
    release = store.current() if number is None else store.release(number)
    if release is None:
        raise LookupError(f"the store {settings().store!r} has no release yet; publish one with: ocod sample")
    return Data(store, release)


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
    frames = {name: store.table(release, name) for name in schema.TABLES}
    for name, frame in frames.items():
        if release.counts.get(name, 0) <= settings().memory_rows:
            frames[name] = frame.collect().lazy()
    frames |= {"places": geography.places().lazy(), "calendar": calendar().lazy()}
    return {name: nw.from_native(frame) for name, frame in frames.items()}


def calendar() -> pl.DataFrame:
    """Return the months that a register may cover: ``month`` (first day), ``month_end``, ``next_month``."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 1)
    return pl.DataFrame({"month": pl.date_range(first, last, "1mo", eager=True)}).with_columns(
        month_end=pl.col("month").dt.month_end(), next_month=pl.col("month").dt.offset_by("1mo")
    )
