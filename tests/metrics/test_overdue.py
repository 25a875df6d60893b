"""Centres overdue: which count, and how long."""

from datetime import date

import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import overdue, places, rollout
from ocod_dash.view import View

EN, TH = Words("en"), Words("th")
TODAY = View(as_of=date(2021, 5, 19))
# Chiang Mai: two overdue, by 18 and 8 days; Lamphun one by 49; Bangkok one by 49; Lampang none.
REGISTER = """
    a  50  due 2021-05-01
    b  50  due 2021-05-11  in_progress 2021-01-01
    c  50  due 2021-05-20
    d  51  due 2021-03-31
    e  10  due 2021-03-31
    f  10  due 2021-03-31  open 2021-05-19
    g  52  due 2021-03-31  open 2021-04-10  closed 2021-05-01
    h  52
"""


@pytest.fixture
def compared(ask):
    return lambda register=REGISTER: ask(places.progress, register, TODAY, level="province")


def test_a_centre_due_on_the_day_or_before_is_overdue_unless_it_ever_opened(rows):
    columns = ("code", "overdue", "overdue_days")
    found = {row[0]: row[1:] for row in rows(places.progress, REGISTER, TODAY, *columns, level="province")}
    assert [found[code] for code in ("50", "51", "10", "52", "53")] == [(2, 18), (1, 49), (1, 49), (0, 0), (0, 0)]
    assert rows(rollout.summary, REGISTER, TODAY, "overdue", "overdue_days") == [(4, 49)]
    on_the_day = View(as_of=date(2021, 5, 20))
    assert rows(rollout.summary, "c 50 due 2021-05-20", on_the_day, "overdue", "overdue_days") == [(1, 0)]


def test_the_gap_is_what_is_overdue_less_what_opened_early(ask):
    register = REGISTER + "i 50 due 2021-12-31 open 2021-01-01\n"
    total = ask(rollout.summary, register, TODAY).iloc[0]
    assert total.overdue - 1 == total.due - total.opened == 3


def test_it_says_how_many_in_how_many_places_and_for_how_long(compared):
    found = overdue.finding(compared())
    assert found.say(EN, sample=False) == "4 centres overdue by up to 49 days, in 3 of the 4 provinces"
    assert found.say(TH, sample=True) == "ข้อมูลตัวอย่าง: มีศูนย์เกินกำหนดเปิด 4 ศูนย์ ไม่เกิน 49 วัน ใน 3 จาก 4 จังหวัด"


@pytest.mark.parametrize(
    ("register", "english"),
    [
        ("a 50 due 2021-05-01", "1 centre overdue by 18 days"),
        ("a 50 due 2021-05-01 open 2021-05-02", "No centre is overdue"),
        ("a 50", "No plan is known for these places"),
    ],
)
def test_of_one_place_or_none(compared, register, english):
    assert overdue.finding(compared(register)).say(EN, sample=False) == english
