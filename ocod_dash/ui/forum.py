"""The story of the WSIS Prize 2021: the funnel, the days, who spoke, what was shown and what was proposed."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from ..exhibits import Visit, forum, said
from ..exhibits.forum import FORUM, PRIZE, one
from ..i18n import Words
from ..metrics import equity
from ..metrics.claims import when
from .frame import reason, show
from .links import link
from .said import Way, by_source, each, linked, row_link
from .text import note, plain

# The days that the page counts to or from, by their kind of event.
DAYS = ("statement", "vote closed", "ceremony")
# What was said of the prize beside the funnel.
BESIDE = ("projects_submitted", "countries_submitting", "votes_cast")
STORY = ("session", "people", "shown", "others")


def days(visit: Visit, events: pd.DataFrame) -> None:
    """Draw the days of the story with how far they are from the page's date."""
    words = visit.words
    shown = events[events.kind.isin(DAYS)].drop_duplicates("kind")
    with st.grid(columns=len(DAYS), min_column_width=200, key="forum_days"):
        for _, event in shown.iterrows():
            with st.container(border=True, height="stretch", key=f"day_{event.event_id}"):
                written = when(words, event.date, event.date_precision)
                st.metric(words(f"forum.day.{event.kind.replace(' ', '_')}"), far(words, event.date.date(), visit.day))
                note(f"{written} · {said.who(visit, event)}")


def funnel(visit: Visit, known: pd.DataFrame) -> None:
    """Draw the prize's stages with the ways to the claims' rows; before anything was said of them, say so."""
    words, exhibit = visit.words, visit.keep("funnel", partial(forum.funnel, visit, known))
    if exhibit is None:
        reason(words("forum.funnel.none"), words("forum.funnel.later"))
        return
    show(exhibit)
    note(words("forum.rows"))
    linked(visit, "funnel", lambda: each(forum.claims(known)))


def beside(visit: Visit, known: pd.DataFrame) -> None:
    """Write what else was said of the prize: another count of the projects, the countries, the votes."""
    words = visit.words
    st.markdown(f"#### {words('forum.beside')}", anchors=False)
    for measure, figure, scope, way in visit.keep("beside", partial(_beside, visit, known)):
        with st.container(gap=None, key=f"beside_{way.claim_id}"):
            st.metric(measure, figure)
            row_link(visit, way)
            if scope:
                note(scope)


def _beside(visit: Visit, known: pd.DataFrame) -> list[tuple[str, str, str, Way]]:
    """Return what else was said of the prize: what was counted, the figure, its scope, the way to its row."""
    main = one(known, BESIDE[0])
    own = known[(known.subject == PRIZE) & (known.claim_id != (main.claim_id if main is not None else ""))]
    return [
        (said.measure(visit, claim), said.figure(visit, claim), said.scope(visit, claim), by_source(visit, claim))
        for measure in BESIDE
        for claim in each(own[own.measure == measure])
    ]


def story(visit: Visit, known: pd.DataFrame) -> None:
    """Write who spoke, under which theme, what was shown, who else was there."""
    words = visit.words
    st.markdown(f"### {words('forum.story')}", anchors=False)
    for part in STORY:
        st.markdown(f"**{plain(words(f'forum.story.{part}.title'))}**  \n{plain(words(f'forum.story.{part}'))}")
    linked(visit, "topics", lambda: each(known[(known.subject == FORUM) & (known.measure == "policy_topics")]))
    link(visit, "programmes", words("forum.story.programmes"), icon=":material/arrow_forward:", icon_position="right")
    note(words("forum.story.source"))


def proposed(visit: Visit) -> None:
    """Write what Thailand proposed at the forum."""
    words = visit.words
    st.markdown(f"### {words('forum.proposed')}", anchors=False)
    st.markdown(plain(words("forum.proposed.text")))


def ends(visit: Visit) -> None:
    """Draw the country's equity figures in numbers: the fifths by income and the Gini coefficient, of the register."""
    words = visit.words
    fifths, gini = visit.ask(equity.fifths), visit.ask(equity.gini).gini.iloc[0]
    if visit.sample:
        st.badge(words("badge.sample"), icon=":material/science:", color="yellow", help=words("badge.sample.help"))
    figures = {
        "poorest": words.number(fifths.per_100k.iloc[0], 1),
        "richest": words.number(fifths.per_100k.iloc[-1], 1),
        "gini": words.number(gini, 2) if pd.notna(gini) else words("no_data"),
    }
    with st.grid(columns=3, min_column_width=120, key="forum_equity"):
        for name, figure in figures.items():
            st.metric(words(f"forum.equity.{name}"), figure)


def far(words: Words, day: date, today: date) -> str:
    """Say how far a day is from today: in days within two months, in months within two years, then in years."""
    days = abs((today - day).days)
    early, late = sorted((day, today))
    months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    if days == 0:
        return words("far.today")
    unit, n = ("days", days) if months < 2 else ("months", months) if months < 24 else ("years", months // 12)
    return words(f"far.{unit}.ago" if today > day else f"far.{unit}.to_go", n=n)
