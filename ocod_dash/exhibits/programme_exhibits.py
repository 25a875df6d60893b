"""The programmes: what happened to them on one timeline, and their tags as a matrix."""

from functools import partial

import pandas as pd

from .. import charts
from ..metrics import programmes
from ..metrics.claims import date_text
from . import claim_text
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Table


def timeline(context: Context, rows: pd.DataFrame, events: pd.DataFrame) -> Exhibit:
    """Show what happened to the programmes on one timeline: ``programmes.cards`` and ``programmes.events``."""
    own = events[events.subject.isin(rows.programme_id)]
    of = f"{','.join(rows.programme_id)} {','.join(own.event_id)}"
    return context.cached("timeline", partial(_timeline, context, rows, own, of), of)


def _timeline(context: Context, rows: pd.DataFrame, events: pd.DataFrame, of: str) -> Exhibit:
    words, cited = context.words, claim_text.source(context)
    shown = in_words(context, events)
    title = words("programmes.timeline.title", n=int(shown.past.sum()))
    table = partial(of_events, context, shown, rows)
    draw_chart = partial(charts.published.lanes, rows, shown, context.theme, context.day)
    return Exhibit(context, "timeline", title, words("programmes.timeline"), table, draw_chart, cited=cited, of=of)


def matrix(context: Context, rows: pd.DataFrame) -> Exhibit | None:
    """Show how many programmes have each pair of action line and SDG; None where nothing is tagged."""
    of = ",".join(rows.programme_id)
    return context.cached("matrix", partial(_matrix, context, rows, of), of)


def _matrix(context: Context, rows: pd.DataFrame, of: str) -> Exhibit | None:
    words, pairs = context.words, programmes.matrix(rows)
    named = {row["programme_id"]: words.name(row) for row in rows.to_dict("records")}
    if pairs.empty:
        return None
    sizes = pairs.groupby(["line", "sdg"]).size()
    (line, sdg), most = sizes.idxmax(), int(sizes.max())
    pairs_of_most = int((sizes == most).sum())
    title = (
        words("programmes.matrix.title", line=line, sdg=sdg, n=most)
        if pairs_of_most == 1
        else words("programmes.matrix.title.several", pairs=pairs_of_most, n=most)
    )
    table = partial(_of_matrix, context, pairs, named)
    draw_chart = partial(charts.tags.matrix, pairs, named, context.theme)
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
    words = context.words
    named = {row["programme_id"]: words.name(row) for row in rows.to_dict("records")}
    return Table.of(
        {
            "when": (words("table.when"), list(events.written)),
            "programme": (words("ledger.programme"), [named.get(subject, subject) for subject in events.subject]),
            "event": (words("table.event"), list(events.title)),
            "kind": (words("table.kind"), [claim_text.term(context, "event_kind", kind) for kind in events.kind]),
            "who": (words("ledger.who"), list(events.who)),
            "address": (words("ledger.address"), list(events.address.fillna(""))),
        }
    )


def _of_matrix(context: Context, pairs: pd.DataFrame, named: dict[str, str]) -> Table:
    words = context.words
    cells = [(line, sdg, list(own.programme_id)) for (line, sdg), own in pairs.groupby(["line", "sdg"])]
    return Table.of(
        {
            "line": (
                words("published.filter.line"),
                [f"{line} {claim_text.term(context, 'action_line', line)}" for line, *_ in cells],
            ),
            "sdg": (
                words("published.filter.sdg"),
                [f"{sdg} {claim_text.term(context, 'sdg', sdg)}" for _, sdg, _ in cells],
            ),
            "programmes": (
                words("page.programmes"),
                [", ".join(named[code] for code in behind) for *_, behind in cells],
            ),
        }
    )
