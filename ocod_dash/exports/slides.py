"""Slides with charts, a map and tables that can be edited: PPTX, 16:9."""

from collections.abc import Callable, Sequence
from pathlib import Path

from pptx import Presentation

from ..charts import series
from ..exhibits import Exhibit, publisher
from . import contents, slide, slide_charts, slide_drawing, slide_fit, slide_map, slide_tables, title_pictures
from .contents import ExportRequest
from .slide import Sheet

MOST_CHARTS = 12  # small multiples on a slide
REMARKS = 1.8  # inches: the height of what is under the headline numbers


def write(request: ExportRequest, path: Path, on_progress: Callable[[float], None]) -> None:
    """Write the slides: a title, the headline numbers, an exhibit each with its finding as title, and the sources."""
    chapters = contents.chapters(request)
    words = request.context.words
    deck = Sheet.deck(words)
    _title(deck, request)
    done, every = 0, sum(len(chapter.exhibits) for chapter in chapters)
    for chapter in chapters:
        page = words(f"page.{chapter.page}")
        if chapter.numbers:
            _numbers(deck, request, page, chapter)
        for exhibit in chapter.exhibits:
            _exhibit(deck, exhibit, page)
            done += 1
            on_progress(done / (every + 1))
    _sources(deck, request, chapters)
    deck.save(str(path))


def _title(deck: Presentation, request: ExportRequest) -> None:
    words = request.context.words
    sheet = Sheet(deck, contents.title(request), words, kicker=words("app.title"), sample=request.of_sample, first=True)
    lines = [f"{label}: {text}" for label, text in contents.facts(request)]
    if request.of_sample:
        lines.append(words("badge.sample.help"))
    _presented(sheet, request)
    sheet.lines(lines, top=3.2, height=2.85, sizes=(16, 14, 13, 12, 11))
    sheet.notes([contents.title(request), *lines])


def _presented(sheet: Sheet, request: ExportRequest) -> None:
    """Add who presents, their logo, and the public address of the view as a QR code, where the settings have them."""
    context, words = request.context, request.context.words
    office, code = publisher.publisher(words), publisher.qr_code(context.view, words)
    picture = title_pictures.logo()
    if picture:
        sheet.picture(picture, office, slide.LEFT, 6.15, 2.2, 0.95)
    if office:
        sheet.text(office, slide.LEFT + (2.4 if picture else 0), 6.15, 4.6, 0.95, size=14, bold=True, anchor="middle")
    if code:
        address = publisher.address_of(context.view, words)
        sheet.picture(title_pictures.png(code), f"{words('present.scan')}: {address}", 10.9, 6.05, 1.15, 1.15)
        sheet.text(f"{words('present.scan')}\n{address}", 7.7, 6.15, 3.1, 0.95, size=11, anchor="middle", at_right=True)


def _numbers(deck: Presentation, request: ExportRequest, page: str, chapter: contents.Chapter) -> None:
    context = request.context
    sheet = Sheet(deck, contents.title(request), context.words, context.places, page, context.source, context.sample)
    step = 12.3 / len(chapter.numbers)
    width = step - 0.2
    # Each part of a remark is a line of its own.
    remarks = [number.below.split(" · ") for number in chapter.numbers]
    size = slide_fit.largest(remarks, context.words, width, REMARKS, (14, 13, 12, 11))
    for at, (number, remark) in enumerate(zip(chapter.numbers, remarks, strict=True)):
        left = 0.5 + at * step
        sheet.text(number.name, left, 1.95, width, 0.55, size=14, colour=sheet.palette.quiet, anchor="bottom")
        sheet.text(number.written, left, 2.5, width, 0.75, size=36, bold=True)
        sheet.lines(
            remark, left=left, width=width, top=3.3, height=REMARKS, sizes=(size,), colour=sheet.remark(number.colour)
        )
    if chapter.highlights:
        sheet.lines(chapter.highlights, top=5.2, height=1.65, sizes=(16, 14, 13, 12, 11))
    sheet.notes([*(f"{n.name}: {n.written}. {n.definition}" for n in chapter.numbers), context.source])


def _exhibit(deck: Presentation, exhibit: Exhibit, page: str) -> None:
    charts = series.plain(exhibit.chart, exhibit.context.theme) if exhibit.draw_chart else []
    if charts:
        sheet = _sheet(deck, exhibit, page)
        slide_charts.draw(sheet, charts[:MOST_CHARTS], exhibit.alternative)
        shown, every = (MOST_CHARTS, len(charts)) if len(charts) > 1 else (slide_charts.MOST_BARS, charts[0].rows)
        if every > shown:
            sheet.text(
                exhibit.context.words("export.some", shown=shown, n=every), 7.0, 6.95, 5.0, 0.4, size=11, at_right=True
            )
    elif exhibit.draw_chart:
        sheet = _sheet(deck, exhibit, page, slide_tables.lines(exhibit))
        slide_drawing.draw(sheet, exhibit)
    elif exhibit.draw_map:
        sheet = _sheet(deck, exhibit, page)
        slide_map.draw(sheet, exhibit.draw_map, exhibit.alternative)
    else:
        slide_tables.draw(lambda: _sheet(deck, exhibit, page), exhibit)


def _sheet(deck: Presentation, exhibit: Exhibit, page: str, notes: Sequence[str] = ()) -> Sheet:
    sheet = Sheet(deck, exhibit.title, exhibit.context.words, exhibit.subtitle, page, exhibit.source, exhibit.of_sample)
    sheet.notes([exhibit.title, exhibit.subtitle, *contents.defined(exhibit), *notes, exhibit.source])
    return sheet


def _sources(deck: Presentation, request: ExportRequest, chapters: list[contents.Chapter]) -> None:
    words = request.context.words
    sheet = Sheet(deck, words("export.sources"), words, kicker=words("app.title"), sample=request.of_sample)
    sheet.lines(contents.sources(request, chapters), top=1.8, height=4.8, sizes=(14, 12, 11))
    table = contents.definitions(request.context)
    sheet.notes([": ".join(row) for row in table.frame.itertuples(index=False)])
