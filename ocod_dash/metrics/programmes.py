"""The programmes: their events, their indicators, and the tags that this dashboard's authors gave them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import pandas as pd

from ..i18n import DATA_LANGUAGES, Message, Words
from ..view import View
from . import programme_status
from .findings import Finding
from .status import Tables

# Kinds of what has events and figures here and is no programme: a statement at a forum, a prize.
NO_PROGRAMMES = ("forum", "prize")
# The columns that hold a programme's tags, several with ``;`` between, and the name of each as a filter.
TAGS = {"kind": "kind", "line": "action_lines", "sdg": "sdgs", "agency": "agencies"}

# How the headline groups the statuses.
STATUS_GROUPS = {
    "running": ("running", "in_service", "in_force"),
    "lapsed": ("last_in_service",),
    "pending": ("announced", "approved"),
    "over": ("transformed", "superseded", "done", "closed"),
}

AIMS = ("target", "demand")  # what is planned or required, not what exists
# Figures that follow each other and are of different things: batches of centres, contracts. They are no series.
BATCHES, CONTRACTS = ("further", "first round", "part"), ("contract_value",)


@dataclass(frozen=True)
class SideBySide:
    """Messages that stand side by side in a heading, each a phrase with its own number and noun; no line begins with a dot."""

    messages: tuple[Message, ...]

    def written(self, words: Words) -> str:
        """Write them."""
        return "\u00a0· ".join(message.written(words) for message in self.messages)


def cards(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the programmes, and the forum and the prize among them, those with most claims first.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``programmes``; ``is_programme``; ``claims``, how many figures of it are as of the day or earlier.
    """
    claims = tables["claims"].filter(nw.col("as_of") <= nw.lit(view.as_of, nw.Date))
    counted = claims.group_by("subject").agg(nw.len().alias("claims"))
    return (
        tables["programmes"]
        .join(counted, left_on="programme_id", right_on="subject", how="left")
        .with_columns(nw.col("claims").fill_null(0), is_programme=~nw.col("kind").is_in(NO_PROGRAMMES))
        .sort("claims", "programme_id", descending=[True, False])
    )


def on_the_day(ask: Callable[..., pd.DataFrame], day: date) -> pd.DataFrame:
    """Return :func:`cards` with the status of each on a day, and what it is known by.

    Parameters
    ----------
    ask : callable
        Answers a metric for that day.
    day : datetime.date
        The day.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`cards`, and of ``programme_status.spans``: ``status``, null where nothing is known,
        ``since``, ``since_precision``, ``evidence_id`` and what it is.
    """
    known = programme_status.current(ask(programme_status.evidence), day)
    return ask(cards).merge(known, how="left", left_on="programme_id", right_on="subject").drop(columns="subject")


def described(ask: Callable[..., pd.DataFrame], day: date) -> pd.DataFrame:
    """Return :func:`on_the_day` for other programs, with what the data say in words in each of their languages.

    Parameters
    ----------
    ask, day
        As for :func:`on_the_day`.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`on_the_day`; ``status_<language>``; ``evidence_<language>``, with the figure;
        ``notes_<language>``, what stands beside the status.
    """
    rows, happened = on_the_day(ask, day), ask(events)
    each = [row for _, row in rows.iterrows()]
    for words in map(Words, DATA_LANGUAGES):
        notes = [programme_status.notes_text(words, happened, row.programme_id) for row in each]
        rows[f"status_{words.language}"] = [programme_status.status_text(words, row) for row in each]
        rows[f"evidence_{words.language}"] = [programme_status.how_text(words, row) for row in each]
        rows[f"notes_{words.language}"] = notes
    return rows


def only(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the programmes among the rows of :func:`cards`, without the forum and the prize."""
    return rows[rows.is_programme]


def title(words: Words, programme: pd.Series) -> str:
    """Write a programme's name with the abbreviation that people know it by: a row of :func:`cards`."""
    name, short = words.name(programme), programme["abbreviation"]
    return f"{name} ({short})" if isinstance(short, str) else name


def events(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the programmes' events in the order of time, each with its source.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``events``; ``status``, the programme's after it, null where it changes nothing; ``past``, whether it is
        on or before the view's day (of a date that is a month or year, its first day); ``publisher``,
        ``publisher_th``, ``published_on``, ``published_precision``, ``address``.
    """
    return (
        tables["events"]
        .with_columns(status=programme_status.after_event(), past=nw.col("date") <= nw.lit(view.as_of, nw.Date))
        .join(tables["sources"], on="source_id", how="left")
        .sort("date", "event_id")
    )


def people(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the persons named in what happened by the view's day: the columns of ``people``, in the table's order."""
    past = tables["events"].filter(nw.col("date") <= nw.lit(view.as_of, nw.Date)).select("event_id")
    return tables["people"].join(past, on="event_id", how="inner").sort("person_id")


def terms(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the names of the words that the published tables use: ``kind``, ``code``, ``name_en``, ``name_th``."""
    return tables["terms"].sort("kind", "code")


def tags(programme: pd.Series, name: str) -> list[str]:
    """Return a programme's tags of a filter's name, as a list."""
    return listed(programme[TAGS[name]])


def listed(text: object) -> list[str]:
    """Return what a column holds several of, with ``;`` between."""
    return [one.strip() for one in text.split(";") if one.strip()] if isinstance(text, str) else []


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


def axes(pairs: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the action lines and the SDGs of a :func:`matrix`, each in the order of their numbers."""
    lines = sorted(pairs.line.unique(), key=lambda code: (int(code.split()[0][1:]), code))
    return lines, sorted(pairs.sdg.unique(), key=int)


def headline(rows: pd.DataFrame) -> Finding:
    """Say how many programmes have which status, each counted once; what is no programme is not counted.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of :func:`on_the_day`.
    """
    return _side_by_side(_counted(rows))


def headline_in_two(rows: pd.DataFrame) -> tuple[Finding, Finding | None]:
    """Return the headline as its first count, which is a title, and the others, if there are any."""
    first, others = _counted(rows)[:1], _counted(rows)[1:]
    return _side_by_side(first), _side_by_side(others) if others else None


def _counted(rows: pd.DataFrame) -> tuple[Message, ...]:
    status = only(rows).status
    counts = {name: int(status.isin(of).sum()) for name, of in STATUS_GROUPS.items()} | {
        "unknown": int(status.isna().sum())
    }
    return tuple(Message(f"finding.programmes.{name}", n) for name, n in counts.items() if n)


def _side_by_side(counts: tuple[Message, ...]) -> Finding:
    return (
        Finding("finding.programmes", {"stand": SideBySide(counts)}) if counts else Finding("finding.programmes.none")
    )


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

    Parts of a programme (its funds) are of one indicator. Batches and contracts are of different things each.

    Returns
    -------
    list of tuple of pandas.DataFrame
        Rows of ``claims.known``, the earliest first; and those that are targets or demands beside them.
    """
    aims = known.basis.isin(AIMS)
    other = known.basis.isin(BATCHES) | known.measure.isin(CONTRACTS)
    found = []
    for (subject, _, _, unit), rows in known[~aims & ~other].groupby(
        ["subject", "measure", "basis", "unit"], sort=False
    ):
        if len(rows) > 1:
            beside = known[aims & (known.subject == subject) & (known.unit == unit)]
            found.append((rows.sort_values(["as_of", "period"], na_position="first"), beside))
    return found
