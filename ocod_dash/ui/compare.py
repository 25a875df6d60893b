"""Two or more places side by side: their numbers in columns, their curves on one scale."""

from ..charts.place_charts import MOST_COMPARED
from ..exhibits import Context
from ..exhibits import place_exhibits as side_by_side
from . import address, fields, frame, tables
from .part import columns, html, part


def compare(context: Context) -> None:
    """Let the visitor choose places of the level in view, and draw them side by side."""
    words = context.words
    rows = {row.code: words.name(row._asdict()) for row in side_by_side.in_plan(context).itertuples()}
    picked = tuple(code for code in address.chosen("compare") if code in rows)[:MOST_COMPARED]
    left = sorted(rows.items(), key=lambda row: row[1]) if len(picked) < MOST_COMPARED else []
    options = left or [(code, rows[code]) for code in picked]
    fields.several(
        context, "compare_places", "compare", words("compare.title"), options, picked, words("compare.placeholder")
    )
    if len(picked) < 2:
        part("compare_hint", html("note", text=words("compare.hint")))
        return
    exhibit = side_by_side.compare(context, picked)
    one, other = columns(1, 1)
    with one:
        part("compare_table", tables.plain(context, exhibit.table()))
    with other:
        if exhibit.draw_chart:
            frame.show(exhibit)
