"""Finding the files of a source: a file, a folder, object storage or a Delta table, partitioned or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow.fs as fs
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler

from ..ingest.files import SEPARATORS
from ..problem import Problem

# The ends of names, with the form of what is in such a file.
FORMS = {".parquet": "parquet", ".csv": "csv", ".tsv": "csv", ".jsonl": "json", ".ndjson": "json", ".json": "json"}
PACKED = (".gz", ".zst")
# How object storage is called by Spark, and by everybody else.
OF_SPARK = re.compile(r"^s3[an]://")
PARTITION = re.compile(r"^([^=]+)=(.*)$")
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
HEAD = 64 * 1024  # bytes that are read to find what separates cells


@dataclass(frozen=True)
class LogFile:
    """A file of raw records.

    Parameters
    ----------
    name : str
        Its path within the source.
    path : str
        Where an engine opens it.
    size : int
        Bytes.
    stamp : str
        When it was last changed, as the disk or the storage says.
    form : str
        Parquet, csv or json.
    """

    name: str
    path: str
    size: int
    stamp: str
    form: str

    @property
    def identity(self) -> tuple[str, int, str]:
        """What changes when the file does."""
        return self.name, self.size, self.stamp

    @property
    def partition(self) -> dict[str, str]:
        """The values that its folders have for it, as in ``centre=0101/2026-02.parquet``."""
        found = (PARTITION.match(folder) for folder in self.name.split("/")[:-1])
        return {match[1]: unquote(match[2]) for match in found if match and match[2] != NO_VALUE}


@dataclass(frozen=True)
class Source:
    """A source of raw records.

    Parameters
    ----------
    files : tuple of LogFile
        The files of records, by name.
    others : tuple of str
        Names of files that are of no form that is read.
    """

    files: tuple[LogFile, ...]
    others: tuple[str, ...]


def find(source: str) -> Source:
    """List the files of a source.

    Parameters
    ----------
    source : str
        A file, a folder, or an address such as ``s3://bucket/logs``, with its credentials in the environment. Of a Delta
        table, the files of its newest version.

    Raises
    ------
    Problem
        If there is nothing of this name, or no file of records in it.
    """
    address = OF_SPARK.sub("s3://", source)
    try:
        found = list(_objects(address) if "://" in address else _local(Path(address).expanduser().absolute()))
    except FileNotFoundError:
        raise Problem("usage.missing", source=source) from None
    files = tuple(sorted((each for each in found if each.form), key=lambda each: each.name))
    if not files:
        raise Problem("usage.empty", source=source, expected=", ".join(FORMS))
    return Source(files, tuple(each.name for each in found if not each.form))


def separator(file: LogFile) -> str:
    """Return what separates the cells of a file of texts: of all signs, the one most frequent in its first line."""
    head = _first_line(file)
    return max(SEPARATORS, key=head.count)


def _local(path: Path) -> Iterable[LogFile]:
    if path.is_file():
        yield _of_path(path, path.name)
        return
    if not path.is_dir():
        raise FileNotFoundError(path)
    if (path / "_delta_log").is_dir():
        yield from (_of_path(path / unquote(name), unquote(name)) for name in _listed_in_table(str(path)))
        return
    for each in path.rglob("*"):
        name = each.relative_to(path).as_posix()
        if each.is_file() and not _hidden(name):
            yield _of_path(each, name)


def _of_path(path: Path, name: str) -> LogFile:
    stat = path.stat()
    return LogFile(name, str(path), stat.st_size, str(stat.st_mtime_ns), form_of(name))


def _objects(address: str) -> Iterable[LogFile]:
    folder, _, last = address.rstrip("/").rpartition("/")
    single = bool(form_of(last))
    root = folder if single else address.rstrip("/")
    storage = fs.PyFileSystem(DeltaStorageHandler(root))
    infos = {
        info.path.lstrip("/"): info
        for info in storage.get_file_info(fs.FileSelector("", recursive=True))
        if info.type == fs.FileType.File
    }
    names: Iterable[str] = [last] if single else infos
    if any(name.startswith("_delta_log/") for name in infos) and not single:
        names = [unquote(name) for name in _listed_in_table(root)]
    for name in names:
        if name not in infos:
            raise FileNotFoundError(name)
        if not _hidden(name):
            info: Any = infos[name]
            yield LogFile(name, f"{root}/{name}", info.size, str(info.mtime_ns), form_of(name))


def _listed_in_table(address: str) -> list[str]:
    """Return the files of a Delta table, which has others that it no longer counts."""
    return DeltaTable(address).get_add_actions(flatten=True).column("path").to_pylist()


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "_")) for part in name.split("/"))


def form_of(name: str) -> str:
    """Return the form of a file by its name; empty for one that is not read."""
    path = Path(name.lower())
    return FORMS.get(Path(path.stem).suffix if path.suffix in PACKED else path.suffix, "")


def _first_line(file: LogFile) -> str:
    folder, _, name = file.path.rpartition("/")
    storage = fs.PyFileSystem(DeltaStorageHandler(folder)) if "://" in file.path else fs.LocalFileSystem()
    with storage.open_input_stream(name if "://" in file.path else file.path) as opened:
        head = opened.read(HEAD)
    return str(head.decode("utf-8", "replace").partition("\n")[0])
