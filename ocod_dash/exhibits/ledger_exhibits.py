"""The ledger of what others published: claims of the same thing, claims against the count, every claim."""

from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from ..i18n import Words
from ..metrics import claims, ledger, programmes, rollout
from ..metrics.claims import date_iso, date_text, steward_name
from ..metrics.findings import Finding
from ..view import View
from . import claim_text
from . import programme_exhibits as of_programmes
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Table
from .over_time import CODES, columns_of_claims, dates_in_words, over_time, plain, title


def groups(context: Context) -> list[ledger.Group]:
    """Return the claims about the same thing, inconsistent ones first."""
    return context.cached("groups", lambda: ledger.groups(context.ask(claims.known)))


def group(context: Context, group: ledger.Group) -> Exhibit:
    """Show the claims about the same thing."""
    return context.cached("group", partial(_group, context, group), of=",".join(group.rows.claim_id))


def _group(context: Context, group: ledger.Group) -> Exhibit:
    rows, first = group.rows, group.rows.iloc[0]
    named = f"{claim_text.programme(context, first.subject)}: {claim_text.measure(context, first, period=False)}"
    shown = over_time(context, group.id, title(context, named, rows), rows)
    return replace(shown, page_only=group.kind not in ("conflict", "fell"))


def conflicting_dates(context: Context, rows: pd.DataFrame) -> Exhibit:
    """Show one event that is published with different dates: some rows of ``programmes.events``."""
    words, dated = context.words, of_programmes.in_words(context, rows)
    name = claim_text.programme(context, rows.subject.iloc[0])
    title = words("ledger.twice", programme=name, dates=words.listing(list(dated.written)))
    table = partial(of_programmes.of_events, context, dated, context.ask(programmes.cards))
    measured, cited = words("ledger.twice.measured"), claim_text.source(context)
    of = ",".join(rows.event_id)
    return Exhibit(context, rows.event_id.iloc[0], title, measured, table, cited=cited, of=of)


def against(context: Context, rows: pd.DataFrame, day: date) -> Exhibit:
    """Show the count of a day beside the nearest claims: ``ledger.against``."""
    words = context.words
    each = [row for _, row in rows.iterrows()]
    counted_in = words("measure.source", register=context.register, day=min(day, context.data.release.as_of))
    cited = f"{counted_in} · {claim_text.source(context)}"
    clause = _fits(rows, day).clause(words)
    table = partial(context.cached, "against table", partial(_of_against, context, each), str(day))
    different = words("claims.different_words") if rows.measure.isin(claims.DIFFERENT_WORDS).any() else ""
    measured = " · ".join(filter(None, [words("ledger.against.measured"), different]))
    return Exhibit(context, "against", clause, measured, table, cited=cited, counted=True)


def _fits(rows: pd.DataFrame, day: date) -> Finding:
    """Say whether the count is what the claims near its day allow; not where no claim is near."""
    near = rows.within.dropna()
    key = "ledger.against.far" if near.empty else "ledger.against.fit" if near.all() else "ledger.against.fit_not"
    return Finding(key, {"day": day})


def against_on(context: Context, day: date) -> Exhibit | None:
    """Show the count of a day beside the nearest claims; None where the register or the claims have none."""
    rows = claims_against(context, day)
    return against(context, rows, day) if len(rows) else None


def claims_against(context: Context, day: date) -> pd.DataFrame:
    """Return the claims nearest to a day beside the count of that day, or of the register's last: ``ledger.against``."""
    counted_on = min(day, context.data.release.as_of)
    total = context.ask(rollout.summary, View(as_of=counted_on))
    return ledger.against(context.ask(claims.known), total.iloc[0], day, counted_on) if len(total) else total


def checked(context: Context, check: ledger.SumCheck) -> str:
    """Write whether parts amount to the total that was published: ``2,144 + 250 = 2,394``."""
    words = context.words
    sum_of = (" × " if check.rule.product else " + ").join(words.number(part.value) for part in check.parts)
    return words(
        "ledger.holds" if check.holds else "ledger.holds_not",
        sum=sum_of,
        total=words.number(check.computed),
        whole=claim_text.measure(context, check.total),
        said=claim_text.figure(context, check.total),
    )


def every(context: Context, rows: pd.DataFrame, known: pd.DataFrame) -> Exhibit:
    """Show claims, ``rows``, out of those ``known`` on the day."""
    words = context.words
    some = len(rows) < len(known)
    title = words("ledger.table", n=len(rows), all=len(known)) if some else words("ledger.table.all", n=len(rows))
    of = ",".join(rows.claim_id)
    table = partial(context.cached, "ledger", partial(_of_ledger, context, rows), of)
    measured, hint = words("ledger.table.measured"), words("frame.sort")
    return Exhibit(context, "ledger", title, measured, table, hint=hint, cited=claim_text.source(context), of=of)


def superseded(context: Context, rows: pd.DataFrame, known: pd.DataFrame) -> Exhibit:
    """Show claims as they were before they were corrected or withdrawn, ``claims.superseded``, beside the current ones."""
    words = context.words
    title = words("ledger.former.title", n=len(rows))
    of = ",".join([*rows.claim_id, "", *known.claim_id])
    table = partial(context.cached, "former table", partial(_of_superseded, context, rows, known), of)
    return Exhibit(context, "former", title, words("ledger.former.measured"), table, cited=claim_text.source(context))


def _of_superseded(context: Context, rows: pd.DataFrame, known: pd.DataFrame) -> Table:
    words, each = context.words, [row for _, row in rows.iterrows()]
    now = {row.claim_id: claim_text.with_unit(context, row) for _, row in known.iterrows()}
    now |= dict.fromkeys(rows.claim_id[rows.withdrawn], words("ledger.withdrawn"))
    as_of = [date_text(words, row.as_of, row.as_of_precision) for row in each]
    return Table.of(
        {
            "programme": (words("ledger.programme"), [claim_text.programme(context, row.subject) for row in each]),
            "measure": (words("ledger.measure"), [claim_text.measure(context, row) for row in each]),
            "value": (words("ledger.value"), [claim_text.with_unit(context, row) for row in each]),
            "now": (words("ledger.former.now"), [now.get(row.claim_id, "") for row in each]),
            "as_of": (words("ledger.as_of"), [date_iso(row.as_of, row.as_of_precision) for row in each]),
            "scope": (words("ledger.scope"), [claim_text.scope(context, row) for row in each]),
            "who": (words("ledger.who"), [claim_text.who(context, row) for row in each]),
            "superseded_on": (words("ledger.superseded_on"), pd.to_datetime(rows.superseded_on)),
            "superseded_by": (words("ledger.superseded_by"), [steward_name(words, row.superseded_by) for row in each]),
            "claim_id": (words("ledger.id"), [row.claim_id for row in each]),
        },
        {"as_of": (words("ledger.as_of"), as_of)},
    )


def _of_ledger(context: Context, rows: pd.DataFrame) -> Table:
    words = context.words
    programmes = [claim_text.programme(context, subject) for subject in rows.subject]
    columns = {"programme": (words("ledger.programme"), programmes), **columns_of_claims(context, rows)}
    if rows.entered_by.notna().any():
        entered = [claim_text.entered(context, row) for _, row in rows.iterrows()]
        columns["entered"] = words("ledger.entered"), entered
    columns["claim_id"] = words("ledger.id"), list(rows.claim_id)
    return Table.of(columns, dates_in_words(context, rows), CODES)


def _of_against(context: Context, rows: list[pd.Series]) -> Table:
    words = context.words
    texts = {
        "claimed": (words("claims.published"), [claim_text.figure(context, row) for row in rows]),
        "difference": (words("ledger.difference"), [_signed(words, row.difference) for row in rows]),
        "as_of": (words("ledger.as_of"), [date_text(words, row.as_of, row.as_of_precision) for row in rows]),
    }
    return Table.of(
        {
            "measure": (words("claims.measure"), [claim_text.named(context, row) for row in rows]),
            "claimed": (words("claims.published"), [plain(row.value) for row in rows]),
            "exactness": (words("ledger.exactness"), [words(f"ledger.exactness.{row.qualifier}") for row in rows]),
            "in_register": (
                words("claims.in_register"),
                [words(f"measure.{ledger.COUNTED_AS[row.measure]}") for row in rows],
            ),
            "counted": (words("claims.counted"), [plain(row.counted) for row in rows]),
            "difference": (words("ledger.difference"), [plain(row.difference) for row in rows]),
            "within": (
                words("ledger.within"),
                [_within(words, row) for row in rows],
            ),
            "as_of": (words("ledger.as_of"), [date_iso(row.as_of, row.as_of_precision) for row in rows]),
            "days": (words("ledger.days"), [int(row.days) for row in rows]),
            "who": (words("ledger.who"), [claim_text.who(context, row) for row in rows]),
            "claim_id": (words("ledger.id"), [row.claim_id for row in rows]),
        },
        texts,
        ("exactness", "claim_id"),
    )


def _within(words: Words, row: pd.Series) -> str:
    """Write whether a claim allows the count, or that their dates are too far apart to compare."""
    if row.within is None:
        return words("ledger.within.far", n=int(row.days))
    return words("ledger.within.yes" if row.within else "ledger.within.no")


def _signed(words: Words, difference: float) -> str:
    """Write a difference with its sign, a true minus included; none without one."""
    return "0" if difference == 0 else ("+" if difference > 0 else "−") + words.number(abs(difference))
