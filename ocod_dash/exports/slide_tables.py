"""Tables on slides: as many rows as can be read, over several slides where there are more."""

from collections.abc import Callable
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Inches

from ..exhibits import Exhibit
from ..exhibits.figure_tables import at_right, written
from ..theme import LIGHT
from . import slide_fit
from .line_breaks import letters
from .slide import LEFT, WIDTH, Sheet, describe, rgb

HEIGHT = 4.75  # inches, of all rows
MOST_SLIDES = 4
MOST_LINES = 60  # of notes
LETTERS = 60  # that count for a column's width; of a cell in a table that is too long for its slides
SHORT = 16  # letters, of a date or a figure: they are not broken
WORD = 12  # letters, of a heading, that stay together
NARROW = 1.9  # inches, of a column of texts
SIZES = (14, 12, 11, 10)  # points: the largest with which it fits on one slide, or the least
LETTER, MARGIN = 0.58, 0.16  # of a letter its size; inches beside and above a text
# What a workbook has and a slide has no space for.
LEFT_OUT = ("address", "claim_id", "published", "claim_ids", "scope", "code")
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def draw(new_sheet: Callable[[], Sheet], exhibit: Exhibit) -> None:
    """Write an exhibit's table on slides; each says which rows it has where there are several."""
    table, words = exhibit.table().read, exhibit.context.words
    shown = table.without(*LEFT_OUT)
    texts, heads = written(shown.frame, words), shown.heads
    leading = slide_fit.leading(words)
    size, widths, pages = _laid_out(heads, texts, leading)
    if len(pages) > MOST_SLIDES:
        size, widths, pages = _laid_out(heads, [[_short(text) for text in row] for row in texts], leading)
    first, held = 1, pages[:MOST_SLIDES]
    for rows in held:
        sheet, last = new_sheet(), first + len(rows) - 1
        grid(sheet, heads, rows, LEFT, 2.0, WIDTH, widths, exhibit.alternative, size)
        if len(pages) > 1:
            cut = rows is held[-1] and last < len(table)
            which = words("export.rows.last" if cut else "export.rows", first=first, last=last, n=len(table))
            sheet.text(which, 6.0, 6.95, 6.0, 0.4, size=11, colour=LIGHT.quiet, at_right=True)
        first = last + 1


def _laid_out(
    heads: list[str], texts: list[list[str]], leading: float
) -> tuple[float, list[float], list[list[list[str]]]]:
    """Return the type's size, the columns' widths and the rows of each slide."""
    for size in SIZES:
        widths = _widths([heads, *texts], size)
        fits = sum(widths) <= WIDTH
        widths = [width * WIDTH / sum(widths) for width in widths]
        pages = _pages(texts, widths, size, leading)
        if fits and len(pages) == 1:
            break
    return size, widths, pages


def lines(exhibit: Exhibit) -> list[str]:
    """Return an exhibit's table as lines, for the notes of a slide without space for it."""
    shown = exhibit.table().read.without(*LEFT_OUT).frame.head(MOST_LINES)
    return [" · ".join(row) for row in written(shown, exhibit.context.words)]


def _widths(rows: list[list[str]], size: float) -> list[float]:
    """Return the width that each column needs: dates and figures all of it, texts a share of what is left."""
    heads, *body = rows
    longest = [max((min(letters(text), LETTERS) for text in column), default=0) for column in zip(*body, strict=True)]
    longest = longest or [len(head) for head in heads]
    words = [max(len(word) for word in head.split() or [""]) + 1 for head in heads]
    needed = [
        max(high, len(head) / 2 + 2, min(word, WORD)) for head, high, word in zip(heads, longest, words, strict=True)
    ]
    own = [max(0.7, high * LETTER * size / 72 + MARGIN) for high in needed]
    texts = [at for at, high in enumerate(longest) if high > SHORT]
    left = WIDTH - sum(width for at, width in enumerate(own) if at not in texts)
    shares = sum(needed[at] ** 0.5 for at in texts)
    for at in texts:
        own[at] = min(own[at], max(NARROW, left * needed[at] ** 0.5 / shares))
    return own


def _pages(rows: list[list[str]], widths: list[float], size: float, leading: float) -> list[list[list[str]]]:
    """Part rows into slides, each as high as they hold."""
    pages: list[list[list[str]]] = [[]]
    letter, used = LETTER * size / 72, 2 * size / 72 * leading + MARGIN
    for row in rows:
        lines = max(-(-letters(text) * letter // (width - MARGIN)) for text, width in zip(row, widths, strict=True))
        high = max(1, lines) * size / 72 * leading + 0.08
        if used + high > HEIGHT and pages[-1]:
            pages.append([])
            used = 2 * size / 72 * leading + MARGIN
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
    size: float = 12,
) -> None:
    """Write a table, in inches: quiet lines, numbers at the right."""
    high = size / 72 * slide_fit.leading(sheet.words) + 0.07
    frame = sheet.shapes.add_table(len(rows) + 1, len(heads), *map(Inches, (left, top, width, high * (len(rows) + 1))))
    describe(frame, alternative or ", ".join(heads))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    table.horz_banding = False
    right = at_right(rows, len(heads))
    for at, part in enumerate(widths):
        table.columns[at].width = Inches(part)
    for line, row in enumerate([heads, *rows]):
        table.rows[line].height = Inches(high)
        for at, text in enumerate(row):
            _fill(sheet, table.cell(line, at), text, size, line == 0, right[at])


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


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"
