"""Thai marks are where they belong in every file: names of places with marks of every kind, regular and bold.

The reference is the same typeface set by HarfBuzz, which browsers use too; files are typeset by another program. Where the
reference is set without it, marks are displaced, and the test finds the difference.
"""

import io
import shutil
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, features
from pptx import Presentation

from ocod_dash import charts
from ocod_dash.charts.svg import svg
from ocod_dash.exhibits import Exhibit, Table, place_exhibits
from ocod_dash.exports import contents, files, report, typeface
from ocod_dash.exports.svg_text import split_text
from ocod_dash.view import View

NAMES = ("ICT วันที่", "กำก", "Wi-Fi น้ำจ่ำ ป้ำ ฟื้น ญู ฐุ", "จ่ำ กิ่ กื้ กั้ ก็")
FINE = 8
SIDE = 2048  # pixels of a page that are looked at
DPI = 400
SAME = 0.92  # of the ink that is expected, at least; displaced marks leave less
pytestmark = pytest.mark.skipif(not features.check("raqm"), reason="this Pillow was built without HarfBuzz")


@pytest.fixture(scope="module")
def marked(sample, export_request) -> Exhibit:
    """A chart and a table of four places with these names."""
    context = export_request(sample, "th", View(regions=("north",))).context
    rows = place_exhibits.in_plan(context).head(4).assign(name_th=NAMES)
    title, table = " · ".join(NAMES), Table.of({"place": ("ชื่อ", NAMES)})
    return Exhibit(context, "marks", title, "", lambda: table, lambda: charts.places.ranking(rows, context.theme))


@pytest.fixture(scope="module")
def written(marked, export_request, tmp_path_factory):
    """Return a function that writes a file of the chart and the table, and returns its path."""
    folder, patch = tmp_path_factory.mktemp("marks"), pytest.MonkeyPatch()
    request = export_request(marked.context.data, "th", marked.context.view, pages=("regions",))
    chapter = contents.Chapter("regions", [marked, replace(marked, key="table", draw_chart=None)])
    patch.setattr(contents, "chapters", lambda request: [chapter])

    def write(kind: str):
        files.make(kind, request, folder / f"a.{kind}")
        return folder / f"a.{kind}"

    yield write
    patch.undo()


def ink(picture: Image.Image) -> np.ndarray:
    return 1 - np.asarray(picture.convert("L"), dtype=float) / 255


def expected(text: str, size: float, weight: int, layout: ImageFont.Layout = ImageFont.Layout.RAQM) -> np.ndarray:
    """Return the ink of a text, set by the reference; large, then made smaller, so that no glyph is moved to whole pixels."""
    font = ImageFont.truetype(typeface.folder() / f"sarabun-{weight}.ttf", size * FINE, layout_engine=layout)
    left, top, right, bottom = map(int, font.getbbox(text))
    picture = Image.new("L", (right - left + 2 * FINE, bottom - top + 2 * FINE), 255)
    ImageDraw.Draw(picture).text((FINE - left, FINE - top), text, font=font)
    return ink(picture.reduce(FINE))


class Page:
    """The ink of the upper left of a page, where texts can be found."""

    def __init__(self, picture: Image.Image):
        self.held = ink(picture)[:SIDE, :SIDE]
        self.spectra = [np.fft.rfft2(each, (SIDE, SIDE)) for each in (self.held, self.held**2)]

    def likeness(self, text: np.ndarray) -> float:
        """Return the correlation of a text's ink with the page's, at the position where it is the most."""
        own, window = (
            np.fft.rfft2(each[::-1, ::-1], (SIDE, SIDE)) for each in (text - text.mean(), np.ones_like(text))
        )
        (high, wide), (rows, columns) = text.shape, self.held.shape
        alike, total, squares = (
            np.fft.irfft2(a * b, (SIDE, SIDE))[high - 1 : rows, wide - 1 : columns]
            for a, b in ((self.spectra[0], own), (self.spectra[0], window), (self.spectra[1], window))
        )
        spread = np.maximum(squares - total**2 / text.size, 1)
        return float((alike / np.sqrt(spread * ((text - text.mean()) ** 2).sum())).max())


def label_size(marked: Exhibit, across: float) -> float:
    """Return the size of a chart's labels in a picture so many cm wide, in pixels."""
    picture = split_text(svg(marked.chart, marked.context.theme, report.WIDTH))
    (size,) = {line.size for line in picture.lines}
    return size * across / 2.54 * DPI / picture.width


def assert_set(page: Page, size: float, weight: int, names: tuple[str, ...]) -> None:
    for name in names:
        assert page.likeness(expected(name, size, weight)) > SAME, name


def test_in_a_picture(marked, monkeypatch):
    monkeypatch.setattr(report, "PPI", DPI)
    page = Page(Image.open(io.BytesIO(report.card(marked, "png"))))
    size = label_size(marked, report.CARD_ACROSS)
    assert_set(page, size, 400, NAMES)
    assert_set(page, 15 / 72 * DPI, 700, NAMES[:2])  # the title, bold
    displaced = expected(NAMES[3], size, 400, ImageFont.Layout.BASIC)
    assert page.likeness(displaced) < SAME


def test_in_a_drawing(marked):
    """Its text is outlines that are placed: each name's are those of the picture."""
    drawn = ElementTree.fromstring(report.card(marked, "svg"))
    assert not list(drawn.iter("{http://www.w3.org/2000/svg}text"))
    uses = list(drawn.iter("{http://www.w3.org/2000/svg}use"))
    assert len(uses) > sum(len(name.replace(" ", "")) for name in NAMES) * 2  # title and labels


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="apt-get install poppler-utils")
def test_in_a_report(marked, written, tmp_path):
    command = ["pdftoppm", "-r", str(DPI), "-f", "2", "-l", "3", "-png", written("pdf"), tmp_path / "page"]
    subprocess.run(command, check=True)
    chart, table = (Page(Image.open(path)) for path in sorted(tmp_path.glob("page-*.png")))
    assert_set(chart, label_size(marked, report.ACROSS), 400, NAMES)
    assert_set(chart, 15 / 72 * DPI, 700, NAMES)
    assert_set(table, 8.5 / 72 * DPI, 400, NAMES)


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="apt-get install poppler-utils")
def test_the_rows_of_a_reports_table_have_space_for_them(written, tmp_path):
    """Between the lines of a table nothing but a row's own text is cut by them."""
    subprocess.run(
        ["pdftoppm", "-r", "300", "-f", "3", "-l", "3", "-png", written("pdf"), tmp_path / "page"], check=True
    )
    (path,) = tmp_path.glob("page-*.png")
    page = np.asarray(Image.open(path).convert("RGB"), dtype=int)
    line = np.abs(page - (0xDD, 0xE3, 0xEB)).sum(axis=2) < 20
    rules = [row for row in range(len(page)) if line[row].mean() > 0.05]
    assert rules
    text = page.sum(axis=2) < 300
    assert not text[rules].any(), "a mark crosses the line above or below its row"


def test_on_slides_a_name_is_one_run_in_a_typeface_for_thai(written):
    """Which glyphs are drawn is up to the program that shows slides; a name in pieces would lose its marks in any."""
    runs = {}
    for page in Presentation(written("pptx")).slides:
        for shape in page.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            for run in (run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs):
                runs[run.text] = run._r.xml
    for name in NAMES:
        assert 'lang="th-TH"' in runs[name], name
        assert '<a:cs typeface="Tahoma"/>' in runs[name], name
