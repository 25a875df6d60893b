"""The command that checks the store as a whole, and repairs what can be repaired."""

from typing import Annotated, Any

import typer

from ..config import settings
from ..i18n import Words
from ..store.checkup import Checkup, check
from ..store.repair import Step, steps
from . import options
from .application import app
from .form_commands import user
from .options import Json, Yes
from .terminal import say, say_json

__all__ = ["app"]

Repair = Annotated[bool, typer.Option("--repair", help="cli.doctor.repair")]
# Logs first, then what they make possible.
ROUNDS = 3


@app.command(help="cli.doctor.help")
def doctor(context: typer.Context, repair: Repair = False, yes: Yes = False, as_json: Json = False) -> None:
    """Check every release of the store, and repair what can be repaired."""
    words: Words = context.obj
    store, who = options.store(), user()
    found = check(store)
    todo, done = steps(store, found, who), []
    if not as_json:
        _show(found, todo, words)
    for _ in range(ROUNDS if repair else 0):
        if not todo or not (yes or typer.confirm(words("doctor.confirm"), err=True)):
            break
        with store.lock():
            for step in todo:
                step.run()
        done += todo
        found = check(store)
        todo = steps(store, found, who)
        if not as_json:
            say(words("doctor.repaired"))
            _show(found, todo, words)
    if as_json:
        say_json(_figures(found, todo, done, words))
    elif todo and not repair:
        say(words("doctor.hint"))
    raise typer.Exit(1 if found.damages else 0)


def _show(found: Checkup, todo: list[Step], words: Words) -> None:
    for damage in found.damages:
        numbers = words.listing([str(number) for number in damage.releases])
        what = damage.what.tell(words)
        say(words("doctor.affected", what=what, releases=numbers) if numbers else what, error=True)
    for remark in found.remarks:
        say(remark.tell(words))
    if found.damages:
        for step in todo:
            say(words("doctor.step", step=step.what))
        if not todo:
            say(words("doctor.no_step"))
    elif found.releases:
        say(words("doctor.whole", n=len(found.releases)))
    else:
        say(words("cli.no_releases", store=settings().store))


def _figures(found: Checkup, todo: list[Step], done: list[Step], words: Words) -> dict[str, Any]:
    """Return a check for a program to read."""
    releases = [
        {"number": release.number, "damaged": sorted(found.damaged_tables(release))} for release in found.releases
    ]
    damages = [
        {
            "code": damage.problem.key,
            "table": damage.table,
            "version": damage.version,
            "file": damage.problem.figures.get("file") or None,
            "releases": list(damage.releases),
            "message": damage.what.tell(words),
        }
        for damage in found.damages
    ]
    return {
        "whole": not found.damages,
        "releases": releases,
        "damages": damages,
        "remarks": [{"code": remark.key, "message": remark.tell(words)} for remark in found.remarks],
        "repairable": [step.what.tell(words) for step in todo],
        "repaired": [step.what.tell(words) for step in done],
    }
