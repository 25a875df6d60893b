"""Every kind of file to take away, made by the command: how long, how large, how much memory."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .contestants import ROOT

KINDS = ("pptx", "pdf", "xlsx", "html", "geojson")


@dataclass(frozen=True)
class Export:
    """One file: seconds with the start of the command, of them the processor's; megabytes at its peak; its size in them."""

    seconds: float
    worked: float
    peak: float
    size: float


def export(folder: Path, kind: str) -> Export:
    """Make a file of all pages of the register in ``folder``'s store."""
    path = folder / f"file.{kind}"
    command = [sys.executable, "-m", "ocod_dash", "export", "--as", kind, "--lang", "th", "-o", str(path)]
    began = time.perf_counter()
    with (folder / "export.log").open("wb") as log:
        place = {"OCOD_STORE": str(folder / "store")}
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | place, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit((folder / "export.log").read_text(errors="replace"))
    unit = 2**20 if sys.platform == "darwin" else 2**10
    worked = used.ru_utime + used.ru_stime
    return Export(time.perf_counter() - began, worked, used.ru_maxrss / unit, path.stat().st_size / 2**20)
