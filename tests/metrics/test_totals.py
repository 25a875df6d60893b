"""What must hold of every register, tried on many made-up ones."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash.metrics import places, points, rollout
from ocod_dash.schema import STATUSES
from ocod_dash.view import View

DAYS = st.dates(date(2019, 12, 1), date(2021, 6, 30))
PLACES = st.sampled_from(["5001", "5002", "50", "5701", "1001", "9001"])
POINTS = st.tuples(st.floats(6, 20), st.floats(98, 105)).map(lambda at: "{:.4f},{:.4f}".format(*at))


@st.composite
def registers(draw) -> str:
    """Some centres in a few places, with any history, with or without due dates and points."""
    lines = []
    for number in range(draw(st.integers(1, 8))):
        history = draw(st.dictionaries(DAYS, st.sampled_from(STATUSES), max_size=4))
        words = [f"c{number}", draw(PLACES), *(f"{status} {day}" for day, status in history.items())]
        words += [f"due {draw(DAYS)}"] * draw(st.booleans()) + [f"at {draw(POINTS)}"] * draw(st.booleans())
        lines.append(" ".join(words))
    return "\n".join(lines)


SOME = settings(max_examples=12)
VIEWS = DAYS.map(lambda day: View(as_of=day))
SUMS = [
    *STATUSES,
    "in_plan",
    "not_open",
    "opened",
    "opened_this_month",
    "due",
    "with_due",
    "overdue",
    "provinces_served",
]


@SOME
@given(register=registers(), view=VIEWS)
def test_the_counts_by_status_add_up_to_the_plan(ask, register, view):
    total = ask(rollout.summary, register, view).iloc[0]
    assert total[list(STATUSES)].sum() == total.in_plan == len(register.splitlines())
    assert total.open + total.not_open == total.in_plan
    assert total.percent_complete + total.percent_not_open == 100
    assert total.open <= total.opened <= total.in_plan
    assert total.due <= total.with_due <= total.in_plan


@SOME
@given(register=registers(), view=VIEWS)
def test_regions_and_provinces_add_up_to_the_country(ask, register, view):
    country = ask(rollout.summary, register, view).iloc[0]
    for level in ("region", "province"):
        assert ask(places.progress, register, view, level=level)[SUMS].sum().to_dict() == country[SUMS].to_dict()


@SOME
@given(register=registers(), view=VIEWS)
def test_districts_and_the_centres_in_none_of_them_add_up_to_their_province(ask, register, view):
    there = view.at("50")
    districts = ask(places.progress, register, there, level="district").in_plan.sum()
    province = ask(places.progress, register, there, level="province").in_plan.sum()
    assert districts + ask(places.unplaced, register, there).centres[0] == province


@SOME
@given(register=registers(), view=VIEWS)
def test_a_curve_never_falls_and_stands_at_the_headline_on_the_day(ask, register, view):
    total, course = ask(rollout.summary, register, view).iloc[0], ask(rollout.course, register, view)
    assert course.on.is_monotonic_increasing
    assert course.on.is_unique
    for column in ("opened", "closed", "due"):
        assert course[column].dropna().is_monotonic_increasing, column
    known = course.dropna(subset=["opened"])
    today = known.iloc[-1]
    assert today.on.date() == view.as_of
    assert (today.opened, today.due) == (total.opened, total.due)
    assert len(known) == (course.on.dt.date <= view.as_of).sum()


@SOME
@given(register=registers(), view=VIEWS)
def test_curves_of_regions_add_up_to_that_of_the_country(ask, register, view):
    columns = ["opened", "closed", "due"]
    country = ask(rollout.course, register, view).set_index("on")[columns].fillna(-1)
    regions = ask(rollout.course, register, view, level="region").groupby("on")[columns].sum(min_count=1).fillna(-1)
    assert (country == regions).all(axis=None)


@SOME
@given(register=registers(), day=DAYS)
def test_yesterday_is_the_same_whatever_happens_later(ask, register, day):
    before = View(as_of=day)
    kept = "\n".join(_until(line, day) for line in register.splitlines())
    columns = [*STATUSES, "opened", "in_plan"]
    assert ask(rollout.summary, register, before)[columns].equals(ask(rollout.summary, kept, before)[columns])


@SOME
@given(register=registers(), view=VIEWS)
def test_hexagons_count_every_known_point_once(ask, register, view):
    cells, count = ask(points.hexagons, register, view), ask(points.count, register, view).iloc[0]
    assert cells.centres.sum() == count.with_point == len(ask(points.points, register, view))
    assert not cells.duplicated(["latitude", "longitude"]).any()
    assert (cells.open <= cells.centres).all()


@SOME
@given(register=registers(), view=VIEWS, status=st.sampled_from(STATUSES))
def test_a_status_filter_narrows_the_rows_and_changes_no_ratio(ask, register, view, status):
    only = View(statuses=(status,), as_of=view.as_of)
    total = ask(rollout.summary, register, view)
    assert ask(rollout.summary, register, only).equals(total)
    assert ask(points.count, register, only).centres[0] == total[status][0]


def _until(line: str, day: date) -> str:
    """Return a register's line without the milestones after a day."""
    head, words = line.split()[:2], line.split()[2:]
    pairs = zip(words[::2], words[1::2], strict=True)
    kept = [f"{w} {when}" for w, when in pairs if w not in STATUSES or date.fromisoformat(when) <= day]
    return " ".join(head + kept)
