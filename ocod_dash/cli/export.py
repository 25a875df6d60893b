"""The command that writes a file: slides, report, workbook, snapshot, a single chart, the map's data."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from ..clock import today
from ..exhibits import Context
from ..exhibits.place_exhibits import MAP_LAYERS, NO_LAYER
from ..exports import contents, files
from ..i18n import Words
from ..metrics import shown
from ..page_registry import WITH_FILES
from ..theme import Theme
from ..view import COMPARED, View
from . import terminal
from .application import app
from .listings import data, day_of
from .options import Json, option_of, report

__all__ = ["app"]

MEASURES = shown("map")
As = Annotated[str, typer.Option("--as", metavar="|".join(files.KINDS), help="cli.export.as")]
To = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="cli.export.output")]
Page = Annotated[str | None, typer.Option("--page", metavar="NAME,NAME", help="cli.export.page")]
Chart = Annotated[str | None, typer.Option("--chart", metavar="NAME", help="cli.export.chart")]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME,NAME", help="cli.export.region")]
Province = Annotated[str | None, typer.Option("--province", metavar="50,51", help="cli.export.province")]
District = Annotated[str | None, typer.Option("--district", metavar="5001", help="cli.export.district")]
Level = Annotated[str | None, typer.Option("--level", metavar="|".join(COMPARED), help="cli.export.level")]
Status = Annotated[str | None, typer.Option("--status", metavar="NAME,NAME", help="cli.export.status")]
Measure = Annotated[str, typer.Option("--measure", metavar="|".join(MEASURES), help="cli.export.measure")]
Layers = Annotated[str, typer.Option("--layers", metavar="NAME,NAME", help="cli.export.layers")]
Day = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="cli.export.as_of")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="cli.on.help")]


@app.command(help="cli.export.help")
def export(
    context: typer.Context,
    kind: As,
    output: To = None,
    page: Page = None,
    chart: Chart = None,
    region: Region = None,
    province: Province = None,
    district: District = None,
    level: Level = None,
    status: Status = None,
    measure: Measure = MEASURES[0],
    layers: Layers = MAP_LAYERS[0],
    as_of: Day = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Make a file to download."""
    words: Words = context.obj
    _one_of(words, "--as", (kind,), tuple(files.KINDS))
    pages = _split(page) if page else WITH_FILES
    _one_of(words, "--page", pages, WITH_FILES)
    visible = _split(layers)
    _one_of(words, "--measure", (measure,), MEASURES)
    _one_of(words, "--layers", visible, (*MAP_LAYERS, NO_LAYER))
    places = {
        "region": region,
        "province": province,
        "district": district,
        "level": level,
        "status": status,
        "as_of": as_of,
    }
    release = data()
    view = _view(words, {name: [value] for name, value in places.items() if value}, release.release.as_of)
    shown_in, day = Context(release, view, Theme(words.language)), day_of(words, on) if on else today()
    request = contents.ExportRequest(shown_in, day, (("measure", (measure,)), ("layers", visible)), pages)
    path = output or Path(contents.name(request, kind, chart or ""))
    with _progress(words, as_json) as on_progress:
        files.make(kind, request, path, on_progress, chart or "")
    size = path.stat().st_size
    if as_json:
        content = {"file": str(path), "kind": kind, "bytes": size, "pages": list(pages), "view": view.to_query()}
        terminal.say_json(
            content | {"release": release.release.number, "sample": request.of_sample, "language": words.language}
        )
    else:
        terminal.say(words("cli.exported", file=str(path), size=words.number(size / 1024)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _one_of(words: Words, option: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            near = next(iter(get_close_matches(value, allowed, n=1)), "")
            _wrong(words, option, value, near, ", ".join(allowed))


def _wrong(words: Words, option: str, value: str, near: str, known: str) -> None:
    hint = words("notice.hint", nearest=near) if near else ""
    raise typer.BadParameter(words("cli.wrong.choice", value=value, hint=hint, known=known), param_hint=option)


def _view(words: Words, query: dict[str, list[str]], latest: date) -> View:
    """Read the view as an address would be read, but refuse what an address would leave out."""
    view, notices = View.from_query(query, latest)
    report(words, notices)
    for notice in (notice for notice in notices if not notice.read_as):
        if notice.key == "notice.outside":
            raise typer.BadParameter(words("cli.wrong.outside", value=notice.value), param_hint="--province")
        hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
        text = words("cli.wrong.value", value=notice.value, hint=hint)
        raise typer.BadParameter(text, param_hint=option_of(notice))
    return view


@contextmanager
def _progress(words: Words, quiet: bool) -> Iterator[files.Progress]:
    """Show a progress bar on a terminal while the file is written."""
    with terminal.bar(quiet) as bar:
        yield lambda share: bar(words("cli.stage.export"), share)
