"""The story of the WSIS Prize 2021: the funnel, the days, who spoke, what was shown and what was proposed."""

from datetime import date
from typing import Any

import pandas as pd

from ..exhibits import Context
from ..exhibits import claim_text as said
from ..exhibits import forum_exhibits as forum
from ..exhibits.forum_exhibits import FORUM, PRIZE, one
from ..i18n import Words
from ..metrics import equity, findings, places
from ..metrics.claims import date_text
from .frame import reason, show
from .links import href
from .part import html, part
from .said import line, linked, row_href

# The days that the page counts to or from, by their kind of event.
DAYS = ("statement", "vote closed", "ceremony")
# What was said of the prize beside the funnel.
BESIDE = ("projects_submitted", "countries_submitting", "votes_cast")
STORY = ("session", "people", "shown", "others")
# What was said of the centres when the prize was won.
PLAN = ("centres_planned", "centres_completed", "centres_in_progress")


def days(context: Context, events: pd.DataFrame) -> None:
    """Draw the days of the story with how far they are from the page's date."""
    part("forum_days", html("days", days=_days(context, events)))


def _days(context: Context, events: pd.DataFrame) -> list[dict[str, str]]:
    words = context.words
    shown = events[events.kind.isin(DAYS)].drop_duplicates("kind")
    return [
        {
            "name": words(f"forum.day.{event.kind.replace(' ', '_')}"),
            "far": far(words, event.date.date(), context.day),
            "written": f"{date_text(words, event.date, event.date_precision)} · {said.who(context, event)}",
        }
        for _, event in shown.iterrows()
    ]


def funnel(context: Context, known: pd.DataFrame) -> None:
    """Draw the prize's stages with the ways to the claims' rows; before anything was said of them, say so."""
    words, exhibit = context.words, forum.funnel(context, known)
    if exhibit is None:
        reason(words("forum.funnel.none"), words("forum.funnel.later"))
        return
    rows = [row for _, row in forum.claims(known).iterrows()]
    show(exhibit, below=html("heading", text="", note=words("forum.rows")) + linked(context, rows))


def beside(context: Context, known: pd.DataFrame) -> None:
    """Write what else was said of the prize: another count of the projects, the countries, the votes."""
    main = one(known, BESIDE[0])
    own = known[(known.subject == PRIZE) & (known.claim_id != (main.claim_id if main is not None else ""))]
    claims = [line(context, row) for measure in BESIDE for _, row in own[own.measure == measure].iterrows()]
    if claims:
        part("beside", html("beside", title=context.words("forum.beside"), claims=claims, row_href=row_href))


def story(context: Context, known: pd.DataFrame) -> None:
    """Write who spoke, under which theme, what was shown, who else was there; and the prize, once it was said to be won."""
    words, won = context.words, one(known, "winners_in_category")
    topics = known[(known.subject == FORUM) & (known.measure == "policy_topics")]
    told = [_told(context, each, topics if each == "session" else None) for each in STORY]
    if won is not None:
        plan = known[known.measure.isin(PLAN) & (known.source_id == won.source_id)]
        told.append(_told(context, "prize", plan.sort_values("measure", key=lambda names: names.map(PLAN.index))))
    values: dict[str, Any] = {
        "title": words("forum.story"),
        "parts": told,
        "to": href("programmes"),
        "more": words("forum.story.programmes"),
        "source": words("forum.story.source"),
    }
    part("story", html("story", **values))


def project(context: Context) -> None:
    """Write what the project is for that was chosen."""
    title, text, _ = _told(context, "project")
    part("project", html("project", title=title, text=text))


def _told(context: Context, name: str, rows: pd.DataFrame | None = None) -> tuple[str, str, str]:
    """Return a part of the story: its title, its text, the ways to the claims that it speaks of."""
    ways = "" if rows is None else linked(context, [row for _, row in rows.iterrows()])
    return context.words(f"forum.story.{name}.title"), context.words(f"forum.story.{name}"), ways


def proposed(context: Context) -> None:
    """Write what Thailand proposed at the forum, and the country's equity figures in numbers, counted in the register."""
    words = context.words
    among = findings.extremes(context.ask(places.progress, level="province"), "per_100k")
    values = {
        "title": words("forum.proposed"),
        "text": words("forum.proposed.text"),
        "mark": words("badge.sample") if context.sample else "",
        "mark_help": words("badge.sample.help"),
        "numbers": _ends(context),
        "provinces": context.sentence(among) if among else "",
        "to": href("regions", at=None),
        "more": words("forum.equity.provinces"),
        "caveat": words("equity.caveat"),
    }
    part("proposed", html("proposed", **values))


def _ends(context: Context) -> list[tuple[str, str]]:
    words, fifths, gini = context.words, context.ask(equity.fifths), context.ask(equity.gini).gini.iloc[0]
    figures = {
        "poorest": words.number(fifths.per_100k.iloc[0], 1),
        "richest": words.number(fifths.per_100k.iloc[-1], 1),
        "gini": words.number(gini, 2) if pd.notna(gini) else words("no_data"),
    }
    return [(words(f"forum.equity.{name}"), figure) for name, figure in figures.items()]


def far(words: Words, day: date, today: date) -> str:
    """Say how far a day is from today: in days within two months, in months within two years, then in years."""
    days = abs((today - day).days)
    early, late = sorted((day, today))
    months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    if days == 0:
        return words("far.today")
    unit, n = ("days", days) if months < 2 else ("months", months) if months < 24 else ("years", months // 12)
    return words(f"far.{unit}.ago" if today > day else f"far.{unit}.to_go", n=n)
