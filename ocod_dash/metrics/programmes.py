"""The programmes: the status of each on a day, their events, and the tags that this dashboard's authors gave them."""

from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Message, Words
from ..view import View
from .claims import date_text
from .findings import Finding
from .status import Tables

# The status of a programme after an event of a kind; the other kinds change nothing.
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

# How the headline groups the statuses.
STATUS_GROUPS = {
    "running": ("running", "in_force", "transformed"),
    "pending": ("announced", "approved", "under_review"),
    "over": ("done", "closed"),
}
# Statuses reached on a day; the others last from a day on.
MOMENTS = frozenset({"announced", "approved", "done"})

AIMS = ("target", "demand")  # what is planned or required, not what exists


def cards(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the programmes with their status on the view's day, those with most claims first.

    A programme's status follows from its latest event on or before the day; null before its first. It begins with the
    first of consecutive events with the same status: two published launches, or two reviews, are one status.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``programmes``; ``status``; ``since`` with ``since_precision``, that event's date; ``claims``, how
        many figures of it are as of the day or earlier.
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
    claims = tables["claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    counted = claims.group_by("subject").agg(nw.len().alias("claims"))
    return (
        tables["programmes"]
        .join(current, left_on="programme_id", right_on="subject", how="left")
        .join(counted, left_on="programme_id", right_on="subject", how="left")
        .with_columns(nw.col("claims").fill_null(0))
        .sort("claims", "programme_id", descending=[True, False])
    )


def events(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the programmes' events in the order of time, each with its source.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``events``; ``status``, the programme's after it, null where it changes nothing; ``past``, whether it is
        on or before the view's day (of a date that is a month or year, its first day); ``publisher``,
        ``publisher_th``, ``published_on``, ``published_precision``, ``address``.
    """
    status = nw.lit(None, nw.String)
    for kind, after in STATUS_OF.items():
        status = nw.when(nw.col("kind") == kind).then(nw.lit(after)).otherwise(status)
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
    text = programme[TAGS[name]]
    return [tag.strip() for tag in text.split(";") if tag.strip()] if isinstance(text, str) else []


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
    """Say how many programmes have which status, each counted once: running, pending or under review, over, not known."""
    status = programmes.status
    counts = {name: int(status.isin(of).sum()) for name, of in STATUS_GROUPS.items()} | {
        "unknown": int(status.isna().sum())
    }
    stand = [Message(f"finding.programmes.{name}", n) for name, n in counts.items() if n]
    return Finding("finding.programmes", {"n": len(programmes), "stand": stand})


def status_text(words: Words, programme: Any) -> str:
    """Write a programme's status with the date since when: a row of :func:`cards`."""
    if not isinstance(programme.status, str):
        return words("programme.status.unknown")
    since = date_text(words, programme.since, programme.since_precision)
    key = "programmes.status.at" if programme.status in MOMENTS else "programmes.status"
    return words(key, status=words(f"programme.status.{programme.status}"), since=since)


def latest(known: pd.DataFrame, programme_id: str) -> pd.DataFrame:
    """Return the latest claim of each of a programme's indicators, the newest first.

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
