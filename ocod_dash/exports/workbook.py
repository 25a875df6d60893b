"""A workbook: a title sheet, a sheet an exhibit with its figures and chart, the register's rows in view, the definitions.

That of the review has a sheet a province too, with its centres, to be sent to it.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import polars as pl
import xlsxwriter

from ..charts import series
from ..exhibits import Exhibit, review_exhibits
from ..i18n import LANGUAGES
from ..metrics import MEASURES, REVIEW_MEASURES, points
from . import contents
from .contents import ExportRequest
from .csv import FORMULA, inert

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
HEAD = 4  # rows above a table: the finding, what is measured, the source, an empty one
MOST_LETTERS, UNFIT = 31, re.compile(r"[\[\]:*?/\\']")  # of a sheet's name, and what none may have
A4 = 9
MOST_ROWS = 1_048_576 - HEAD - 1
BATCH = 20_000
EPOCH = 25_569  # the number of 1 January 1970 in Excel
KINDS = {
    "bars": {"type": "bar"},
    "stack": {"type": "bar", "subtype": "stacked"},
    "lines": {"type": "line"},
    "points": {"type": "scatter", "subtype": "straight"},
}
COLUMNS = ("centre_id", "name_th", "name_en", "province_code", "district_code", "subdistrict_code", "latitude", "longitude",
           "location_precision", "phase", "host_type", "status", "since", "due_on")  # fmt: skip


def write(request: ExportRequest, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the workbook; its texts are texts: none of them is a formula or a link."""
    words = request.context.words
    chapters = contents.chapters(request, data=True)
    exhibits = [(words(f"page.{chapter.page}"), exhibit) for chapter in chapters for exhibit in chapter.exhibits]
    # Rows wait in files, which the library leaves behind when something fails.
    with TemporaryDirectory() as waiting, xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": waiting}) as book:
        book.set_properties({"title": contents.title(request), "subject": words("app.title")})
        writer = _Writer(book, words("badge.sample"))
        names = [f"{at} {page}"[:MOST_LETTERS] for at, (page, _) in enumerate(exhibits, start=1)]
        sheets = list(zip(names, [exhibit for _, exhibit in exhibits], strict=True))
        provinces = list(_of_provinces(request))
        _title(writer, request, chapters, sheets + provinces)
        for at, (name, exhibit) in enumerate(sheets + provinces, start=1):
            sheet = _exhibit(writer, name, exhibit)
            if at > len(sheets):
                _for_paper(sheet)
            on_progress(0.7 * at / len(sheets + provinces))
        if request.of_day("register"):
            _register(writer, request, lambda share: on_progress(0.7 + 0.25 * share))
        on_progress(0.95)
        _meanings(writer, request, chapters)


class _Writer:
    """A workbook with its formats; rows go in from the top, one by one, so that none is held."""

    def __init__(self, book: Any, sample: str):
        self.book, self.sample = book, sample
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.mark = book.add_format({"bold": True, "font_color": "#B45309", "bg_color": "#FFF7E6"})
        self.figure = book.add_format({"num_format": "#,##0.0"})  # as it looks: the cell has the figure in full
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def sheet(self, name: str, lines: Iterable[str], sample: bool) -> Any:
        """Add a sheet with lines above its table: the first in large type."""
        sheet = self.book.add_worksheet(name)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, self.title if row == 0 else None)
        if sample:
            sheet.write_string(HEAD - 1, 0, self.sample, self.mark)
        return sheet

    def cell(self, sheet: Any, row: int, column: int, value: Any) -> None:
        """Write a value by its kind: a date, a number, a text that no program takes for a formula."""
        if value is None or value is pd.NA or value != value:
            return
        if isinstance(value, (datetime.date, pd.Timestamp)):
            sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), self.day)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, str):
            sheet.write_string(row, column, inert(value))
        else:
            sheet.write_number(row, column, float(value), None if float(value).is_integer() else self.figure)


def _title(
    writer: _Writer, request: ExportRequest, chapters: list[contents.Chapter], sheets: list[tuple[str, Exhibit]]
) -> None:
    words = request.context.words
    sheet = writer.sheet(words("export.title"), [contents.title(request), words("app.title")], request.of_sample)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    row = HEAD
    lines = [*contents.facts(request)]
    if request.of_sample:
        lines.append((words("badge.sample"), words("badge.sample.help")))
    for label, text in lines:
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, text, writer.wrapped)
        row += 1
    for number in (number for chapter in chapters for number in chapter.numbers):
        row += 1
        sheet.write_string(row, 0, number.name)
        sheet.write_string(row, 1, " · ".join(filter(None, (number.written, number.below))))
    row += 2
    for name, exhibit in sheets:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(row, 1, exhibit.title)
        row += 1


def _of_provinces(request: ExportRequest) -> Iterator[tuple[str, Exhibit]]:
    """Return the centres of each province with the name of their sheet, for a workbook of the review alone."""
    if request.pages != ("review",):
        return
    context, chosen = request.context, review_exhibits.limits(request)
    for place, exhibit in review_exhibits.of_provinces(context, chosen, request.chosen("option")):
        # The code makes it unique, and differ from the others, which begin with a number and the page's name.
        yield f"{UNFIT.sub(' ', context.words.name(place))[: MOST_LETTERS - 3].strip()} {place.code}", exhibit


def _for_paper(sheet: Any) -> None:
    """Print a sheet as wide as the paper, with its heads on every page."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)


def _exhibit(writer: _Writer, name: str, exhibit: Exhibit) -> Any:
    """Write an exhibit's figures, and its chart where it has one; return the sheet."""
    table = exhibit.table()
    sheet = writer.sheet(name, (exhibit.title, exhibit.subtitle, exhibit.source), exhibit.of_sample)
    plain = series.plain(exhibit.chart, exhibit.context.theme) if exhibit.draw_chart else []
    chart = plain[0] if len(plain) == 1 else None
    beside = len(table.heads) + 1
    heads, rows = _block(chart, exhibit) if chart else ([], [])
    sheet.freeze_panes(HEAD + 1, 0)
    for column, (name_of, head) in enumerate(zip(table.frame, table.heads, strict=True)):
        sheet.write_string(HEAD, column, inert(head), writer.bold)
        longest = table.frame[name_of].head(200).map(lambda value: len(str(value))).max() if len(table) else 0
        sheet.set_column(column, column, min(max(len(head) * 0.6, float(longest), 8), 50))
    for column, head in enumerate(heads):
        sheet.write_string(HEAD, beside + column, inert(head), writer.bold)
    sheet.autofilter(HEAD, 0, HEAD + max(len(table), 1), len(table.heads) - 1)
    body = list(table.frame.itertuples(index=False))
    for line in range(max(len(body), len(rows))):
        for column, value in enumerate(body[line] if line < len(body) else ()):
            writer.cell(sheet, HEAD + 1 + line, column, value)
        for column, value in enumerate(rows[line] if line < len(rows) else ()):
            writer.cell(sheet, HEAD + 1 + line, beside + column, value)
    if chart:
        _chart(writer, sheet, name, exhibit, chart, beside)
    return sheet


def _block(plain: series.Plain, exhibit: Exhibit) -> tuple[list[str], list[list[Any]]]:
    """Return a chart's own figures, as written beside the table; of lines over time with their days."""
    on_axis = [exhibit.context.words("export.on_axis")] * bool(plain.days)
    heads = ["", *on_axis, *(one.name or exhibit.subtitle for one in plain.series)]
    days = [[day] for day in plain.days] or [[]] * len(plain.labels)
    return heads, [
        [label, *days[at], *(one.values[at] for one in plain.series)] for at, label in enumerate(plain.labels)
    ]


def _chart(writer: _Writer, sheet: Any, name: str, exhibit: Exhibit, plain: series.Plain, beside: int) -> None:
    chart = writer.book.add_chart(KINDS[plain.kind])
    first, last = HEAD + 1, HEAD + len(plain.labels)
    beside += bool(plain.days)
    for at, one in enumerate(plain.series, start=1):
        line = {"color": one.colours[0], "width": 1.5 if one.dashed else 2.5}
        fill = {"fill": {"color": one.colours[0]}, "gap": 55} if plain.kind in ("bars", "stack") else {}
        chart.add_series(
            {
                "name": [name, HEAD, beside + at],
                "categories": [name, first, beside, last, beside],
                "values": [name, first, beside + at, last, beside + at],
                **(fill or {"line": line | ({"dash_type": "dash"} if one.dashed else {})}),
            }
        )
    if fill:
        chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}})
    else:
        if plain.days:
            form = f"{LANGUAGES[exhibit.context.words.language].office_dates}mmm yyyy"
            chart.set_x_axis({"date_axis": True, "num_format": form, "num_format_linked": False})
            chart.show_blanks_as("gap" if plain.gaps else "span")
        chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#EDF0F4"}}})
    chart.set_legend({"position": "bottom"} if len(plain.series) > 1 else {"none": True})
    chart.set_title({"none": True})
    chart.set_size({"width": 760, "height": 420})
    sheet.insert_chart(HEAD, beside + len(plain.series) + 2, chart, {"description": exhibit.alternative})


def _register(writer: _Writer, request: ExportRequest, on_progress: Callable[[float], None]) -> None:
    """Write the register's rows in view, in batches, so that a register of any size fits into memory and its sheets."""
    context, total = request.context, int(request.context.ask(points.count).centres.iloc[0])
    done, number, sheet, row = 0, 1, _register_sheet(writer, request, 1), HEAD
    for batch in context.data.stream(points.chosen, context.view, COLUMNS, BATCH):
        writes = [_writing(writer, dtype) for dtype in batch.dtypes]
        for values in _plain(batch).iter_rows():
            if row - HEAD == MOST_ROWS:
                sheet.autofilter(HEAD, 0, row, len(COLUMNS) - 1)
                number += 1
                sheet, row = _register_sheet(writer, request, number), HEAD
            row += 1
            for column, value in enumerate(values):
                if value is not None:
                    writes[column](sheet, row, column, value)
        done += batch.height
        on_progress(done / max(total, 1))
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(COLUMNS) - 1)


def _register_sheet(writer: _Writer, request: ExportRequest, number: int) -> Any:
    """Begin a sheet of the register; Excel's hold a million rows, so a larger register goes on on the next."""
    context, title = request.context, request.context.words("export.register") + f" {number}" * (number > 1)
    heads = (context.counted(title), context.chosen, context.source)
    sheet = writer.sheet(title, heads, context.sample)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.set_column(0, len(COLUMNS), 16)
    for column, head in enumerate(COLUMNS):
        sheet.write_string(HEAD, column, head, writer.bold)
    return sheet


def _plain(batch: pl.DataFrame) -> pl.DataFrame:
    """Return rows as Excel holds them: days as numbers, and texts that no program takes for a formula."""
    columns = {}
    for name, kind in batch.schema.items():
        held = pl.col(name)
        if kind == pl.Date:
            columns[name] = held.to_physical() + EPOCH
        elif kind == pl.String:
            formula = held.str.slice(0, 1).is_in(FORMULA)
            columns[name] = pl.when(formula).then(pl.concat_str(pl.lit("'"), held)).otherwise(held)
    return batch.with_columns(**columns)


def _writing(writer: _Writer, kind: Any) -> Callable[[Any, int, int, Any], Any]:
    """Return what writes a column's values, chosen once: a million values need no check each."""
    if kind == pl.Date:
        return lambda sheet, row, column, value: sheet.write_number(row, column, value, writer.day)
    name = "write_string" if kind == pl.String else "write_number"
    return lambda sheet, row, column, value: getattr(sheet, name)(row, column, value)


def _meanings(writer: _Writer, request: ExportRequest, chapters: list[contents.Chapter]) -> None:
    title = request.context.words("export.sources")
    sheet = writer.sheet(title[:MOST_LETTERS], [title], False)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 110)
    measures = (*MEASURES, *(REVIEW_MEASURES if "review" in request.pages else ()))
    table = contents.definitions(request.context, measures)
    for column, head in enumerate(table.heads):
        sheet.write_string(HEAD, column, head, writer.bold)
    row = HEAD
    for row, line in enumerate(table.frame.itertuples(index=False), start=HEAD + 1):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, writer.wrapped)
    for at, source in enumerate(contents.sources(request, chapters), start=row + 2):
        sheet.write_string(at, 0, source)
