"""The ``ocod`` command from its start to its end, by clock and processor: each task once a round, in turns."""

import shutil
import sys
from pathlib import Path

from scripts.make_sample import AS_OF

from . import imports
from .product import KINDS
from .servers import Used, run
from .session import Found, Session, median
from .table import Row

CENTRES = 2_394
# What is wanted, in seconds; the rest wants nothing.
WANTED = {"ocod --help": 0.5, "ocod releases": 0.8, "ocod check of 2,394 rows": 1.5}


def measure(session: Session) -> Found:
    """Give each command in turns; the first round only warms the disk's cache."""
    folder = session.folder("command")
    register = imports.write_register(folder, CENTRES)
    imports.publish(folder, register)
    used: dict[str, list[Used]] = {}
    for turn in range(session.few(1, 5) + 1):
        for name, command, store in tasks(folder, register, turn):
            one = run(command, folder / "command.log", OCOD_STORE=str(store))
            if turn:
                used.setdefault(name, []).append(one)
    rows = []
    for name, each in used.items():
        wanted = (WANTED[name],) if name in WANTED else ()
        rows.append(Row(name, (median([one.seconds for one in each]),), "s", wanted=wanted))
        rows.append(Row(f"{name}: processor", (median([one.processor for one in each]),), "s"))
    shutil.rmtree(folder)
    return Found(rows, dict(used))


def tasks(folder: Path, register: Path, turn: int) -> list[tuple[str, list[str], Path]]:
    """Return what is measured: its name, the command, and the store that it finds."""
    ocod, store = str(Path(sys.executable).with_name("ocod")), folder / "store"
    found = [
        ("an empty Python", [sys.executable, "-c", ""], store),
        ("ocod --help", [ocod, "--help"], store),
        ("ocod releases", [ocod, "releases"], store),
        ("ocod check of 2,394 rows", [ocod, "check", str(register)], store),
        # Into an empty store each time: every round has the same to do.
        (
            "ocod publish of 2,394 rows",
            [ocod, "publish", str(register), "--as-of", str(AS_OF), "--yes"],
            folder / f"store{turn}",
        ),
    ]
    exports = [
        (f"ocod export --as {kind}", [ocod, "export", "--as", kind, "-o", str(folder / f"{turn}.{kind}")], store)
        for kind in KINDS
    ]
    return found + exports
