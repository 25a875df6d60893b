"""The command that makes the form of the survey that goes to a province."""

from pathlib import Path
from typing import Annotated

import typer

from .. import geography
from ..exports import survey_form
from ..exports.atomic_file import replacing, unwritten
from ..i18n import Words
from .application import app
from .commands import groups
from .listings import data
from .options import Json, one_of
from .terminal import say, say_json

__all__ = ["app"]

OfProvince = Annotated[str, typer.Option("--province", metavar="50", help="cli.survey.province")]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="cli.export.output")]
As = Annotated[str, typer.Option("--as", metavar="|".join(survey_form.KINDS), help="cli.survey.as")]


@groups["survey"].command("form", help="cli.survey.form")
def form(
    context: typer.Context, province: OfProvince, kind: As = "xlsx", out: Out = None, as_json: Json = False
) -> None:
    """Write the form of a province's centres, to be filled in and sent back."""
    words: Words = context.obj
    one_of(words, "--as", (kind,), tuple(survey_form.KINDS))
    one_of(words, "--province", (province,), tuple(place.code for place in geography.provinces()))
    release = data()
    path = out or Path(survey_form.name(release, province, kind, words.language))
    try:
        with replacing(path) as part:
            found = survey_form.make(release, province, kind, words, part)
    except OSError as error:
        raise unwritten(path, error) from None
    figures = {"centres": found.rows.height, "answered": found.answered}
    if as_json:
        say_json({"file": str(path), "kind": kind, "province": province, "sample": found.sample} | figures)
    else:
        say(words("cli.survey.written", file=str(path), n=found.rows.height, answered=found.answered))
