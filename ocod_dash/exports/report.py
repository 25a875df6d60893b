"""A report to print or to send: PDF with text that can be read out, a finding a page; and single pictures, set the same way."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import typst

from ..charts.svg import svg
from ..exhibits import Exhibit
from ..exhibits.tables import cell, is_figure
from ..ingest import Problem
from . import contents, typeface
from .contents import Chapter, Order
from .slide_tables import LEFT_OUT

HERE = Path(__file__).parent
WIDTH = 720  # pixels of a chart on the page
MOST_ROWS = 10  # under a picture, so that a finding stays on its page; the workbook has them all
MOST_BELOW_HIGH, HIGH = 5, 400  # the same under a chart of so many pixels or more
MOST_ALONE = 300  # of a table that is all there is
PPI = 200  # of a PNG
_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
TALL = 520  # pixels; a picture that is higher gets a height, not a width


def write(order: Order, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the report: a title page, an exhibit a page with its picture, table and source, the definitions."""
    words = order.visit.words
    chapters = contents.chapters(order)
    with TemporaryDirectory() as name:
        folder = Path(name)
        told = {
            "language": words.language,
            "app": words("app.title"),
            "title": contents.title(order),
            "mark": words("badge.sample"),
            "sample": order.of_sample,
            "sample_help": words("badge.sample.help"),
            "facts": contents.facts(order),
            "chapters": _chapters(order, chapters, folder, on_progress),
            "sources_title": words("export.sources"),
            "sources": contents.sources(order, chapters),
            "definitions": contents.definitions(order.visit).to_numpy().tolist(),
        }
        path.write_bytes(_set("report.typ", told, folder, format="pdf"))
    on_progress(1.0)


def picture(order: Order, key: str, path: Path, kind: str) -> None:
    """Write one chart or map as a picture, SVG or PNG.

    Raises
    ------
    Problem
        If there is no such exhibit, or it is a table.
    """
    exhibit = contents.exhibit(order, key)
    if not exhibit.draw_chart and not exhibit.draw_map:
        raise Problem("export.no_picture", value=key)
    path.write_bytes(card(exhibit, kind))


def card(exhibit: Exhibit, kind: str) -> bytes:
    """Return a chart or map as a picture, SVG or PNG, with its finding and its citation, in the colours of its theme."""
    look = exhibit.visit.look
    ink = {name: getattr(look.ink, name) for name in ("text", "quiet", "ground", "sample_text", "sample_ground")}
    with TemporaryDirectory() as name:
        told = _picture(exhibit, Path(name), exhibit.key)
        told |= {"language": look.language, "mark": look.words("badge.sample"), "ink": ink}
        return _set("card.typ", told, Path(name), format=kind, ppi=PPI)


def settable(drawn: str) -> str:
    """Return an SVG so that Typst sets its texts rightly.

    Its reader of SVG gives a letter and the ำ behind it the width of one of them, so that the next letter lies on it. So
    ำ is written as its two halves, the mark below any tone.
    """
    return _SARA_AM.sub("\u0e4d\\1\u0e32", drawn)


def _set(template: str, told: dict[str, Any], folder: Path, **options: Any) -> bytes:
    """Set a page of ours with what it tells, which it reads beside it."""
    copyfile(HERE / template, folder / template)
    (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    made = typst.compile(folder / template, root=folder, font_paths=_fonts(), ignore_system_fonts=True, **options)
    return bytes(made)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[typeface.folder()])


def _chapters(
    order: Order, chapters: list[Chapter], folder: Path, on_progress: Callable[[float], None]
) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for at, chapter in enumerate(chapters, start=1):
        exhibits = [
            _picture(exhibit, folder, f"{chapter.page}-{place}") | _table(exhibit)
            for place, exhibit in enumerate(chapter.exhibits)
        ]
        numbers = [(number.name, number.written, number.remark) for number in chapter.numbers]
        page = order.visit.words(f"page.{chapter.page}")
        told.append({"page": page, "numbers": numbers, "said": chapter.said, "exhibits": exhibits})
        on_progress(0.6 * at / len(chapters))
    return told


def _picture(exhibit: Exhibit, folder: Path, name: str) -> dict[str, Any]:
    drawn, size = "", {"width": "100%"}
    if exhibit.draw_chart:
        drawn = svg(exhibit.chart, exhibit.visit.look, WIDTH)
        if exhibit.chart.layout.height > TALL:
            size = {"height": f"{min(14.5, exhibit.chart.layout.height / WIDTH * 17):.1f}cm"}
    elif exhibit.draw_map:
        drawn, size = exhibit.map, {"height": "12cm"}
    if drawn:
        (folder / f"{name}.svg").write_text(settable(drawn), "utf-8")
    return {
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "source": exhibit.source,
        "sample": exhibit.of_sample,
        "alternative": exhibit.alternative,
        "picture": f"{name}.svg" if drawn else None,
        "size": size,
    }


def _table(exhibit: Exhibit) -> dict[str, Any]:
    words, table = exhibit.visit.words, exhibit.table()
    alone = not exhibit.draw_chart and not exhibit.draw_map
    high = bool(exhibit.draw_chart) and exhibit.chart.layout.height >= HIGH
    most = MOST_ALONE if alone else MOST_BELOW_HIGH if high else MOST_ROWS
    shown = table.drop(columns=[words(key) for key in LEFT_OUT], errors="ignore").head(most)
    rows = [[cell(value, words) for value in row] for row in shown.itertuples(index=False)]
    right = [bool(rows) and all(is_figure(row[at]) for row in rows) for at in range(shown.shape[1])]
    more = words("export.more_rows", shown=len(shown), n=len(table)) if len(table) > len(shown) else ""
    return {"heads": [str(head) for head in shown.columns], "rows": rows, "right": right, "more": more}
