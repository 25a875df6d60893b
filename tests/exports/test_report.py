"""The report, read back: its text can be selected, in both languages."""

import re

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from ocod_dash.charts.place_charts import LATE
from ocod_dash.exports import files, report, typeface
from ocod_dash.i18n import Words
from ocod_dash.view import View


def read(path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_report_tells_the_figures_its_marks_and_sources(file_of, language):
    text = read(file_of("pdf", language))
    for figure in ("2,394", "2,144", "250", "89.6%"):
        assert figure in text
    if language == "en":
        assert text.count("Sample data") > 10
        assert "Source: sample register, release 1, 19 May 2021" in text
    else:  # marks above and below Thai letters come apart when a PDF is read back
        assert len(re.findall("[ก-ฮ]", text)) > 5000
        assert "2564" in text


def test_the_report_is_tagged_and_says_its_language_and_title(file_of):
    reader = PdfReader(file_of("pdf", "th"))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "th"
    assert reader.metadata.title
    assert len(reader.pages) >= 20


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_report_keeps_the_standard_for_all_readers(file_of, language):
    assert (
        "<pdfuaid:part>1</pdfuaid:part>"
        in PdfReader(file_of("pdf", language)).root_object["/Metadata"].get_data().decode()
    )


def test_a_report_that_cannot_keep_it_is_tagged_all_the_same(sample, export_request, tmp_path, monkeypatch):
    compile_ = report.typst.compile

    def strict(*given, **options):
        if options.get("pdf_standards"):
            raise report.typst.TypstError("the PDF contains text with missing codepoints")
        return compile_(*given, **options)

    monkeypatch.setattr(report.typst, "compile", strict)
    files.make("pdf", export_request(sample, pages=("overview",)), tmp_path / "a.pdf")
    assert PdfReader(tmp_path / "a.pdf").root_object["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_words_of_a_chart_are_text(file_of, language):
    words = Words(language)
    pages = [page.extract_text() for page in PdfReader(file_of("pdf", language)).pages]
    assert "19 พ.ค. 2564" in pages[1] if language == "th" else "Plan: 2,394 by Dec 2021" in pages[1]
    assert words.number(2144) in pages[1]


def test_of_a_long_course_the_latest_rows_are_shown(file_of):
    page = PdfReader(file_of("pdf", "en")).pages[1].extract_text()
    assert "Latest 3 of 38 rows" in page
    assert "19 May 2021 2,144" in " ".join(page.split())
    assert "31 Dec 2018" not in page


def test_every_font_is_in_the_file(file_of):
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(file_of("pdf", "th")).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("Sarabun" in font for font in fonts)


def test_names_are_text_and_no_typesetting(hostile, export_request, tmp_path):
    files.make("pdf", export_request(hostile, view=View(provinces=("50",))), tmp_path / "a.pdf")
    assert "In the plan" in read(tmp_path / "a.pdf")


def test_the_signs_of_charts_are_in_every_weight_of_the_typeface():
    fonts = sorted(typeface.folder().glob("*.ttf"))
    assert len(fonts) == 3
    for path in fonts:
        assert {ord(sign) for sign in f"{LATE.strip()}■ก9%"} <= set(TTFont(path).getBestCmap())
