"""The slides and the report as a reader sees them: drawn by LibreOffice and Poppler, nothing runs over the edge."""

import shutil
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from pptx import Presentation
from pypdf import PdfReader

MISSING = [program for program in ("soffice", "pdftoppm") if not shutil.which(program)]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"apt-get install libreoffice-impress poppler-utils: {', '.join(MISSING)} not found"
)
EDGE = 0.012  # of a page's height and width, in which nothing may stand
PRINTED = 0.035  # the same of the report, which has margins
LETTER = 12  # points, half a line in a heading: what overlaps by less is a Thai mark that Poppler takes for a line
OVER = 2  # points down, and more: turned labels of an axis are measured roughly
XHTML = "{http://www.w3.org/1999/xhtml}"


class Deck(NamedTuple):
    slides: Path
    pdf: Path


class Line(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str


def pages(pdf, folder) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", "40", "-png", pdf, folder / "page"], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page-*.png"))]


def inked(page: Image.Image) -> tuple[float, float, float, float]:
    """Return how far what is drawn stands from left, top, right and bottom, as shares of the page."""
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    assert box, "an empty page"
    (left, top, right, bottom), (width, height) = box, page.size
    return left / width, top / height, 1 - right / width, 1 - bottom / height


@pytest.fixture(scope="module", params=["th", "en"])
def deck(request, file_of, tmp_path_factory) -> Deck:
    """The slides of the sample in a language, and the PDF that LibreOffice makes of them."""
    folder, slides = tmp_path_factory.mktemp("deck"), file_of("pptx", request.param)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, slides]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return Deck(slides, folder / f"{request.param}.pdf")


def test_every_slide_is_drawn_and_nothing_runs_over_its_edges(deck, tmp_path):
    drawn = pages(deck.pdf, tmp_path)
    assert len(drawn) == len(Presentation(deck.slides).slides)
    for number, page in enumerate(drawn, start=1):
        assert min(inked(page)) > EDGE, f"slide {number}"


def lines(pdf: Path) -> Iterator[list[Line]]:
    """Return the lines of text of each page, each with the middle half of its height, where its letters are."""
    found = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True).stdout
    for page in ElementTree.fromstring(found).iter(f"{XHTML}page"):
        yield [
            Line(
                left,
                top + (bottom - top) / 4,
                right,
                bottom - (bottom - top) / 4,
                " ".join(" ".join(line.itertext()).split()),
            )
            for line in page.iter(f"{XHTML}line")
            for left, top, right, bottom in [[float(line.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")]]
        ]


def test_no_text_of_a_slide_lies_over_another(deck):
    for number, each in enumerate(lines(deck.pdf), start=1):
        for one, other in combinations(each, 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            letter = max(LETTER, one.bottom - one.top, other.bottom - other.top)
            assert down < OVER or across < letter, f"slide {number}: {one.text} / {other.text}"


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_of_the_report_keeps_its_margins_and_holds_a_finding(file_of, language, tmp_path):
    report = file_of("pdf", language)
    drawn = pages(report, tmp_path)
    assert len(drawn) == len(PdfReader(report).pages)
    for number, page in enumerate(drawn, start=1):
        assert min(inked(page)) > PRINTED, f"page {number}"
        _, top, _, _ = inked(page)
        body = page.crop((0, int(page.height * (top + 0.05)), page.width, int(page.height * 0.92)))
        assert ImageChops.difference(body, Image.new("RGB", body.size, "white")).getbbox(), (
            f"page {number} is all but empty"
        )
