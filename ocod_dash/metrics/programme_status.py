"""The status of a programme: what is known of it on a day, from when, and from which publication.

Evidence about a programme is its events and those of its published figures that imply use. The latest evidence that
says anything decides; on the same day an end outranks a report, and a report outranks a start.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd

from ..i18n import Words
from ..view import View
from .claims import date_text, figure_text
from .ledger import interval
from .status import Tables

# The status after an event of a kind. The other kinds (reported, milestone, vote opened, ...) change nothing.
AFTER_EVENT = {
    "shown": "announced",
    "approved": "approved",
    "enacted": "in_force",
    "opened": "running",
    "launched": "running",
    "in service reported": "in_service",
    "transformed": "transformed",
    "superseded": "superseded",
    "statement": "done",
    "ceremony": "done",
    "closed": "closed",
}
# Events that stand beside a status and never take its place.
NOTES = ("expansion paused", "usage reviewed")
# Figures that imply use on their date: somebody uses, is served or supported, or the thing is there. Those that do not:
# centres_completed, for "completed" is not "open"; capacity, targets, demand, budgets, contracts and staff, for these
# can be there with no user.
IMPLIES_USE = (
    "agencies_served",
    "agencies_using",
    "centres_existing",
    "startups_supported",
    "systems_hosted",
    "wifi_points",
)
BASIS_OF_USE = "total"  # not a target, a demand or a further batch

# Which status outranks which on the same day: starts, then reports, then ends.
RANKS = {
    "announced": 0,
    "approved": 0,
    "in_force": 0,
    "running": 0,
    "in_service": 1,
    "transformed": 2,
    "superseded": 2,
    "done": 2,
    "closed": 2,
}
REPORTS = frozenset({"running", "in_service"})  # a launch is a report of service too
LAPSED = "last_in_service"  # what a report turns into when no newer one follows
LAPSES_AFTER = pd.DateOffset(months=24)
STATUSES = (*RANKS, LAPSED)
# Columns of evidence that say what it is and who published it.
HOW = (
    "evidence_id", "evidence_en", "evidence_th", "measure", "value", "qualifier", "unit_en", "unit_th",
    "evidence_publisher", "evidence_publisher_th", "evidence_address",
)  # fmt: skip


def after_event() -> nw.Expr:
    """Return the status after an event, by its ``kind``; null where it changes nothing."""
    status = nw.lit(None, nw.String)
    for kind, after in AFTER_EVENT.items():
        status = nw.when(nw.col("kind") == kind).then(nw.lit(after)).otherwise(status)
    return status


def evidence(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the evidence about programmes on or before the view's day: events, and figures that imply use.

    A date that is a month or a year counts from its first day.

    Returns
    -------
    narwhals.LazyFrame
        ``subject``, ``status`` (after it), ``date``, ``date_precision`` and the columns of :data:`HOW`: of an event its
        title, of a figure its measure and unit in words.
    """
    day = nw.lit(view.as_of, nw.Date)
    events = (
        tables["events"]
        .with_columns(status=after_event())
        .filter(~nw.col("status").is_null(), nw.col("date") <= day)
        .select(
            "subject", "status", "date", "date_precision", "source_id", evidence_id=nw.col("event_id"),
            evidence_en=nw.col("title_en"), evidence_th=nw.col("title_th"),
        )
    )  # fmt: skip
    claims = (
        tables["claims"]
        .filter(nw.col("measure").is_in(IMPLIES_USE), nw.col("basis") == BASIS_OF_USE, nw.col("as_of") <= day)
        .join(_named(tables, "measure", "evidence"), on="measure", how="left")
        .join(_named(tables, "unit", "unit"), on="unit", how="left")
        .select(
            "subject", "source_id", "evidence_en", "evidence_th", "measure", "value", "qualifier", "unit_en", "unit_th",
            status=nw.lit("in_service"), date=nw.col("as_of"), date_precision=nw.col("as_of_precision"),
            evidence_id=nw.col("claim_id"),
        )
    )  # fmt: skip
    sources = tables["sources"].select(
        "source_id",
        evidence_publisher=nw.col("publisher"),
        evidence_publisher_th=nw.col("publisher_th"),
        evidence_address=nw.col("address"),
    )
    return (
        nw.concat([events, claims], how="diagonal")
        .join(sources, on="source_id", how="left")
        .select("subject", "status", "date", "date_precision", *HOW)
        .sort("subject", "date", "evidence_id")
    )


def spans(evidence: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the statuses of each programme up to a day, in the order of time.

    A report of service lapses 24 months after the last day that the latest report can be of, so that 24 months have
    certainly passed.

    Parameters
    ----------
    evidence : pandas.DataFrame
        :func:`evidence` up to the day.
    day : datetime.date
        The day looked at.

    Returns
    -------
    pandas.DataFrame
        ``subject``, ``status``; ``begins`` and ``ends``, from when to when it is the status; ``since`` with
        ``since_precision``, the date to show: of the first event in a row that gave the status, but of the latest
        report; and the columns of :data:`HOW`, of that event or figure.
    """
    ordered = evidence.assign(rank=evidence.status.map(RANKS)).sort_values(["subject", "date", "rank", "evidence_id"])
    found = [span for _, own in ordered.groupby("subject") for span in _spans(own, pd.Timestamp(day))]
    return pd.DataFrame(found, columns=["subject", "status", "begins", "ends", "since", "since_precision", *HOW])


def current(evidence: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the last of the :func:`spans` of each programme that has any: its status on the day."""
    return spans(evidence, day).drop_duplicates("subject", keep="last")


def notes(events: pd.DataFrame, programme_id: str) -> list[pd.Series]:
    """Return what stands beside a programme's status: its latest event of each kind of :data:`NOTES` by the day.

    Parameters
    ----------
    events : pandas.DataFrame
        ``programmes.events``.
    programme_id : str
        The programme.
    """
    own = events[(events.subject == programme_id) & events.kind.isin(NOTES) & events.past]
    return [row for _, row in own.drop_duplicates("kind", keep="last").iterrows()]


def status_text(words: Words, programme: Any) -> str:
    """Write a programme's status with its date: a row of ``programmes.on_the_day``."""
    if not isinstance(programme.status, str):
        return words("programme.status.unknown")
    since = date_text(words, programme.since, programme.since_precision)
    return words(f"programme.status.{programme.status}", since=since)


def how_text(words: Words, programme: Any) -> str:
    """Write what a status is known by: the event, or the figure with what it counted; empty where nothing is known."""
    if not isinstance(programme.status, str):
        return ""
    if not isinstance(programme.measure, str):
        return words.of(programme, "evidence")
    name = words.of(programme, "evidence") or programme.measure.replace("_", " ")
    figure = figure_text(words, programme.value, programme.qualifier)
    return f"{name}: {figure} {words.of(programme, 'unit')}".rstrip()


def note_text(words: Words, note: pd.Series) -> str:
    """Write a note with its date: one of :func:`notes`."""
    on = date_text(words, note.date, note.date_precision)
    return words(f"programme.note.{note.kind.replace(' ', '_')}", date=on)


def notes_text(words: Words, events: pd.DataFrame, programme_id: str) -> str:
    """Write all :func:`notes` of a programme, each with who published it; empty where there is none."""
    beside = [f"{note_text(words, note)} ({words.of(note, 'publisher')})" for note in notes(events, programme_id)]
    return "; ".join(beside)


def _named(tables: Tables, kind: str, name: str) -> nw.LazyFrame:
    """Return the terms of a kind by their code in the column ``kind``, in ``<name>_en`` and ``<name>_th``."""
    columns = {kind: nw.col("code"), f"{name}_en": nw.col("name_en"), f"{name}_th": nw.col("name_th")}
    return tables["terms"].filter(nw.col("kind") == kind).select(**columns)


def _spans(own: pd.DataFrame, day: pd.Timestamp) -> Iterator[dict[str, Any]]:
    """Return the spans of one programme: its evidence in the order of time and rank."""
    rows = [row for _, row in own.iterrows()]
    first, newest = rows[0], date.min
    for row, until in zip(rows, [*(row.date for row in rows[1:]), day], strict=True):
        if row.status != first.status:
            first, newest = row, date.min
        newest = max(newest, interval(row.date, row.date_precision)[1])
        lapses = pd.Timestamp(newest) + LAPSES_AFTER if row.status in REPORTS else until
        shown = row if row.status == "in_service" else first
        yield _span(shown, row.status, row.date, min(until, lapses))
        if lapses < until:
            yield _span(row, LAPSED, lapses, until)


def _span(row: pd.Series, status: str, begins: pd.Timestamp, ends: pd.Timestamp) -> dict[str, Any]:
    when = {"begins": begins, "ends": ends, "since": row.date, "since_precision": row.date_precision}
    return {**row, "status": status, **when}
