"""The form of the survey that goes to a province: a workbook to fill in, CSV, or an XLSForm for KoboToolbox and ODK.

Filled in and sent back, its columns are recognised by themselves.
"""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import xlsxwriter

from .. import geography
from ..dates import FIRST_DAY, LAST_DAY
from ..i18n import LANGUAGES, Words
from ..loader import Data
from ..view import View
from .csv import csv
from .file_names import file_name
from .survey_rows import BESIDE, CHOSEN, QUESTIONS, SurveyRows, answer, survey_rows
from .workbook import OPTIONS

KINDS = {"xlsx": "xlsx", "csv": "csv", "xlsform": "xlsx"}
WIDTHS = {"centre_id": 16, "centre": 34, "district": 20, "visits": 12, "months": 12, "office": 24, "remarks": 40}
OTHERS = 18  # letters that the other columns are wide
TINTS = {"locked": "#EEF1F4", "open": "#FFFFFF", "head": "#DCE6F1"}
# What an XLSForm calls the language of a column, by the language.
OF_XLSFORM = {"th": "Thai (th)", "en": "English (en)"}


def name(data: Data, province: str, kind: str, language: str) -> str:
    """Return the name of a form's file."""
    view, release = View(provinces=(province,)), data.release
    what = ("survey-form", "xlsform" if kind == "xlsform" else "")
    return file_name(what, KINDS[kind], sample=release.sample, view=view, day=release.as_of, language=language)


def make(data: Data, province: str, kind: str, words: Words, path: Path) -> SurveyRows:
    """Write the form of a province, and return what is in it.

    Parameters
    ----------
    data : Data
        The release.
    province : str
        Code of the province.
    kind : {"xlsx", "csv", "xlsform"}
        A workbook with answers to choose from, a plain table, or an XLSForm, which has both languages.
    words : Words
        The language of the headings and answers.
    path : pathlib.Path
        Where to.
    """
    found = survey_rows(data, province)
    if kind == "csv":
        path.write_bytes(csv(_table(found, words).to_pandas(), _source(found, words)))
        return found
    with TemporaryDirectory() as waiting, xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": waiting}) as book:
        (_xlsform if kind == "xlsform" else _workbook)(book, found, words)
    return found


def _source(found: SurveyRows, words: Words) -> str:
    sample = [words("badge.sample")] if found.sample else []
    return " · ".join([*sample, words("survey.form.title", province=found.province), words.date(found.as_of)])


def _heads(words: Words) -> dict[str, str]:
    """Return the columns with their headings."""
    beside = {each: words(f"survey.form.{each}") for each in BESIDE}
    return {
        "centre_id": words("field.centre_id"),
        **beside,
        **{each: words(f"survey.question.{each}") for each in QUESTIONS},
    }


def _rows(found: SurveyRows, words: Words) -> Iterable[dict[str, Any]]:
    """Yield what is known of each centre, by column, as the form has it."""
    for row in found.rows.iter_rows(named=True):
        district = words.name(geography.place(row["district_code"])) if row["district_code"] else None
        known = {each: answer(words, each, row[each]) for each in CHOSEN if row[each] is not None}
        yield {**row, "centre": words.name(row), "district": district, **known}


def _table(found: SurveyRows, words: Words) -> pl.DataFrame:
    """Return the form as a table of texts."""
    heads = _heads(words)
    texts = [[None if row[each] is None else str(row[each]) for each in heads] for row in _rows(found, words)]
    return pl.DataFrame(texts, dict.fromkeys(heads.values(), pl.String), orient="row")


def _workbook(book: Any, found: SurveyRows, words: Words) -> None:
    """Write the sheet to fill in, then what to do with it, in each language."""
    heads = _heads(words)
    sheet = book.add_worksheet(words("survey.form.sheet"))
    style = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C8CDD3"}
    formats = {tint: book.add_format(style | {"bg_color": colour}) for tint, colour in TINTS.items()}
    formats["head"].set_bold()
    day = style | {"num_format": "yyyy-mm-dd"}
    formats["open"].set_locked(False)
    days = {
        "open": book.add_format(day | {"locked": False}),
        "locked": book.add_format(day | {"bg_color": TINTS["locked"]}),
    }
    sheet.write_row(0, 0, heads.values(), formats["head"])
    for at, row in enumerate(_rows(found, words), start=1):
        for place, each in enumerate(heads):
            state = "open" if each in QUESTIONS and row[each] is None else "locked"
            _cell(sheet, (at, place), row[each], (days if each == "surveyed_on" else formats)[state])
    last = max(found.rows.height, 1)
    for place, each in enumerate(heads):
        sheet.set_column(place, place, WIDTHS.get(each, OTHERS))
        if rule := _validation(each, words):
            sheet.data_validation(1, place, last, place, rule)
    sheet.freeze_panes(1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    sheet.set_row(0, 48)
    sheet.set_header(f"&L{_source(found, words)}&R&P / &N")
    sheet.set_paper(8)  # A3
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for language in LANGUAGES:
        _instructions(book, found, Words(language))


def _cell(sheet: Any, at: tuple[int, int], value: Any, style: Any) -> None:
    if value is None:
        sheet.write_blank(*at, None, style)
    elif isinstance(value, str):
        sheet.write_string(*at, value, style)
    else:
        sheet.write(*at, value, style)


def _validation(question: str, words: Words) -> dict[str, Any] | None:
    """Return what a spreadsheet accepts in the cells of a question."""
    if question in CHOSEN:
        return {"validate": "list", "source": [answer(words, question, each) for each in QUESTIONS[question]],
                "error_message": words("survey.form.choose")}  # fmt: skip
    if question == "surveyed_on":
        return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY,
                "error_message": words("survey.form.day")}  # fmt: skip
    return None


def _instructions(book: Any, found: SurveyRows, words: Words) -> None:
    sheet = book.add_worksheet(words("survey.form.instructions"))
    sheet.set_column(0, 0, 100)
    wrapped, title = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True, "font_size": 14}),
    )
    sheet.write_string(0, 0, words("survey.form.title", province=found.province), title)
    lines = [_source(found, words), words("survey.form.centres", n=found.rows.height, answered=found.answered)]
    for at, line in enumerate([*lines, *words("survey.form.text").split("\n")], start=2):
        sheet.write_string(at, 0, line, wrapped)
    sheet.protect()


def _xlsform(book: Any, found: SurveyRows, words: Words) -> None:
    """Write a form for KoboToolbox and ODK in every language; its questions and choices have the names of the fields."""
    spoken = [Words(language) for language in LANGUAGES]
    labels = [f"label::{OF_XLSFORM[each.language]}" for each in spoken]
    survey = [("type", "name", *labels, "required", "constraint", "appearance")]
    choices = [("list_name", "name", *labels)]
    survey.append(
        ("select_one centres", "centre_id", *(each("field.centre_id") for each in spoken), "yes", "", "minimal")
    )
    for row in found.rows.iter_rows(named=True):
        choices.append(("centres", row["centre_id"], *(f"{each.name(row)} ({row['centre_id']})" for each in spoken)))
    for question, answers in QUESTIONS.items():
        kind = f"select_one {question}" if answers else "date" if question == "surveyed_on" else "text"
        needed, limit = ("yes", ". <= today()") if question == "surveyed_on" else ("", "")
        survey.append((kind, question, *(each(f"survey.question.{question}") for each in spoken), needed, limit, ""))
        choices += [(question, code, *(answer(each, question, code) for each in spoken)) for code in answers]
    title = words("survey.form.title", province=found.province)
    settings = [("form_title", "form_id", "default_language"),
                (title, f"ocod_survey_{found.province.code}", OF_XLSFORM[words.language])]  # fmt: skip
    for sheet_name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.add_worksheet(sheet_name)
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
