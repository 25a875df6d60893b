"""The command that the Data page shows does what the page has prepared."""

from datetime import date

import pytest

from ocod_dash.cli.equivalent import publish_command
from ocod_dash.ingest import REGISTER, Mapping
from ocod_dash.store import Store, compose, examine, save_mapping, saved_mappings


@pytest.fixture
def prepared(tmp_path):
    """Return a function that makes the command for a file with a mapping."""
    store = Store(str(tmp_path / "store"))
    (tmp_path / "of may.csv").write_text("name,province,status\nก,50,หยุด\nข,50,opne\n", "utf-8")

    def preparing(chosen=None, **given) -> str:
        outcome, base = examine(store, tmp_path / "of may.csv", chosen, date(2021, 5, 19))
        draft = compose(store, outcome, base, most_faulty=2)
        choices = {"mapping": None, "reading": None, "without": None, "scoped": False} | given
        return publish_command(draft, saved_mappings(store, REGISTER), **choices)

    preparing.store = store
    return preparing


PUBLISH = "ocod publish 'of may.csv' --as-of 2021-05-19"
STOPPED = Mapping(REGISTER, values={"status": {"หยุด": "suspended"}})


def test_a_mapping_of_the_page_is_a_file_and_rows_with_errors_a_threshold(prepared):
    with pytest.raises(Exception, match="no rows left to publish"):
        prepared()
    assert prepared(STOPPED) == f"{PUBLISH} --mapping mapping.toml --threshold 1"


def test_rows_parts_and_saved_mappings_are_in_it(prepared):
    save_mapping(prepared.store, "monthly", STOPPED, ["name", "province", "status", "x", "y", "z"], "malee")
    command = prepared(STOPPED, mapping="monthly", without=(12, 40), scoped=True)
    assert command == f"{PUBLISH} --mapping monthly --threshold 1 --without 12,40 --scope all"
    assert prepared(STOPPED, mapping="monthly", reading={"header": 1}).startswith(f"{PUBLISH} --mapping mapping.toml")
