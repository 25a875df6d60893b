"""The command that states what the rules suggest for each open centre, in total, by place or one by one."""

from dataclasses import replace
from typing import Annotated, Any

import pandas as pd
import typer

from ..criteria.limits import THRESHOLDS, Limits
from ..exports.records import records
from ..i18n import Words
from ..loader import Data
from ..metrics import full_months, reach
from ..metrics import review as of_review
from ..problem import Problem
from ..schema import OPTIONS
from ..view import View
from .application import app
from .listings import data, show
from .options import Day, District, Json, Province, Region, Since, one_of, view_of
from .terminal import say, say_json

__all__ = ["app"]

LEVELS = ("region", "province", "district")
BY = ("option", *LEVELS, "centre")
By = Annotated[str, typer.Option("--by", metavar="|".join(BY), help="cli.review.by")]
Thresholds = Annotated[str | None, typer.Option("--limits", metavar="NAME:N,NAME:N", help="cli.review.limits")]
# Columns of the tables on a terminal; JSON has all there are.
COLUMNS = {
    "option": (
        "option", "centres", "baht_a_year", "saves_baht_a_year", *(f"without_{km}km" for km in reach.RADII), "flips",
        "decided_on_little", "surveyed", "decided",
    ),
    "centre": ("centre_id", "name", "option", "position", "visits_per_open_day", "baht_a_year", "missing"),
}  # fmt: skip
OF_PLACES = ("place", "centres", *OPTIONS, "surveyed", "baht_a_year")
WIDE = 180  # letters of a table


@app.command(help="cli.review.help")
def review(
    context: typer.Context,
    limits: Thresholds = None,
    by: By = "option",
    since: Since = None,
    as_of: Day = None,
    region: Region = None,
    province: Province = None,
    district: District = None,
    as_json: Json = False,
) -> None:
    """List what the rules suggest, with what it costs and saves and who would be left without a centre."""
    words: Words = context.obj
    one_of(words, "--by", (by,), BY)
    release, thresholds = data(), _limits(words, limits)
    chosen = {"region": region, "province": province, "district": district, "as_of": as_of, "since": since}
    view = view_of(words, chosen, release.release.as_of)
    view = replace(view, as_of=view.as_of or release.release.as_of)
    suggested = of_review.suggested(lambda metric: release.ask(metric, view), thresholds)
    if by == "option":
        rows = of_review.totals(suggested, release.ask(reach.pairs, view))
    else:
        rows = suggested if by == "centre" else of_review.by_place(suggested, by)
    if as_json:
        say_json(_about(release, view, thresholds) | {"rows": records(rows)})
        return
    _say(words, release, view, suggested, thresholds)
    heads, cells = _table(words, rows, by)
    show(heads, cells, least=WIDE)


def _about(release: Data, view: View, limits: Limits) -> dict[str, object]:
    """Return what the rows are of, for a program."""
    months = full_months.period(view)
    return {
        "since": months.first.isoformat() if months else None,
        "until": months.last.isoformat() if months else None,
        "as_of": view.as_of.isoformat() if view.as_of else None,
        "sample": release.release.sample,
        "limits": {name: limits[name] for name in THRESHOLDS},
    }


def _limits(words: Words, text: str | None) -> Limits:
    """Read the thresholds as an address has them, but refuse what an address would leave out."""
    found, notices = Limits.parse([text] if text else [])
    for notice in notices:
        hint = words("notice.hint", nearest=notice.nearest) if notice.nearest else ""
        raise typer.BadParameter(words("cli.wrong.value", value=notice.value, hint=hint), param_hint="--limits")
    return found


def _say(words: Words, release: Data, view: View, suggested: pd.DataFrame, limits: Limits) -> None:
    """Print the finding, how sure it is, what it is of, and the thresholds."""
    from ..exhibits import Context  # late: drawing is loaded with it
    from ..metrics import review_findings
    from ..theme import Theme

    context = Context(release, view, Theme(words.language))
    if suggested.empty:
        raise Problem("export.empty", places=context.chosen)
    findings = [review_findings.options(suggested), review_findings.sureness(suggested)]
    set_to = (f"{name}: {value}" for name, value in review_findings.thresholds(limits, words))
    say("\n".join([*(context.say(finding) for finding in findings), context.source, *set_to]))


def _table(words: Words, rows: pd.DataFrame, by: str) -> tuple[list[str], list[list[str]]]:
    """Return headings and cells of the table on a terminal."""
    columns = COLUMNS.get(by, OF_PLACES)
    heads = [words(f"option.{name}" if name in OPTIONS else f"cli.review.{name}") for name in columns]
    return heads, [[_cell(words, row, name) for name in columns] for row in rows.to_dict("records")]


def _cell(words: Words, row: dict[str, Any], name: str) -> str:
    """Write a cell, with a dash where it is not known."""
    if name in ("place", "name"):
        return words.name(row)
    value = row[name]
    if isinstance(value, str):
        return words(f"option.{value}") if name == "option" else value
    return "–" if pd.isna(value) else words.number(value, int(name == "visits_per_open_day"))
