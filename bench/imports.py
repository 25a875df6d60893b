"""Imports by the command that a steward would use: clock, processor, and memory at its peak."""

import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl

from scripts.make_sample import AS_OF

from .servers import ROOT, Used, run
from .session import Found, Session
from .table import Row

# What is imported: the kind of file, its rows, and whether it is published a second time, a month later.
FILES = (("csv", 2_394, False), ("csv", 1_000_000, True), ("xlsx", 200_000, False), ("json", 200_000, False))
MOST_QUICK = 100_000
WANTED_A_SECOND = 50_000


def measure(session: Session) -> Found:
    """Publish registers of several sizes and kinds."""
    found = Found()
    for kind, most, again in FILES:
        rows = min(most, MOST_QUICK) if session.quick else most
        place = session.folder(f"import_{kind}_{rows}")
        register = write_register(place, rows, kind)
        size = register.stat().st_size / 2**20
        for name in [f"{rows:,} as {kind.upper()}", *([f"{rows:,} again a month later"] if again else [])]:
            used = found.figures[name] = publish(place, register)
            wanted = (2.0,) if rows == FILES[0][1] else (rows / WANTED_A_SECOND,)
            found.rows += [
                Row(f"{name}, {size:,.1f} MB", (used.seconds,), "s", wanted=wanted),
                Row(f"{name}: processor", (used.processor,), "s"),
                Row(f"{name}: rows a second", (rows / used.seconds,)),
                Row(f"{name}: most memory", (used.peak,), "MB"),
            ]
        shutil.rmtree(place)
    return found


def write_register(folder: Path, rows: int, kind: str = "csv") -> Path:
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
    if kind == "csv":
        frame.write_csv(register)
    elif kind == "xlsx":
        frame.write_excel(register)
    else:
        frame.write_json(register)
    return register


def publish(folder: Path, register: Path) -> Used:
    """Publish a register into the store in a folder."""
    command = [sys.executable, "-m", "ocod_dash", "publish", str(register), "--as-of", str(AS_OF), "--yes"]
    return run(command, folder / "publish.log", OCOD_STORE=str(folder / "store"))


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
