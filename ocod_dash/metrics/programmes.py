"""The programmes: the status of each on a day, what happened to them, and the tags that this project gave them."""

from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Message, Words
from ..view import View
from .claims import when
from .findings import Finding
from .status import Tables

# What an event of a kind makes of its programme; a kind that is not here changes nothing.
STATUS_OF = {
    "shown": "announced",
    "approved": "approved",
    "enacted": "in_force",
    "opened": "running",
    "launched": "running",
    "transformed": "transformed",
    "reviewed": "under_review",
    "usage reviewed": "under_review",
    "statement": "done",
    "ceremony": "done",
    "won": "done",
    "closed": "closed",
}
STATUSES = tuple(dict.fromkeys(STATUS_OF.values()))
# The columns that hold a programme's tags, several with ``;`` between, and the name of each as a filter.
TAGS = {"kind": "kind", "line": "action_lines", "sdg": "sdgs", "agency": "agencies"}

# How the headline sums the statuses up.
STAND = {
    "running": ("running", "in_force", "transformed"),
    "pending": ("announced", "approved", "under_review"),
    "over": ("done", "closed"),
}
# Statuses that were reached on a day, where the others last from a day on.
MOMENTS = frozenset({"announced", "approved", "done"})

AIMS = ("target", "demand")  # what is wanted, not what is there


def cards(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the programmes with their status on the view's day, those of which most was said first.

    A programme's status is what its latest event on or before the day made of it; null before its first. It has it since
    the first of the events in a row that made the same of it: two launches that are told, or two reviews, are one status.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``programmes``; ``status``; ``since`` with ``since_precision``, that event's date; ``claims``, how
        many were made of it by the day.
    """
    changes = events(tables, view).filter(nw.col("past"), ~nw.col("status").is_null())
    time = ("date", "event_id")
    before = nw.col("status").shift(1).over("subject", order_by=time)
    current = (
        changes.with_columns(one=nw.lit(1, nw.Int64), before=before)
        .filter(nw.col("before").is_null() | (nw.col("before") != nw.col("status")))
        .with_columns(order=nw.col("one").cum_sum().over("subject", order_by=time))
        .filter(nw.col("order") == nw.col("order").max().over("subject"))
        .select("subject", "status", since=nw.col("date"), since_precision=nw.col("date_precision"))
    )
    said = tables["claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    counted = said.group_by("subject").agg(nw.len().alias("claims"))
    return (
        tables["programmes"]
        .join(current, left_on="programme_id", right_on="subject", how="left")
        .join(counted, left_on="programme_id", right_on="subject", how="left")
        .with_columns(nw.col("claims").fill_null(0))
        .sort("claims", "programme_id", descending=[True, False])
    )


def events(tables: Tables, view: View) -> nw.LazyFrame:
    """Return what happened to the programmes, in the order of time, each event with who told of it.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``events``; ``status``, what it makes of the programme, null for nothing; ``past``, whether it is
        on or before the view's day (of a date that is a month or year, its first day); ``publisher``,
        ``publisher_th``, ``published_on``, ``published_precision``, ``address``.
    """
    status = nw.lit(None, nw.String)
    for kind, made in STATUS_OF.items():
        status = nw.when(nw.col("kind") == kind).then(nw.lit(made)).otherwise(status)
    return (
        tables["events"]
        .with_columns(status=status, past=nw.col("date") <= nw.lit(view.as_of, nw.Date))
        .join(tables["sources"], on="source_id", how="left")
        .sort("date", "event_id")
    )


def terms(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the names of the words that the published tables use: ``kind``, ``code``, ``name_en``, ``name_th``."""
    return tables["terms"].sort("kind", "code")


def tags(programme: pd.Series, name: str) -> list[str]:
    """Return a programme's tags of a filter's name, as a list."""
    said = programme[TAGS[name]]
    return [tag.strip() for tag in said.split(";") if tag.strip()] if isinstance(said, str) else []


def every_tag(programmes: pd.DataFrame, name: str) -> set[str]:
    """Return the tags of a filter's name that any of the programmes has."""
    return {tag for _, row in programmes.iterrows() for tag in tags(row, name)}


def tagged(programmes: pd.DataFrame, **wanted: tuple[str, ...]) -> pd.DataFrame:
    """Return the programmes that have, for each filter that wants anything, one of the tags wanted."""
    fits = [
        all(not some or set(some) & set(tags(row, name)) for name, some in wanted.items())
        for _, row in programmes.iterrows()
    ]
    return programmes[fits]


def matrix(programmes: pd.DataFrame) -> pd.DataFrame:
    """Return the programmes behind each pair of action line and SDG: ``line``, ``sdg``, ``programme_id``, a row each."""
    rows = [
        (line, sdg, row.programme_id)
        for _, row in programmes.iterrows()
        for line in tags(row, "line")
        for sdg in tags(row, "sdg")
    ]
    return pd.DataFrame(rows, columns=["line", "sdg", "programme_id"])


def headline(programmes: pd.DataFrame) -> Finding:
    """Say how the programmes stand, each counted once: running, on the way or looked at again, over, or not known."""
    status = programmes.status
    counts = {name: int(status.isin(of).sum()) for name, of in STAND.items()} | {"unknown": int(status.isna().sum())}
    stand = [Message(f"finding.programmes.{name}", n) for name, n in counts.items() if n]
    return Finding("finding.programmes", {"n": len(programmes), "stand": stand})


def standing(words: Words, programme: Any) -> str:
    """Write a programme's status and since when it has it: a row of :func:`cards`."""
    if not isinstance(programme.status, str):
        return words("programme.status.unknown")
    since = when(words, programme.since, programme.since_precision)
    key = "programmes.status.at" if programme.status in MOMENTS else "programmes.status"
    return words(key, status=words(f"programme.status.{programme.status}"), since=since)


def latest(known: pd.DataFrame, programme_id: str) -> pd.DataFrame:
    """Return what was said last of each of a programme's indicators, the newest first.

    Parameters
    ----------
    known : pandas.DataFrame
        ``claims.known``.
    programme_id : str
        The programme.
    """
    own = known[known.subject == programme_id].sort_values(["as_of", "period"], ascending=False, na_position="last")
    return own.drop_duplicates(["part", "measure", "basis"])


def over_time(known: pd.DataFrame) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Return the indicators that have several claims, each with the targets and demands of the same unit.

    Parts of a programme (its funds) are of one indicator; further centres are not those of a total.

    Returns
    -------
    list of tuple of pandas.DataFrame
        Rows of ``claims.known``, the earliest first; and those that are targets or demands beside them.
    """
    aims = known.basis.isin(AIMS)
    found = []
    for (subject, _, _, unit), rows in known[~aims].groupby(["subject", "measure", "basis", "unit"], sort=False):
        if len(rows) > 1:
            beside = known[aims & (known.subject == subject) & (known.unit == unit)]
            found.append((rows.sort_values(["as_of", "period"], na_position="first"), beside))
    return found
