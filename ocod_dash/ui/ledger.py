"""The ledger: the claim that was asked for, claims that speak of the same thing, claims against the count, every claim."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ..exhibits import Exhibit, Visit, said
from ..exhibits import ledger as exhibits
from ..exhibits.programmes import in_words
from ..i18n import LANGUAGES
from ..metrics import claims, ledger, programmes, rollout
from ..metrics.claims import when
from ..view import View
from . import address
from . import published as pages
from .frame import frame, show
from .links import link
from .said import Way, each, linked, row_link, web_address
from .text import note, plain, quiet

MOST_COLUMNS = 5  # of claim against count on the page; the file has them all
COLOURS: dict[str, Any] = {"conflict": "orange", "fell": "orange", "agree": "green", "series": "blue"}


def chosen(visit: Visit, known: pd.DataFrame) -> None:
    """Draw the claim that a link led to, with all that is known of it."""
    words = visit.words
    for code in address.chosen("claim")[:1]:
        found = known[known.claim_id == code]
        with st.container(border=True, key="claim"):
            if found.empty:
                note(words("ledger.claim.later", day=visit.day))
                return
            claim = found.iloc[0]
            st.markdown(
                f"#### {plain(said.programme(visit, claim.subject))}: {plain(said.measure(visit, claim))}",
                anchors=False,
            )
            st.markdown(f"## {plain(said.with_unit(visit, claim))}", anchors=False)
            facts = {
                "ledger.as_of": when(words, claim.as_of, claim.as_of_precision),
                "ledger.exactness": words(f"ledger.exactness.{claim.qualifier}"),
                "ledger.basis": said.term(visit, "basis", claim.basis),
                "ledger.scope": said.scope(visit, claim),
                "ledger.who": said.who(visit, claim),
                "ledger.published": when(words, claim.published_on, claim.published_precision),
                "ledger.entered": said.entered(visit, claim),
            }
            lines = [f"{quiet(plain(words(key)))} {plain(text)}" for key, text in facts.items() if text]
            st.markdown(
                "  \n".join([*lines, f"{quiet(plain(words('ledger.address')))} {web_address(visit, claim.address)}"])
            )
            for _, was in _former(visit, code).iterrows():
                figure, by = said.with_unit(visit, was), was.superseded_by
                note(words("ledger.former.was", figure=figure, day=was.superseded_on, who=by))
            st.button(
                words("ledger.claim.all"), on_click=pages.clear, args=("claim",), type="tertiary", key="claim_all"
            )


def _former(visit: Visit, code: str | None = None) -> pd.DataFrame:
    """Return the claims, or the one, as they stood before they were corrected."""
    rows: pd.DataFrame = visit.ask(claims.former)
    return rows if code is None else rows[rows.claim_id == code]


def former(visit: Visit, known: pd.DataFrame) -> None:
    """Draw what was corrected, where anything was; and the way to add or correct figures."""
    rows = _former(visit)
    if not rows.empty:
        exhibit = visit.keep("former", partial(exhibits.former, visit, rows, known))
        with frame(exhibit):
            shown = exhibit.table()
            st.dataframe(shown, hide_index=True, height=35 * (min(len(shown), 9) + 1) + 3, key="table_former")
    link(visit, "data", visit.words("ledger.add"), choices={"part": "bring", "file": "claims"}, icon=":material/edit:")


def groups(visit: Visit, found: list[ledger.Group], twice: list[pd.DataFrame]) -> None:
    """Draw the claims that speak of the same thing, conflicts first, each group as what it is."""
    words = visit.words
    st.markdown(f"### {words('ledger.groups')}", anchors=False)
    note(words("ledger.groups.rule"))
    with st.grid(columns=2, min_column_width=320, gap="medium", key="groups"):
        for rows in twice:
            with st.container(key=f"group_{rows.event_id.iloc[0]}"):
                _told_twice(visit, rows)
        for group in found:
            with st.container(key=f"group_{group.id}"):
                _group(visit, group)


def _group(visit: Visit, group: ledger.Group) -> None:
    _kind(visit, group.kind)
    show(visit.keep(f"group {group.id}", partial(exhibits.group, visit, group)))
    for way, scope in visit.keep(f"lines {group.id}", partial(_lines, visit, group)):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"line_{way.claim_id}"):
            row_link(visit, way)
            note(scope)
    if group.rows.basis.iloc[0] == "further":
        note(visit.words("ledger.further"))


def _lines(visit: Visit, group: ledger.Group) -> list[tuple[Way, str]]:
    """Return the ways to a group's claims, each with what the claim covers."""
    return [
        (Way(claim.claim_id, f"{said.figure(visit, claim)} · {said.who(visit, claim)}"), said.scope(visit, claim))
        for claim in each(group.rows)
    ]


def _told_twice(visit: Visit, rows: pd.DataFrame) -> None:
    _kind(visit, "conflict")
    show(exhibits.told_twice(visit, rows))
    for event in in_words(visit, rows).itertuples():
        st.markdown(f"{quiet(plain(f'{event.written} · {event.who}'))} {web_address(visit, event.address)}")


def _kind(visit: Visit, kind: str) -> None:
    st.badge(visit.words(f"ledger.kind.{kind}"), color=COLOURS[kind], help=visit.words(f"ledger.kind.{kind}.help"))


def reckonings(visit: Visit, known: pd.DataFrame, subject: str | None = None) -> None:
    """Write whether figures come to what was said of the whole; of all programmes, with the ways to the claims' rows."""
    for tried, written in visit.keep("reckonings", partial(_reckonings, visit, known)):
        if subject not in (None, tried.whole.subject):
            continue
        with st.container(key=f"reckoning_{tried.whole.claim_id}", gap=None):
            st.markdown(plain(written))
            if subject is None:
                linked(visit, f"reckoned {tried.whole.claim_id}", partial(_reckoned, tried))


def _reckoned(tried: ledger.Reckoning) -> list[pd.Series]:
    return [tried.whole, *tried.parts]


def _reckonings(visit: Visit, known: pd.DataFrame) -> list[tuple[ledger.Reckoning, str]]:
    """Return each reckoning with a sentence that tells it."""
    words, told = visit.words, []
    for tried in ledger.reckonings(known):
        sum_of = (" × " if tried.rule.product else " + ").join(words.number(part.value) for part in tried.parts)
        key = "ledger.holds" if tried.holds else "ledger.holds_not"
        whole, figure = said.measure(visit, tried.whole), said.figure(visit, tried.whole)
        told.append((tried, words(key, sum=sum_of, total=words.number(tried.comes_to), whole=whole, said=figure)))
    return told


def against(visit: Visit, known: pd.DataFrame) -> None:
    """Draw, for a chosen date, the register's count beside the nearest claims, and whether they fit."""
    words, register = visit.words, visit.data.release
    st.markdown(f"### {words('ledger.against')}", anchors=False)
    day = date.fromisoformat(address.chosen("count_on")[0]) if address.chosen("count_on") else register.as_of
    pages.day_input(visit, words("ledger.count_on"), "ledger_count_on", "count_on", day)
    total = visit.ask(rollout.summary, View(as_of=min(day, register.as_of)))
    if total.empty:
        note(words("empty.title"))
        return
    exhibit, ways = visit.keep("against", partial(_against, visit, known, total.iloc[0], day), str(day))
    if day > register.as_of:
        st.warning(words("ledger.register_ends", day=register.as_of), icon=":material/info:")
    if visit.sample:
        st.badge(words("badge.sample"), icon=":material/science:", color="yellow", help=words("badge.sample.help"))
        st.markdown(f":small[:yellow[{words('ledger.sample')}]]")
    with frame(exhibit):
        st.table(exhibit.table().iloc[:, :MOST_COLUMNS], hide_index=True, border="horizontal")
    with st.container(gap="xxsmall", key="said_against"):
        for way in ways:
            row_link(visit, way)


def _against(visit: Visit, known: pd.DataFrame, total: pd.Series, day: date) -> tuple[Exhibit, list[Way]]:
    """Return the count of a day beside the nearest claims, and the ways to these."""
    rows = ledger.against(known, total, day)
    ways = [
        Way(claim.claim_id, f"{said.named(visit, claim)}: {said.figure(visit, claim)} · {_told(visit, claim)}")
        for claim in each(rows)
    ]
    return exhibits.against(visit, rows, day), ways


def _told(visit: Visit, claim: pd.Series) -> str:
    """Write when a claim was made, how far that is from the day of the count, and by whom."""
    words = visit.words
    said_on = when(words, claim.as_of, claim.as_of_precision)
    away = words("ledger.away", n=int(claim.days)) if claim.days else ""
    return " · ".join(filter(None, [said_on, away, said.who(visit, claim)]))


def table(visit: Visit, known: pd.DataFrame) -> None:
    """Draw every claim that fits the filters, in the order chosen; the claim asked for comes first."""
    words = visit.words
    rows = _ordered(visit, _searched(visit, known))
    asked = address.chosen("claim")[:1]
    rows = pd.concat([rows[rows.claim_id.isin(asked)], rows[~rows.claim_id.isin(asked)]])
    exhibit = exhibits.every(visit, rows, known)
    with frame(exhibit):
        shown = exhibit.table().drop(columns=words("ledger.id"))
        shown.insert(0, " ", ["▸" if code in asked else "" for code in rows.claim_id])
        config = {
            words("ledger.value"): st.column_config.NumberColumn(format="localized"),
            words("ledger.address"): st.column_config.LinkColumn(),
        }
        height = 35 * (min(len(shown), 15) + 1) + 3
        st.dataframe(shown, hide_index=True, height=height, column_config=config, key="table_ledger")


def _searched(visit: Visit, known: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of the programmes chosen in which every word searched for stands, in Thai or English."""
    subjects, wanted = address.chosen("programme"), "".join(address.chosen("search")).casefold().split()
    rows = known[known.subject.isin(subjects)] if subjects else known
    if not wanted:
        return rows
    names = visit.ask(programmes.cards).set_index("programme_id")
    terms = visit.ask(programmes.terms).set_index(["kind", "code"])

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
        words += [claim.address, f"{claim.value:.0f}", visit.words.number(claim.value)]
        for language in LANGUAGES:
            column = f"name_{language}"
            words += [names[column].get(claim.subject), terms[column].get(("measure", claim.measure))]
            words += [terms[column].get(("unit", claim.unit)), terms[column].get(("basis", claim.basis))]
        return " ".join(word for word in words if isinstance(word, str)).casefold()

    return rows[[all(word in text(claim) for word in wanted) for _, claim in rows.iterrows()]]


def _ordered(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    order = address.chosen("sort")[0]
    if order == "largest":
        return rows.sort_values(["value", "claim_id"], ascending=[False, True])
    if order == "programme":
        return rows.sort_values(["subject", "measure", "as_of"])
    return rows.sort_values(["as_of", "claim_id"], ascending=[order == "oldest", True])
