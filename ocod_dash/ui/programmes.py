"""The programmes: a card each, what happened to them on one timeline, and their tags as a matrix."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from .. import charts
from ..metrics import programmes
from ..metrics.claims import when
from . import address, frame, said
from .links import link
from .text import note, plain, quiet
from .visit import Visit

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
                _card(visit, programme, programmes.latest(known, programme.programme_id))


def _card(visit: Visit, programme: pd.Series, said_of_it: pd.DataFrame) -> None:
    words = visit.words
    st.markdown(f"#### {plain(words.name(programme))}", anchors=False)
    _status(visit, programme)
    note(_either(visit, programme, "lead_agency"))
    st.markdown(plain(_either(visit, programme, "summary")))
    big = said_of_it[said_of_it.measure == programme.headline] if isinstance(programme.headline, str) else said_of_it
    shown = (big if len(big) else said_of_it).head(1)
    for _, claim in shown.iterrows():
        st.metric(said.measure(visit, claim), said.with_unit(visit, claim))
        said.row_link(visit, claim)
    others = said_of_it.drop(shown.index)
    for _, claim in others.head(MOST_INDICATORS).iterrows():
        said.row_link(visit, claim, f"{said.measure(visit, claim)}: {said.with_unit(visit, claim)}")
    if len(others) > MOST_INDICATORS:
        more = words("programmes.more", n=len(others) - MOST_INDICATORS)
        link(visit, "ledger", more, choices={"programme": programme.programme_id}, icon=":material/arrow_forward:")
    if said_of_it.empty:
        note(words("programmes.no_indicator"))
    for measure in _listed(programme.unknown):
        note(words("programmes.unknown", measure=said.term(visit, "measure", measure)))
    _chips(visit, programme)


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


def timeline(visit: Visit, rows: pd.DataFrame, events: pd.DataFrame) -> None:
    """Draw what happened to the programmes on one timeline: ``programmes.cards`` and ``programmes.events``."""
    words = visit.words
    shown = in_words(visit, events[events.subject.isin(rows.programme_id)])
    title = words("programmes.timeline.title", n=int(shown.past.sum()))
    table = partial(of_events, visit, shown, rows)
    caption = frame.Caption("timeline", title, words("programmes.timeline"), table, source=said.source(visit))
    drawn = partial(charts.published.lanes, rows, shown, visit.look, visit.day)
    frame.chart(visit, caption, drawn, of=",".join(rows.programme_id))


def matrix(visit: Visit, rows: pd.DataFrame) -> None:
    """Draw how many programmes stand behind each pair of action line and SDG; a cell that is clicked filters by them."""
    words, pairs = visit.words, programmes.matrix(rows)
    named = {row["programme_id"]: words.name(row) for row in rows.to_dict("records")}
    if pairs.empty:
        return
    sizes = pairs.groupby(["line", "sdg"]).size()
    line, sdg = sizes.idxmax()
    title = words("programmes.matrix.title", line=line, sdg=sdg, n=int(sizes.max()))
    table = partial(_of_matrix, visit, pairs, named)
    caption = frame.Caption(
        "matrix", title, words("programmes.matrix"), table, words("programmes.matrix.hint"), said.source(visit)
    )
    drawn = partial(charts.published.matrix, pairs, named, visit.look)
    key = "chart_matrix"
    frame.chart(visit, caption, drawn, ",".join(named), on_select=lambda: _filter_by_cell(key), selection_mode="points")


def in_words(visit: Visit, events: pd.DataFrame) -> pd.DataFrame:
    """Return events with what a chart writes at them: ``title``, ``written`` (the date), ``who``."""
    each = [row for _, row in events.iterrows()]
    return events.assign(
        title=[_either(visit, row, "title") for row in each],
        written=[when(visit.words, row.date, row.date_precision) for row in each],
        who=[said.who(visit, row) for row in each],
    )


def of_events(visit: Visit, events: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return events as a table with headings in the visitor's language, each with its citation."""
    words = visit.words
    named = {row["programme_id"]: words.name(row) for row in rows.to_dict("records")}
    return pd.DataFrame(
        {
            words("table.when"): list(events.written),
            words("ledger.programme"): [named.get(subject, subject) for subject in events.subject],
            words("table.event"): list(events.title),
            words("table.kind"): [said.term(visit, "event_kind", kind) for kind in events.kind],
            words("ledger.who"): list(events.who),
            words("ledger.address"): list(events.address.fillna("")),
        }
    )


def _of_matrix(visit: Visit, pairs: pd.DataFrame, named: dict[str, str]) -> pd.DataFrame:
    words = visit.words
    cells = [(line, sdg, list(own.programme_id)) for (line, sdg), own in pairs.groupby(["line", "sdg"])]
    return pd.DataFrame(
        {
            words("published.filter.line"): [f"{line} {said.term(visit, 'action_line', line)}" for line, *_ in cells],
            words("published.filter.sdg"): [f"{sdg} {said.term(visit, 'sdg', sdg)}" for _, sdg, _ in cells],
            words("page.programmes"): [", ".join(named[code] for code in behind) for *_, behind in cells],
        }
    )


def _filter_by_cell(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points:
        *_, line, sdg = points[0]["customdata"]
        address.choose("line", line)
        address.choose("sdg", sdg)


def _either(visit: Visit, row: pd.Series, column: str) -> str:
    """Return a text of a row in the visitor's language, or else in the other; empty when it has neither."""
    here, there = (
        row[f"{column}_{language}"] for language in sorted(("th", "en"), key=lambda x: x != visit.words.language)
    )
    return next((text for text in (here, there) if isinstance(text, str)), "")


def _listed(text: Any) -> list[str]:
    return text.split(";") if isinstance(text, str) else []
