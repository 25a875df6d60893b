"""The programmes: a card each, and their tags as a matrix."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ..exhibits import Exhibit, Visit, said
from ..exhibits import programmes as exhibits
from ..exhibits.over_time import of_programmes
from ..metrics import programmes
from ..metrics.claims import when
from . import address
from .frame import show
from .links import link
from .said import Way, by_source, each, linked, row_link
from .text import note, plain, quiet

COLOURS: dict[str, Any] = {
    "running": "blue",
    "in_force": "blue",
    "transformed": "blue",
    "under_review": "orange",
    "done": "green",
}
MOST_INDICATORS = 3  # beside the large one; the ledger has them all


def cards(visit: Visit, rows: pd.DataFrame, known: pd.DataFrame) -> None:
    """Draw a card for each programme: ``programmes.cards`` and ``claims.known``."""
    with st.grid(columns=3, min_column_width=300, key="programme_cards"):
        for _, programme in rows.iterrows():
            with st.container(border=True, height="stretch", gap="xsmall", key=f"programme_{programme.programme_id}"):
                _card(visit, programme, known)


def _card(visit: Visit, programme: pd.Series, known: pd.DataFrame) -> None:
    words = visit.words
    st.markdown(f"#### {plain(words.name(programme))}", anchors=False)
    _status(visit, programme)
    note(said.either(visit, programme, "lead_agency"))
    st.markdown(plain(said.either(visit, programme, "summary")))
    large, others = visit.keep(f"card {programme.programme_id}", partial(_said, visit, programme, known))
    if large:
        measure, figure, way = large
        st.metric(measure, figure)
        row_link(visit, way)
    for way in others[:MOST_INDICATORS]:
        row_link(visit, way)
    if len(others) > MOST_INDICATORS:
        more = words("programmes.more", n=len(others) - MOST_INDICATORS)
        link(visit, "ledger", more, choices={"programme": programme.programme_id}, icon=":material/arrow_forward:")
    if large is None:
        note(words("programmes.no_indicator"))
    for measure in _listed(programme.unknown):
        note(words("programmes.unknown", measure=said.term(visit, "measure", measure)))
    _chips(visit, programme)


def _said(visit: Visit, programme: pd.Series, known: pd.DataFrame) -> tuple[tuple[str, str, Way] | None, list[Way]]:
    """Return the figure that a card shows large, with its measure and the way to its row; then the ways to the others."""
    latest = programmes.latest(known, programme.programme_id)
    of_headline = latest[latest.measure == programme.headline]
    large = (of_headline if len(of_headline) else latest).head(1)
    ways = [
        Way(claim.claim_id, f"{said.measure(visit, claim)}: {said.with_unit(visit, claim)}")
        for claim in each(latest.drop(large.index))
    ]
    shown = [
        (said.measure(visit, claim), said.with_unit(visit, claim), by_source(visit, claim)) for claim in each(large)
    ]
    return (shown[0] if shown else None), ways


def _status(visit: Visit, programme: pd.Series) -> None:
    words = visit.words
    if not isinstance(programme.status, str):
        st.badge(words("programme.status.unknown"), color="gray")
        return
    since = when(words, programme.since, programme.since_precision)
    name = words(f"programme.status.{programme.status}")
    st.badge(words("programmes.status", status=name, since=since), color=COLOURS.get(programme.status, "gray"))


def _chips(visit: Visit, programme: pd.Series) -> None:
    """Draw the programme's tags; their names are behind the question mark, with whose tags they are."""
    lines, goals = programmes.tags(programme, "line"), programmes.tags(programme, "sdg")
    if not lines and not goals:
        return
    chips = [f":gray-badge[{plain(line)}]" for line in lines] + [f":gray-badge[SDG {plain(goal)}]" for goal in goals]
    named = [f"{line} {said.term(visit, 'action_line', line)}" for line in lines]
    named += [f"SDG {goal} {said.term(visit, 'sdg', goal)}" for goal in goals]
    ours = visit.words("programmes.tagging")
    st.markdown(f"{' '.join(chips)}  \n{quiet(plain(ours))}", help="\n\n".join(plain(name) for name in named))


def matrix(visit: Visit, rows: pd.DataFrame) -> None:
    """Draw the action lines and SDGs served; a cell that is clicked filters by them."""
    exhibit = exhibits.matrix(visit, rows)
    if exhibit:
        show(exhibit, on_click=_filter_by_cell)


def over_time(visit: Visit, shown: pd.DataFrame, known: pd.DataFrame) -> None:
    """Draw the indicators that several claims speak of, each with the ways to the claims' rows."""
    series = of_programmes(visit, tuple(shown.programme_id))
    if not series:
        return
    st.markdown(f"### {visit.words('programmes.over_time')}", anchors=False)
    with st.grid(columns=2, min_column_width=320, gap="medium", key="over_time"):
        for exhibit in series:
            with st.container(key=f"over_{exhibit.key}"):
                show(exhibit)
                linked(visit, f"over {exhibit.key}", partial(_of, known, exhibit))


def _of(known: pd.DataFrame, exhibit: Exhibit) -> list[pd.Series]:
    """Return the claims that an exhibit is made of."""
    return each(known[known.claim_id.isin(exhibit.of.split(","))])


def _filter_by_cell(cell: list[str]) -> None:
    *_, line, sdg = cell
    address.choose("line", line)
    address.choose("sdg", sdg)


def _listed(text: Any) -> list[str]:
    return text.split(";") if isinstance(text, str) else []
