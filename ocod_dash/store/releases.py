"""The store of releases: Delta tables that only grow, and the list of which of their versions belong together."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import polars as pl
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from .. import schema
from ..ingest import FINDINGS, Report
from ..problem import Problem
from . import delta, public
from .lock import locked
from .private import kept_private
from .problems import Busy, Damaged, NoRelease, Outdated
from .release import Release
from .release_list import NAME as RELEASES
from .release_list import State, listed

REPORT = "report"
# Without these, Delta throws old versions away after a checkpoint, and old releases with them.
NEVER_CLEANED = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}
# A commit that meets another one fails, instead of being tried again on top of it.
ALONE = CommitProperties(max_commit_retries=0)


@dataclass(frozen=True)
class Store:
    """A store of releases.

    Each table of the schema is a Delta table, and so is the list of releases. Publishing writes new versions of tables,
    then appends one row to the list, which says which versions belong together: readers see the release before or the
    one after, never a part. Nothing is ever taken away. Stores of the same address are equal, and share what they know
    of the list of releases.

    Parameters
    ----------
    url : str
        A folder, which need not be there yet, or the address of object storage, such as ``s3://bucket/store``, with its
        credentials in the environment.
    """

    url: str

    @cached_property
    def folder(self) -> Path | None:
        """The store's folder; None for object storage."""
        return None if "://" in self.url else Path(self.url).expanduser().absolute()

    def releases(self) -> list[Release]:
        """Return all releases, the newest last; none when there is no store yet."""
        return list(self._list()[1])

    def current(self) -> Release | None:
        """Return the newest release, or None; cheap enough for a call every few seconds for every visitor."""
        releases = self._list()[1]
        return releases[-1] if releases else None

    def release(self, number: int) -> Release:
        """Return a release by its number.

        Raises
        ------
        NoRelease
            If there is none of this number.
        """
        releases = self.releases()
        found = next((release for release in releases if release.number == number), None)
        if found is None:
            raise NoRelease(number, releases[-1].number if releases else None)
        return found

    def table(self, release: Release, name: str) -> pl.LazyFrame:
        """Open a table as it is in a release; it is read when the frame is collected.

        Parameters
        ----------
        release : Release
            Any release of this store, however old.
        name : str
            One of ``schema.TABLES``. A table that the release has not is empty; a column that it has not, for it was
            published before the column was thought of, is null.

        Raises
        ------
        Damaged
            If it is not on the disk as it was published.
        """
        if name not in release.versions:
            return schema.empty(name).lazy()
        table = delta.opened(self.uri(name), release.versions[name])
        found, published = delta.row_count(table), release.counts.get(name)
        if published not in (None, found):
            raise Damaged("store.damaged.rows", name, number=str(release.number), found=found, expected=published)
        frame = pl.scan_delta(table)
        stored, declared = frame.collect_schema(), schema.empty(name).schema
        frame = frame.with_columns(pl.lit(None, kind).alias(new) for new, kind in declared.items() if new not in stored)
        return frame.with_columns(public.with_public_names(column) for column in schema.WHO if column in declared)

    def rows(self, release: Release, name: str) -> pl.DataFrame:
        """Read a table as it is in a release, as :meth:`table` opens it.

        Raises
        ------
        Damaged
            If it is not on the disk as it was published.
        """
        return delta.collected(self.table(release, name), name)

    def report(self, release: Release) -> pl.DataFrame:
        """Return the findings of a release's import, as :attr:`Report.listed`; none where nothing was imported."""
        if REPORT not in release.versions:
            return pl.DataFrame(schema=FINDINGS)
        return delta.collected(delta.scan(self.uri(REPORT), release.versions[REPORT]), REPORT)

    def lock(self) -> AbstractContextManager[None]:
        """Keep other publishers away for a while; :meth:`publish` does so by itself."""
        return locked(self.folder, self.url)

    def publish(
        self,
        tables: Mapping[str, pl.DataFrame],
        *,
        as_of: date,
        sample: bool,
        based_on: int | None,
        file: str,
        sha256: str,
        who: str,
        scope: tuple[str, ...] = (),
        report: Report | None = None,
        action: str = "publish",
    ) -> Release:
        """Publish tables as a new release; tables that are not given stay as they are.

        Parameters
        ----------
        tables : mapping of str to polars.DataFrame
            Whole tables, by name.
        as_of, sample, file, sha256, who, scope, action
            See :class:`Release`.
        based_on : int or None
            Number of the release that was current when the tables were built; None for an empty store.
        report : Report, optional
            What the import of the file found; it is published with the release.

        Raises
        ------
        Outdated
            If another release is current by now.
        Busy
            If another process is publishing for too long.
        schema.SchemaError
            If a table does not match its declaration.
        """
        tables = {name: schema.check(name, frame) for name, frame in tables.items()}
        with self.lock():
            onto, base = self._newest()
            if (base.number if base else None) != based_on:
                raise Outdated(based_on, base.number if base else None)
            for name in tables:
                self._check_newest(name)
            versions = {name: self._write(name, frame) for name, frame in tables.items()}
            if report:
                versions[REPORT] = self._write(REPORT, report.listed)
            unchanged = {name: at for name, at in (base.versions if base else {}).items() if name != REPORT}
            release = Release(
                number=based_on + 1 if based_on else 1,
                published_at=datetime.now(UTC),
                as_of=as_of,
                sample=sample,
                action=action,
                based_on=based_on,
                restores=None,
                file=file,
                sha256=sha256,
                who=who,
                scope=scope,
                counts=(base.counts if base else {}) | {name: frame.height for name, frame in tables.items()},
                versions=unchanged | versions,
                report=report.figures() if report else {},
            )
            return self._append(release, onto)

    def rollback(self, number: int, who: str) -> Release:
        """Make the tables of an older release current again, as a new release.

        Raises
        ------
        NoRelease
            If there is no release of this number.
        Damaged
            If it cannot be read as it was published.
        Busy
            If another process is publishing for too long.
        """
        with self.lock():
            return self.restore(self.release(number), who)

    def restore(self, older: Release, who: str, action: str = "rollback") -> Release:
        """Make the tables that a release has current again, as :meth:`rollback` does; ``action`` says why."""
        with self.lock():
            onto, newest = self._newest()
            if newest is None or older.versions == newest.versions:
                raise Problem("store.already", number=str(older.number))
            for name in schema.TABLES:
                self.rows(older, name)
            release = replace(
                older,
                number=newest.number + 1,
                published_at=datetime.now(UTC),
                action=action,
                based_on=newest.number,
                restores=older.number,
                who=who,
            )
            return self._append(release, onto)

    def uri(self, name: str) -> str:
        """Return the address of a table."""
        return (self.folder / name).as_uri() if self.folder else f"{self.url.rstrip('/')}/{name}"

    def _list(self) -> tuple[State | None, list[Release]]:
        return listed(self.uri(RELEASES))

    def _newest(self) -> tuple[State | None, Release | None]:
        state, releases = self._list()
        return state, releases[-1] if releases else None

    def _check_newest(self, name: str) -> None:
        """Refuse to write a version once more that a release refers to, though the log has lost it."""
        pinned = max((release.versions.get(name, -1) for release in self.releases()), default=-1)
        if self.folder and pinned >= 0 and pinned not in delta.entries(self.folder / name):
            raise Damaged("store.damaged.entry", name, delta.entry_name(pinned))

    def _write(self, name: str, frame: pl.DataFrame) -> int:
        """Write a new version of a table and return its number."""
        with kept_private(self.folder, name):
            return self._written(self.uri(name), frame)

    def _written(self, uri: str, frame: pl.DataFrame) -> int:
        try:
            table = DeltaTable(uri)
        except TableNotFoundError:
            return self._create(uri, frame)
        try:
            write_deltalake(table, frame, mode="overwrite", schema_mode="overwrite", commit_properties=ALONE)
        except CommitFailedError:
            raise Busy("store.busy", store=self.url) from None
        return table.version()

    def _create(self, uri: str, frame: pl.DataFrame) -> int:
        try:
            write_deltalake(uri, frame, mode="error", configuration=NEVER_CLEANED, commit_properties=ALONE)
        except DeltaError:
            if DeltaTable.is_deltatable(uri):
                raise Busy("store.busy", store=self.url) from None
            raise
        return 0

    def _append(self, release: Release, onto: State | None) -> Release:
        """Add a release to the list: the one moment in which it becomes current.

        The lock keeps others away where all see it. Where they do not, the commit has to be the very next one after
        the list that the release was based on, or it fails.
        """
        uri, row = self.uri(RELEASES), release.to_row()
        try:
            if onto is None:
                self._create(uri, row)
            else:
                # A list that an older version of this program began lacks the newer columns.
                table = DeltaTable(uri, version=onto[0])
                write_deltalake(table, row, mode="append", schema_mode="merge", commit_properties=ALONE)
        except (Busy, DeltaError):
            current = self.current()
            if (current.number if current else None) == release.based_on:
                raise
            raise Outdated(release.based_on, current.number if current else None) from None
        return release
