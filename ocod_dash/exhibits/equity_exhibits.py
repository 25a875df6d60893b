"""The distribution of centres by population: the whole country's equity figures on the context's day."""

from dataclasses import replace
from functools import partial
from math import isnan

import pandas as pd

from .. import charts
from ..metrics import MEASURES, equity
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import Table


@cached_exhibit
def fifths(context: Context) -> Exhibit:
    """Show the fifths of provinces by income; those with a province in view are marked."""
    country = context.country
    rows, chosen = country.ask(equity.fifths), _fifths_in_view(context)
    clause, draw = country.clause(equity.ends(rows)), partial(charts.equity.fifths, rows, context.theme, chosen)
    measured = context.words("equity.fifths") + _marked(context)
    figures = partial(_of_fifths, country, rows)
    return Exhibit(country, "fifths", clause, measured, figures, draw, of=",".join(context.view.province_codes))


@cached_exhibit
def lorenz(context: Context) -> Exhibit:
    """Show the Lorenz curve with its Gini coefficient; the provinces in view are marked."""
    country, words = context.country, context.words
    curve = country.ask(equity.lorenz)
    gini = float(country.ask(equity.gini).gini.iloc[0])
    measured = words("equity.lorenz")
    if not isnan(gini):
        measured += words("equity.lorenz.gini", gini=MEASURES["gini"].write(gini, words))
    chosen = context.view.province_codes
    draw = partial(charts.equity.lorenz, curve, context.theme, chosen)
    clause, measured = country.clause(equity.least_served_half(curve)), measured + _marked(context)
    return Exhibit(country, "lorenz", clause, measured, partial(_of_provinces, country), draw, of=",".join(chosen))


def _marked(context: Context) -> str:
    """Write which places are marked in the country's figures: those in view, of a district its province."""
    whole = replace(context, view=replace(context.view, district=None))
    return context.words("equity.marked", places=whole.places) if whole.places else ""


def _fifths_in_view(context: Context) -> dict[int, str]:
    """Return the fifths with a province in view: the name of the one province, or how many there are."""
    rows = context.country.ask(equity.incomes)
    inside = rows[rows.code.isin(context.view.province_codes)]
    if len(context.view.province_codes) == 1:
        return {int(row["fifth"]): context.words.name(row) for row in inside.to_dict("records")}
    return {
        int(fifth): context.words("equity.fifth.selected", n=int(n))
        for fifth, n in inside.groupby("fifth").size().items()
    }


def _of_fifths(context: Context, rows: pd.DataFrame) -> Table:
    words = context.words
    return Table.of(
        {
            "fifth": (words("equity.fifth"), rows.fifth),
            "provinces": (words("table.provinces"), rows.provinces),
            "open": (words("measure.open"), rows.open),
            "population": (words("table.population"), rows.population),
            "per_100k": (words("measure.per_100k"), rows.per_100k),
            "per_1000_km2": (words("measure.per_1000_km2"), rows.per_1000_km2),
            "income_from": (words("table.income_from"), rows.income_from),
            "income_to": (words("table.income_to"), rows.income_to),
        }
    )


def _of_provinces(context: Context) -> Table:
    words = context.words
    rows = context.ask(equity.incomes).merge(context.ask(equity.lorenz)[["code", "people", "centres"]], on="code")
    rows = rows.sort_values("people")
    return Table.of(
        {
            "code": (words("table.code"), rows.code),
            "place": (words("table.place"), words.names(rows)),
            "open": (words("measure.open"), rows.open),
            "population": (words("table.population"), rows.population),
            "per_100k": (words("measure.per_100k"), rows.per_100k),
            "per_1000_km2": (words("measure.per_1000_km2"), rows.per_1000_km2),
            "people_share": (words("table.people_share"), rows.people),
            "centres_share": (words("table.centres_share"), rows.centres),
            "income": (words("table.income"), rows.household_income),
            "income_rank": (words("table.income_rank"), rows.income_rank),
            "centres_rank": (words("table.centres_rank"), rows.centres_rank),
        }
    )
