"""The ledger: the claim that was asked for, claims that speak of the same thing, claims against the count, every claim."""

from datetime import date
from functools import partial

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context, Table
from ..exhibits import claim_text as said
from ..exhibits import ledger_exhibits as exhibits
from ..exhibits.programme_exhibits import in_words
from ..i18n import DATA_LANGUAGES, LANGUAGES, Words
from ..ingest.dates import THAI_DIGITS
from ..metrics import claims, ledger, programmes, rollout
from ..metrics.claims import by, when
from ..view import View
from . import address
from . import published as pages
from .frame import show, table
from .links import href
from .part import columns, html, part
from .said import linked, row_href, web_address
from .tables import plain
from .title import section

BESIDE = ("as_of", "days", "who")  # of claim against count: they stand below the table; the file has them in it
COLOURS = {"conflict": "orange", "fell": "orange", "agree": "green", "series": "blue"}


def chosen(context: Context, known: pd.DataFrame) -> None:
    """Draw the claim that a link led to, with all that is known of it."""
    words = context.words
    for code in address.chosen("claim")[:1]:
        found, before = known[known.claim_id == code], _former(context, code)
        withdrawn = found.empty and before.withdrawn.any()
        if found.empty and not withdrawn:
            part("claim", html("note", text=words("ledger.claim.later", day=context.day)))
            return
        claim = (before if withdrawn else found).iloc[0]
        values = {
            "title": f"{said.programme(context, claim.subject)}: {said.measure(context, claim)}",
            "figure": words("ledger.withdrawn") if withdrawn else said.with_unit(context, claim),
            "facts": [(words(key), text) for key, text in _facts(context, claim).items() if text],
            "former": [_was(context, row) for _, row in before.iterrows()],
            "all": words("ledger.claim.all"),
            "to": href("ledger", choices={name: text for name, text in address.own().items() if name != "claim"}),
        }
        part("claim", html("claim", **values))


def _facts(context: Context, claim: pd.Series) -> dict[str, str]:
    words = context.words
    return {
        "ledger.as_of": when(words, claim.as_of, claim.as_of_precision),
        "ledger.exactness": words(f"ledger.exactness.{claim.qualifier}"),
        "ledger.basis": said.term(context, "basis", claim.basis),
        "ledger.scope": said.scope(context, claim),
        "ledger.who": said.who(context, claim),
        "ledger.published": when(words, claim.published_on, claim.published_precision),
        "ledger.entered": said.entered(context, claim),
        "ledger.address": web_address(context, claim.address),
    }


def _was(context: Context, row: pd.Series) -> str:
    """Say what a claim was before it was corrected or withdrawn, when, and by whom."""
    key = "ledger.former.until" if row.withdrawn else "ledger.former.was"
    who = by(context.words, row.superseded_by)
    return context.words(key, figure=said.with_unit(context, row), day=row.superseded_on, who=who)


def _former(context: Context, code: str | None = None) -> pd.DataFrame:
    """Return the claims, or the one, as they stood before they were corrected or withdrawn."""
    rows: pd.DataFrame = context.ask(claims.former)
    return rows if code is None else rows[rows.claim_id == code]


def former(context: Context, known: pd.DataFrame) -> None:
    """Draw what was corrected or withdrawn, where anything was; and the way to add or correct figures."""
    rows = _former(context)
    if not rows.empty:
        exhibit = exhibits.former(context, rows, known)
        table(exhibit, plain(context, exhibit.table(), rows=9))
    there = href("data", choices={"part": "bring", "file": "claims"})
    part("ledger_add", html("said", ways=[(there, context.words("ledger.add"))]))


def groups(context: Context, found: list[ledger.Group], twice: list[pd.DataFrame]) -> None:
    """Draw the claims that speak of the same thing, conflicts first, each group as what it is."""
    words = context.words
    section("groups_title", words("ledger.groups"), words("ledger.groups.rule"))
    drawn = [partial(_told_twice, context, rows) for rows in twice] + [
        partial(_group, context, group) for group in found
    ]
    for column, draw in zip(columns(1, 1, cells=len(drawn)), drawn, strict=True):
        with column:
            draw()


def _group(context: Context, group: ledger.Group) -> None:
    further = context.words("ledger.further") if group.rows.basis.iloc[0] == "further" else ""
    below = html("lines", lines=_lines(context, group), row_href=row_href, note=further)
    show(exhibits.group(context, group), badge=_kind(context, group.kind), below=below)


def _lines(context: Context, group: ledger.Group) -> list[tuple[str, str, str]]:
    """Tell the claims of a group: the id, the figure and who said it, what it covers."""
    return [
        (claim.claim_id, f"{said.figure(context, claim)} · {said.who(context, claim)}", said.scope(context, claim))
        for _, claim in group.rows.iterrows()
    ]


def _told_twice(context: Context, rows: pd.DataFrame) -> None:
    below = html("lines", lines=_tellings(context, rows), row_href=row_href, note="")
    show(exhibits.told_twice(context, rows), badge=_kind(context, "conflict"), below=below)


def _tellings(context: Context, rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Tell the dates of one event: no id, the date and who told it, the address."""
    return [
        ("", f"{event.written} · {event.who}", web_address(context, event.address))
        for event in in_words(context, rows).itertuples()
    ]


def _kind(context: Context, kind: str) -> dict[str, str]:
    words = context.words
    return {
        "text": words(f"ledger.kind.{kind}"),
        "colour": COLOURS[kind],
        "help": words(f"ledger.kind.{kind}.help"),
    }


def reckonings(context: Context, known: pd.DataFrame, subject: str | None = None) -> None:
    """Write whether figures come to what was said of the whole; of all programmes, with the ways to the claims' rows."""
    every = context.cached("reckonings", lambda: ledger.reckonings(known))
    found = [tried for tried in every if subject in (None, tried.whole.subject)]
    told = [
        (_reckoned(context, tried), "" if subject else linked(context, [tried.whole, *tried.parts])) for tried in found
    ]
    part("reckonings", html("reckonings", title="" if subject else context.words("ledger.reckonings"), told=told))


def _reckoned(context: Context, tried: ledger.Reckoning) -> str:
    words = context.words
    sum_of = (" × " if tried.rule.product else " + ").join(words.number(part.value) for part in tried.parts)
    return words(
        "ledger.holds" if tried.holds else "ledger.holds_not",
        sum=sum_of,
        total=words.number(tried.comes_to),
        whole=said.measure(context, tried.whole),
        said=said.figure(context, tried.whole),
    )


def against(context: Context, known: pd.DataFrame) -> None:
    """Draw, for a chosen date, the register's count beside the nearest claims, and whether they fit."""
    words, register = context.words, context.data.release
    section("against_title", words("ledger.against"))
    day = date.fromisoformat(address.chosen("count_on")[0]) if address.chosen("count_on") else register.as_of
    pages.day_field(context, "ledger_count_on", "count_on", words("ledger.count_on"), day)
    total = context.ask(rollout.summary, View(as_of=min(day, register.as_of)))
    if total.empty:
        part("against_none", html("note", text=words("empty.title")))
        return
    rows = ledger.against(known, total.iloc[0], day)
    if rows.empty:
        part("against_none", html("note", text=words("ledger.against.none", day=context.day)))
        return
    if day > register.as_of:
        part("register_ends", html("notice", text=words("ledger.register_ends", day=register.as_of)))
    if context.sample:
        text = words("ledger.sample" if rows.within.all() else "claims.sample.other")
        part("against_sample", html("sample", mark=words("badge.sample"), text=text))
    exhibit = exhibits.against(context, rows, day)
    table(exhibit, plain(context, exhibit.table().without(*BESIDE)))
    part("said_against", html("lines", lines=_lines_against(context, rows), row_href=row_href, note=""))


def _lines_against(context: Context, rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Tell the claims beside a count: the id, the figure, when and by whom it was said."""
    return [
        (claim.claim_id, f"{said.named(context, claim)}: {said.figure(context, claim)}", _told(context, claim))
        for _, claim in rows.iterrows()
    ]


def _told(context: Context, claim: pd.Series) -> str:
    """Write when a claim was made, how far that is from the day of the count, and by whom."""
    words = context.words
    said_on = when(words, claim.as_of, claim.as_of_precision)
    away = words("ledger.away", n=int(claim.days)) if claim.days else ""
    return " · ".join(filter(None, [said_on, away, said.who(context, claim)]))


def every(context: Context, known: pd.DataFrame) -> None:
    """Draw every claim that fits the filters, in the order chosen; the claim asked for comes first."""
    rows = _ordered(context, _searched(context, known))
    asked = address.chosen("claim")[:1]
    rows = rows.iloc[(~rows.claim_id.isin(asked)).argsort(kind="stable")]
    exhibit = exhibits.every(context, rows, known)
    found = exhibit.table().without("claim_id")
    marks = {
        "programme": [Markup("▸ " if code in asked else "") for code in rows.claim_id],
        "address": [web_address(context, found, short=True) for found in rows.address],
    }
    shown = Table(found.frame.assign(address=""), found.headings)
    days = {"as_of": rows.as_of, "published": rows.published_on}
    order = {key: ["" if pd.isna(day) else day.isoformat() for day in column] for key, column in days.items()}
    table(exhibit, plain(context, shown, rows=15, marks=marks, order=order))


def _searched(context: Context, known: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of the programmes chosen in which every word searched for stands, in Thai or English."""
    wanted = "".join(address.chosen("search")).translate(THAI_DIGITS).casefold().split()
    subjects = address.chosen("programme")
    rows = known[known.subject.isin(subjects)] if subjects else known
    if not wanted:
        return rows
    names = context.ask(programmes.cards).set_index("programme_id")
    terms = context.ask(programmes.terms).set_index(["kind", "code"])

    def text(claim: pd.Series) -> str:
        words = [
            claim.claim_id,
            claim.measure,
            claim.part,
            claim.scope_en,
            claim.scope_th,
            claim.publisher,
            claim.publisher_th,
        ]
        words += [claim.address, f"{claim.value:.0f}", context.words.number(claim.value)]
        for language in LANGUAGES:
            words.append(when(Words(language), claim.as_of, claim.as_of_precision))
        for language in DATA_LANGUAGES:
            column = f"name_{language}"
            words += [names[column].get(claim.subject), terms[column].get(("measure", claim.measure))]
            words += [terms[column].get(("unit", claim.unit)), terms[column].get(("basis", claim.basis))]
        return " ".join(word for word in words if isinstance(word, str)).casefold()

    return rows[[all(word in text(claim) for word in wanted) for _, claim in rows.iterrows()]]


def _ordered(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    order = address.chosen("sort")[0]
    if order == "largest":
        return rows.sort_values(["value", "claim_id"], ascending=[False, True])
    if order == "programme":
        return rows.sort_values(["subject", "measure", "as_of"])
    return rows.sort_values(["as_of", "claim_id"], ascending=[order == "oldest", True])
