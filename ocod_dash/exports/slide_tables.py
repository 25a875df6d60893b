"""Tables on slides: as many rows as can be read, over several slides where there are more."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from pptx.oxml.ns import qn
from pptx.util import Inches

from ..exhibits import Exhibit
from ..look import LIGHT
from .slide import LEFT, WIDTH, Sheet, describe, rgb

HEIGHT, LINE = 4.45, 0.21  # inches, of all rows and of one line
MOST_SLIDES = 3
LETTERS = 60  # in a cell
LEAST = 11  # letters, of a column
LETTER = 0.072  # inches
# What a workbook has and a slide has no room for.
LEFT_OUT = ("ledger.address", "ledger.id", "ledger.published", "ledger.scope", "table.code")
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def draw(new_sheet: Callable[[], Sheet], exhibit: Exhibit) -> None:
    """Write an exhibit's table on slides; where they do not hold it all, they say so."""
    table, words = exhibit.table(), exhibit.visit.words
    shown = table.drop(columns=[words(key) for key in LEFT_OUT], errors="ignore")
    texts = [[cell(value, words) for value in row] for row in shown.itertuples(index=False)]
    heads = [str(head) for head in shown.columns]
    lengths = [
        max([len(head) / 2, *(min(len(row[at]), LETTERS) for row in texts), LEAST]) for at, head in enumerate(heads)
    ]
    widths = [WIDTH * length / sum(lengths) for length in lengths]
    pages = _pages(texts, widths)
    for rows in pages[:MOST_SLIDES]:
        sheet = new_sheet()
        grid(sheet, heads, rows, LEFT, 2.0, WIDTH, widths, exhibit.alternative)
    if len(pages) > MOST_SLIDES:
        more = words("export.more_rows", shown=sum(map(len, pages[:MOST_SLIDES])), n=len(table))
        sheet.text(more, 7.0, 6.98, 5.0, 0.35, size=11, colour=LIGHT.quiet)


def _pages(rows: list[list[str]], widths: list[float]) -> list[list[list[str]]]:
    """Part rows into slides, each as high as they hold."""
    pages: list[list[list[str]]] = [[]]
    used = 0.0
    for row in rows:
        high = (
            LINE * max(-(-min(len(text), LETTERS) * LETTER // width) for text, width in zip(row, widths, strict=True))
            + 0.1
        )
        if used + high > HEIGHT and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += high
    return pages


def grid(
    sheet: Sheet,
    heads: list[str],
    rows: list[list[str]],
    left: float,
    top: float,
    width: float,
    widths: list[float],
    alternative: str = "",
) -> None:
    """Write a table, in inches: quiet lines, numbers at the right."""
    high = 0.31
    frame = sheet.shapes.add_table(len(rows) + 1, len(heads), *map(Inches, (left, top, width, high * (len(rows) + 1))))
    describe(frame, alternative or ", ".join(heads))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    table.horz_banding = False
    size = 12 if len(heads) <= 6 else 10
    right = [all(is_figure(row[at]) for row in rows) and bool(rows) for at in range(len(heads))]
    for at, part in enumerate(widths):
        table.columns[at].width = Inches(part)
    for line, row in enumerate([heads, *rows]):
        table.rows[line].height = Inches(high)
        for at, text in enumerate(row):
            _fill(sheet, table.cell(line, at), _short(text), size, line == 0, right[at])


def _fill(sheet: Sheet, cell: Any, text: str, size: float, head: bool, right: bool) -> None:
    frame = cell.text_frame
    sheet.fill(frame, text, size=size, bold=head, colour=LIGHT.quiet if head else LIGHT.text)
    cell.vertical_anchor = 3  # the middle
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    if right:
        frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "r")
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(LIGHT.card if head else LIGHT.ground)


def cell(value: Any, words: Any) -> str:
    """Write a value of a table in words."""
    if value is None or value is pd.NA or value != value:
        return "–"
    if isinstance(value, (int, float)) or hasattr(value, "__index__"):
        return words.number(float(value), 0 if float(value).is_integer() else 1)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"


def is_figure(text: str) -> bool:
    """Say whether a text is a number, to stand at the right."""
    return text == "–" or (text[:1] in "0123456789-−+" and not any(letter.isalpha() for letter in text))
