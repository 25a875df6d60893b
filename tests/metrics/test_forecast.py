"""When all would be open: the draws, their ranges, and when nothing is known."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocod_dash.metrics import forecast, rollout
from ocod_dash.metrics.forecast import (
    ENDS,
    History,
    ahead,
    histories,
    later,
    month_ends,
    months_to_finish,
    of_place,
    paths,
)
from ocod_dash.view import View

DAY = date(2021, 4, 30)  # the last of its month: what is drawn first is the whole of May


def steady(pace: float, left: int, months: int = 24) -> History:
    """Return a place that opened as many each month."""
    opened = int(pace * months)
    return History("50", opened + left, opened, np.full(months, float(pace)), int(pace * 6))


def test_a_steady_pace_gives_one_date_and_no_range():
    found = of_place(steady(10, left=30), DAY, seed=1)
    assert set(found.days) == {date(2021, 7, 31)}  # ten in each of May, June and July
    assert found.unfinished == 0


def test_part_of_a_month_is_part_of_its_pace():
    assert set(of_place(steady(10, left=25), DAY, seed=1).days) == {date(2021, 7, 16)}  # half of July: 15.5 days
    # On 19 May 12 of 31 days are left, of ten 3.87: 23.87 by the end of July, and 6.13 take 19 days of August.
    assert set(of_place(steady(10, left=30), date(2021, 5, 19), seed=1).days) == {date(2021, 8, 19)}


def test_the_months_are_drawn_in_blocks_of_three():
    # 0, 1, 2 and so on: within a block each is one more than the last, or the first again.
    total = paths(np.arange(12.0), left=1e9, first=1.0, seed=5, most=30, draws=50)
    drawn = np.diff(total, axis=1, prepend=0)
    follows = (np.diff(drawn, axis=1) == 1) | (np.diff(drawn, axis=1) == -11)
    assert total.shape == (50, 30)
    # A block of the redrawn history may begin inside one that is drawn: two of three steps at most are broken.
    assert follows.mean() > 0.4
    assert set(np.unique(drawn)) == set(range(12))


def test_every_month_is_drawn_as_often():
    net = np.zeros(13)
    net[0] = 13.0  # its mean is 1: the ends of the history are no rarer than its middle
    total = paths(net, left=1e9, first=1.0, seed=3, most=60)
    assert total[:, -1].mean() / 60 == pytest.approx(1, abs=0.05)


def test_the_range_of_sums_is_wider_than_that_of_months_drawn_singly():
    # Six months of 0 and six of 10 in turn: neighbours resemble each other, which single draws would not show.
    net = np.array(([0.0] * 6 + [10.0] * 6) * 3)
    total = paths(net, left=1e9, first=1.0, seed=1, most=12)[:, -1]
    singly = np.random.default_rng(1).choice(net, (2000, 12)).sum(axis=1)
    assert total.std() > 1.4 * singly.std()


def test_closures_are_part_of_the_pace():
    net = np.array([4.0, -2.0] * 12)  # one a month in all
    found = of_place(History("50", 36, 24, net, 12), DAY, seed=1)
    median = found.days[list(ENDS).index("median")]
    assert date(2022, 1, 1) < median < date(2022, 8, 31)


def test_what_does_not_end_within_thirty_years_has_no_day():
    net = np.array([1.0, -1.0] * 12)
    found = of_place(History("50", 1000, 12, net, 6), DAY, seed=1)
    assert found.days == (None,) * len(ENDS)
    assert found.unfinished == 100
    assert len(found.fan) == forecast.FAN + 1
    assert found.fan.drop(columns="on").min().min() >= 0  # fewer than none are never open


@pytest.mark.parametrize(
    ("history", "state"),
    [
        (steady(10, left=0), "complete"),
        (steady(0.25, left=3), "few"),  # six open and three left
        (steady(10, left=30, months=11), "young"),
        (History("50", 100, 50, np.array([10.0] * 5 + [0.0] * 19), 0), "still"),
        (steady(10, left=30, months=12), "known"),
    ],
)
def test_where_too_little_is_known_there_is_no_date(history, state):
    found = of_place(history, DAY, seed=1)
    assert history.state == state
    assert bool(found.days) == (state == "known")
    assert found.fan.empty == (state != "known")


LONG = "\n".join(f"c{n} 50 open {date(2019 + n // 12, n % 12 + 1, 15)}" for n in range(28))


@pytest.fixture
def history(ask):
    def of(register: str, day: str, **options) -> list[History]:
        view = View(as_of=date.fromisoformat(day))
        course, totals = (ask(metric, register, view, **options) for metric in (rollout.course, rollout.summary))
        return list(histories(course, totals, view.as_of))

    return of


def test_the_months_are_whole_and_begin_with_the_first_opening(history):
    register = """
        a 50 in_progress 2020-10-05 open 2020-12-20
        b 50 open 2021-01-31 closed 2021-03-10
        c 50 open 2021-01-02 suspended 2021-02-01 open 2021-04-01
        d 50 open 2021-05-03
        e 50
    """
    (found,) = history(register, "2021-05-19")
    assert list(found.net) == [1, 2, -1, -1, 1]  # December to April; May is not over
    assert (found.in_plan, found.open, found.left) == (5, 3, 2)
    assert found.lately == 4  # opened since November
    (ended,) = history(register, "2021-05-31")
    assert list(ended.net) == [1, 2, -1, -1, 1, 1]


def test_months_after_the_last_event_are_months_in_which_nothing_opened(history):
    (found,) = history("a 50 open 2020-12-20 due 2021-01-31\nb 50", "2021-06-30")
    assert list(found.net) == [1, 0, 0, 0, 0, 0, 0]
    assert found.lately == 0
    (earlier,) = history("a 50 open 2020-12-20 due 2021-01-31\nb 50", "2021-06-29")
    assert (len(earlier.net), earlier.lately) == (6, 1)


def test_each_place_has_its_own_months(history):
    found = history(f"{LONG}\nx 57 open 2021-03-03\ny 57", "2021-04-30", level="province")
    assert [(each.code, len(each.net), each.left) for each in found] == [("50", 28, 0), ("57", 2, 1)]


def test_a_place_without_openings_has_no_months(history):
    (found,) = history("a 50 in_progress 2020-01-01\nb 50", "2021-04-30")
    assert (list(found.net), found.open, found.lately) == ([], 0, 0)


def test_the_order_of_the_register_makes_no_difference(history):
    one, other = (history("\n".join(order), "2021-04-30")[0] for order in (LONG.split("\n"), LONG.split("\n")[::-1]))
    assert list(one.net) == list(other.net)


def test_the_same_view_always_says_the_same_and_another_day_draws_anew():
    on = View(as_of=DAY)
    assert forecast.seed(on, "50") == forecast.seed(View(as_of=DAY), "50")
    assert forecast.seed(on, "50") == forecast.seed(on.at("50"), "TH") == forecast.seed(on.at("50"), "50")
    others = {forecast.seed(on, "TH"), forecast.seed(on, "51"), forecast.seed(View(as_of=date(2021, 5, 1)), "50")}
    assert len({forecast.seed(on, "50"), *others}) == 4
    net = np.random.default_rng(1).poisson(3, 24).astype(float)
    place = History("50", int(net.sum()) + 40, int(net.sum()), net, 10)
    assert of_place(place, DAY, 7).days == of_place(place, DAY, 7).days != of_place(place, DAY, 8).days


nets = st.lists(st.integers(-3, 9), min_size=12, max_size=40)
days = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@given(nets, st.integers(1, 60), days, st.integers(0, 10))
def test_ranges_are_nested_and_never_begin_before_the_day(net, left, day, seed):
    is_open = max(sum(net), 0)
    assume(is_open + left >= 10)
    found = of_place(History("50", is_open + left, is_open, np.array(net, float), 1), day, seed)
    known = [date.max if each is None else each for each in found.days]
    assert known == sorted(known)
    assert known[0] >= day
    counts = found.fan[list(ENDS)].to_numpy()
    assert (np.diff(counts, axis=1) >= 0).all()
    assert ((counts >= 0) & (counts <= is_open + left)).all()
    assert (counts[0] == is_open).all()
    assert found.fan.on.is_monotonic_increasing
    assert found.fan.on.iloc[0] == pd.Timestamp(day)
    assert found.fan.on.iloc[1:].dt.is_month_end.all()


@given(nets, days)
def test_more_left_is_never_open_sooner(net, day):
    total = paths(np.array(net, float), left=40, first=ahead(day), seed=1, draws=100)
    sooner, later_on = (months_to_finish(total, left, ahead(day)) for left in (10, 40))
    assert (sooner <= later_on).all()


@given(days, st.floats(0, 400))
def test_months_are_added_to_a_day_as_long_as_they_are(day, months):
    found = later(day, months)
    assert abs((found - day).days - months * 30.44) <= 4
    assert later(day, 0) == day


@given(days, st.integers(1, 30))
def test_month_ends_follow_each_other(day, n):
    ends = month_ends(day, n)
    assert len(ends) == n
    assert all((end + timedelta(days=1)).day == 1 and end > day for end in ends)
    assert ends == sorted(set(ends))
    assert 0 < ahead(day) <= 1
