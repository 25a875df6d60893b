"""Files of ours, by their paths: what is in a file is in its path, and nothing else can be reached."""

import hashlib
from pathlib import Path

import pytest
import streamlit as st

from ocod_dash.assets import ASSETS, PLOTLY
from ocod_dash.web import own_files, url_state
from ocod_dash.web.own_files import asset, offer, static


def test_a_file_is_read_by_its_path() -> None:
    assert own_files.read(asset(PLOTLY)) == (ASSETS / PLOTLY).read_bytes()
    assert own_files.read(static("sheet.js")) == (own_files.STATIC / "sheet.js").read_bytes()


def test_scripts_lie_beside_each_other_below_a_hash_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "STATIC", tmp_path)
    monkeypatch.setattr(own_files, "_version", own_files._version.__wrapped__)
    for name in ("a.js", "b.js"):
        (tmp_path / name).write_text(name)
    before = static("a.js")
    assert before.rpartition("/")[0] == static("b.js").rpartition("/")[0]
    (tmp_path / "b.js").write_text("changed")
    assert static("a.js") != before


def test_a_file_that_is_made_lies_below_its_hash_and_an_earlier_one_stays() -> None:
    first, second = offer("areas.json", b"[1]"), offer("areas.json", b"[2]")
    assert first == f"made/{hashlib.sha256(b'[1]').hexdigest()[:12]}/areas.json"
    assert (own_files.read(first), own_files.read(second)) == (b"[1]", b"[2]")


@pytest.mark.parametrize(
    "path",
    [
        "assets/../config.py",
        "assets/__init__.py",
        "assets//etc/passwd",
        "web/sheet.js",
        "web/000000000000/sheet.js",
        "",
    ],
)
def test_nothing_else_is_reached(path: str) -> None:
    assert not own_files.exists(path)


@pytest.mark.parametrize("base", ["", "dashboard", "/dashboard/"])
def test_an_address_is_below_the_base_path(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.__getitem__)
    assert url_state.address("regions") == ("/dashboard/regions" if base else "/regions")
