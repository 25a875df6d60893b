"""The ``ocod`` command: check and publish a register, list releases, roll back."""

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer

from ..i18n import LANGUAGES, Words, language_of
from .application import app, listing, module_of

__all__ = ["main"]

# A fault of the system, as the store's library passes it on: "...: No space left on device (os error 28)".
SYSTEM_FAULT = re.compile(r"([^:\n]+) \(os error \d+\)")
# What the system calls its language, the strongest first.
SYSTEM_LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command with the arguments of the command line, or those given.

    Raises
    ------
    SystemExit
        Always: 0 when done, 1 when something is wrong with the file or the store, 2 for a wrong command line.
    """
    words, rest = _language(list(sys.argv[1:] if arguments is None else arguments))
    if module := module_of(rest[0], words) if rest else None:
        import_module(f".{module}", __package__)
        command: Any = typer.main.get_command(app)
    else:
        command = typer.main.get_command(listing(words))
    _translate(command, words)
    try:
        sys.exit(command.main(rest, prog_name="ocod", obj=words))
    except Exception as error:
        _explain(error, words, "--json" in rest)


def _translate(command: Any, words: Words) -> None:
    """Put the words of a language in the help of a command and all it holds."""
    command.help = words(command.help)
    for parameter in command.params:
        parameter.help = words(parameter.help)
    for each in getattr(command, "commands", {}).values():
        _translate(each, words)


def _language(arguments: list[str]) -> tuple[Words, list[str]]:
    """Take ``--lang`` out of the arguments, wherever it is."""
    system = next((os.environ[name] for name in SYSTEM_LANGUAGE if os.environ.get(name)), None)
    language, rest = language_of(system), []
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--lang" or argument.startswith("--lang="):
            language = argument[len("--lang=") :] or next(remaining, "")
        else:
            rest.append(argument)
    if language not in LANGUAGES:
        from .terminal import say

        say(Words(language_of(system))("cli.wrong.language", value=language, known=", ".join(LANGUAGES)), error=True)
        sys.exit(2)
    return Words(language), rest


def _explain(error: Exception, words: Words, as_json: bool) -> NoReturn:
    """Say what is wrong with a file or the store, and end; any other error is the program's own."""
    # Where a command has failed these are loaded already, or nothing raised them.
    from deltalake.exceptions import DeltaError

    from ..config import settings
    from ..geography import BoundariesError
    from ..problem import Problem

    match error:
        case Problem():
            _fail(error.key, error.tell(words), as_json)
        case BoundariesError():
            _fail("boundaries", str(error), as_json)
        case OSError() | DeltaError():
            reason = getattr(error, "strerror", None) or _reason(str(error)) or type(error).__name__
            place = getattr(error, "filename", None) or settings().store
            _fail("cli.wrong.disk", words("cli.wrong.disk", place=str(place), reason=reason), as_json)
    raise error


def _reason(text: str) -> str:
    """Return the fault that the system names, out of all that the layers above it add."""
    system = SYSTEM_FAULT.search(text)
    return system[1] if system else text.partition("\n")[0]


def _fail(code: str, sentence: str, as_json: bool) -> NoReturn:
    from .terminal import say, say_json

    if as_json:
        say_json({"error": {"code": code, "message": sentence}})
    else:
        say(sentence, error=True)
    sys.exit(1)
