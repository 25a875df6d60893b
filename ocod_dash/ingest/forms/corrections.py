"""The file with its report beside each row, to be corrected in a spreadsheet and sent back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from ... import scratch
from ...i18n import Words
from ..files import LONGEST, ROW, VALUES_SHEET
from .importing import Outcome
from .texts import NO_LETTERS
from .wrong_values import wrong_values

# What a spreadsheet may take for the beginning of a formula; it is taken off again when the file comes back.
FORMULA = r"^[=+\-@\t\r＝＋－＠]"
# What the names of the columns that are added begin with.
OURS = "ocod: "
VALUES_HEADS = ("field", "value", "rows", "meant")
# A sheet ends here.
MOST_ROWS = 1_048_575


def write(outcome: Outcome, words: Words, path: Path, ending: str) -> None:
    """Write every row of the file with what was found in it, as XLSX where that is the ending, else as CSV.

    The two columns that are added are left alone when the file is imported again, and written again when it is reported on
    again. Columns with data about persons are left out unless a setting allows them.

    Parameters
    ----------
    outcome : Outcome
        What was imported.
    words : Words
        The language of the report.
    path : pathlib.Path
        Where to.
    ending : str
        What the file's name ends with, such as ``xlsx``.
    """
    batches = _reported(outcome, words)
    if ending.lower().endswith("xlsx"):
        _workbook(batches, outcome, words, path)
    else:
        with path.open("wb") as file:
            file.write(b"\xef\xbb\xbf")
            for place, batch in enumerate(batches):
                file.write(
                    batch.with_columns(_inert()).write_csv(include_header=not place, line_terminator="\r\n").encode()
                )


def _reported(outcome: Outcome, words: Words) -> Iterator[pl.DataFrame]:
    """Yield the file's rows with ``row`` and ``report`` before them."""
    sentences: dict[int, list[str]] = {}
    for entry in outcome.report.entries:
        sentences.setdefault(entry.row, []).append(entry.tell(words))
    reasons = pl.DataFrame(
        {ROW: list(sentences), "report": [" · ".join(each) for each in sentences.values()]},
        schema={ROW: pl.Int64, "report": pl.String},
    )
    personal = set(outcome.personal)
    columns = [column for column in outcome.source.columns if column not in personal and not column.startswith(OURS)]
    heads = {ROW: words("corrections.row"), "report": words("corrections.report")}
    for batch in outcome.source.batches():
        # A workbook with letters that no file may hold could not be opened.
        texts = pl.col(pl.String).str.replace_all(f"[{NO_LETTERS}]", "")
        joined = batch.with_columns(texts).join(reasons, on=ROW, how="left", maintain_order="left")
        yield joined.select(*(pl.col(name).alias(f"{OURS}{head}") for name, head in heads.items()), *columns)


def _inert() -> pl.Expr:
    texts = pl.col(pl.String)
    return pl.when(texts.str.contains(FORMULA)).then("'" + texts).otherwise(texts).name.keep()


def _workbook(batches: Iterator[pl.DataFrame], outcome: Outcome, words: Words, path: Path) -> None:
    """Write a workbook whose rows with errors are red, and those with warnings yellow."""
    import xlsxwriter  # late: most checks write none

    grave: dict[int, str] = {}
    for entry in outcome.report.entries:
        grave.setdefault(entry.row, entry.severity)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # Rows wait in files, which the library leaves behind when something fails.
    with scratch.folder() as waiting, xlsxwriter.Workbook(path, options | {"tmpdir": waiting}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 2)
        colours = {
            "error": book.add_format({"bg_color": "#F8D7DA"}),
            "warning": book.add_format({"bg_color": "#FFF3CD"}),
        }
        bold, at = book.add_format({"bold": True}), 0
        _values(book, outcome, words, bold)
        for batch in batches:
            if not at:
                sheet.write_row(0, 0, batch.columns, bold)
            for row in batch.head(MOST_ROWS - at).iter_rows():
                at += 1
                _row(sheet, at, row, colours.get(grave.get(row[0], "")))


def _values(book: Any, outcome: Outcome, words: Words, bold: Any) -> None:
    """Add a sheet on which the user says once what each value means that cannot be read, if there is such a value."""
    wrong = wrong_values(outcome)
    if wrong.is_empty():
        return
    sheet = book.add_worksheet(VALUES_SHEET)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 3, 24)
    sheet.write_row(0, 0, [words(f"corrections.values.{head}") for head in VALUES_HEADS], bold)
    for at, (name, text, n) in enumerate(wrong.head(MOST_ROWS).iter_rows(), start=1):
        sheet.write_string(at, 0, name)
        sheet.write_string(at, 1, text[:LONGEST])
        sheet.write_number(at, 2, n)


def _row(sheet: Any, at: int, cells: tuple[Any, ...], colour: Any) -> None:
    sheet.write_number(at, 0, cells[0], colour)
    for place, cell in enumerate(cells[1:], start=1):
        if cell is not None:
            sheet.write_string(at, place, cell[:LONGEST], colour)
