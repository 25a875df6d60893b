"""A report to print or to send: PDF with text for screen readers, a finding a page; and single pictures, typeset alike."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from math import inf
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import typst

from ..charts.svg import svg
from ..exhibits import Exhibit, publisher
from ..exhibits.figure_tables import at_right, written
from ..i18n import LANGUAGES
from ..problem import Problem
from . import contents, title_pictures, typeface
from .contents import Chapter, ExportRequest
from .line_breaks import balanced
from .slide_tables import LEFT_OUT
from .svg_text import split_text

FOLDER = Path(__file__).parent
WIDTH = 720  # pixels of a chart on the page
WIDEST = (36, 58)  # letters of a line of the first title, and of the others
MOST_ROWS = 10  # under a picture, so that a finding stays on its page; the workbook has them all
MOST_BELOW_HIGH, HIGH = 3, 400  # the same under a chart of so many pixels or more
MOST_ALONE = 300  # of a table that is all there is
PPI = 200  # of a PNG
ACROSS, CARD_ACROSS = 17.0, 18.8  # cm of a page, and of a picture by itself, between their margins
TALL = 520  # pixels; a chart that is higher
HIGHEST, MAP_HIGH = 14.5, 12.0  # cm at most, of such a chart and of a map


def write(request: ExportRequest, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the report: a title page, an exhibit a page with its picture, table and source, the definitions."""
    words = request.context.words
    chapters = contents.chapters(request)
    with TemporaryDirectory() as name:
        folder = Path(name)
        values = _presented(request, folder) | {
            "language": words.language,
            "stacked_marks": LANGUAGES[words.language].stacked_marks,
            "app": words("app.title"),
            "title": balanced(contents.title(request), WIDEST[0]),
            "mark": words("badge.sample"),
            "sample": request.of_sample,
            "sample_help": words("badge.sample.help"),
            "facts": contents.facts(request),
            "chapters": _chapters(request, chapters, folder, on_progress),
            "sources_title": words("export.sources"),
            "sources": contents.sources(request, chapters),
            "definitions": contents.definitions(request.context).frame.to_numpy().tolist(),
        }
        path.write_bytes(_accessible(values, folder))
    on_progress(1.0)


def _presented(request: ExportRequest, folder: Path) -> dict[str, Any]:
    """Return who publishes the report and where the view can be read, for the template; the pictures are files."""
    words, view = request.context.words, request.context.view
    code, logo = publisher.qr_code(view, words), title_pictures.logo()
    for name, content in {"logo.png": logo, "qr.png": code and title_pictures.png(code)}.items():
        if content:
            (folder / name).write_bytes(content)
    return {
        "publisher": publisher.publisher(words),
        "logo": bool(logo),
        "address": publisher.address_of(view, words),
        "scan": words("present.scan"),
    }


def picture(request: ExportRequest, key: str, path: Path, kind: str) -> None:
    """Write one chart or map as a picture, SVG or PNG.

    Raises
    ------
    Problem
        If there is no such exhibit, or it is a table.
    """
    exhibit = contents.exhibit(request, key)
    if not exhibit.has_picture:
        raise Problem("export.no_picture", value=key)
    path.write_bytes(card(exhibit, kind))


def card(exhibit: Exhibit, kind: str) -> bytes:
    """Return a chart or map as a picture, SVG or PNG, with its finding and its citation, in the colours of its theme."""
    theme = exhibit.context.theme
    palette = {
        name: getattr(theme.palette, name) for name in ("text", "quiet", "ground", "sample_text", "sample_ground")
    }
    with TemporaryDirectory() as name:
        values = _picture(exhibit, Path(name), exhibit.key, CARD_ACROSS)
        values |= {
            "title": exhibit.title,
            "language": theme.language,
            "mark": theme.words("badge.sample"),
            "palette": palette,
        }
        return _typeset("card.typ", values, Path(name), format=kind, ppi=PPI)


def _accessible(values: dict[str, Any], folder: Path) -> bytes:
    """Typeset the report by the standard for readers of every kind, PDF/UA-1, or tagged without it where that fails.

    A name in a script that the report's type does not have makes it fail.
    """
    try:
        return _typeset("report.typ", values, folder, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return _typeset("report.typ", values, folder, format="pdf")


def _typeset(template: str, values: dict[str, Any], folder: Path, **options: Any) -> bytes:
    """Typeset a template of ours with its values, which it reads from a file beside it."""
    for each in (template, "drawing.typ"):
        copyfile(FOLDER / each, folder / each)
    (folder / "report.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    document = typst.compile(folder / template, root=folder, font_paths=_fonts(), ignore_system_fonts=True, **options)
    return bytes(document)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[typeface.folder()])


def _chapters(
    request: ExportRequest, chapters: list[Chapter], folder: Path, on_progress: Callable[[float], None]
) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = []
    for at, chapter in enumerate(chapters, start=1):
        exhibits = [
            _picture(exhibit, folder, f"{chapter.page}-{place}", ACROSS) | _table(exhibit)
            for place, exhibit in enumerate(chapter.exhibits)
        ]
        numbers = [(number.name, number.written, number.remark) for number in chapter.numbers]
        page = request.context.words(f"page.{chapter.page}")
        values.append({"page": page, "numbers": numbers, "highlights": chapter.highlights, "exhibits": exhibits})
        on_progress(0.6 * at / len(chapters))
    return values


def _picture(exhibit: Exhibit, folder: Path, name: str, across: float) -> dict[str, Any]:
    """Return an exhibit's values for a template; its chart or map, a file in the folder, is at most ``across`` cm wide."""
    values: dict[str, Any] = {
        "title": balanced(exhibit.title, WIDEST[1]),
        "subtitle": exhibit.subtitle,
        "source": exhibit.source,
        "sample": exhibit.of_sample,
        "alternative": exhibit.alternative,
        "picture": None,
    }
    if not exhibit.has_picture:
        return values
    picture = split_text(svg(exhibit.chart, exhibit.context.theme, WIDTH) if exhibit.draw_chart else exhibit.map)
    high = MAP_HIGH if exhibit.draw_map else HIGHEST if picture.height > TALL else inf
    (folder / f"{name}.svg").write_text(ElementTree.tostring(picture.shapes, "unicode"), "utf-8")
    return values | {
        "picture": f"{name}.svg",
        "across": min(across, high * picture.width / picture.height),
        "width": picture.width,
        "height": picture.height,
        "lines": [asdict(line) for line in picture.lines],
    }


def _table(exhibit: Exhibit) -> dict[str, Any]:
    words, table = exhibit.context.words, exhibit.table().read
    alone = not exhibit.has_picture
    high = bool(exhibit.draw_chart) and exhibit.chart.layout.height >= HIGH
    most = MOST_ALONE if alone else MOST_BELOW_HIGH if high else MOST_ROWS
    rest = table.without(*LEFT_OUT)
    shown, key = rest.frame.head(most), "export.more_rows"
    if len(rest) > most and (days := list(rest.frame.select_dtypes("datetime"))):  # a course: what it has come to
        past = rest.frame[rest.frame[days[0]] <= pd.Timestamp(exhibit.context.day)]
        shown, key = past.sort_values(days[0], kind="stable").tail(most), "export.latest_rows"
    rows = written(shown, words)
    more = words(key, shown=len(shown), n=len(table)) if len(table) > len(shown) else ""
    return {
        "heads": rest.heads,
        "rows": rows,
        "right": at_right(rows, shown.shape[1]),
        "more": more,
    }
