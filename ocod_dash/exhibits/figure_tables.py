"""The tables behind the pictures: their columns are ids, and each has its heading in the reader's language beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
from pandas.api.types import is_float_dtype

from .. import geography
from ..i18n import Words
from ..metrics import MEASURES
from .context import Context

Column = tuple[str, Any]  # its heading and its values
PERCENT = tuple(measure.id for measure in MEASURES.values() if measure.unit == "percent")
BANGKOK = "10"  # its districts are เขต, and it is no จังหวัด


@dataclass(frozen=True)
class Table:
    """The figures behind a picture, as an analyst needs them in a file, and as a reader reads them.

    Parameters
    ----------
    frame : pandas.DataFrame
        For files of data: figures in full precision, dates in ISO form or as dates, codes beside names. Its columns are
        ids, the same in every language.
    headings : mapping of str to str
        The heading of each column, by its id. Two columns may have the same heading.
    texts : mapping of str to (str, sequence of str)
        The heading and the texts of a column for readers, where they differ from its values.
    codes : tuple of str
        The columns that are in files of data alone.
    """

    frame: pd.DataFrame
    headings: Mapping[str, str]
    texts: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, columns: Mapping[str, Column], texts: Mapping[str, Column] | None = None, codes: tuple[str, ...] = ()
    ) -> "Table":
        """Return a table of columns: by the id of each, its heading and its values; ``texts`` are those for readers."""
        values = {column: values for column, (_, values) in columns.items()}
        headings = {column: heading for column, (heading, _) in columns.items()}
        return cls(pd.DataFrame(values).reset_index(drop=True), headings, texts or {}, codes)

    @property
    def read(self) -> "Table":
        """The table as a reader reads it: with texts for some values, and without codes."""
        texts = {column: list(texts) for column, (_, texts) in self.texts.items() if column in self.frame}
        headings = dict(self.headings) | {column: heading for column, (heading, _) in self.texts.items()}
        return Table(self.frame.assign(**texts).drop(columns=list(self.codes), errors="ignore"), headings)

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def heads(self) -> list[str]:
        """The headings, in the order of the columns."""
        return [self.headings[column] for column in self.frame]

    def without(self, *columns: str) -> "Table":
        """Return the table without some columns; those that it does not have are ignored."""
        return Table(self.frame.drop(columns=list(columns), errors="ignore"), self.headings, self.texts, self.codes)


def of_places(context: Context, places: pd.DataFrame, measures: tuple[str, ...]) -> Table:
    """Return places with some measures: ``code``, ``place``, and a column a measure."""
    words = context.words
    columns: dict[str, Column] = {
        "code": (words("table.code"), places.code),
        "place": (words("table.place"), words.names(places)),
    }
    for measure in measures:
        figures = places[measure] if MEASURES[measure].decimals else places[measure].astype("Int64")
        columns[measure] = heading(context, measure), figures
    if "behind_plan" not in measures:
        return Table.of(columns)
    compared = [against_plan(words, row) for row in places.to_dict("records")]
    return Table.of(columns, {"behind_plan": (words("table.against_plan"), compared)})


def against_plan(words: Words, row: Mapping[str, Any]) -> str:
    """Write by how many centres a place is behind its plan or ahead of it, as the pages do; "no data" without a plan.

    Parameters
    ----------
    row : mapping
        Of ``places.progress`` or ``rollout.summary``.
    """
    if pd.isna(row["behind_plan"]):
        return words("no_data")
    gap = int(row["due"] - row["opened"])
    if gap == 0:
        return words("card.on_plan")
    return words("figure.behind" if gap > 0 else "figure.ahead", n=abs(gap))


def heading(context: Context, measure: str) -> str:
    """Return a measure's heading in a table."""
    return MEASURES[measure].heading(context.words)


def of_course(context: Context, course: pd.DataFrame, places: pd.DataFrame | None = None) -> Table:
    """Return an S-curve's figures: ``by`` which day, ``opened``, ``closed``, ``due``; of several places with ``place``."""
    words = context.words
    columns: dict[str, Column] = {}
    if places is not None:
        named = dict(zip(places.code, words.names(places), strict=True))
        columns["code"] = words("table.code"), course.code
        columns["place"] = words("table.place"), course.code.map(named)
    columns["by"] = words("table.by"), pd.to_datetime(course.on)
    for column in ("opened", "closed", "due"):
        columns[column] = words(f"chart.{column}"), course[column].astype("Int64")
    return Table.of(columns, codes=("code",))


def of_centres(context: Context, rows: pd.DataFrame) -> Table:
    """Return centres: ``centre``, ``province``, ``district``, ``status``, ``since``, and the codes of all but the last."""
    words = context.words
    provinces = {place.code: words.name(place) for place in geography.provinces()}
    districts = [
        words.name(geography.place(code)) if isinstance(code, str) else words("no_data") for code in rows.district_code
    ]
    since, days = words("table.since"), ["" if pd.isna(day) else words.date(day) for day in rows.since]
    columns = {
        "centre_id": (coded(words, words("table.centre")), rows.centre_id),
        "centre": (words("table.centre"), words.names(rows)),
        "province_code": (coded(words, words("filter.province")), rows.province_code),
        "province": (words("filter.province"), rows.province_code.map(provinces)),
        "district_code": (coded(words, words("filter.district")), rows.district_code),
        "district": (words("filter.district"), districts),
        "status_code": (coded(words, words("status")), rows.status),
        "status": (words("status"), [words(f"status.{status}") for status in rows.status]),
        "since": (since, pd.to_datetime(rows.since)),
    }
    return Table.of(columns, {"since": (since, days)}, ("centre_id", "province_code", "district_code", "status_code"))


def coded(words: Words, named: str) -> str:
    """Return the heading of a column with the codes of what another column names."""
    return words("table.coded", name=named)


def localities(context: Context, rows: pd.DataFrame) -> list[str]:
    """Return the district and province of each centre as in a list, without what the places in view say already."""
    codes = zip(rows.province_code, rows.district_code, strict=True)
    return ["" if context.view.district else _locality(context, *each) for each in codes]


def _locality(context: Context, province: str, district: str | None) -> str:
    words = context.words
    inner, outer = words("no_data"), words.name(geography.place(province))
    if isinstance(district, str):
        key = "place.district.bangkok" if province == BANGKOK else "place.district"
        inner = words(key, name=words.name(geography.place(district)))
    if len(context.view.provinces) == 1:
        return inner
    outer = outer if province == BANGKOK else words("place.province", name=outer)
    return words("place.both", district=inner, province=outer)


def written(table: pd.DataFrame, words: Words) -> list[list[str]]:
    """Write a table's rows in words: the figures of a column with as many decimals, a dash where there is none.

    A column of type ``object`` holds figures of different units: each is written by itself.
    """
    columns = (_shares(figures) if str(name) in PERCENT else figures for name, figures in table.items())
    return [list(row) for row in zip(*(_cells(column, words) for column in columns), strict=True)]


def _cells(column: pd.Series, words: Words) -> list[str]:
    decimals = 1 if is_float_dtype(column) and not _is_whole(column) else None
    return [_cell(value, words, decimals) for value in column]


def _shares(figures: pd.Series) -> pd.Series:
    """Return percentages as they are written: none is rounded up to 100 or down to 0, for these mean all and none."""
    return figures.where(~figures.between(0, 100, inclusive="neither"), figures.round(1).clip(0.1, 99.9))


def at_right(rows: list[list[str]], columns: int) -> list[bool]:
    """Say of each column of written rows whether it is aligned right: it has nothing but figures."""
    return [any(row[at] for row in rows) and all(_is_figure(row[at]) for row in rows) for at in range(columns)]


def _is_whole(column: pd.Series) -> bool:
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
