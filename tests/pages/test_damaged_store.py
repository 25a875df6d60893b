"""What a visitor is shown while the store is damaged."""

import pytest
from streamlit.testing.v1 import AppTest

from ocod_dash import loader
from ocod_dash.config import ROOT, settings
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty


def forget() -> None:
    for cached in (settings, loader._answers, loader._tables, loader._fault):
        cached.cache_clear()
    loader._last.clear()
    loader._unlisted.clear()


def shown(language: str) -> tuple[str, str]:
    """Open the overview some seconds later; return its warning and its error."""
    loader._fault.cache_clear()
    loader._unlisted.clear()
    app = AppTest.from_file(str(ROOT / "ocod_dash" / "ui" / "script.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    return "".join(each.value for each in app.warning), "".join(each.value for each in app.error)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("OCOD_STORE", str(tmp_path / "store"))
    forget()
    store = Store(str(tmp_path / "store"))
    publish_when_empty(store)
    yield store
    forget()


def test_a_page_goes_on_with_the_release_that_it_has_and_says_so_in_the_visitors_language(store):
    assert shown("en") == ("", "")
    store.folder.rename(store.folder.with_name("away"))
    assert "cannot be read at present" in shown("en")[0]
    assert "อ่านข้อมูลล่าสุดไม่ได้" in shown("th")[0]
    store.folder.with_name("away").rename(store.folder)
    assert shown("en") == ("", "")
    for file in (store.folder / "centres").glob("*.parquet"):
        file.write_bytes(file.read_bytes()[:-50])
    forget()
    assert "try again later" in shown("en")[1]
