"""``python -m bench``: measure, side by side and in turns, and print one table. See README.md beside this file."""

import argparse
import os
import platform
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from . import api, command, exports, imports, pages, publish, scale, siting, soak, table, usage, users, workers
from .servers import ROOT, Failed
from .session import Found, Session

PARTS: dict[str, Callable[[Session], Found]] = {
    "pages": pages.cold,
    "slow": pages.slow,
    "bytes": pages.plain,
    "users": users.measure,
    "workers": workers.measure,
    "publish": publish.measure,
    "command": command.measure,
    "api": api.measure,
    "memory": users.memory,
    "exports": exports.measure,
    "imports": imports.measure,
    "scale": scale.measure,
    "usage": usage.measure,
    "siting": siting.measure,
    "peers": pages.peers,
    "soak": soak.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and no register above 100,000 centres")
    parser.add_argument("--only", nargs="*", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--rounds", type=int, help="recorded rounds in a browser; one more warms up (default: 5, quick 2)"
    )
    results = ROOT / "bench" / "results" / "figures.json"
    parser.add_argument("--file", type=Path, default=results, help="every figure; parts not measured stay as they are")
    parser.add_argument("--write", type=Path, metavar="DOCUMENT", help="put the file's table into a document")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped too
    wanted = list(PARTS) if given.only is None else given.only
    found = table.read(given.file)
    found["machine"] = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), given.quick, given.rounds or (2 if given.quick else 5))
        try:
            for part in [part for part in PARTS if part in wanted]:
                found["parts"][part] = measured(part, session)
                table.save(found, given.file)
        finally:
            session.stop()
    found["parts"] = {part: found["parts"][part] for part in PARTS if part in found["parts"]}
    print("\n" + table.in_text([row for row in table.rows_of(found) if row[0] in wanted]))
    if given.write:
        table.write(found, given.write)


def measured(part: str, session: Session) -> dict[str, object]:
    """Measure a part; a failure is reported, and stops no other part."""
    load, began = os.getloadavg()[0], time.perf_counter()
    print(f"{part}, load {load:.1f}", flush=True)
    try:
        found = PARTS[part](session)
    except Exception as reason:
        if not isinstance(reason, Failed):
            traceback.print_exc()
        found = Found(failed=[f"{type(reason).__name__}: {reason}"])
    for failed in found.failed:
        print(f"  not measured: {failed}", flush=True)
    took = time.perf_counter() - began
    print(f"  {took:.0f} s", flush=True)
    return {"day": str(date.today()), "quick": session.quick, "load": load, "took": took} | {
        "rows": [asdict(row) for row in found.rows], "failed": found.failed, "figures": found.figures,
    }  # fmt: skip


if __name__ == "__main__":
    main()
