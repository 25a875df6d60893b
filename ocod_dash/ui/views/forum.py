"""Forum: the story of the WSIS Prize 2021, and what was proposed there beside what is counted."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from ...exhibits import Exhibit, claim_text, forum_exhibits
from ...exhibits.equity_exhibits import fifths as fifths_exhibit
from ...exhibits.forum_exhibits import FORUM, PRIZE, one
from ...i18n.elapsed import distance
from ...metrics import claims, findings, places
from ...metrics.claims import date_text
from ...web.parts import Items, Part, columns
from ..claim_links import claim_links, line, row_href, web_address
from ..exhibit_card import card, reason, rows_card, table_card
from ..headings import title
from ..links import href
from ..page_context import PageContext
from ..programme_rows import programme_rows
from ..render import html
from .ledger import sum_checks

# The days that the page counts to or from, by their kind of event.
DAYS = ("statement", "vote closed", "ceremony")
# What was published of the prize beside the funnel.
BESIDE = ("projects_submitted", "countries_submitting", "votes_cast")
# What was published of the centres when the prize was won.
PLAN = ("centres_planned", "centres_completed", "centres_in_progress")


def build(page: PageContext) -> Items:
    """Return the story, and beside what was proposed the register's own figures."""
    context, shown = page.published, dict(page.exhibits())
    known: pd.DataFrame = context.ask(claims.known)
    yield title(context.sentence(forum_exhibits.finding(known)))
    yield Part("forum_days", html("days", days=_days(page)))
    funnel, timeline, statuses = shown.pop("funnel", None), shown.pop("forum_timeline"), shown.pop("forum_statuses")
    yield columns((2, 1), [_funnel(page, known, funnel), sum_checks(page, PRIZE)], [_beside(page, known)])
    yield columns((2, 3), [card(timeline), _project(page)], [_story(page, known)])
    yield columns((1, 1), [_proposed(page)], [card(fifths_exhibit(page.register))])
    yield table_card(statuses, programme_rows(page, forum_exhibits.subjects(context)))
    yield from (rows_card(page, exhibit) for exhibit in shown.values())


def _days(page: PageContext) -> list[dict[str, str]]:
    """Return the days of the story with how far they are from the page's date, and their source."""
    context, words = page.published, page.words
    events = forum_exhibits.events(context)
    shown = events[events.kind.isin(DAYS)].drop_duplicates("kind")
    return [
        {
            "name": words(f"forum.day.{event.kind.replace(' ', '_')}"),
            "date": date_text(words, event.date, event.date_precision),
            "far": distance(words, event.date.date(), context.day),
            "source": web_address(context, event.address, name=claim_text.who(context, event)),
        }
        for _, event in shown.iterrows()
    ]


def _funnel(page: PageContext, known: pd.DataFrame, exhibit: Exhibit | None) -> Part:
    """Return the prize's stages with links to the claims' rows; before anything was published of them, say so."""
    words = page.words
    if exhibit is None:
        return reason(words("forum.funnel.none"), words("forum.funnel.later"))
    rows = [row for _, row in forum_exhibits.claims(known).iterrows()]
    return card(exhibit, below=html("heading", text="", note=words("forum.rows")) + claim_links(page, rows))


def _beside(page: PageContext, known: pd.DataFrame) -> Part | None:
    """Return what else was published of the prize: another count of the projects, the countries, the votes."""
    main = one(known, BESIDE[0])
    own = known[(known.subject == PRIZE) & (known.claim_id != (main.claim_id if main is not None else ""))]
    lines = [line(page.published, row) for measure in BESIDE for _, row in own[own.measure == measure].iterrows()]
    if not lines:
        return None
    return Part("beside", html("beside", title=page.words("forum.beside"), claims=lines, row_href=row_href(page)))


def _story(page: PageContext, known: pd.DataFrame) -> Part:
    """Return who spoke, under which theme, what was shown, who else was there; and the prize, once it was won."""
    words, won = page.words, one(known, "winners_in_category")
    topics = known[(known.subject == FORUM) & (known.measure == "policy_topics")]
    names = forum_exhibits.story(page.published)
    parts = [_paragraph(page, each, topics if each == "session" else None) for each in names]
    if won is not None:
        plan = known[known.measure.isin(PLAN) & (known.source_id == won.source_id)]
        rows = plan.sort_values("measure", key=lambda names: names.map(PLAN.index))
        parts += [_paragraph(page, "prize"), _paragraph(page, "leaders", rows)]
    values: dict[str, Any] = {
        "title": words("forum.story"),
        "parts": parts,
        "to": href(page, "programmes"),
        "more": words("forum.story.programmes"),
        "source": words("forum.story.source"),
    }
    return Part("story", html("story", **values))


def _project(page: PageContext) -> Part:
    """Return what the winning project is for."""
    title, text, _ = _paragraph(page, "project")
    return Part("project", html("project", title=title, text=text))


def _paragraph(page: PageContext, name: str, rows: pd.DataFrame | None = None) -> tuple[str, str, Markup]:
    """Return a paragraph of the story: its title, its text, links to its claims."""
    links = Markup() if rows is None else claim_links(page, [row for _, row in rows.iterrows()])
    return *forum_exhibits.paragraph(page.published, name), links


def _proposed(page: PageContext) -> Part:
    """Return what Thailand proposed at the forum, and the country's equity figures of the register."""
    words, register = page.words, page.register
    among = findings.extremes(register.ask(places.progress, level="province"), "per_100k")
    values = {
        "title": words("forum.proposed"),
        "text": words("forum.proposed.text"),
        "mark": words("badge.sample") if register.sample else "",
        "mark_help": words("badge.sample.help"),
        "numbers": forum_exhibits.equity_numbers(register),
        "provinces": register.say(among) if among else "",
        "to": href(page, "regions", at=None),
        "more": words("forum.equity.provinces"),
        "caveat": words("equity.caveat"),
    }
    return Part("proposed", html("proposed", **values))
