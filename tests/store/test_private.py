"""Where contacts are stored, the files are for the account that runs the program alone."""

import os
import stat
from datetime import date

import pytest

from ocod_dash.config import settings
from ocod_dash.store import Store, compose, examine, publish_draft


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_no_one_else_may_read_contacts(tmp_path, monkeypatch):
    monkeypatch.setattr(settings(), "personal_data", True)
    former = os.umask(0o022)
    try:
        store = Store(str(tmp_path / "store"))
        for telephone in ("0811112222", "0811113333"):
            (tmp_path / "r.csv").write_text(
                f"centre_id,name,province,status,telephone\na,ก,50,open,{telephone}\n", "utf-8"
            )
            publish_draft(store, compose(store, *examine(store, tmp_path / "r.csv", as_of=date(2021, 5, 19))), "malee")
    finally:
        os.umask(former)
    assert store.table(store.current(), "contacts").collect()["telephone"].to_list() == ["0811113333"]
    folder = tmp_path / "store" / "contacts"
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))}
    assert modes == {(True, 0o700), (False, 0o600)}
