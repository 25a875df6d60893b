"""Programmes: what each is, its status on the day, what was published of it, and its goals."""

from collections.abc import Mapping

import pandas as pd

from ...exhibits import Exhibit, claim_text
from ...exhibits.page_exhibits import tagged
from ...metrics import claims, programmes
from ...web.parts import Items, Part, columns
from ..claim_links import claim_lines, when_and_who
from ..empty_states import no_programme
from ..exhibit_card import card, table_card
from ..headings import section, title
from ..links import same_page
from ..page_context import PageContext
from ..programme_cards import programme_cards


def build(page: PageContext) -> Items:
    """Return the programmes that have the tags chosen."""
    context, rows = page.published, tagged(page)
    yield title(context.sentence(programmes.headline(rows)))
    if rows.empty:
        yield no_programme(context)
        return
    shown = dict(page.exhibits())
    yield table_card(shown.pop("statuses"), programme_cards(page, rows))
    yield card(shown.pop("timeline"))
    if "matrix" in shown:
        yield card(shown.pop("matrix"), links=_cell_links(page, rows))
    if shown:
        yield section("over_time_title", page.words("programmes.over_time"))
        yield columns((1, 1), *([over_time(page, exhibit)] for exhibit in shown.values()))


def over_time(page: PageContext, exhibit: Exhibit) -> Part:
    """Return an indicator over time with links to the claims' rows, in its order."""
    context = page.published
    rows = context.ask(claims.known).set_index("claim_id", drop=False).loc[exhibit.of.split(",")]
    lines = [
        (
            claim.claim_id,
            f"{claim_text.measure(context, claim)}: {claim_text.figure(context, claim)}",
            when_and_who(context, claim),
        )
        for _, claim in rows.iterrows()
    ]
    return card(exhibit, below=claim_lines(page, lines))


def _cell_links(page: PageContext, rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the address that filters by the action line and SDG of each cell of the matrix."""
    pairs = programmes.matrix(rows)[["line", "sdg"]].drop_duplicates()
    return {f"{pair.line} {pair.sdg}": same_page(page, line=pair.line, sdg=pair.sdg) for pair in pairs.itertuples()}
