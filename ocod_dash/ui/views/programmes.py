"""Programmes: what each is, its status on the day, what was published of it, and its goals."""

from collections.abc import Mapping

import pandas as pd

from ...exhibits.page_exhibits import tagged
from ...metrics import programmes
from ...web.parts import Items, columns
from ..empty_states import no_programme
from ..exhibit_card import card, rows_card, table_card
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
    matrix = [card(shown.pop("matrix"), links=_cell_links(page, rows))] if "matrix" in shown else []
    yield columns((1, 1), [card(shown.pop("timeline"))], matrix)
    if shown:
        yield section("over_time_title", page.words("programmes.over_time"))
        yield from (rows_card(page, exhibit) for exhibit in shown.values())


def _cell_links(page: PageContext, rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the address that filters by the action line and SDG of each cell of the matrix."""
    pairs = programmes.matrix(rows)[["line", "sdg"]].drop_duplicates()
    return {f"{pair.line} {pair.sdg}": same_page(page, line=pair.line, sdg=pair.sdg) for pair in pairs.itertuples()}
