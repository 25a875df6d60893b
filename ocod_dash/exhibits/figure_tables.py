"""The tables behind the pictures, with headings in the visitor's language."""

from datetime import date
from typing import Any

import pandas as pd
from pandas.api.types import is_float_dtype

from .. import geography
from ..i18n import Words
from ..metrics import MEASURES
from .context import Context


def of_places(context: Context, places: pd.DataFrame, measures: tuple[str, ...]) -> pd.DataFrame:
    """Return places with some measures: code, name, and a column a measure, rounded as the measure is."""
    words = context.words
    table = {
        words("table.code"): places.code,
        words("table.place"): [words.name(row) for row in places.to_dict("records")],
    }
    for measure in measures:
        table[heading(context, measure)] = _rounded(places[measure], MEASURES[measure].decimals)
    return pd.DataFrame(table).reset_index(drop=True)


def heading(context: Context, measure: str) -> str:
    """Return a measure's heading in a table: its short name, with the unit where the figures are no counts."""
    named = f"table.{MEASURES[measure].unit}"
    return context.words(named, name=short(context, measure)) if context.words.has(named) else short(context, measure)


def short(context: Context, measure: str) -> str:
    """Return a measure's short name where it has one."""
    named = f"measure.{measure}.short"
    return context.words(named if context.words.has(named) else f"measure.{measure}")


def of_course(context: Context, course: pd.DataFrame, places: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return an S-curve's figures: the day, centres opened, closed and due by then; with the place where there are several."""
    words = context.words
    table: dict[str, Any] = {}
    if places is not None:
        named = {row.code: words.name(row._asdict()) for row in places.itertuples()}
        table[words("table.place")] = course.code.map(named)
    table[words("table.by")] = pd.to_datetime(course.on)
    for column in ("opened", "closed", "due"):
        table[words(f"chart.{column}")] = course[column].astype("Int64")
    return pd.DataFrame(table).reset_index(drop=True)


def of_centres(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """Return centres with their place and status in words."""
    words = context.words
    names = {place.code: words.name(place) for place in geography.provinces()}
    return pd.DataFrame(
        {
            words("table.centre"): [words.name(row) for row in rows.to_dict("records")],
            words("filter.province"): rows.province_code.map(names),
            words("filter.district"): [
                words.name(geography.place(code)) if isinstance(code, str) else words("no_data")
                for code in rows.district_code
            ],
            words("status"): [words(f"status.{status}") for status in rows.status],
            words("table.since"): ["" if pd.isna(day) else words.date(day) for day in rows.since],
        }
    )


def written(table: pd.DataFrame, words: Words) -> list[list[str]]:
    """Write a table's rows in words: the figures of a column with as many decimals, a dash where there is none.

    A column of type ``object`` holds figures of different units: each is written by itself.
    """
    columns = [
        [_cell(value, words, 1 if is_float_dtype(column) and not _whole(column) else None) for value in column]
        for _, column in table.items()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def at_right(rows: list[list[str]], columns: int) -> list[bool]:
    """Say of each column of written rows whether it stands at the right: there are figures in it alone."""
    return [any(row[at] for row in rows) and all(_is_figure(row[at]) for row in rows) for at in range(columns)]


def _whole(column: pd.Series) -> bool:
    return bool((column.dropna() % 1 == 0).all())


def _cell(value: Any, words: Words, decimals: int | None) -> str:
    if value is None or value is pd.NA or value != value:
        return "–"
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, (int, float)) or hasattr(value, "__index__"):
        fewest = 0 if float(value).is_integer() else 1
        return words.number(float(value), fewest if decimals is None else decimals)
    return str(value)


def _is_figure(text: str) -> bool:
    return text == "–" or (text[:1] in "0123456789-−+" and not any(letter.isalpha() for letter in text))


def _rounded(figures: pd.Series, decimals: int) -> pd.Series:
    return figures.astype("Int64") if decimals == 0 else figures.astype("float64").round(decimals)
