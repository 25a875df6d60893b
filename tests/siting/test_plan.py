"""What a plan comes to, beside the figures that the other pages give of the same."""

import numpy as np
import pytest

from ocod_dash.siting.plan import gini


@pytest.mark.parametrize(
    ("people", "centres", "expected"),
    [
        ((10, 10, 10, 10), (0, 1, 1, 2), 0.375),  # as ocod_dash.metrics.equity has it: tests/metrics/test_equity.py
        ((100, 300), (1, 3), 0.0),  # each place has its people's share
        ((100, 300), (4, 0), 0.75),  # a quarter of the people have all
        ((100, 300), (0, 0), None),
    ],
)
def test_the_gini_of_places_is_the_one_that_the_regions_page_has(people, centres, expected):
    assert gini(np.array(people, float), np.array(centres, float)) == (expected and pytest.approx(expected))
