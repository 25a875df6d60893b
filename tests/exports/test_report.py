"""The report, read back: its text can be selected, in both languages."""

import re

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from ocod_dash.charts.places import LATE
from ocod_dash.exports import files, typeface
from ocod_dash.exports.report import settable
from ocod_dash.view import View


def read(path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_report_tells_the_figures_its_marks_and_sources(made, language):
    text = read(made("pdf", language))
    for figure in ("2,394", "2,144", "250", "89.6%"):
        assert figure in text
    if language == "en":
        assert text.count("Sample data") > 10
        assert "Source: sample register, release 1, 19 May 2021" in text
    else:  # marks above and below Thai letters come apart when a PDF is read back
        assert len(re.findall("[ก-ฮ]", text)) > 5000
        assert "2564" in text


def test_the_report_is_tagged_and_says_its_language_and_title(made):
    reader = PdfReader(made("pdf", "th"))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "th"
    assert reader.metadata.title
    assert len(reader.pages) >= 20


def test_every_font_is_in_the_file(made):
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(made("pdf", "th")).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("Sarabun" in font for font in fonts)


def test_names_are_text_and_no_typesetting(hostile, order, tmp_path):
    files.make("pdf", order(hostile, view=View(provinces=("50",))), tmp_path / "a.pdf")
    assert "In the plan" in read(tmp_path / "a.pdf")


def test_an_am_is_written_as_its_two_halves_with_the_mark_below_the_tone():
    # usvg gives ลำ the width of one letter: the ป of ลำปาง would lie on it.
    assert settable("<text>ลำปาง น้ำ</text>") == "<text>ล\u0e4d\u0e32ปาง น\u0e4d\u0e49\u0e32</text>"


def test_the_signs_of_charts_are_in_every_weight_of_the_typeface():
    fonts = sorted(typeface.folder().glob("*.ttf"))
    assert len(fonts) == 3
    for path in fonts:
        assert {ord(sign) for sign in f"{LATE.strip()}■ก9%"} <= set(TTFont(path).getBestCmap())
