"""Names of a register and texts of published figures are the same letters in every file."""

from datetime import date

import openpyxl
import pptx
import pypdf
import pytest
from lxml import html

from ocod_dash.exports import centre_rows, files
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.loader import Data
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.view import View
from tests import untrusted

ON = date(2026, 11, 25)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Data:
    folder = tmp_path_factory.mktemp("untrusted")
    store = Store(str(folder / "store"))
    register = untrusted.write_register(folder / "register.csv")
    publish_draft(store, compose(store, *examine(store, register, as_of=date(2021, 5, 19))), "malee")
    claims = untrusted.write_claims(folder / "claims.csv")
    publish_draft(store, compose(store, *examine(store, claims, Mapping(CLAIMS))), "malee")
    return Data(store, store.current())


def slides(path) -> str:
    deck = pptx.Presentation(str(path))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    cells = [cell for shape in shapes if shape.has_table for cell in shape.table.iter_cells()]
    return "\n".join(each.text_frame.text for each in [*cells, *(shape for shape in shapes if shape.has_text_frame)])


def workbook(path) -> str:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.hyperlink for cell in cells if cell.hyperlink and not cell.hyperlink.location]
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def snapshot(path) -> str:
    page = html.fromstring(path.read_bytes())
    assert not page.xpath("//img[@src='x'] | //a[starts-with(@href, 'javascript')]")
    return "\n".join(page.xpath("//text()[not(parent::script)]"))


READERS = {
    "pptx": slides,
    "pdf": lambda path: "".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
    "xlsx": workbook,
    "html": snapshot,
}


@pytest.mark.parametrize("kind", READERS)
def test_names_are_the_same_letters_in_every_file(data, export_request, tmp_path, kind):
    path = tmp_path / f"file.{kind}"
    files.make(kind, export_request(data, view=View(provinces=("50",)), on=ON), path)
    # Of a PDF neither line ends nor the order of Thai marks can be read back.
    names = untrusted.found(READERS[kind](path), without=r"[\s\u0e00-\u0e7f]" if kind == "pdf" else "")
    assert kind == "pdf" or names, "no name is in this file"


def test_the_register_that_is_downloaded_has_the_names(data):
    everyone = set(range(len(untrusted.NAMES)))
    assert untrusted.found(centre_rows.write(data, "csv", "source").decode("utf-8-sig").replace('""', '"')) == everyone
