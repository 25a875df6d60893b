"""The story of the WSIS Prize 2021: the funnel and the days."""

from dataclasses import replace
from functools import partial

import pandas as pd

from .. import charts
from ..metrics import equity
from ..metrics import programmes as of_programmes
from ..metrics.findings import Finding
from . import claim_text
from . import programme_exhibits as programmes
from .context import Context
from .exhibit import Exhibit
from .over_time import of_claims

PRIZE, FORUM = "wsis_prize_2021", "wsis_forum_2021"
# The funnel from its widest stage: what was counted, and how many of them are of the centres' category.
STAGES = (
    ("projects_submitted", ""),
    ("projects_nominated", "projects_in_category"),
    ("champions", "champions_in_category"),
    ("winners", "winners_in_category"),
    ("winners_in_category", "winners_in_category"),
)
# The paragraphs of the story before the prize, and the events at which people are named, by paragraph.
STORY = ("session", "people", "shown", "others", "vote")
NAMED_AT = {"people": "forum-statement", "leaders": "ocod-win-reported"}


def finding(known: pd.DataFrame) -> Finding:
    """Say how many projects were submitted and that the centres' won its category, as far as that was published."""
    submitted, won = one(known, "projects_submitted"), one(known, "winners_in_category")
    if submitted is None:
        return Finding("finding.forum.before")
    return Finding("finding.forum.won" if won is not None else "finding.forum.running", {"n": int(submitted.value)})


def stages(known: pd.DataFrame) -> list[tuple[str, pd.Series, pd.Series | None]]:
    """Return the funnel's stages with a published figure: what was counted, the claim, the claim of the category."""
    found = [(measure, one(known, measure), one(known, lit)) for measure, lit in STAGES]
    return [(measure, claim, part) for measure, claim, part in found if claim is not None]


def events(context: Context) -> pd.DataFrame:
    """Return the rows of ``programmes.events`` of the prize and the forum."""
    rows: pd.DataFrame = context.ask(of_programmes.events)
    return rows[rows.subject.isin([PRIZE, FORUM])]


def subjects(context: Context) -> pd.DataFrame:
    """Return ``programmes.on_the_day`` of the forum and the prize."""
    rows = programmes.on_the_day(context)
    return rows[rows.programme_id.isin([FORUM, PRIZE])]


def statuses(context: Context) -> Exhibit:
    """Show what is known of the forum and the prize: :func:`subjects`."""
    shown = programmes.statuses(context, subjects(context), key="forum_statuses")
    return replace(shown, clause=context.words("forum.statuses.title"), measured=context.words("forum.statuses"))


def story(context: Context) -> list[str]:
    """Return the paragraphs of the story; without those whose people had not been named by the day."""
    return [name for name in STORY if name not in NAMED_AT or _people(context, NAMED_AT[name])]


def paragraph(context: Context, name: str) -> tuple[str, str]:
    """Return the title of a paragraph and its text."""
    words = context.words
    people = {"people": _people(context, NAMED_AT[name])} if name in NAMED_AT else {}
    return words(f"forum.story.{name}.title"), words(f"forum.story.{name}", **people)


def _people(context: Context, event: str) -> str:
    """List those who are named at an event by the day, with their offices; empty where nobody is."""
    words, rows = context.words, context.ask(of_programmes.people)
    named = [row for _, row in rows[rows.event_id == event].iterrows()]
    return words.listing([words("forum.person", name=row, office=words.of(row, "office")) for row in named])


def equity_numbers(register: Context) -> list[tuple[str, str]]:
    """Return the register's equity figures, each with its name."""
    words, fifths = register.words, register.ask(equity.fifths)
    gini = register.ask(equity.gini).gini.iloc[0]
    figures = {
        "poorest": words.number(fifths.per_100k.iloc[0], 1),
        "richest": words.number(fifths.per_100k.iloc[-1], 1),
        "gini": words.number(gini, 2) if pd.notna(gini) else words("no_data"),
    }
    return [(words(f"forum.equity.{name}"), figure) for name, figure in figures.items()]


def claims(known: pd.DataFrame) -> pd.DataFrame:
    """Return the funnel's claims, each once."""
    used = [row for _, claim, part in stages(known) for row in (claim, part) if row is not None]
    return pd.DataFrame(used).drop_duplicates("claim_id") if used else known.iloc[:0]


def funnel(context: Context, known: pd.DataFrame) -> Exhibit | None:
    """Show the prize's stages and the one category inside them; None before anything was published of them."""
    of = ",".join(claims(known).claim_id)
    return context.cached("funnel", partial(_funnel, context, known, of), of)


def _funnel(context: Context, known: pd.DataFrame, of: str) -> Exhibit | None:
    words, bars = context.words, []
    for measure, claim, part in stages(known):
        lit = int(part.value) if part is not None else 0
        own = part is not None and part.claim_id == claim.claim_id  # the last stage is the category itself
        note = words("forum.of_category", n=lit) if part is not None and not own else ""
        named = {"name": words(f"forum.stage.{measure}"), "written": claim_text.figure(context, claim), "note": note}
        bars.append({"value": claim.value, "lit": lit} | named)
    if not bars:
        return None
    first, last = int(bars[0]["value"]), int(bars[-1]["value"])
    title = words("forum.funnel.title.won" if last == 1 else "forum.funnel.title", n=first, last=last)
    cited = claim_text.source(context)
    table, draw = partial(of_claims, context, claims(known)), partial(charts.funnel.funnel, bars, context.theme)
    return Exhibit(context, "funnel", title, words("forum.funnel"), table, draw, cited=cited, of=of)


def timeline(context: Context, events: pd.DataFrame, rows: pd.DataFrame) -> Exhibit:
    """Show the story's events from submission to prize, one a line: ``programmes.events`` and ``programmes.cards``."""
    words, shown = context.words, programmes.in_words(context, events)
    ceremony = shown[shown.kind == "ceremony"] if "ceremony" in set(shown.kind) else shown
    title = words("forum.timeline.title", first=shown.iloc[0].date, last=ceremony.iloc[-1].date)
    table, cited = partial(programmes.of_events, context, shown, rows), claim_text.source(context)
    draw, of = partial(charts.published.happened, shown, context.theme, context.day), ",".join(events.event_id)
    return Exhibit(context, "forum_timeline", title, words("forum.timeline"), table, draw, cited=cited, of=of)


def one(known: pd.DataFrame, measure: str) -> pd.Series | None:
    """Return the prize's first claim of a measure; None when there is none yet."""
    own = known[(known.subject == PRIZE) & (known.measure == measure)].sort_values(["as_of", "claim_id"])
    return None if own.empty else own.iloc[0]
