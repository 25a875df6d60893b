"""The programmes: the status of each with its source, what happened to them on one timeline, their tags as a matrix."""

from functools import partial
from typing import Any

import pandas as pd

from .. import charts
from ..metrics import claims, programme_status, programmes
from ..metrics.claims import date_iso, date_text
from . import claim_text
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Table, coded

# The colour of a status's badge; the others are gray.
BADGES = {"running": "blue", "in_service": "blue", "in_force": "blue", "transformed": "blue", "done": "green"}


def on_the_day(context: Context) -> pd.DataFrame:
    """Return ``programmes.on_the_day`` of the context's day."""
    return programmes.on_the_day(context.ask, context.day)


def statuses(context: Context, rows: pd.DataFrame, key: str = "statuses") -> Exhibit:
    """Show the status of each, from when, what it is known by and who published that: rows of :func:`on_the_day`."""
    words, of = context.words, ",".join(rows.programme_id)
    title = words("programmes.statuses.title", n=len(rows))
    table, cited = partial(_of_statuses, context, rows), claim_text.source(context)
    return Exhibit(context, key, title, words("programmes.statuses"), table, cited=cited, of=of)


def timeline(context: Context, rows: pd.DataFrame, events: pd.DataFrame) -> Exhibit:
    """Show what happened to the programmes on one timeline: ``on_the_day`` and ``programmes.events``."""
    own = events[events.subject.isin(rows.programme_id)]
    of = f"{','.join(rows.programme_id)} {','.join(own.event_id)}"
    return context.cached("timeline", partial(_timeline, context, rows, own, of), of)


def _timeline(context: Context, rows: pd.DataFrame, events: pd.DataFrame, of: str) -> Exhibit:
    words, cited = context.words, claim_text.source(context)
    shown = in_words(context, events)
    title = words("programmes.timeline.title", n=int(shown.past.sum()))
    table = partial(of_events, context, shown, rows)
    evidence = context.ask(programme_status.evidence)
    uses = evidence[evidence.measure.notna() & evidence.subject.isin(rows.programme_id)]
    spans = programme_status.spans(evidence, context.day)
    draw_chart = partial(
        charts.published.lanes, _titled(context, rows), shown, _uses(context, uses), spans, context.theme, context.day
    )
    return Exhibit(context, "timeline", title, words("programmes.timeline"), table, draw_chart, cited=cited, of=of)


def matrix(context: Context, rows: pd.DataFrame) -> Exhibit | None:
    """Show how many programmes have each pair of action line and SDG; None where nothing is tagged."""
    of = ",".join(rows.programme_id)
    return context.cached("matrix", partial(_matrix, context, rows, of), of)


def matrix_cells(context: Context, rows: pd.DataFrame) -> dict[str, Any]:
    """Return the matrix for a table: the names across and down, and the programmes of each pair, ``None`` for none.

    Returns
    -------
    dict
        ``goals``, each a number and a name; ``lines``, each a code, a name and its cells: the pair's codes and names,
        how many programmes, the share of the most in percent, and their names.
    """
    pairs, named = programmes.matrix(rows), _names(context, rows)
    behind = pairs.groupby(["line", "sdg"]).programme_id.apply(list).to_dict()
    most = max(map(len, behind.values()))
    codes, goals = programmes.axes(pairs)

    def cell(line: str, goal: str) -> dict[str, Any] | None:
        ids = behind.get((line, goal))
        if not ids:
            return None
        pair = f"{_line(context, line)} · SDG {_goal(context, goal)}"
        label = f"{pair}: {', '.join(named[each] for each in ids)}"
        return {"line": line, "sdg": goal, "n": len(ids), "share": round(len(ids) / most * 100), "label": label}

    lines = [
        (line.split()[0], claim_text.term(context, "action_line", line), [cell(line, goal) for goal in goals])
        for line in codes
    ]
    return {"goals": [(goal, claim_text.term(context, "sdg", goal)) for goal in goals], "lines": lines}


def _line(context: Context, code: str) -> str:
    """Write an action line's code with its name."""
    return f"{code.split()[0]} {claim_text.term(context, 'action_line', code)}"


def _goal(context: Context, code: str) -> str:
    """Write an SDG's number with its name."""
    return f"{code} {claim_text.term(context, 'sdg', code)}"


def _names(context: Context, rows: pd.DataFrame) -> dict[str, str]:
    return {row["programme_id"]: programmes.title(context.words, row) for row in rows.to_dict("records")}


def _matrix(context: Context, rows: pd.DataFrame, of: str) -> Exhibit | None:
    words, pairs, named = context.words, programmes.matrix(rows), _names(context, rows)
    if pairs.empty:
        return None
    sizes = pairs.groupby(["line", "sdg"]).size()
    (line, sdg), most = sizes.idxmax(), int(sizes.max())
    pairs_of_most = int((sizes == most).sum())
    title = (
        words("programmes.matrix.title", line=_line(context, line), sdg=_goal(context, sdg), n=most)
        if pairs_of_most == 1
        else words("programmes.matrix.title.several", pairs=pairs_of_most, n=most)
    )
    table = partial(_of_matrix, context, pairs, named)
    lines, goals = programmes.axes(pairs)
    down = {code: _line(context, code) for code in lines}
    across = {code: claim_text.term(context, "sdg", code) for code in goals}
    draw_chart = partial(charts.tags.matrix, pairs, named, down, across, context.theme)
    hint, cited = words("programmes.matrix.hint"), claim_text.source(context)
    return Exhibit(
        context, "matrix", title, words("programmes.matrix"), table, draw_chart, hint=hint, cited=cited, of=of
    )


def in_words(context: Context, events: pd.DataFrame) -> pd.DataFrame:
    """Return events with what a chart writes at them: ``title``, ``written`` (the date), ``who``."""
    each = [row for _, row in events.iterrows()]
    return events.assign(
        title=[context.words.of(row, "title") for row in each],
        written=[date_text(context.words, row.date, row.date_precision) for row in each],
        who=[claim_text.who(context, row) for row in each],
    )


def of_events(context: Context, events: pd.DataFrame, rows: pd.DataFrame) -> Table:
    """Return events as a table, each with its citation."""
    words, named = context.words, _names(context, rows)
    days = [date_iso(*day) for day in zip(events.date, events.date_precision, strict=True)]
    return Table.of(
        {
            "event_id": (coded(words, words("table.event")), list(events.event_id)),
            "when": (words("table.when"), days),
            "programme_id": (coded(words, words("ledger.programme")), list(events.subject)),
            "programme": (words("ledger.programme"), [named.get(subject, subject) for subject in events.subject]),
            "event": (words("table.event"), list(events.title)),
            "kind": (words("table.kind"), [claim_text.term(context, "event_kind", kind) for kind in events.kind]),
            "who": (words("ledger.who"), list(events.who)),
            "address": (words("ledger.address"), list(events.address.fillna(""))),
        },
        {"when": (words("table.when"), list(events.written))},
        ("event_id", "programme_id"),
    )


def notes(context: Context, programme_id: str) -> list[pd.Series]:
    """Return what stands beside a programme's status: ``programme_status.notes``."""
    return programme_status.notes(context.ask(programmes.events), programme_id)


def sources(context: Context, named: object) -> list[pd.Series]:
    """Return the rows of ``sources`` that a column names, with ``;`` between."""
    every = context.ask(claims.sources).set_index("source_id", drop=False)
    return [every.loc[one] for one in programmes.listed(named) if one in every.index]


def tags_in_words(context: Context, programme: pd.Series) -> list[tuple[str, str]]:
    """Return a programme's action lines and goals, each with its name."""
    lines = [
        (each.split()[0], claim_text.term(context, "action_line", each)) for each in programmes.tags(programme, "line")
    ]
    goals = programmes.tags(programme, "sdg")
    return lines + [(f"SDG {goal}", claim_text.term(context, "sdg", goal)) for goal in goals]


def _titled(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """Return programmes with what a chart writes at them: ``title``, a name alone where it fills a line."""
    words, fits = context.words, charts.published.NAME_LETTERS
    titles = [(programmes.title(words, row), words.name(row)) for _, row in rows.iterrows()]
    return rows.assign(title=[title if len(title) <= fits else name for title, name in titles])


def _uses(context: Context, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return figures that imply use with what a chart writes at them: ``title``, ``written`` (the date), ``who``."""
    words, each = context.words, [row for _, row in evidence.iterrows()]
    return evidence.assign(
        past=True,
        title=[programme_status.how_text(words, row) for row in each],
        written=[date_text(words, row.date, row.date_precision) for row in each],
        who=[words.of(row, "evidence_publisher") for row in each],
    )


def _of_statuses(context: Context, rows: pd.DataFrame) -> Table:
    words, each = context.words, [row for _, row in rows.iterrows()]
    events = context.ask(programmes.events)
    beside = [programme_status.notes_text(words, events, row.programme_id) for row in each]
    return Table.of(
        {
            "programme_id": (coded(words, words("ledger.programme")), list(rows.programme_id)),
            "programme": (words("ledger.programme"), [programmes.title(words, row) for row in each]),
            "status_code": (coded(words, words("cli.status")), list(rows.status)),
            "since": (
                words("table.since"),
                [date_iso(*day) for day in zip(rows.since, rows.since_precision, strict=True)],
            ),
            "status": (words("cli.status"), [programme_status.status_text(words, row) for row in each]),
            "evidence": (words("programmes.evidence"), [programme_status.how_text(words, row) for row in each]),
            "who": (words("ledger.who"), [words.of(row, "evidence_publisher") for row in each]),
            "address": (words("ledger.address"), list(rows.evidence_address.fillna(""))),
            "notes": (words("programmes.notes"), beside),
            "agency": (words("published.filter.agency"), [words.of(row, "lead_agency") for row in each]),
        },
        codes=("programme_id", "status_code", "since"),
    )


def _of_matrix(context: Context, pairs: pd.DataFrame, named: dict[str, str]) -> Table:
    words = context.words
    cells = [(line, sdg, list(own.programme_id)) for (line, sdg), own in pairs.groupby(["line", "sdg"])]
    return Table.of(
        {
            "line": (
                words("published.filter.line"),
                [_line(context, line) for line, *_ in cells],
            ),
            "sdg": (
                words("published.filter.sdg"),
                [_goal(context, sdg) for _, sdg, _ in cells],
            ),
            "programme_ids": (coded(words, words("page.programmes")), ["; ".join(behind) for *_, behind in cells]),
            "programmes": (
                words("page.programmes"),
                [", ".join(named[code] for code in behind) for *_, behind in cells],
            ),
        },
        codes=("programme_ids",),
    )
