"""Programmes: what each is, its status on the day, what was published of it, and its goals."""

from functools import partial

import pandas as pd

from ...exhibits import Exhibit
from ...exhibits.page_exhibits import tagged
from ...exhibits.programme_exhibits import matrix_cells
from ...metrics import programmes
from ...web.parts import Items, Part, columns
from ..empty_states import no_programme
from ..exhibit_card import card, rows_card, table_card
from ..headings import note, section, title
from ..links import same_page
from ..page_context import PageContext
from ..programme_rows import programme_rows
from ..render import html


def build(page: PageContext) -> Items:
    """Return the programmes that have the tags chosen."""
    context, rows = page.published, tagged(page)
    first, others = programmes.headline_in_two(rows)
    yield title(context.sentence(first))
    if others:
        yield note("programmes_others", context.sentence(others))
    if rows.empty:
        yield no_programme(context)
        return
    shown = dict(page.exhibits())
    yield table_card(shown.pop("statuses"), programme_rows(page, rows))
    timeline, matrix = card(shown.pop("timeline")), shown.pop("matrix", None)
    yield columns((1, 1), [timeline], [_matrix(page, matrix, rows)] if matrix else [])
    if shown:
        yield section("over_time_title", page.words("programmes.over_time"), next(iter(shown.values())).source)
        yield from (rows_card(page, exhibit) for exhibit in shown.values())


def _matrix(page: PageContext, exhibit: Exhibit, rows: pd.DataFrame) -> Part:
    """Return the matrix, each cell a link that filters by its action line and SDG."""
    values = matrix_cells(page.published, rows)
    return table_card(
        exhibit, html("matrix", words=page.words, title=exhibit.title, to=partial(same_page, page), **values)
    )
