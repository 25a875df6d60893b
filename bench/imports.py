"""Imports by the command that a steward would use: clock, processor, and memory at its peak."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scripts.make_sample import AS_OF

from .contestants import ROOT

# What is imported: the kind of file, its rows, and whether it is published a second time, a month later.
FILES = (("csv", 2_394, False), ("csv", 1_000_000, True), ("xlsx", 200_000, False), ("json", 200_000, False))
MOST_QUICK = 100_000


@dataclass(frozen=True)
class Import:
    """One import: seconds by the clock and of processors, megabytes at its peak, the file's rows and megabytes."""

    seconds: float
    processor: float
    peak: float
    rows: int
    file: float

    @property
    def a_second(self) -> float:
        return self.rows / self.seconds

    @property
    def a_processor_second(self) -> float:
        return self.rows / self.processor


def all_files(folder: Path, quick: bool) -> dict[str, Import]:
    """Publish each of ``FILES``, cut short if it should be quick, and return what it took, by name."""
    found: dict[str, Import] = {}
    for kind, rows, again in FILES:
        rows = min(rows, MOST_QUICK) if quick else rows
        place = folder / f"{kind}_{rows}"
        place.mkdir()
        register = made(place, rows, kind)
        found[f"{kind} {rows:,}"] = publish(place, register, rows)
        if again:
            found[f"{kind} {rows:,} again"] = publish(place, register, rows)
        register.unlink()
    return found


def start() -> float:
    """Return the seconds that the command takes to start, which every import begins with."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import ocod_dash.cli"], cwd=ROOT, check=True)
    return time.perf_counter() - began


def made(folder: Path, rows: int, kind: str = "csv") -> Path:
    """Have a register written by another process: what this one holds would count as its children's memory."""
    command = [sys.executable, "-m", "bench.imports", str(folder), str(rows), kind]
    return Path(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip())


def make(folder: Path, centres: int, kind: str = "csv") -> Path:
    """Write a register of so many centres that is no sample, so that a second publish carries it on."""
    sample = folder / f"{centres}.csv"
    command = [sys.executable, "-m", "scripts.make_sample", "--centres", str(centres), "--out", str(sample)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    frame = pl.read_csv(sample, infer_schema=False).drop("sample")
    register = sample.with_suffix(f".{kind}")
    if kind == "xlsx":
        frame.write_excel(register)
    else:
        {"csv": frame.write_csv, "json": frame.write_json}[kind](register)
    return register


def publish(folder: Path, register: Path, rows: int) -> Import:
    """Publish a register into the store in a folder."""
    command = [sys.executable, "-m", "ocod_dash", "publish", str(register), "--as-of", str(AS_OF), "--yes"]
    began = time.perf_counter()
    with (folder / "publish.log").open("wb") as log:
        place = {"OCOD_STORE": str(folder / "store")}
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit((folder / "publish.log").read_text(errors="replace"))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    size = register.stat().st_size / 2**20
    return Import(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / unit, rows, size)


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
