"""The command itself, and which module defines each of its commands."""

import re
from typing import Annotated

import typer

from ..i18n import Words

# What lists the commands loads none of them: together they take ten times as long to load as typer does.
MODULES = {
    "check": "commands",
    "publish": "commands",
    "releases": "commands",
    "diff": "commands",
    "rollback": "commands",
    "sample": "commands",
    "programmes": "listings",
    "about": "listings",
    "change": "changes",
    "doctor": "doctor",
    "export": "export",
    "forecast": "forecasts",
    "plans": "plans_command",
    "review": "reviews",
    "site": "siting_command",
}
GROUPS = {"usage": "usage_commands"}  # of commands that no kind of file has
OF_GROUPS = "listings"  # defines the groups of commands that kinds of file have
WITH_MORE = {"survey": "survey_commands"}  # of groups that have commands of their own, what defines them
HELP = {"check": "form.register.check.help", "publish": "form.register.publish.help"}  # of others: cli.<name>.help


def everywhere(lang: Annotated[str | None, typer.Option(metavar="th|en", help="cli.lang.help")] = None) -> None:
    """Stand in the help for ``--lang``, which may come anywhere and is read before all else."""


def module_of(name: str, words: Words) -> str | None:
    """Return the module that defines a command or group; None where there is none of this name."""
    return (MODULES | GROUPS).get(name, WITH_MORE.get(name, OF_GROUPS) if name in group_names(words) else None)


def group_names(words: Words) -> list[str]:
    """Return the groups of commands that kinds of file have: those whose help is in the catalogue."""
    found = (re.fullmatch(r"form\.(\w+)\.help", key) for key in words.keys)
    return sorted(match[1] for match in found if match)


def listing(words: Words) -> typer.Typer:
    """Return a command that lists the commands and can run none."""
    bare = _bare()
    for name in MODULES:
        bare.command(name, help=HELP.get(name, f"cli.{name}.help"))(lambda: None)
    for name in group_names(words):
        bare.command(name, help=f"form.{name}.help")(lambda: None)
    for name in GROUPS:
        bare.command(name, help=f"cli.{name}.help")(lambda: None)
    return bare


def _bare() -> typer.Typer:
    # Help texts are message keys here; the texts of the chosen language replace them before a command runs.
    bare = typer.Typer(help="cli.about", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    bare.callback()(everywhere)
    return bare


app = _bare()
