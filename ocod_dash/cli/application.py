"""The command as a whole, and which module defines each of its commands."""

from typing import Annotated

import typer

# What lists the commands loads none of them: together they take ten times as long to load as typer does.
MODULES = {
    "check": "commands",
    "publish": "commands",
    "releases": "commands",
    "diff": "commands",
    "rollback": "commands",
    "sample": "commands",
    "programmes": "published",
    "export": "taking",
    "claims": "claims",
}


def everywhere(lang: Annotated[str | None, typer.Option(metavar="th|en", help="cli.lang.help")] = None) -> None:
    """Stand in the help for ``--lang``, which may come anywhere and is read before all else."""


def listing() -> typer.Typer:
    """Return a command that lists the commands and can run none."""
    bare = _bare()
    for name in MODULES:
        bare.command(name, help=f"cli.{name}.help")(lambda: None)
    return bare


def _bare() -> typer.Typer:
    # Help texts are message keys here; the words of the chosen language take their place before a command runs.
    bare = typer.Typer(help="cli.about", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    bare.callback()(everywhere)
    return bare


app = _bare()
