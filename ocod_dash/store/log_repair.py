"""Writing the log entries of a table again that a bad disk has lost, from its other entries and its files.

An entry of a table that is written whole each time removes the files of the version before and adds its own. Those are
known from the entry after it, which removes them, or else are the only file in the folder that no entry names. Where
neither is there, the entry names a file that is lost: its version stays damaged, and those after it can be read.
"""

import json
import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
from deltalake import write_deltalake

from . import delta
from .releases import NEVER_CLEANED

Action = dict[str, dict[str, Any]]
# What is damaged is set aside in this folder of the store, never deleted.
ASIDE = ".damaged"


def damaged_entries(folder: Path, newest: int) -> list[int]:
    """Return the versions whose log entries are missing or cannot be read, up to the newest that must be there."""
    last = max([newest, *delta.entries(folder)])
    return [version for version in range(last + 1) if _actions(folder, version) is None]


def rebuild(folder: Path, version: int, rows: int | None, appends: bool, declared: Mapping[str, Any]) -> None:
    """Write a log entry again.

    Parameters
    ----------
    folder : pathlib.Path
        The table's folder.
    version : int
        The version whose entry is lost; those before it are there.
    rows : int or None
        How many rows the version had, where that is known.
    appends : bool
        Whether a version adds its rows to those before, instead of taking their place.
    declared : mapping
        The table's columns and their types, for a table whose files are lost too.
    """
    before = [_actions(folder, each) or [] for each in range(version)]
    files = _removed_after(folder, version, rows) if not appends else []
    files = files or _unnamed(folder, 1 if appends else rows)
    if not files and not appends:
        files = [{"path": f"lost-{version:020}.parquet", "size": 0, "rows": rows or 0}]
    actions = _description(folder, before, files, declared)
    if not appends:
        now = int(time.time() * 1000)
        removed = {"deletionTimestamp": now, "dataChange": True, "extendedFileMetadata": True, "partitionValues": {}}
        actions += [{"remove": {"path": f["path"], "size": f["size"]} | removed} for f in _active(before)]
    actions += [{"add": _added(each)} for each in files]
    _write(folder, version, actions)


def set_aside(file: Path, folder: Path) -> None:
    """Move a damaged file out of a table's folder."""
    aside = folder.parent / ASIDE / folder.name
    aside.mkdir(parents=True, exist_ok=True)
    file.rename(aside / f"{file.name}.{time.time_ns()}")


def checkpoints(folder: Path) -> list[Path]:
    """Return the summaries of a table's log, which can be left out where all its entries are there."""
    return [*(folder / delta.LOG).glob("*.checkpoint*"), *(folder / delta.LOG).glob("_last_checkpoint")]


def _actions(folder: Path, version: int) -> list[Action] | None:
    """Return what an entry says; None where it is missing or cannot be read."""
    try:
        lines = (folder / delta.entry_name(version)).read_text("utf-8").splitlines()
        actions = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError):
        return None
    return actions or None


def _active(entries: list[list[Action]]) -> list[dict[str, Any]]:
    """Return the files of the last version of some entries."""
    active: dict[str, dict[str, Any]] = {}
    for action in (action for entry in entries for action in entry):
        if "remove" in action:
            active.pop(action["remove"]["path"], None)
        if "add" in action:
            active[action["add"]["path"]] = action["add"]
    return list(active.values())


def _removed_after(folder: Path, version: int, rows: int | None) -> list[dict[str, Any]]:
    """Return the files of a version, where the next entry removes them, even those that are lost."""
    removed = [action["remove"] for action in _actions(folder, version + 1) or [] if "remove" in action]
    lost = {"size": 0, "rows": rows or 0}
    return [_file(folder / each["path"]) or {"path": each["path"]} | lost for each in removed]


def _unnamed(folder: Path, rows: int | None) -> list[dict[str, Any]]:
    """Return the only file that no entry names and that has so many rows; nothing where there are none or several."""
    entries = (_actions(folder, version) or [] for version in delta.entries(folder))
    named = {
        action[kind]["path"] for entry in entries for action in entry for kind in ("add", "remove") if kind in action
    }
    unnamed = [_file(path) for path in folder.glob("*.parquet") if path.name not in named]
    fitting = [file for file in unnamed if file and rows in (None, file["rows"])]
    return fitting if len(fitting) == 1 else []


def _file(path: Path) -> dict[str, Any] | None:
    """Return a file's name, size and rows; None if it cannot be read."""
    try:
        rows = pl.read_parquet(path).height
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    return {"path": path.name, "size": path.stat().st_size, "rows": rows}


def _description(
    folder: Path, before: list[list[Action]], files: list[dict[str, Any]], declared: Mapping[str, Any]
) -> list[Action]:
    """Return the actions that describe the table: both for its first entry, its columns where they have changed."""
    known = [action["metaData"] for entry in before for action in entry if "metaData" in action]
    paths = [folder / each["path"] for each in files if (folder / each["path"]).exists()]
    if known and not paths:
        return []
    columns = pl.read_parquet_schema(paths[0]) if paths else declared
    with tempfile.TemporaryDirectory() as place:
        write_deltalake(place, pl.DataFrame(schema=columns), configuration=NEVER_CLEANED)
        fresh = [action for action in _actions(Path(place), 0) or [] if "protocol" in action or "metaData" in action]
    if not known:
        return fresh
    metadata = next(action["metaData"] for action in fresh if "metaData" in action)
    if json.loads(metadata["schemaString"]) == json.loads(known[-1]["schemaString"]):
        return []
    return [{"metaData": known[-1] | {"schemaString": metadata["schemaString"]}}]


def _added(file: dict[str, Any]) -> dict[str, Any]:
    stats = json.dumps({"numRecords": file["rows"]})
    fixed = {"partitionValues": {}, "modificationTime": int(time.time() * 1000), "dataChange": True}
    return {"path": file["path"], "size": file["size"], "stats": stats} | fixed


def _write(folder: Path, version: int, actions: list[Action]) -> None:
    entry = folder / delta.entry_name(version)
    if entry.exists():
        set_aside(entry, folder)
    information: Action = {"commitInfo": {"timestamp": int(time.time() * 1000), "operation": "RESTORE LOG"}}
    new = entry.with_name(f".{entry.name}.new")
    new.write_text("".join(json.dumps(action) + "\n" for action in [information, *actions]), "utf-8")
    os.replace(new, entry)
