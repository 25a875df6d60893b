"""The hard files, each against what it must come to."""

import json
from pathlib import Path

import pytest

from ocod_dash import ingest
from ocod_dash.problem import Problem
from tests.ingest.conftest import AS_OF
from tests.ingest.files.make import FILES

EXPECTED = json.loads((Path(__file__).parent / "files" / "expected.json").read_text("utf-8"))


def come_to(path: Path) -> dict[str, object]:
    """Import a file, and return what it came to: its report, or what stopped it."""
    try:
        outcome = ingest.run(path, as_of=AS_OF)
    except Problem as problem:
        return {"problem": problem.key}
    report = outcome.report
    return {
        "kind": outcome.source.kind,
        "reading": outcome.source.reading.given(),
        "rows": [report.read, report.accepted, report.changed, report.rejected],
        "findings": [f"{e.row} {e.severity} {e.code}: {e.value} -> {e.expected}" for e in report.entries],
        "centres": [
            "|".join(str(v) for v in row)
            for row in outcome.tables["centres"].select("name_th", "province_code", "district_code", "latitude").rows()
        ],
        "milestones": [f"{status} {on}" for status, on in outcome.tables["milestones"].select("status", "on").rows()],
        "not_stored": list(outcome.personal),
    }


def test_every_hard_file_says_what_is_hard_about_it_and_has_its_report():
    assert set(FILES) == set(EXPECTED)
    assert all(make.__doc__ for make in FILES.values())


@pytest.mark.parametrize("name", FILES)
def test_a_hard_file_comes_to_its_report(tmp_path, name):
    FILES[name](tmp_path / name)
    assert come_to(tmp_path / name) == EXPECTED[name]
