"""Whatever a name is made of, every file opens: letters that no file may hold, formulas, marks of direction, 32,768 letters."""

import csv
from datetime import date

import pytest

from ocod_dash.exports import centre_rows, files
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.loader import Data
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.view import View

from .test_untrusted_names import READERS

MARKS = "Wi-Fi น้ำจ่ำ ป้ำ ฟื้น ญู ฐุ"
NAMES = (
    "A\ufffeB\uffffC",
    "D\x01E\x0bF\x1bG",
    "\u202eกลับ\u202c \u200fRTL\u200e",
    "=1+1",
    "@SUM(A1)",
    MARKS,
    "ก" * 32_767,
    "W" * 32_768,
)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Data:
    """A register whose centres, and published figures whose publishers and scopes, have these names."""
    folder = tmp_path_factory.mktemp("odd")
    store = Store(str(folder / "store"))
    with (folder / "r.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name_th", "province", "district", "status", "open_on", "due_on"))
        writer.writerows((name, "50", "5001", "planned", "", "2021-01-31") for name in NAMES)
    publish_draft(store, compose(store, *examine(store, folder / "r.csv", as_of=date(2021, 5, 19))), "malee")
    with (folder / "c.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("claim_id", "subject", "measure", "value", "unit", "as_of", "source_id", "publisher", "scope_en", "part")
        )
        for n, name in enumerate(name[:500] for name in NAMES):  # longer ones are refused
            writer.writerow(
                (f"h{n}", "gdcc", "vm_capacity", 5 + n, "VM", f"2026-03-0{n + 1}", f"s{n}", name, name, name)
            )
    publish_draft(store, compose(store, *examine(store, folder / "c.csv", Mapping(CLAIMS))), "malee")
    return Data(store, store.current())


@pytest.mark.parametrize("view", [View(), View(provinces=("50",), district="5001")], ids=["country", "district"])
@pytest.mark.parametrize("kind", READERS)
def test_every_file_opens_and_has_the_names(data, export_request, tmp_path, kind, view):
    path = tmp_path / f"a.{kind}"
    files.make(kind, export_request(data, "th", view, on=date(2026, 11, 25)), path)
    read = READERS[kind](path)
    assert kind == "pdf" or MARKS in read  # of a PDF the order of Thai marks cannot be read back
    assert not set("\ufffe\uffff\x01\x1b") & set(read)


def test_the_register_has_the_names_cleaned(data):
    rows = centre_rows.write(data, "csv", "source").decode("utf-8-sig")
    assert "ABC" in rows
    assert MARKS in rows
    assert not set("\ufffe\uffff\x01\x0b\x1b") & set(rows)
