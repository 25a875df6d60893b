"""``python -m bench``: measure, side by side and in turns, and print one table. See README.md beside this file."""

import argparse
import os
import platform
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from . import api, command, exports, imports, pages, publish, scale, table, users
from .servers import ROOT, Failed
from .session import Found, Session

<<<<<<< HEAD
from . import api, contestants, exports, imports, scale, users
from .browser import OTHER_HOST, Seen, chromium, context
from .contestants import PAGES, Server
from .prerendered import COUNTRY, REGIONS

PARTS = ("cold", "slow", "bytes", "users", "api", "memory", "imports", "scale", "exports")
WALKED = [region for region in REGIONS if region != COUNTRY]
=======
PARTS: dict[str, Callable[[Session], Found]] = {
    "pages": pages.cold,
    "slow": pages.slow,
    "bytes": pages.plain,
    "users": users.measure,
    "publish": publish.measure,
    "command": command.measure,
    "api": api.measure,
    "memory": users.memory,
    "exports": exports.measure,
    "imports": imports.measure,
    "scale": scale.measure,
    "peers": pages.peers,
}
>>>>>>> bench


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
<<<<<<< HEAD
    rounds = given.rounds or (3 if given.quick else 7)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        home = Path(folder)
        if set(given.only) & {"cold", "slow", "bytes", "users", "api", "memory", "exports"}:
            ours = _run(running, contestants.app(home))
        if set(given.only) & {"cold", "slow", "bytes"}:
            peers = {"pre-rendered": _run(running, contestants.prerendered(home, ours)), "ours": ours}
            peers["empty Streamlit"] = _run(running, contestants.empty(home))
            if given.dash:
                peers["Dash"] = _run(running, contestants.dash(home, given.dash))
            found |= in_browser(home, peers, given.only, rounds)
        if "users" in given.only:
            found["users"] = crowded(ours, _run(running, contestants.least(home)), given.quick)
        if "api" in given.only:
            found["api"] = asked(ours, given.quick)
        if "memory" in given.only:
            found["memory"] = remembered(home, given.quick)
        if "imports" in given.only:
            found["imports"] = imported(home, given.quick)
        if "scale" in given.only:
            found["scale"] = scaled(home, given.quick)
        if "exports" in given.only:
            found["beside"] = beside(ours, given.quick)
            found["on the page"] = on_the_page(ours, given.quick)
            found["exports"] = taken_away(home, given.quick)
    if given.cached:
        given.cached.write_text(json.dumps(found, indent=1, default=_plain), "utf-8")


def in_browser(home: Path, peers: dict[str, Server], only: Sequence[str], rounds: int) -> dict[str, Any]:
    """Measure what needs a browser. It is closed in the end: while Playwright runs, nothing else can have an event loop."""
    found: dict[str, Any] = {}
    with chromium() as browser:
        for part in [part for part in ("cold", "slow") if part in only]:
            found[part] = browsed(
                browser, home, peers, rounds if part == "cold" else max(2, rounds // 2), part == "slow"
            )
            print(told(part, found[part]))
        if "bytes" in only:
            found["bytes"] = plain_http(browser, home)
            print(f"\nFirst visit over plain HTTP (gzip), KB: {found['bytes']}")
    return found


def browsed(
    browser: Browser, home: Path, peers: dict[str, Server], rounds: int, slow: bool
) -> dict[str, dict[str, list[Seen]]]:
    """Visit each page of each peer, in turns, round by round; the first round only warms up."""
    found: dict[str, dict[str, list[Seen]]] = {page: {peer: [] for peer in peers} for page in PAGES}
    for turn in range(rounds + 1):
        for page, path in PAGES.items():
            for peer, server in peers.items():
                what, change = contestants.complete(home, peer, page), contestants.CHANGE.get(peer)
                walked = () if slow or not change else WALKED if turn == 0 else [WALKED[turn % len(WALKED)]]
                address = server.url + "/" + (path if change else "")
                seen = context(browser, address, what, slow=slow, change=change, regions=walked)
                if seen.strangers or seen.problems:
                    raise SystemExit(f"{peer}, {page}: {seen.strangers or seen.problems}")
                if turn:
                    found[page][peer].append(seen)
    return found


def told(part: str, found: dict[str, dict[str, list[Seen]]]) -> str:
    """Write a table: ratios are medians of each round's ratio to the pre-rendered page."""
    link = "10 Mbit/s, 40 ms" if part == "slow" else "localhost"
    lines = [
        f"\nFirst visit, {link}" + (f"{'':24}ms  x pre-rendered   x Dash  change ms  x pre-rendered       KB  requests")
    ]
    for page, peers in found.items():
        base, dash = peers["pre-rendered"], peers.get("Dash", [])
        for peer, seen in peers.items():
            against = [_ratio([one.loaded for one in seen], [one.loaded for one in other]) for other in (base, dash)]
            changes, changed = ([list(one.changes.values()) for one in visits] for visits in (seen, base))
            took = [time for one in changes for time in one]
            change = (
                f"{_median(took):9.0f} {_ratio(took, [time for one in changed for time in one]):>14}"
                if took
                else " " * 24
            )
            sent = f"{_median([one.kilobytes for one in seen]):9,.0f} {_median([one.requests for one in seen]):9.0f}"
            loaded = f"{_median([one.loaded for one in seen]):7.0f} {against[0]:>15} {against[1]:>8}"
            lines.append(f"  {page:9} {peer:16} {loaded:>45}  {change} {sent}")
    return "\n".join(lines)


def plain_http(browser: Browser, home: Path) -> dict[str, int]:
    """Return the kilobytes of a first visit where the browser asks for no brotli: HTTP, not this machine by name."""
    server = contestants.app(home, "--browser.serverAddress", OTHER_HOST)
    try:
        there = server.url.replace("localhost", OTHER_HOST)
        what = {page: contestants.complete(home, "ours", page) for page in PAGES}
        return {page: round(context(browser, f"{there}/{path}", what[page]).kilobytes) for page, path in PAGES.items()}
    finally:
        server.stop()


def crowded(ours: Server, least: Server, quick: bool) -> dict[str, Any]:
    """Have 20 users change the region at once, on our pages and on the least there can be; print and return what came of it."""
    found: dict[str, Any] = {}
    print("\n20 users by the protocol   rerun alone ms   p50 ms   p95 ms   changes/s at full speed   KB a change")
    for name, server, page in [
        ("least in Streamlit", least, ""),
        *((name, ours, page) for name, page in PAGES.items()),
    ]:
        alone = asyncio.run(users.warm(server.url, page, 10 if quick else 40))
        thinking = asyncio.run(users.together(server.url, page, 20, 5 if quick else 15, think=1.0))
        racing = asyncio.run(users.together(server.url, page, 20, 10 if quick else 30, think=0))
        found[name] = {"alone": alone, "thinking": thinking, "racing": racing}
        row = f"{alone:14.0f} {thinking.median:8.0f} {thinking.p95:8.0f} {racing.a_second:25.0f} {thinking.kilobytes:13.0f}"
        print(f"  {name:24} {row}")
    return found


def asked(server: Server, quick: bool) -> dict[str, api.Answers]:
    """Have 20 programs ask the API at once; print and return what came of it."""
    found = asyncio.run(api.together(server.url, 20, 3 if quick else 20))
    print("\n20 programs at the API              p50 ms   p95 ms   answers/s   a page's rerun meanwhile ms")
    for address, answers in found.items():
        told = f"{answers.median:8.0f} {answers.p95:8.0f} {answers.a_second:11.0f} {answers.rerun:29.0f}"
        print(f"  {address:32} {told}")
    return found


def remembered(home: Path, quick: bool) -> dict[str, float]:
    """Return what a fresh server holds: idle, for a session, and what 1,000 more reruns add."""
    server = contestants.app(home)
    try:
        idle, session = asyncio.run(users.sessions(server, "", 5 if quick else 30))
        grown = asyncio.run(users.growth(server, "", 400 if quick else 2000))
    finally:
        server.stop()
    print(
        f"\nServer memory, MB: idle {idle:.0f}, an open session {session:.2f}, the later half of the reruns {grown:+.1f}"
    )
    return {"idle": idle, "session": session, "growth": grown}


def imported(home: Path, quick: bool) -> dict[str, imports.Import]:
    """Publish registers of several sizes and kinds; print and return what each took."""
    with tempfile.TemporaryDirectory(dir=home) as folder:
        found = imports.all_files(Path(folder), quick)
    start = min(imports.start() for _ in range(3))
    print("\nImports                 file MB  seconds   rows/s   processor s   rows/processor s   peak MB")
    for name, one in found.items():
        took = f"{one.file:8.1f} {one.seconds:8.1f} {one.a_second:8,.0f} {one.processor:13.1f}"
        print(f"  {name:20} {took} {one.a_processor_second:18,.0f} {one.peak:9,.0f}")
    print(f"  of each, the start of the command: {start:.1f} s")
    return found


def scaled(home: Path, quick: bool) -> dict[int, Any]:
    """Import registers of growing size and ask for the pages of each."""
    found: dict[int, Any] = {}
    print("\nLarge registers        import s  peak MB   first ms  again ms  slowest change ms   marks   rows     KB")
    for centres in (2_394, 100_000) if quick else (2_394, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory(dir=home) as folder:
            imported = imports.publish(Path(folder), imports.made(Path(folder), centres), centres)
            pages = asyncio.run(scale.pages(Path(folder), 5 if quick else 20))
        found[centres] = {"import": imported, "pages": pages}
        for name, load in pages.items():
            told = (
                f"{imported.seconds:8.1f} {imported.peak:8.0f} {load.first:10.0f} {load.again:9.0f} {load.change:18.0f}"
            )
            print(f"  {centres:9,} {name:9} {told} {load.marks:7,} {load.rows:6,} {load.kilobytes:6,.0f}")
    return found


def beside(server: Server, quick: bool) -> list[exports.Beside]:
    """Run a page while another visitor has slides made; print how much longer that takes than by itself."""
    found = asyncio.run(exports.beside(server.url, 2 if quick else 7))
    quiet, busy = [one.quiet for one in found], [one.busy for one in found]
    told = f"{_median(quiet):.0f} ms by itself, {_median(busy):.0f} ms meanwhile, x {_ratio(busy, quiet)}"
    print(f"\nA page's rerun while another visitor has slides made: {told}")
    return found


def on_the_page(server: Server, quick: bool) -> dict[str, float]:
    """Have every kind of file made by the page; print the seconds from the press of the button."""
    found = asyncio.run(exports.on_the_page(server.url, 1 if quick else 3))
    told = ", ".join(f"{kind} {seconds:.1f}" for kind, seconds in found.items())
    print(f"\nFiles made by the page, seconds: {told}")
    return found


def taken_away(home: Path, quick: bool) -> dict[int, dict[str, exports.Export]]:
    """Make every kind of file of registers of growing size, by the command."""
    found: dict[int, dict[str, exports.Export]] = {}
    print("\nFiles to take away     seconds   cpu s  peak MB  size MB")
    for centres in (2_394,) if quick else (2_394, 1_000_000):
        with tempfile.TemporaryDirectory(dir=home) as folder:
            imports.publish(Path(folder), imports.made(Path(folder), centres), centres)
            found[centres] = {kind: exports.export(Path(folder), kind) for kind in exports.KINDS}
        for kind, made in found[centres].items():
            print(f"  {centres:9,} {kind:8} {made.seconds:8.1f} {made.worked:7.1f} {made.peak:8.0f} {made.size:8.1f}")
    return found


def _run(running: ExitStack, server: Server) -> Server:
    running.callback(server.stop)
    return server


def _median(figures: list[float]) -> float:
    return statistics.median(figures) if figures else float("nan")


def _ratio(figures: list[float], base: list[float]) -> str:
    pairs: Iterator[float] = (one / other for one, other in zip(figures, base, strict=False))
    ratios = list(pairs)
    return f"{statistics.median(ratios):.2f}" if ratios else ""


def _plain(thing: Any) -> Any:
    return asdict(thing) if is_dataclass(thing) and not isinstance(thing, type) else sorted(thing)
=======
    wanted = list(PARTS) if given.only is None else given.only
    found = table.read(given.file)
    found["machine"] = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), given.quick, given.rounds or (2 if given.quick else 5))
        try:
            for part in [part for part in PARTS if part in wanted]:
                found["parts"][part] = measured(part, session)
                table.keep(found, given.file)
        finally:
            session.stop()
    found["parts"] = {part: found["parts"][part] for part in PARTS if part in found["parts"]}
    print("\n" + table.in_text([row for row in table.rows_of(found) if row[0] in wanted]))
    if given.write:
        table.write(found, given.write)


def measured(part: str, session: Session) -> dict[str, object]:
    """Measure a part; what fails is said, and stops no other part."""
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
>>>>>>> bench


if __name__ == "__main__":
    main()
