"""The commands: those of every kind of file, releases, diff, rollback, sample."""

from typing import Annotated

import typer

from ..config import settings
from ..i18n import Words
from ..ingest import FORMS, Form
from ..ingest.forms import summary
from ..store import between
from ..store.sample import publish_sample
from . import options
from .application import app
from .display import show_changes, show_releases
from .form_commands import add_commands, user
from .options import Json, Yes
from .terminal import say, say_json

# The groups of commands, by the name after ``ocod``.
groups: dict[str, typer.Typer] = {}


def group_of(form: Form) -> typer.Typer:
    """Return the group that a kind of file has its commands in; without a name of its own, that is ``ocod`` itself."""
    for name in form.command:
        if name not in groups:
            groups[name] = typer.Typer(rich_markup_mode=None)
            app.add_typer(groups[name], name=name, help=f"form.{form.name}.help")
        return groups[name]
    return app


# Groups are listed by their names.
for form in sorted(FORMS.values(), key=lambda each: each.name):
    add_commands(form, group_of(form))


@app.command(help="cli.releases.help")
def releases(context: typer.Context, as_json: Json = False) -> None:
    """List the releases."""
    words: Words = context.obj
    found = options.store().releases()
    if as_json:
        say_json([release.figures() for release in found])
    elif not found:
        say(words("cli.no_releases", store=settings().store))
    else:
        show_releases(found, words)


@app.command(help="cli.diff.help")
def diff(
    context: typer.Context,
    before: Annotated[int, typer.Argument(metavar="A", help="cli.diff.before")],
    after: Annotated[int, typer.Argument(metavar="B", help="cli.diff.after")],
    as_json: Json = False,
) -> None:
    """List what changed from one release to another."""
    words: Words = context.obj
    store = options.store()
    releases = store.release(before), store.release(after)
    found = {form.name: between(store, *releases, form) for form in FORMS.values()}
    if as_json:
        say_json({FORMS[name].difference or name: changes.figures() for name, changes in found.items()})
        return
    for name, changes in found.items():
        if any(changes.counts().values()) or FORMS[name].dated:
            say(summary(FORMS[name], changes).tell(words))
            show_changes(changes, words)


@app.command(help="cli.rollback.help")
def rollback(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="cli.number.help")],
    as_json: Json = False,
) -> None:
    """Make an older release current again."""
    words: Words = context.obj
    release = options.store().rollback(number, user())
    if as_json:
        say_json({"release": release.figures()})
    else:
        say(words("cli.rolled_back", number=str(release.number), restores=str(number)))


@app.command(help="cli.sample.help")
def sample(context: typer.Context, yes: Yes = False) -> None:
    """Publish the sample register again."""
    words: Words = context.obj
    store = options.store()
    current = store.current()
    asks = current and not current.sample and not yes
    if asks and not typer.confirm(words("cli.confirm.sample"), err=True):
        say(words("cli.not_published"))
        raise typer.Exit(1)
    release = publish_sample(store, user())
    n = release.counts["centres"]
    say(words("form.register.published", number=str(release.number), n=n, as_of=release.as_of))
