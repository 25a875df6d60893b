"""A centre's milestones over the months: what is kept, corrected and added."""

from datetime import date

import pytest

STATUS = "centre_id,name_th,province,status"
DATED = "centre_id,name_th,province,planned_on,in_progress_on,open_on,suspended_on,closed_on"


@pytest.fixture
def months(run):
    """Import files one after the other, each beside what the one before came to; return the last one's milestones."""

    def importing(*files: tuple[date, str, str]) -> list[tuple[str, str]]:
        current = None
        for as_of, header, row in files:
            current = run(header, row, as_of=as_of, current=current).tables
        return [(status, str(on)) for status, on in current["milestones"].select("status", "on").iter_rows()]

    return importing


def test_a_file_that_knows_only_todays_status_dates_it_to_its_own_day(months):
    assert months((date(2021, 1, 31), STATUS, "a,ก,50,planned")) == [("planned", "2021-01-31")]


def test_next_month_the_same_status_adds_nothing_and_another_one_a_milestone(months):
    january = (date(2021, 1, 31), STATUS, "a,ก,50,planned")
    assert months(january, (date(2021, 2, 28), STATUS, "a,ก,50,planned")) == [("planned", "2021-01-31")]
    opened = [("planned", "2021-01-31"), ("open", "2021-02-28")]
    assert months(january, (date(2021, 2, 28), STATUS, "a,ก,50,open")) == opened


def test_dates_in_a_file_are_its_milestones(months):
    dated = (date(2021, 5, 19), DATED, "a,ก,50,2020-01-01,2020-03-01,2020-06-01,,")
    assert months(dated) == [("planned", "2020-01-01"), ("in_progress", "2020-03-01"), ("open", "2020-06-01")]


def test_of_several_statuses_on_one_day_the_furthest_counts_and_that_is_told(run):
    outcome = run(DATED, "a,ก,50,2020-01-01,2020-06-01,2020-06-01,,")
    assert outcome.tables["milestones"]["status"].to_list() == ["planned", "open"]
    assert [(e.column, e.code) for e in outcome.report.entries if e.severity == "change"] == [
        ("in_progress_on", "same_day")
    ]


def test_todays_status_is_added_to_dates_that_say_another(months):
    header = "centre_id,name_th,province,open_on,status"
    assert months((date(2021, 5, 19), header, "a,ก,50,2020-06-01,suspended")) == [
        ("open", "2020-06-01"),
        ("suspended", "2021-05-19"),
    ]


def test_publishing_the_same_dates_again_adds_nothing(months):
    dated = (date(2021, 5, 19), DATED, "a,ก,50,2020-01-01,2020-03-01,2020-06-01,2021-01-01,")
    assert months(dated, dated) == months(dated)


def test_dates_corrected_in_a_later_file_take_the_place_of_the_old_ones(months):
    first = (date(2021, 4, 30), DATED, "a,ก,50,2020-01-01,2020-03-01,2020-06-01,,")
    second = (date(2021, 5, 31), DATED, "a,ก,50,2020-01-01,2020-02-01,2020-02-15,,")
    assert months(first, second) == [("planned", "2020-01-01"), ("in_progress", "2020-02-01"), ("open", "2020-02-15")]


def test_a_centre_that_opens_again_after_a_pause_keeps_its_first_opening(months):
    opened = (date(2020, 12, 31), "centre_id,name_th,province,open_on", "a,ก,50,2020-06-01")
    paused = (date(2021, 1, 31), STATUS, "a,ก,50,suspended")
    again = (date(2021, 3, 31), "centre_id,name_th,province,open_on", "a,ก,50,2021-03-15")
    assert months(opened, paused, again) == [
        ("open", "2020-06-01"),
        ("suspended", "2021-01-31"),
        ("open", "2021-03-15"),
    ]


def test_a_status_published_for_the_same_day_again_is_corrected(months):
    day = date(2021, 2, 28)
    wrong = [(date(2021, 1, 31), STATUS, "a,ก,50,in_progress"), (day, STATUS, "a,ก,50,open")]
    assert months(*wrong, (day, STATUS, "a,ก,50,in_progress")) == [("in_progress", "2021-01-31")]
    assert months(*wrong, (day, STATUS, "a,ก,50,suspended"))[-1] == ("suspended", "2021-02-28")


def test_what_is_known_of_other_centres_is_not_carried_into_the_file(run):
    known = run(STATUS, "a,ก,50,open", "b,ข,50,open").tables
    assert set(run(STATUS, "a,ก,50,open", current=known).tables["milestones"]["centre_id"]) == {"a"}
