"""The programmes: a card each, and their tags as a matrix."""

from typing import Any

import pandas as pd

from ..exhibits import Context, Exhibit
from ..exhibits import claim_text as said
from ..exhibits import programme_exhibits as exhibits
from ..exhibits.over_time import of_programmes
from ..metrics import programmes
from . import address
from .frame import show
from .links import href
from .part import columns, html, part
from .said import line, row_href, told
from .title import section

COLOURS = {
    "running": "blue",
    "in_force": "blue",
    "transformed": "blue",
    "under_review": "orange",
    "done": "green",
}
MOST_INDICATORS = 3  # beside the large one; the ledger has them all


def cards(context: Context, rows: pd.DataFrame, known: pd.DataFrame) -> None:
    """Draw a card for each programme: ``programmes.cards`` and ``claims.known``."""
    each = [_card(context, programme, known) for _, programme in rows.iterrows()]
    part("programme_cards", html("programmes", words=context.words, cards=each, row_href=row_href, href=href))


def _card(context: Context, programme: pd.Series, known: pd.DataFrame) -> dict[str, Any]:
    """Tell a programme: name, status, agency, what it is, its indicators, what is unknown, its tags."""
    words, code = context.words, programme.programme_id
    latest = programmes.latest(known, code)
    big = latest[latest.measure == programme.headline] if isinstance(programme.headline, str) else latest
    large = (big if len(big) else latest).head(1)
    others = latest.drop(large.index)
    return {
        "id": code,
        "name": words.name(programme),
        "status": programmes.standing(words, programme),
        "colour": COLOURS.get(programme.status, "gray"),
        "agency": words.of(programme, "lead_agency"),
        "summary": words.of(programme, "summary"),
        "large": [line(context, claim) for _, claim in large.iterrows()],
        "others": [line(context, claim) for _, claim in others.head(MOST_INDICATORS).iterrows()],
        "more": max(len(others) - MOST_INDICATORS, 0),
        "unknown": [said.term(context, "measure", measure) for measure in _listed(programme.unknown)],
        "tags": _tags(context, programme),
    }


def _tags(context: Context, programme: pd.Series) -> list[tuple[str, str]]:
    """Return the programme's tags, each with its name."""
    lines = [(line, said.term(context, "action_line", line)) for line in programmes.tags(programme, "line")]
    return lines + [(f"SDG {goal}", said.term(context, "sdg", goal)) for goal in programmes.tags(programme, "sdg")]


def matrix(context: Context, rows: pd.DataFrame) -> None:
    """Draw the action lines and SDGs served; a cell that is clicked filters by them."""
    exhibit = exhibits.matrix(context, rows)
    if exhibit:
        show(exhibit, on_click=_filter_by_cell)


def over_time(context: Context, rows: pd.DataFrame, known: pd.DataFrame) -> None:
    """Draw the indicators that several claims speak of, each with the ways to the claims' rows."""
    series = of_programmes(context, tuple(rows.programme_id))
    if not series:
        return
    section("over_time_title", context.words("programmes.over_time"))
    for column, exhibit in zip(columns(1, 1, cells=len(series)), series, strict=True):
        with column:
            show(exhibit, below=html("lines", lines=_lines(context, known, exhibit), row_href=row_href, note=""))


def _lines(context: Context, known: pd.DataFrame, exhibit: Exhibit) -> list[tuple[str, str, str]]:
    """Tell the claims that an exhibit is made of, in its order: the id, what was counted, when it was said and by whom."""
    rows = known.set_index("claim_id", drop=False).loc[exhibit.of.split(",")]
    return [
        (claim.claim_id, f"{said.measure(context, claim)}: {said.figure(context, claim)}", told(context, claim))
        for _, claim in rows.iterrows()
    ]


def _filter_by_cell(cell: list[str]) -> None:
    *_, line, sdg = cell
    address.choose("line", line)
    address.choose("sdg", sdg)


def _listed(text: Any) -> list[str]:
    return text.split(";") if isinstance(text, str) else []
