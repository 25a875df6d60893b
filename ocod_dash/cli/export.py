"""The command that writes a file: slides, report, workbook, snapshot, a single chart, the map's data."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ..clock import today
from ..exhibits import Context
from ..exhibits.parameters import PARAMETERS
from ..exhibits.place_exhibits import MAP_LAYERS
from ..exhibits.top_exhibit import ORDERS
from ..exports import contents, files
from ..i18n import Words
from ..metrics import shown
from ..page_registry import PAGES, WITH_FILES
from ..query import Notice
from ..theme import Theme
from ..view import COMPARED
from . import terminal
from .application import app
from .listings import data, day_of
from .options import By, Day, District, Json, Province, Region, Since, one_of, refuse, view_of

__all__ = ["app"]

MEASURES = shown("map")
As = Annotated[str, typer.Option("--as", metavar="|".join(files.KINDS), help="cli.export.as")]
To = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="cli.export.output")]
Page = Annotated[str | None, typer.Option("--page", metavar="NAME,NAME", help="cli.export.page")]
Chart = Annotated[str | None, typer.Option("--chart", metavar="NAME", help="cli.export.chart")]
Level = Annotated[str | None, typer.Option("--level", metavar="|".join(COMPARED), help="cli.export.level")]
Status = Annotated[str | None, typer.Option("--status", metavar="NAME,NAME", help="cli.export.status")]
Measure = Annotated[str, typer.Option("--measure", metavar="|".join(MEASURES), help="cli.export.measure")]
Layers = Annotated[str, typer.Option("--layers", metavar="NAME,NAME", help="cli.export.layers")]
Top = Annotated[str, typer.Option("--top", metavar="NAME", help="cli.export.top")]
TopOrder = Annotated[str, typer.Option("--top-order", metavar="|".join(ORDERS), help="cli.export.top_order")]
Compare = Annotated[str | None, typer.Option("--compare", metavar="50,51", help="cli.export.compare")]
Choice = Annotated[list[str] | None, typer.Option("--choice", metavar="NAME=VALUE", help="cli.export.choice")]
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
    since: Since = None,
    by: By = "",
    top: Top = "",
    top_order: TopOrder = "",
    compare: Compare = None,
    choice: Choice = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Make a file to download."""
    words: Words = context.obj
    one_of(words, "--as", (kind,), tuple(files.KINDS))
    pages = _split(page) if page else WITH_FILES
    one_of(words, "--page", pages, WITH_FILES)
    choices = {
        "measure": measure,
        "layers": layers,
        "by": by,
        "top": top,
        "top_order": top_order,
        "compare": compare or "",
    }
    for name, value in choices.items():
        one_of(words, f"--{name.replace('_', '-')}", _split(value) if value else (), PARAMETERS[name].allowed)
    places = {
        "region": region,
        "province": province,
        "district": district,
        "level": level,
        "status": status,
        "as_of": as_of,
        "since": since,
    }
    release, chosen = data(), _chosen(words, choice or [], (*choices, "on"))
    view = view_of(words, places, release.release.as_of)
    shown_in, day = Context(release, view, Theme(words.language)), day_of(words, on) if on else today()
    request = contents.ExportRequest(
        shown_in, day, (*((name, _split(each)) for name, each in choices.items() if each), *chosen), pages
    )
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


def _chosen(words: Words, given: list[str], others: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Read choices of pages that have no option of their own, as an address has them."""
    of_pages = {name for page in WITH_FILES for name in PAGES[page].parameters}
    names = tuple(name for name in PARAMETERS if name in of_pages - {*others} and PARAMETERS[name].can_be_read)
    found = []
    for text in given:
        name, sign, value = text.partition("=")
        refuse(words, () if sign else [Notice("", text, f"{names[0]}=")], "--choice")
        one_of(words, "--choice", (name.strip(),), names)
        values, notices = PARAMETERS[name.strip()].read(name.strip(), [value])
        refuse(words, notices, "--choice")
        found.append((name.strip(), values))
    return found


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


@contextmanager
def _progress(words: Words, quiet: bool) -> Iterator[files.Progress]:
    """Show a progress bar on a terminal while the file is written."""
    with terminal.bar(quiet) as bar:
        yield lambda share: bar(words("cli.stage.export"), share)
