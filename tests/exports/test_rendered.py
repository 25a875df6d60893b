"""The slides and the report as a reader sees them: drawn by LibreOffice and Poppler, nothing runs over the edge."""

import shutil
import subprocess

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


def pages(pdf, folder) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", "40", "-png", pdf, folder / "page"], check=True)
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("page-*.png"))]


def inked(page: Image.Image) -> tuple[float, float, float, float]:
    """Return how far what is drawn stands from left, top, right and bottom, as shares of the page."""
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    assert box, "an empty page"
    (left, top, right, bottom), (width, height) = box, page.size
    return left / width, top / height, 1 - right / width, 1 - bottom / height


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_slide_is_drawn_and_nothing_runs_over_its_edges(file_of, language, tmp_path):
    deck = file_of("pptx", language)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, deck]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    drawn = pages(tmp_path / f"{language}.pdf", tmp_path)
    assert len(drawn) == len(Presentation(deck).slides)
    for number, page in enumerate(drawn, start=1):
        assert min(inked(page)) > EDGE, f"slide {number}"


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
