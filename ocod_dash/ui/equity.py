"""Who has how many centres: the country's equity figures, on the Regions page and beside what was proposed at the forum."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from .. import charts
from ..metrics import MEASURES
from ..metrics import equity as measured
from . import frame
from .text import note
from .title import sentence
from .visit import Visit


def fifths(visit: Visit) -> None:
    """Draw the fifths of provinces by income, of the whole country on the visit's day."""
    country = replace(visit, view=visit.view.at(None))
    words, rows = visit.words, country.ask(measured.fifths)
    table = partial(_of_fifths, country, rows)
    caption = frame.Caption("fifths", sentence(visit, measured.ends(rows)), words("equity.fifths"), table)
    frame.chart(country, caption, partial(charts.equity.fifths, rows, visit.look))


def lorenz(visit: Visit) -> None:
    """Draw the Lorenz curve of the whole country on the visit's day, with its Gini coefficient."""
    country = replace(visit, view=visit.view.at(None))
    words, curve = visit.words, country.ask(measured.lorenz)
    gini = MEASURES["gini"].write(float(country.ask(measured.gini).gini.iloc[0]), words)
    table = partial(_of_provinces, country)
    finding = sentence(visit, measured.least_served_half(curve))
    caption = frame.Caption("lorenz", finding, words("equity.lorenz", gini=gini), table)
    frame.chart(country, caption, partial(charts.equity.lorenz, curve, visit.look))


def section(visit: Visit) -> None:
    """Draw both side by side, with what they mean and what they cannot say."""
    st.markdown(f"### {visit.words('equity.title')}", anchors=False)
    left, right = st.columns(2, gap="large")
    with left:
        lorenz(visit)
    with right:
        fifths(visit)
    caveat(visit)


def caveat(visit: Visit) -> None:
    """Say where people and incomes are from, and that people are registered, not resident."""
    note(visit.words("equity.caveat"))


def _of_fifths(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    words = visit.words
    return pd.DataFrame(
        {
            words("equity.fifth"): rows.fifth,
            words("table.provinces"): rows.provinces,
            words("measure.open"): rows.open,
            words("table.population"): rows.population,
            words("measure.per_100k"): rows.per_100k.round(2),
            words("measure.per_1000_km2"): rows.per_1000_km2.round(2),
            words("table.income_from"): rows.income_from,
            words("table.income_to"): rows.income_to,
        }
    )


def _of_provinces(visit: Visit) -> pd.DataFrame:
    words = visit.words
    rows = visit.ask(measured.incomes).merge(visit.ask(measured.lorenz)[["code", "people", "centres"]], on="code")
    rows = rows.sort_values("people")
    return pd.DataFrame(
        {
            words("table.code"): rows.code,
            words("table.place"): [words.name(row) for row in rows.to_dict("records")],
            words("measure.open"): rows.open,
            words("table.population"): rows.population,
            words("measure.per_100k"): rows.per_100k.round(2),
            words("measure.per_1000_km2"): rows.per_1000_km2.round(2),
            words("table.people_share"): rows.people.round(2),
            words("table.centres_share"): rows.centres.round(2),
            words("table.income"): rows.household_income,
            words("table.income_rank"): rows.income_rank,
            words("table.centres_rank"): rows.centres_rank,
        }
    )
