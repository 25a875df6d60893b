"""A centre's status on a day is its latest milestone on or before it: the same for pages, files and a publish."""

from datetime import date

import narwhals as nw
import pytest

from ocod_dash.milestones import latest

REGISTER = """
    a 50 in_progress 2020-12-01 open 2021-02-10
    b 50 open 2021-03-20 closed 2021-05-01
    c 57
"""


@pytest.mark.parametrize(
    ("day", "statuses"),
    [
        (date(2020, 11, 30), {}),
        (date(2020, 12, 1), {"a": ("in_progress", date(2020, 12, 1))}),
        (date(2021, 4, 30), {"a": ("open", date(2021, 2, 10)), "b": ("open", date(2021, 3, 20))}),
        (date(2021, 5, 1), {"a": ("open", date(2021, 2, 10)), "b": ("closed", date(2021, 5, 1))}),
    ],
)
def test_a_status_lasts_until_the_next_milestone(day, statuses, tables):
    found = latest(nw.from_native(tables(REGISTER)["milestones"].lazy()), day)
    rows = found.to_native().collect().rows_by_key("centre_id", unique=True, named=True)
    assert {centre: (row["status"], row["since"]) for centre, row in rows.items()} == statuses
