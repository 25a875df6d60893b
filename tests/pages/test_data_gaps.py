"""The Data page states gaps, not a full bar for each column that has none."""

from tests.pages.conftest import parts, says


def test_a_register_without_gaps_is_said_to_have_none(open_page):
    app = open_page("data", lang="en")
    assert not app.exception
    assert "No gaps: each of the 2,394 centres" in says(app)
    assert {"data_gaps", "data_precision"} <= set(parts(app))
    assert "data_gaps_provinces" not in parts(app)
