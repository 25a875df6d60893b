"""Compressed files: brotli once it is ready, gzip until then, and nothing lost when a file or a folder is broken."""

import gzip
from pathlib import Path

import brotli
import pytest

from ocod_dash.web import shelf
from ocod_dash.web.own_files import static
from ocod_dash.web.shelf import Shelf

from .asgi import wait_for_brotli


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip, deflate, br, zstd", {"gzip", "br"}),
        ("GZIP", {"gzip"}),
        ("br;q=0, gzip;q=0.5", {"gzip"}),
        ("gzip;q=0.000", set()),
        ("identity", set()),
        ("", set()),
    ],
)
def test_a_browser_gets_only_what_it_says_it_takes(header: str, taken: set[str]) -> None:
    assert shelf.accepted(header) == taken


@pytest.mark.parametrize(
    ("takes", "before", "after"),
    [
        ({"gzip", "br"}, "gzip", "br"),
        ({"gzip"}, "gzip", "gzip"),
        ({"br"}, "br", "br"),
        (set(), "", ""),
    ],
)
def test_a_file_has_the_best_encoding_that_is_ready(tmp_path: Path, takes: set[str], before: str, after: str) -> None:
    held, path = Shelf(tmp_path), static("sheet.js")
    assert held.take(path, None, takes).encoding == before
    wait_for_brotli(held, path)
    assert held.take(path, None, takes).encoding == after


def test_the_shelf_keeps_brotli_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = b"Thailand " * 100
    packed = Shelf(tmp_path).thorough(plain)
    assert brotli.decompress(packed) == plain
    monkeypatch.setattr(shelf.brotli, "compress", lambda *_, **__: pytest.fail("compressed again"))
    assert Shelf(tmp_path).thorough(plain) == packed


def test_brotli_of_an_earlier_start_is_there_at_once(tmp_path: Path) -> None:
    path = static("sheet.js")
    wait_for_brotli(Shelf(tmp_path), path)
    assert Shelf(tmp_path).take(path, None, {"gzip", "br"}).encoding == "br"


def test_a_file_that_went_away_stops_no_other(tmp_path: Path) -> None:
    held = Shelf(tmp_path)
    with pytest.raises(OSError, match="away"):
        held.take("away.js", None, {"gzip", "br"})
    wait_for_brotli(held, static("sheet.js"))


@pytest.mark.parametrize("damage", [b"", b"not brotli", brotli.compress(b"another file")])
def test_a_damaged_file_on_the_shelf_is_made_again(tmp_path: Path, damage: bytes) -> None:
    plain = b"Thailand " * 100
    Shelf(tmp_path).thorough(plain)
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(damage)
    assert brotli.decompress(Shelf(tmp_path).thorough(plain)) == plain
    assert brotli.decompress(stored.read_bytes()) == plain


def test_a_shelf_that_cannot_be_written_still_compresses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    packed = Shelf(tmp_path / "file" / "shelf").thorough(b"Thailand")
    assert brotli.decompress(packed) == b"Thailand"


def test_gzip_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    packed = Shelf(tmp_path).take("page", b"Thailand", {"gzip", "br"})
    assert (packed.encoding, gzip.decompress(packed.content)) == ("gzip", b"Thailand")
    assert Shelf(tmp_path).take("page", b"Thailand", {"gzip"}) == packed
