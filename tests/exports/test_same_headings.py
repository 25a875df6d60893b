"""A language in which headings are the same: no file and no table of a page loses a column."""

import csv
import re
import zipfile
from collections import defaultdict
from io import StringIO

import pytest

from ocod_dash.exports import contents, files
from ocod_dash.exports.csv import of_exhibit
from ocod_dash.metrics import shown
from ocod_dash.ui.place_tables import place_table

# The beginnings of the keys of what stands over columns.
HEADINGS = (
    "table.", "measure.", "chart.", "ledger.", "filter.", "compare.", "equity.", "claims.", "published.filter.", "export.measure",
    "dictionary.", "status",
)  # fmt: skip
EVERY_MEASURE = shown("places")


@pytest.fixture(scope="module")
def same(sample, export_request, add_language, tmp_path_factory):
    def change(key: str, text: str) -> str:
        return "Same" if key.startswith(HEADINGS) and "{" not in text else text

    with add_language(tmp_path_factory.mktemp("catalogue"), change) as code:
        yield export_request(sample, code)


@pytest.fixture(scope="module")
def english(sample, export_request):
    return export_request(sample, "en")


def file_of(kind, export_request, folder) -> bytes:
    path = folder / f"{export_request.context.words.language}.{kind}"
    files.make(kind, export_request, path)
    return path.read_bytes()


def test_every_table_has_its_columns(same, english):
    one, other_one = contents.exhibits(same), contents.exhibits(english)
    assert list(one) == list(other_one)
    several = []
    for key in one:
        table, other = one[key].table(), other_one[key].table()
        assert list(table.frame) == list(other.frame), key
        several += [key] * (len(set(table.heads)) < len(table.heads))
    assert {"places", "lorenz", "s_curve", "ledger"} <= set(several)  # the test is about them


def test_every_csv_has_its_columns_and_its_source(same, english):
    of_english = contents.exhibits(english)
    for key, exhibit in contents.exhibits(same).items():
        one, other = (
            list(csv.reader(StringIO(of_exhibit(each).decode("utf-8-sig"), newline="")))
            for each in (exhibit, of_english[key])
        )
        assert [len(row) for row in one] == [len(row) for row in other], key
        assert len(one[0]) == len(exhibit.table().heads) + 1, key


def test_the_offline_page_and_the_workbook_have_their_columns(same, english, tmp_path):
    page, other = (file_of("html", each, tmp_path).decode() for each in (same, english))
    (own,) = re.findall(r'<main class="eo".*?</main>', page, re.S)
    (of_english,) = re.findall(r'<main class="en".*?</main>', other, re.S)
    for cell in ("<th", "<td"):
        assert own.count(cell) == of_english.count(cell) > 0
    cells = []
    for each in (same, english):
        file_of("xlsx", each, tmp_path)
        with zipfile.ZipFile(tmp_path / f"{each.context.words.language}.xlsx") as book:
            sheets = sorted(name for name in book.namelist() if "worksheets/sheet" in name)
            cells.append([book.read(name).count(b"<c ") for name in sheets])
    assert cells[0] == cells[1]


def test_a_pages_table_has_its_columns(same, english):
    one, other = (
        place_table(contents.exhibit(each, "places"), EVERY_MEASURE, defaultdict(str)) for each in (same, english)
    )
    assert one.count("<th") == other.count("<th") > len(EVERY_MEASURE)
