"""The ledger of what others published: claims of the same thing, claims against the count, every claim."""

from datetime import date
from functools import partial

import pandas as pd

from .. import charts
from ..i18n import Words
from ..metrics import ledger, programmes
from ..metrics.claims import by, when
from . import programmes as of_programmes
from . import said
from .exhibit import Exhibit
from .over_time import of_claims, over_time, title
from .visit import Visit


def group(visit: Visit, group: ledger.Group) -> Exhibit:
    """Show the claims that speak of the same thing."""
    return visit.keep(f"group {group.id}", partial(_group, visit, group))


def _group(visit: Visit, group: ledger.Group) -> Exhibit:
    rows, first = group.rows, group.rows.iloc[0]
    named = f"{said.programme(visit, first.subject)}: {said.measure(visit, first, period=False)}"
    return over_time(visit, group.id, title(visit, named, rows), rows)


def told_twice(visit: Visit, rows: pd.DataFrame) -> Exhibit:
    """Show one event that is told with different dates: some rows of ``programmes.events``."""
    words, told = visit.words, of_programmes.in_words(visit, rows)
    name = said.programme(visit, rows.subject.iloc[0])
    title = words("ledger.twice", programme=name, dates=words.listing(list(told.written)))
    table = partial(of_programmes.of_events, visit, told, visit.ask(programmes.cards))
    draw = partial(charts.published.happened, told, visit.look, visit.day)
    measured, cited = words("ledger.twice.measured"), said.source(visit)
    return Exhibit(visit, rows.event_id.iloc[0], title, measured, table, draw, cited=cited)


def against(visit: Visit, rows: pd.DataFrame, day: date) -> Exhibit:
    """Show the count of a day beside the nearest claims: ``ledger.against``."""
    words = visit.words
    each = [row for _, row in rows.iterrows()]
    counted_in = words("measure.source", register=visit.register, day=min(day, visit.data.release.as_of))
    cited = f"{counted_in} · {said.source(visit)}"
    title = words("ledger.against.fit" if rows.within.all() else "ledger.against.fit_not", day=day)
    table = partial(visit.keep, "against table", partial(_of_against, visit, each), str(day))
    return Exhibit(visit, "against", title, words("ledger.against.measured"), table, cited=cited, counted=True)


def every(visit: Visit, rows: pd.DataFrame, known: pd.DataFrame) -> Exhibit:
    """Show claims, ``rows``, out of those ``known`` on the day."""
    words = visit.words
    title = words("ledger.table", n=len(rows), all=len(known))
    of = ",".join(rows.claim_id)
    table = partial(visit.keep, "ledger", partial(_of_ledger, visit, rows), of)
    measured, hint = words("ledger.table.measured"), words("frame.sort")
    return Exhibit(visit, "ledger", title, measured, table, hint=hint, cited=said.source(visit), of=of)


def former(visit: Visit, rows: pd.DataFrame, known: pd.DataFrame) -> Exhibit:
    """Show claims as they stood before they were corrected or withdrawn, ``claims.former``, beside what stands now."""
    words = visit.words
    title = words("ledger.former.title", n=len(rows))
    table = partial(visit.keep, "former table", partial(_of_former, visit, rows, known))
    return Exhibit(visit, "former", title, words("ledger.former.measured"), table, cited=said.source(visit))


def _of_former(visit: Visit, rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    words, each = visit.words, [row for _, row in rows.iterrows()]
    now = {row.claim_id: said.with_unit(visit, row) for _, row in known.iterrows()}
    now |= dict.fromkeys(rows.claim_id[rows.withdrawn], words("ledger.withdrawn"))
    return pd.DataFrame(
        {
            words("ledger.programme"): [said.programme(visit, row.subject) for row in each],
            words("ledger.measure"): [said.measure(visit, row) for row in each],
            words("ledger.value"): [said.with_unit(visit, row) for row in each],
            words("ledger.former.now"): [now.get(row.claim_id, "") for row in each],
            words("ledger.as_of"): [when(words, row.as_of, row.as_of_precision) for row in each],
            words("ledger.scope"): [said.scope(visit, row) for row in each],
            words("ledger.who"): [said.who(visit, row) for row in each],
            words("ledger.superseded_on"): [words.date(row.superseded_on) for row in each],
            words("ledger.superseded_by"): [by(words, row.superseded_by) for row in each],
            words("ledger.id"): [row.claim_id for row in each],
        }
    )


def _of_ledger(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    found = of_claims(visit, rows)
    found.insert(0, visit.words("ledger.programme"), [said.programme(visit, subject) for subject in rows.subject])
    if rows.entered_by.notna().any():
        found[visit.words("ledger.entered")] = [said.entered(visit, row) for _, row in rows.iterrows()]
    found[visit.words("ledger.id")] = list(rows.claim_id)
    return found


def _of_against(visit: Visit, rows: list[pd.Series]) -> pd.DataFrame:
    words = visit.words
    return pd.DataFrame(
        {
            words("ledger.measure"): [words(f"measure.{ledger.COUNTED_AS[row.measure]}") for row in rows],
            words("claims.counted"): [words.number(row.counted) for row in rows],
            words("claims.published"): [said.figure(visit, row) for row in rows],
            words("ledger.difference"): [_signed(words, row.difference) for row in rows],
            words("ledger.within"): [words("ledger.within.yes" if row.within else "ledger.within.no") for row in rows],
            words("ledger.as_of"): [when(words, row.as_of, row.as_of_precision) for row in rows],
            words("ledger.days"): [words.number(row.days) for row in rows],
            words("ledger.who"): [said.who(visit, row) for row in rows],
        }
    )


def _signed(words: Words, difference: float) -> str:
    """Write a difference with its sign, a true minus included; none without one."""
    return "0" if difference == 0 else ("+" if difference > 0 else "−") + words.number(abs(difference))
