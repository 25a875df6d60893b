"""Ledger: what others published in numbers, where it does not fit together, and how it compares with the register."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from markupsafe import Markup

from ...exhibits import Context, Exhibit, Table, claim_search, claim_text, inconsistency_exhibits, ledger_exhibits
from ...exhibits.page_exhibits import count_day
from ...exhibits.programme_exhibits import in_words
from ...metrics import claims, ledger, programmes, rollout
from ...metrics.claims import date_text
from ...view import View
from ...web.parts import Item, Items, Part
from ..claim_links import claim_lines, claim_links, row_href, web_address
from ..exhibit_card import event_rows_card, rows_card, table_card
from ..headings import note, section, title
from ..links import href, same_page
from ..page_context import PageContext
from ..place_tables import table
from ..render import html
from ..sidebars import published_day_field, search_field

IN_FILE_ALONE = ("as_of", "days", "who")  # columns of claim against count
COLOURS = {
    "conflict": "orange",
    "fell": "orange",
    "agree": "green",
    "series": "blue",
    "batches": "blue",
    "dates": "orange",
}


def build(page: PageContext) -> Items:
    """Return the claim requested, those that fit the search, what is inconsistent, those of one thing, those beside the count."""
    context = page.published
    known, events = context.ask(claims.known), context.ask(programmes.events)
    groups, twice = ledger_exhibits.groups(context), ledger.conflicting_dates(events[events.past])
    shown = page.exhibits()
    rows = claim_search.found(page)
    yield title(context.sentence(inconsistency_exhibits.headline(context, rows)))
    yield _chosen(page, known)
    yield search_field(page)
    yield _every(page, shown["ledger"], rows)
    if "inconsistencies" in shown:
        yield _inconsistencies(page, shown["inconsistencies"])
        pairs = shown["inconsistency_pairs"]
        yield table_card(pairs, table(context, pairs.table(), pairs.title, rows=6))
    yield Part("groups_title", html("rules", words=page.words, source=claim_text.source(context)))
    yield from (_conflicting_dates(page, shown, rows) for rows in twice)
    yield from (_group(page, shown, group) for group in groups)
    yield sum_checks(page)
    yield from _against(page, shown)
    if "former" in shown:
        former = shown["former"]
        yield table_card(former, table(context, former.table(), former.title, rows=9))
    add = href(page, "data", choices={"part": "bring", "file": "claims"})
    yield Part("ledger_add", html("links", links=[(add, page.words("ledger.add"))]))


def _chosen(page: PageContext, known: pd.DataFrame) -> Part | None:
    """Return the claim that a link led to, with all that is known of it."""
    context, words = page.published, page.words
    code = next(iter(page.chosen("claim")), "")
    if not code:
        return None
    found, former = known[known.claim_id == code], context.ask(claims.superseded)
    before = former[former.claim_id == code]
    withdrawn = found.empty and before.withdrawn.any()
    if found.empty and not withdrawn:
        return note("claim", words("ledger.claim.later", day=context.day))
    claim = (before if withdrawn else found).iloc[0]
    values = {
        "title": f"{claim_text.programme(context, claim.subject)}: {claim_text.measure(context, claim)}",
        "figure": words("ledger.withdrawn") if withdrawn else claim_text.with_unit(context, claim),
        "facts": [(words(key), text) for key, text in _facts(context, claim).items() if text],
        "former": [claim_text.was(context, row) for _, row in before.iterrows()],
        "all": words("ledger.claim.all"),
        "to": same_page(page, claim=""),
    }
    return Part("claim", html("claim", **values))


def _facts(context: Context, claim: pd.Series) -> dict[str, str]:
    words = context.words
    return {
        "ledger.as_of": date_text(words, claim.as_of, claim.as_of_precision),
        "ledger.exactness": words(f"ledger.exactness.{claim.qualifier}"),
        "ledger.basis": claim_text.term(context, "basis", claim.basis),
        "ledger.scope": claim_text.scope(context, claim),
        "ledger.who": claim_text.who(context, claim),
        "ledger.published": date_text(words, claim.published_on, claim.published_precision),
        "ledger.entered": claim_text.entered(context, claim),
        "ledger.address": web_address(context, claim.address),
    }


def _inconsistencies(page: PageContext, exhibit: Exhibit) -> Part:
    """Return what does not fit together: a sentence each, its claims, and how it may be read."""
    context, of = page.published, inconsistency_exhibits
    found = [
        (of.sentence(context, one), of.readings(context, one), of.cited(context, one)) for one in of.found(context)
    ]
    return table_card(exhibit, html("inconsistencies", found=found, row_href=row_href(page)))


def _group(page: PageContext, shown: Mapping[str, Exhibit], group: ledger.Group) -> Part:
    """Return claims about the same thing, with their kind."""
    further = page.words("ledger.further") if group.rows.basis.iloc[0] == "further" else ""
    return rows_card(page, shown[group.id], _kind(page, group.kind), further)


def _conflicting_dates(page: PageContext, shown: Mapping[str, Exhibit], rows: pd.DataFrame) -> Part:
    """Return the dates of one event, each with its source."""
    context = page.published
    dated = [
        (event.written, event.title, web_address(context, event.address, name=event.who))
        for event in in_words(context, rows).itertuples()
    ]
    return event_rows_card(shown[rows.event_id.iloc[0]], dated, _kind(page, "dates"))


def _kind(page: PageContext, kind: str) -> dict[str, str]:
    words = page.words
    return {
        "text": words(f"ledger.kind.{kind}"),
        "colour": COLOURS[kind],
        "help": words(f"ledger.kind.{kind}.help"),
    }


def sum_checks(page: PageContext, subject: str = "") -> Part:
    """Return whether figures sum up to the published total; of all programmes, with links to the claims' rows."""
    context = page.published
    every = ledger.sum_checks(context.ask(claims.known))
    found = [check for check in every if subject in ("", check.total.subject)]
    lines = [
        (
            ledger_exhibits.checked(context, check),
            Markup() if subject else claim_links(page, [check.total, *check.parts]),
        )
        for check in found
    ]
    return Part("reckonings", html("reckonings", title="" if subject else page.words("ledger.reckonings"), lines=lines))


def _against(page: PageContext, shown: Mapping[str, Exhibit]) -> Items:
    """Return, for a chosen date, the register's count beside the nearest claims, and whether they fit."""
    context, words, last = page.published, page.words, page.context.data.release.as_of
    day = count_day(page)
    yield section("against_title", words("ledger.against"))
    yield published_day_field(words, "ledger_count_on", "count_on", words("ledger.count_on"), day)
    if "against" not in shown:
        yield _no_count(context, min(day, last))
        return
    rows = ledger_exhibits.claims_against(context, day)
    if day > last:
        yield Part("register_ends", html("notice", text=words("ledger.register_ends", day=last)))
    if context.sample:
        near = rows.within.dropna()
        text = words("ledger.sample" if len(near) and near.all() else "claims.sample.other")
        yield Part("against_sample", html("sample", text=text))
    against = shown["against"]
    yield table_card(against, table(context, against.table().without(*IN_FILE_ALONE), against.title))
    lines = [
        (
            claim.claim_id,
            f"{claim_text.named(context, claim)}: {claim_text.figure(context, claim)}",
            claim_text.published(context, claim),
        )
        for _, claim in rows.iterrows()
    ]
    yield Part("said_against", claim_lines(page, lines))


def _no_count(context: Context, day: date) -> Item:
    counted = not context.ask(rollout.summary, View(as_of=day)).empty
    words = context.words
    return note("against_none", words("ledger.against.none", day=context.day) if counted else words("empty.title"))


def _every(page: PageContext, exhibit: Exhibit, rows: pd.DataFrame) -> Part:
    """Return every claim that fits the filters, in the order chosen; the claim requested is marked."""
    context = page.published
    requested, found = page.chosen("claim")[:1], exhibit.table().read.without("claim_id")
    named = zip(rows.claim_id, found.frame.measure, strict=True)
    marks = {
        "measure": [html("first_line", text=f"▸ {name}" if code in requested else name) for code, name in named],
        "address": [web_address(context, found, short=True) for found in rows.address],
    }
    # A programme is below what was counted of it, so that a figure is in sight on a phone.
    shown = Table(found.without("programme").frame.assign(measure=found.frame.programme, address=""), found.headings)
    days = {"as_of": rows.as_of, "published": rows.published_on}
    order = {key: ["" if pd.isna(day) else day.isoformat() for day in column] for key, column in days.items()}
    return table_card(exhibit, table(context, shown, exhibit.title, rows=12, marks=marks, order=order))
