"""The title of slides and reports: the office, its logo, and a QR code of the view, where the settings have them."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from ocod_dash.config import settings
from ocod_dash.exports import files
from ocod_dash.view import View

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100" fill="#0B4F84"/></svg>'
ADDRESS = "https://dash.example.org/?region=north&lang=en"


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Set a publisher with a logo, and the public address."""
    (tmp_path / "logo.svg").write_text(LOGO)
    values = {
        "PUBLISHER_EN": "Example Agency",
        "LOGO": str(tmp_path / "logo.svg"),
        "ADDRESS": "https://dash.example.org",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"OCOD_{name}", value)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def title_of(export_request, sample, tmp_path):
    """Return a function that makes a file of the overview of the North and returns its path."""

    def made(kind: str):
        path = tmp_path / f"title.{kind}"
        files.make(kind, export_request(sample, "en", View(("north",)), pages=("overview",)), path)
        return path

    return made


def pictures(path) -> list:
    first = Presentation(path).slides[0]
    return [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def test_the_title_of_slides_has_the_office_its_logo_and_the_address_as_a_qr_code(office, title_of):
    path = title_of("pptx")
    logo, code = pictures(path)
    assert logo.width / logo.height == pytest.approx(2, rel=0.02)  # as drawn
    assert code.width == code.height
    assert code._element.xpath(".//p:cNvPr")[0].get("descr") == f"Scan to view the figures: {ADDRESS}"
    texts = [shape.text_frame.text for shape in Presentation(path).slides[0].shapes if shape.has_text_frame]
    assert "Example Agency" in texts


def test_without_these_settings_a_title_has_no_pictures(title_of):
    assert pictures(title_of("pptx")) == []


def test_the_title_of_a_report_has_the_office_and_a_link_to_the_view(office, title_of):
    first = PdfReader(BytesIO(title_of("pdf").read_bytes())).pages[0]
    assert "Example Agency" in first.extract_text()
    assert len(first.images) == 2
    links = [each.get_object() for each in first["/Annots"]]
    assert [link["/A"]["/URI"] for link in links] == [ADDRESS]
