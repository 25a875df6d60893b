"""Where published figures do not fit together, in sentences: each inconsistency with its claims and how it may be read."""

from collections.abc import Iterable
from functools import partial

import pandas as pd

from ..i18n import Message
from ..loader import Data
from ..metrics import claims, inconsistencies, ledger, programmes
from ..metrics.claims import date_iso, date_text, figure_text
from ..metrics.findings import Finding
from ..metrics.inconsistencies import Inconsistency, Statement
from ..theme import Theme
from ..view import View
from . import claim_text
from .context import Context
from .exhibit import Exhibit
from .figure_tables import Column, Table
from .over_time import plain

MILLION = 1_000_000


def found(context: Context) -> list[Inconsistency]:
    """Return the inconsistencies of the published figures."""
    return context.cached("inconsistencies", lambda: inconsistencies.inconsistencies(context.ask(claims.known)))


def headline(context: Context, rows: pd.DataFrame | None = None) -> Finding:
    """Say how many figures were published, how many are inconsistent, and how many events have several dates.

    Parameters
    ----------
    context : Context
        The day and the language.
    rows : pandas.DataFrame, optional
        The claims that fit a search; where they are not all, the headline is about them alone.
    """
    known = context.ask(claims.known)
    if rows is not None and len(rows) < len(known):
        return _searched(context, rows, len(known))
    events = context.ask(programmes.events)
    dates = len(ledger.conflicting_dates(events[events.past]))
    return inconsistencies.headline(known, found(context), dates)


def _searched(context: Context, rows: pd.DataFrame, every: int) -> Finding:
    """Say how many of ``every`` figure were found, by how many sources, and how many inconsistencies they are part of."""
    if rows.empty:
        return Finding("finding.ledger.searched.none", {"n": every})
    ids = set(rows.claim_id)
    theirs = [one for one in found(context) if ids & {claim.claim_id for claim in one.claims}]
    figures = inconsistencies.headline(rows, theirs, dates=0).figures
    sources = Message("finding.ledger.sources", int(figures["sources"]))
    return Finding("finding.ledger.searched", {**figures, "all": every, "where": sources})


def publishers(context: Context) -> pd.DataFrame:
    """Return who published figures, by name: ``figures`` and ``sources``, their number, ``newest`` and its ``precision``.

    Those with most figures come first.
    """
    known = context.ask(claims.known).sort_values("published_on")
    who = [claim_text.who(context, row) for _, row in known.iterrows()]
    counts = known.assign(who=who).groupby("who").agg(
        figures=("claim_id", "size"), sources=("source_id", "nunique"), newest=("published_on", "last"),
        precision=("published_precision", "last"),
    )  # fmt: skip
    return counts.sort_values(["figures", "newest"], ascending=False)


def exhibit(context: Context) -> Exhibit | None:
    """Show every inconsistency in a sentence, with how it may be read and its claims; None where there is none."""
    words, each = context.words, found(context)
    if not each:
        return None
    fell = sum(one.kind == "fell" for one in each)
    counts = {"inconsistent": len(each) - fell, "fell": fell}
    title = words.listing([words.figure(Message(f"finding.ledger.{name}", n)) for name, n in counts.items() if n])
    table = partial(context.cached, "inconsistencies table", partial(_table, context))
    measured, cited = words("ledger.found.measured"), claim_text.source(context)
    return Exhibit(context, "inconsistencies", title, measured, table, cited=cited)


def pairs(context: Context) -> Exhibit | None:
    """Show the pairs of figures that do not fit together, each with date and source; None where there is none."""
    words, each = context.words, found(context)
    if not each:
        return None
    table = partial(context.cached, "inconsistency pairs table", partial(_pairs_table, context))
    title, cited = words("ledger.pairs", n=sum(len(one.pairs) for one in each)), claim_text.source(context)
    return Exhibit(context, "inconsistency_pairs", title, words("ledger.found.measured"), table, cited=cited)


def sentence(context: Context, one: Inconsistency) -> str:
    """Write what does not fit together, with the date of each figure."""
    first = one.statements[0].claim
    figures = {
        "programme": claim_text.programme(context, first.subject),
        "measure": claim_text.measure(context, first, period=False),
        "unit": claim_text.term(context, "unit", first.unit),
        "figures": context.words.listing([_dated(context, each) for each in one.statements]),
    }
    if one.kind == "calculated":
        rule = next(rule for rule in inconsistencies.QUOTIENTS if rule.dividend in _measures(one))
        figures["measure"] = claim_text.term(context, "measure", rule.measure)
    if one.kind == "part_as_whole":
        figures |= {
            "figure": context.words.number(first.value),
            "further": _dates(context, [pair[0] for pair in one.pairs]),
            "totals": _dates(context, [pair[1] for pair in one.pairs]),
        }
    return context.words(f"ledger.found.{one.kind}", **figures)


def readings(context: Context, one: Inconsistency) -> list[str]:
    """Write how an inconsistency may be read, by this dashboard's authors; of calculated figures, how each was calculated."""
    words = context.words
    centres = one.kind == "fell" and "centres_completed" in _measures(one)
    reading = words("ledger.reading.fell.centres" if centres else f"ledger.reading.{one.kind}")
    return [*(_working(context, each) for each in one.statements if each.calculated), reading]


def cited(context: Context, one: Inconsistency) -> list[tuple[str, str]]:
    """Return the claims of an inconsistency: the id of each, and what it counted, its figure, date and source."""
    return [
        (
            claim.claim_id,
            f"{claim_text.named(context, claim)}: {_short(context, claim)} · "
            f"{date_text(context.words, claim.as_of, claim.as_of_precision)} · {claim_text.who(context, claim)}",
        )
        for claim in one.claims
    ]


def figures(context: Context, one: Inconsistency) -> str:
    """Write the figures of an inconsistency side by side, each once."""
    return " · ".join(dict.fromkeys(_figure(context, each) for each in one.statements))


def rows(data: Data, view: View, languages: Iterable[str]) -> pd.DataFrame:
    """Return the pairs that do not fit together, ``inconsistencies.pairs``, with sentence and reading in some languages.

    Parameters
    ----------
    data : Data
        The release.
    view : View
        The day.
    languages : iterable of str
        Their codes: ``finding_en`` and ``reading_en`` are in English.
    """
    contexts = {language: Context(data, view, Theme(language)) for language in languages}
    each = found(next(iter(contexts.values())))
    table = inconsistencies.pairs(each)
    for language, context in contexts.items():
        written = {one.id: (sentence(context, one), " ".join(readings(context, one))) for one in each}
        table[f"finding_{language}"] = [written[code][0] for code in table.finding]
        table[f"reading_{language}"] = [written[code][1] for code in table.finding]
    return table


def _measures(one: Inconsistency) -> set[str]:
    return {claim.measure for claim in one.claims}


def _figure(context: Context, one: Statement) -> str:
    return figure_text(context.words, one.rounded, one.qualifier)


def _dated(context: Context, one: Statement) -> str:
    figure, day = _figure(context, one), _day(context, one)
    if one.calculated:
        return context.words("ledger.found.calculated.figure", figure=figure, day=day)
    return f"{figure} ({day})"


def _day(context: Context, one: Statement) -> str:
    return date_text(context.words, one.claim.as_of, one.claim.as_of_precision)


def _dates(context: Context, each: list[Statement]) -> str:
    days = [_day(context, one) for one in sorted(each, key=lambda one: one.claim.as_of)]
    return context.words.listing(list(dict.fromkeys(days)))


def _working(context: Context, one: Statement) -> str:
    """Write how a figure was calculated: "over 5,100 million ÷ 1,722 ÷ 5 = over 592,000"."""
    return context.words(
        "ledger.found.working",
        working=" ÷ ".join(_short(context, claim) for claim in one.claims),
        figure=_figure(context, one),
        who=claim_text.who(context, one.claim),
    )


def _short(context: Context, claim: pd.Series) -> str:
    """Write a claim's figure, in millions where it is so many whole ones."""
    if claim.value < MILLION or claim.value % MILLION:
        return claim_text.with_unit(context, claim)
    words, unit = context.words, claim_text.term(context, "unit", claim.unit)
    millions = words("ledger.found.million", figure=words.number(claim.value / MILLION), unit=unit)
    return millions if claim.qualifier == "exactly" else words(f"qualifier.{claim.qualifier}", figure=millions)


def _table(context: Context) -> Table:
    words, each = context.words, found(context)
    return Table.of(
        {
            "finding": (words("ledger.finding"), [sentence(context, one) for one in each]),
            "reading": (words("ledger.reading"), [" ".join(readings(context, one)) for one in each]),
            "claim_ids": (words("ledger.id"), ["; ".join(claim.claim_id for claim in one.claims) for one in each]),
        }
    )


def _pairs_table(context: Context) -> Table:
    words = context.words
    each = [(one.kind, pair) for one in found(context) for pair in one.pairs]
    texts: dict[str, Column] = {}
    columns: dict[str, Column] = {"kind": (words("ledger.finding"), [words(f"ledger.kind.{kind}") for kind, _ in each])}
    for prefix, at in (("", 0), ("other_", 1)):
        own = [pair[at] for _, pair in each]
        named = {
            "value": ("ledger.value", [plain(one.rounded) for one in own], [_figure(context, one) for one in own]),
            "exactness": ("ledger.exactness", [words(f"ledger.exactness.{one.qualifier}") for one in own], None),
            "as_of": (
                "ledger.as_of",
                [date_iso(one.claim.as_of, one.claim.as_of_precision) for one in own],
                [_day(context, one) for one in own],
            ),
            "who": ("ledger.who", [claim_text.who(context, one.claim) for one in own], None),
            "claim_id": ("ledger.id", [one.claim.claim_id for one in own], None),
        }
        for name, (key, values, read) in named.items():
            head = words("ledger.compared", name=words(key)) if prefix else words(key)
            columns[prefix + name] = head, values
            if read:
                texts[prefix + name] = head, read
    columns["days"] = words("ledger.days"), [ledger.days_apart(one.claim, other.claim) for _, (one, other) in each]
    return Table.of(columns, texts, ("exactness", "other_exactness", "claim_id", "other_claim_id"))
