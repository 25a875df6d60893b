"""Programmes: what each is, its status on the day, what was published of it, and its goals."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ...exhibits import Exhibit, claim_text
from ...exhibits.page_exhibits import tagged
from ...metrics import claims, programmes
from ...web.parts import Items, Part, columns
from ..claim_links import claim_lines, line, row_href, when_and_who
from ..empty_states import no_programme
from ..exhibit_card import card
from ..headings import section, title
from ..links import href, same_page
from ..page_context import PageContext
from ..render import html

COLOURS = {
    "running": "blue",
    "in_force": "blue",
    "transformed": "blue",
    "under_review": "orange",
    "done": "green",
}
MOST_INDICATORS = 3  # beside the large one; the ledger has them all


def build(page: PageContext) -> Items:
    """Return the programmes that have the tags chosen."""
    context, rows = page.published, tagged(page)
    yield title(context.sentence(programmes.headline(rows)))
    if rows.empty:
        yield no_programme(context)
        return
    shown, known = dict(page.exhibits()), context.ask(claims.known)
    yield _cards(page, rows, known)
    yield card(shown.pop("timeline"))
    if "matrix" in shown:
        yield card(shown.pop("matrix"), links=_cell_links(page, rows))
    if shown:
        yield section("over_time_title", page.words("programmes.over_time"))
        yield columns((1, 1), *([_over_time(page, known, exhibit)] for exhibit in shown.values()))


def _cards(page: PageContext, rows: pd.DataFrame, known: pd.DataFrame) -> Part:
    """Return a card for each programme: ``programmes.cards`` and ``claims.known``."""
    cards = []
    for _, programme in rows.iterrows():
        more = href(page, "ledger", choices={"programme": programme.programme_id})
        cards.append(_card(page, programme, known) | {"ledger": more})
    return Part("programme_cards", html("programmes", words=page.words, cards=cards, row_href=row_href(page)))


def _card(page: PageContext, programme: pd.Series, known: pd.DataFrame) -> dict[str, Any]:
    """Return a programme: name, status, agency, what it is, its indicators, what is unknown, its tags."""
    context, words, code = page.published, page.words, programme.programme_id
    latest = programmes.latest(known, code)
    big = latest[latest.measure == programme.headline] if isinstance(programme.headline, str) else latest
    large = (big if len(big) else latest).head(1)
    others = latest.drop(large.index)
    return {
        "id": code,
        "name": words.name(programme),
        "status": programmes.status_text(words, programme),
        "colour": COLOURS.get(programme.status, "gray"),
        "agency": words.of(programme, "lead_agency"),
        "summary": words.of(programme, "summary"),
        "large": [line(context, claim) for _, claim in large.iterrows()],
        "others": [line(context, claim) for _, claim in others.head(MOST_INDICATORS).iterrows()],
        "more": max(len(others) - MOST_INDICATORS, 0),
        "unknown": [claim_text.term(context, "measure", measure) for measure in _listed(programme.unknown)],
        "tags": _tags(page, programme),
    }


def _tags(page: PageContext, programme: pd.Series) -> list[tuple[str, str]]:
    """Return the programme's tags, each with its name."""
    context = page.published
    lines = [(each, claim_text.term(context, "action_line", each)) for each in programmes.tags(programme, "line")]
    goals = programmes.tags(programme, "sdg")
    return lines + [(f"SDG {goal}", claim_text.term(context, "sdg", goal)) for goal in goals]


def _cell_links(page: PageContext, rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the address that filters by the action line and SDG of each cell of the matrix."""
    pairs = programmes.matrix(rows)[["line", "sdg"]].drop_duplicates()
    return {f"{pair.line} {pair.sdg}": same_page(page, line=pair.line, sdg=pair.sdg) for pair in pairs.itertuples()}


def _over_time(page: PageContext, known: pd.DataFrame, exhibit: Exhibit) -> Part:
    """Return an indicator over time with links to the claims' rows, in its order."""
    context = page.published
    rows = known.set_index("claim_id", drop=False).loc[exhibit.of.split(",")]
    lines = [
        (
            claim.claim_id,
            f"{claim_text.measure(context, claim)}: {claim_text.figure(context, claim)}",
            when_and_who(context, claim),
        )
        for _, claim in rows.iterrows()
    ]
    return card(exhibit, below=claim_lines(page, lines))


def _listed(text: Any) -> list[str]:
    return text.split(";") if isinstance(text, str) else []
