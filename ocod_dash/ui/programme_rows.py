"""A row for each programme: its status and how that is known, what was published of it, its agency, its tags."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from ..exhibits import claim_text
from ..exhibits.programme_exhibits import BADGES, notes, sources, tags_in_words
from ..metrics import claims, programmes
from ..metrics.programme_status import how_text, note_text, status_text
from .claim_links import line, row_href, web_address
from .links import href
from .page_context import PageContext
from .render import html

MOST_INDICATORS = 3  # beside the large one; the published figures page has them all


def programme_rows(page: PageContext, rows: pd.DataFrame) -> Markup:
    """Return the rows as HTML: ``programmes.on_the_day``."""
    shown = [_row(page, row) for _, row in rows.iterrows()]
    return html("programmes", words=page.words, rows=shown, row_href=row_href(page))


def _row(page: PageContext, programme: pd.Series) -> dict[str, Any]:
    context, words, code = page.published, page.words, programme.programme_id
    latest = programmes.latest(context.ask(claims.known), code)
    big = latest[latest.measure == programme.headline] if isinstance(programme.headline, str) else latest
    large = (big if len(big) else latest).head(1)
    others = latest.drop(large.index)
    beside = [(note_text(words, note), _source(page, note)) for note in notes(context, code)]
    return {
        "id": code,
        "name": programmes.title(words, programme),
        "status": status_text(words, programme),
        "colour": BADGES.get(programme.status, "gray"),
        "how": how_text(words, programme),
        "source": _source(page, programme, "evidence_"),
        "notes": beside,
        "agency": words.of(programme, "lead_agency"),
        "agency_sources": [_source(page, source) for source in sources(context, programme.lead_agency_sources)],
        "summary": words.of(programme, "summary"),
        "large": [line(context, claim) for _, claim in large.iterrows()],
        "others": [line(context, claim) for _, claim in others.head(MOST_INDICATORS).iterrows()],
        "more": max(len(others) - MOST_INDICATORS, 0),
        "ledger": href(page, "ledger", choices={"programme": code}),
        "unknown": [claim_text.term(context, "measure", measure) for measure in programmes.listed(programme.unknown)],
        "tags": tags_in_words(context, programme),
    }


def _source(page: PageContext, row: pd.Series, prefix: str = "") -> Markup:
    """Write who published something, as a link to it where there is one."""
    return web_address(page.published, row[f"{prefix}address"], name=page.words.of(row, f"{prefix}publisher"))
