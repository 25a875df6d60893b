"""Claims of one measure over time: of programmes with their targets, in the ledger with what differs."""

from datetime import date
from functools import partial

import pandas as pd

from .. import charts
from ..metrics import claims, ledger, programmes
from ..metrics.claims import date_iso, date_text
from . import claim_text
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table, coded

CODES = ("programme_id", "measure_code")  # columns of a table of claims that are in files of data alone
MOST_DATED = 3  # figures of a title that have their dates beside them; of more, a slide's title would not hold all


def over_time(context: Context, key: str, title: str, rows: pd.DataFrame, lines: pd.DataFrame | None = None) -> Exhibit:
    """Show claims over time.

    Parameters
    ----------
    context : Context
        The data, the day and the language.
    key : str
        Unique on the page; also the name of the files.
    title : str
        The finding, as a sentence.
    rows, lines : pandas.DataFrame
        Rows of ``claims.known``: those to draw, and those to draw as lines across.
    """
    beside = rows.iloc[:0] if lines is None else lines
    first = rows.iloc[0]
    alone = first if rows.part.nunique(dropna=False) == 1 else first.where(first.index != "part")
    subtitle = claim_text.measured(context, alone)
    table = partial(of_claims, context, pd.concat([rows, beside]))
    points, across = _written(context, rows), _written(context, beside, name=True)
    course = ledger.is_course(rows)
    draw_chart = partial(charts.published.over_time, points, across, context.theme, joined=course)
    if not course and ledger.kind(rows) != "agree" and beside.empty:
        ordered = points.sort_values(["stands", "claim_id"])
        draw_chart = partial(charts.amounts.amounts, ordered, context.theme)
    of, cited = ",".join([*rows.claim_id, *beside.claim_id]), claim_text.source(context)
    return Exhibit(context, key, title, subtitle, table, draw_chart, cited=cited, of=of)


def of_programmes(context: Context, codes: tuple[str, ...]) -> list[Exhibit]:
    """Show each measure of some programmes with several claims, over time."""

    def compute() -> list[Exhibit]:
        known = context.ask(claims.known)
        series = programmes.over_time(known[known.subject.isin(codes)])
        return [_of_programme(context, rows, aims) for rows, aims in series]

    return context.cached("over time", compute, ",".join(codes))


def _of_programme(context: Context, rows: pd.DataFrame, aims: pd.DataFrame) -> Exhibit:
    first = rows.iloc[0]
    return over_time(
        context, first.claim_id, title(context, claim_text.programme(context, first.subject), rows), rows, aims
    )


def title(context: Context, named: str, rows: pd.DataFrame) -> str:
    """Write from what to what a measure's claims run; of claims that do not follow each other, what each is."""
    ordered = _written(context, rows).sort_values("stands", kind="stable")
    first, last = ordered.iloc[0], ordered.iloc[-1]
    words = context.words
    parts = rows.part.dropna().unique()
    if len(parts) > 1:
        names = words.listing([claim_text.term(context, "part", part) for part in parts])
        return words("over_time.several", what=named, n=len(rows), parts=names)
    if not ledger.is_course(rows):
        dated = len(ordered) <= MOST_DATED
        each = [f"{row.short} ({_when(context, row)})" if dated else row.short for _, row in ordered.iterrows()]
        key = "over_time.agree" if ledger.kind(rows) == "agree" else "ledger.separate"
        return words(key, what=named, figures=words.listing(each))
    figures = {"from": first.short, "to": last.short, "first": _when(context, first), "last": _when(context, last)}
    return words("over_time.title", what=named, **figures)


def of_claims(context: Context, rows: pd.DataFrame) -> Table:
    """Return claims as a table, each with its citation."""
    columns = columns_of_claims(context, rows)
    columns["claim_id"] = context.words("ledger.id"), list(rows.claim_id)
    return Table.of(columns, dates_in_words(context, rows), (*CODES, "claim_id"))


def dates_in_words(context: Context, rows: pd.DataFrame) -> dict[str, Column]:
    """Return the dates of claims as a reader reads them, as :meth:`Table.of` takes them."""
    words, published = context.words, zip(rows.published_on, rows.published_precision, strict=True)
    as_of = zip(rows.as_of, rows.as_of_precision, strict=True)
    return {
        "as_of": (words("ledger.as_of"), [date_text(words, *day) for day in as_of]),
        "published": (words("ledger.published"), [date_text(words, *day) for day in published]),
    }


def columns_of_claims(context: Context, rows: pd.DataFrame) -> dict[str, Column]:
    """Return the columns of a table of claims, as :meth:`Table.of` takes them; those of ``CODES`` are for files of data."""
    words = context.words
    each = [row for _, row in rows.iterrows()]
    return {
        "programme_id": (coded(words, words("ledger.programme")), list(rows.subject)),
        "measure_code": (coded(words, words("ledger.measure")), list(rows.measure)),
        "measure": (words("ledger.measure"), [claim_text.measure(context, row) for row in each]),
        "value": (words("ledger.value"), pd.Series([plain(row.value) for row in each], dtype=object)),
        "exactness": (words("ledger.exactness"), [words(f"ledger.exactness.{row.qualifier}") for row in each]),
        "unit": (words("ledger.unit"), [claim_text.term(context, "unit", row.unit) for row in each]),
        "as_of": (words("ledger.as_of"), [date_iso(row.as_of, row.as_of_precision) for row in each]),
        "scope": (words("ledger.scope"), [claim_text.scope(context, row) for row in each]),
        "who": (words("ledger.who"), [claim_text.who(context, row) for row in each]),
        "published": (
            words("ledger.published"),
            [date_iso(row.published_on, row.published_precision) for row in each],
        ),
        "address": (words("ledger.address"), ["" if pd.isna(row.address) else row.address for row in each]),
    }


def plain(figure: float) -> float:
    """Return a figure as a whole number where it is one: those of one column may have different units."""
    return int(figure) if float(figure).is_integer() else figure


def _written(context: Context, rows: pd.DataFrame, name: bool = False) -> pd.DataFrame:
    """Return claims with the texts that a chart has at them: their time, the figure, its source."""
    each = [row for _, row in rows.iterrows()]
    at = [position(row) for row in each]
    figures = [claim_text.with_unit(context, row) for row in each]
    named = [
        f"{claim_text.term(context, 'measure', row.measure)}: {figure}"
        for row, figure in zip(each, figures, strict=True)
    ]
    return rows.assign(
        stands=pd.to_datetime([day for day, _ in at]),
        precision=[precision for _, precision in at],
        line=[claim_text.term(context, "part", row.part) if isinstance(row.part, str) else "" for row in each],
        short=[claim_text.figure(context, row) for row in each],
        written=named if name else figures,
        when=[date_text(context.words, *position(row)) for row in each],
        who=[f"{date_text(context.words, *position(row))} · {claim_text.who(context, row)}" for row in each],
    )


def position(row: pd.Series) -> tuple[date, str]:
    """Return the position of a claim in time: the first year of its period, else its date."""
    if isinstance(row.period, str):
        return date(int(row.period[:4]), 1, 1), "year"
    return row.as_of, row.as_of_precision


def _when(context: Context, row: pd.Series) -> str:
    return date_text(context.words, row.stands, row.precision)
