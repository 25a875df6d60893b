"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.dates import FIRST_DAY, LAST_DAY, MONTHS, certain_day, day, nearest_day

MAY = date(2021, 5, 19)


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-19", "2564-05-19", "19/05/2021", "19/05/2564", "19/05/64", "19-5-64", "19.5.2564", "05/19/2021", "2021/5/19",
        "๑๙ พ.ค. ๒๕๖๔", "๑๙/๐๕/๖๔", "19 พฤษภาคม 2564", "19 พ.ค.64", "19พค64", "วันที่ 19 เดือน พฤษภาคม พ.ศ. 2564",
        "19 May 2021", "May 19, 2021", "19-May-21", "44335", "44335.5", "20210519", "25640519", "19052564", "๑๙๐๕๒๕๖๔",
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


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-19", "2564-05-19", "19/05/2564", "19/05/2021", "19-05-2564", "19.5.2564", "๑๙/๐๕/๒๕๖๔", "19 พ.ค. 2564",
        "19 พฤษภาคม 2564", "19 พฤษภาคม พ.ศ. 2564", "19 May 2021", "May 19, 2021", "19052564", "19052021", "20210519",
    ],
)  # fmt: skip
def test_what_a_person_writes_in_full_is_certain(text):
    assert certain_day(text) == MAY


@pytest.mark.parametrize("text", ["05/19/2021", "5-19-2564", "19/05/64", "19 พ.ค. 64", "19-May-21", "44335"])
def test_what_may_mean_another_day_is_refused_and_the_likely_day_is_the_nearest(text):
    assert certain_day(text) is None
    assert nearest_day(text, date(2000, 1, 1), date(2099, 12, 31)) == day(text) == MAY


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("29/02/2564", date(2021, 2, 28)),
        ("31 เม.ย. 2564", date(2021, 4, 30)),
        ("2099-01-01", date(2021, 5, 19)),
        ("19/05/2464", date(2000, 1, 1)),
        ("19/13/2564", None),
        ("soon", None),
        ("2021", None),
        ("", None),
    ],
)
def test_a_day_that_is_not_in_the_calendar_or_the_range_has_the_nearest_that_is(text, nearest):
    assert certain_day(text) is None or text == "2099-01-01"
    assert nearest_day(text, date(2000, 1, 1), date(2021, 5, 19)) == nearest


def test_a_leap_day_is_one_in_both_eras():
    assert certain_day("29/02/2567") == certain_day("29/02/2024") == date(2024, 2, 29)


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


@given(days)
def test_a_day_written_in_full_is_certain_in_either_era(it):
    for year in (it.year, it.year + 543):
        for text in (
            f"{year}-{it.month:02}-{it.day:02}",
            f"{it.day:02}/{it.month:02}/{year}",
            f"{it.day:02}{it.month:02}{year}",
            f"{it.day} {month[it.month]} {year}",
        ):
            assert certain_day(text) == it, text


@given(st.text(max_size=30) | st.text("0123456789/-. พคม", max_size=12))
def test_what_is_certain_is_what_a_cell_means_and_the_nearest_is_within_the_limits(text):
    first, last = date(2000, 1, 1), date(2021, 5, 19)
    certain, nearest = certain_day(text), nearest_day(text, first, last)
    assert certain in (None, day(text))
    assert nearest is None or first <= nearest <= last
    if certain and first <= certain <= last:
        assert nearest == certain


@given(st.text(max_size=30))
def test_no_text_upsets_the_reading_and_no_day_is_outside_the_programmes_time(text):
    found = day(text)
    assert found is None or FIRST_DAY <= found <= LAST_DAY
