"""The command that states when the plan would be complete, and how late each place is."""

from typing import Annotated, Any

import pandas as pd
import typer

from ..exports.records import records
from ..i18n import Words
from ..problem import Problem
from .application import app
from .listings import data, show
from .options import Day, District, Json, Province, Region, one_of, view_of
from .terminal import say, say_json

__all__ = ["app"]

By = Annotated[str, typer.Option("--by", metavar="country|region|province", help="cli.forecast.by")]
# Columns of the table on a terminal; JSON has all there are.
COLUMNS = (
    "name", "open", "in_plan", "late_days", "spi_t", "ieac_on", "complete_from_80", "complete_median", "complete_to_80",
    "forecast_state",
)  # fmt: skip
WIDE = 150  # letters of the table


@app.command(help="cli.forecast.help")
def forecast(
    context: typer.Context,
    by: By = "country",
    as_of: Day = None,
    region: Region = None,
    province: Province = None,
    district: District = None,
    as_json: Json = False,
) -> None:
    """List the earned schedule of each place, when it would be complete, and how good past forecasts were."""
    from ..exhibits import Context, forecast_exhibits  # late: drawing is loaded with it
    from ..theme import Theme

    words: Words = context.obj
    one_of(words, "--by", (by,), forecast_exhibits.LEVELS)
    release = data()
    chosen = {"region": region, "province": province, "district": district, "as_of": as_of}
    view = view_of(words, chosen, release.release.as_of)
    shown = Context(release, view, Theme(words.language))
    rows = forecast_exhibits.by_place(release, view, by)
    if rows.empty:
        raise Problem("export.empty", places=shown.chosen)
    if as_json:
        about = {"as_of": shown.day.isoformat(), "sample": release.release.sample}
        say_json(about | {"rows": records(rows)})
        return
    say("\n".join([forecast_exhibits.finding(shown), *forecast_exhibits.notes(shown), shown.source]))
    show(
        [words(f"cli.forecast.{name}") for name in COLUMNS],
        [[_cell(words, row, name) for name in COLUMNS] for row in rows.to_dict("records")],
        least=WIDE,
    )


def _cell(words: Words, row: dict[str, Any], name: str) -> str:
    """Write a cell, with a dash where it is not known."""
    if name == "name":
        return words.name(row)
    value = row[name]
    if name == "forecast_state":
        return words(f"forecast.state.{value}")
    if value is None or pd.isna(value):
        return "–"
    return words.date(value) if isinstance(value, pd.Timestamp) else words.number(value, 2 if name == "spi_t" else 0)
