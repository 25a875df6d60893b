"""The page about security names tests that are there."""

import re

import pytest

from ocod_dash.config import ROOT

NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text("utf-8"))


def test_tests_are_named():
    assert len(NAMED) > 15


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda part: part[-40:])
def test_a_named_test_is_there(file, name):
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.M)
