"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.ingest.forms.dates import FIRST_DAY, LAST_DAY, MONTHS, day

MAY = date(2021, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-19", "2564-05-19", "19/05/2021", "19/05/2564", "19/05/64", "19-5-64", "19.5.2564", "05/19/2021", "2021/5/19",
        "๑๙ พ.ค. ๒๕๖๔", "๑๙/๐๕/๖๔", "19 พฤษภาคม 2564", "19 พ.ค.64", "19พค64", "วันที่ 19 เดือน พฤษภาคม พ.ศ. 2564",
        "19 May 2021", "May 19, 2021", "19-May-21", "44335", "44335.5", "20210519", "25640519",
        "2021-05-19 00:00:00", "2021-05-19T07:30:00Z", "19/05/2564 10:30 น.",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text):
    assert day(text) == MAY


@pytest.mark.parametrize(
    "text", ["", None, "tomorrow", "64", "พ.ค. 2564", "31/02/2564", "2021-13-45", "1889-01-01", "3165-01-31", "0"]
)
def test_what_is_no_day_is_none(text):
    assert day(text) is None


days = st.dates(FIRST_DAY, LAST_DAY)
month = {number: name for name, number in reversed(MONTHS.items())}


@given(days)
def test_every_day_is_read_in_either_era_and_order(it):
    buddhist = it.year + 543
    assert (
        day(it.isoformat())
        == day(f"{it.day}/{it.month}/{buddhist}")
        == day(f"{it.day} {month[it.month]} {buddhist}")
        == it
    )
    assert day(f"{buddhist}-{it.month:02}-{it.day:02}") == it
    assert day(f"{it.day}/{it.month}/{buddhist}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == it


@given(days)
def test_every_serial_number_of_a_spreadsheet_is_its_day(it):
    assert day(str((it - date(1899, 12, 30)).days)) == it


@given(st.text(max_size=30))
def test_no_text_upsets_the_reading_and_no_day_is_outside_the_programmes_time(text):
    found = day(text)
    assert found is None or FIRST_DAY <= found <= LAST_DAY
