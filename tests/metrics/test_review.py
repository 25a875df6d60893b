"""The review as a whole: the figures of a centre, what the options come to, and how far the survey is; worked by hand."""

from datetime import date

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash.criteria.limits import Limits
from ocod_dash.i18n import Words
from ocod_dash.metrics import review, review_findings, review_progress
from ocod_dash.metrics.review_rules import read, suggest
from ocod_dash.schema import OPTIONS
from ocod_dash.store.product import review_rules
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View

ON = View(as_of=date(2021, 5, 19))
REGISTER = """
    a 5001 at 18.79,98.98 open 2020-01-01
    b 5002 at 18.79,98.98 open 2020-01-01
    c 5701 at 19.90,99.83 open 2020-01-01
    d 5701 at 19.90,99.83 in_progress 2020-01-01
    e 1001 open 2020-01-01
"""
HEALTHY = "open_days=20 open_hours=155 computers_working=5"


def months(centre: str, figures: str) -> str:
    """Write twelve equal months, from May 2020 to April 2021."""
    return "\n".join(f"{centre} {2020 + (4 + n) // 12}-{(4 + n) % 12 + 1:02} {figures}" for n in range(12))


@pytest.fixture(scope="module")
def known(in_use):
    return in_use(
        REGISTER,
        activity="\n".join(
            [months("a", f"visits=100 learners=10 {HEALTHY}"), months("b", f"visits=20 {HEALTHY}"),
             months("c", f"visits=0 {HEALTHY}")]
        ),
        costs="a 2020-05-01 2021-04-30 staff 365000\nb 2020-05-01 2021-04-30 rent 36500",
        surveys="""
            a 2021-03-01 in_use=yes condition=good still_wanted=yes would_take_over=no
            b 2020-03-01 in_use=no condition=broken still_wanted=no would_take_over=no
            b 2021-04-01 in_use=yes condition=good still_wanted=no would_take_over=partly
            c 2021-04-01 in_use=yes condition=worn still_wanted=partly would_take_over=no
            c 2021-05-20 still_wanted=no
        """,
        decisions="b 2021-01-01 keep council reason=x\nb 2021-05-01 close cabinet\nc 2021-06-01 close cabinet",
    ) | published() | {"review_rules": review_rules()}  # fmt: skip


@pytest.fixture
def suggested(rows, known):
    figures = pl.DataFrame(rows(review.figures, known, ON)).to_pandas()
    return suggest(figures, read(review_rules().to_pandas()), Limits())


def test_a_centre_has_all_its_figures_in_one_row_and_only_open_centres_have_one(rows, known):
    columns = (
        "centre_id", "visits_per_open_day", "months_missing", "baht_a_year", "how", "cost_per_visit", "cost_per_learner",
        "surveyed_on", "still_wanted", "decided", "decided_by",
    )  # fmt: skip
    year = 365.25
    a, b = 1000 * year, 100 * year  # baht: 365 days at 1,000 and at 100
    assert rows(review.figures, known, ON, *columns) == [
        # 1,200 visits and 120 learners in 365 days
        ("a", 5.0, 0, pytest.approx(a), "own", pytest.approx(365_000 / 1200), pytest.approx(365_000 / 120),
         date(2021, 3, 1), "yes", None, None),
        ("b", 1.0, 0, pytest.approx(b), "own", pytest.approx(36_500 / 240), None,
         date(2021, 4, 1), "no", "close", "cabinet"),
        ("c", 0.0, 0, 400_000.0, "assumption", None, None, date(2021, 4, 1), "partly", None, None),
        ("e", None, 12, 400_000.0, "assumption", None, None, None, None, None, None),
    ]  # fmt: skip


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_in_any_table_changes_no_figure(known, seed):
    names = ("centres", "milestones", "activity", "costs", "surveys", "decisions", "claims", "places")
    moved = known | {name: known[name].sample(fraction=1, shuffle=True, seed=seed) for name in names}
    one, other = (
        review.figures({name: nw.from_native(frame.lazy()) for name, frame in tables.items()}, ON).collect().to_polars()
        for tables in (known, moved)
    )
    assert one.equals(other)


def test_the_rules_of_the_release_are_applied_to_its_figures(suggested):
    assert dict(zip(suggested.centre_id, suggested.option, strict=True)) == {
        "a": "keep", "b": "close", "c": "move", "e": "ask",
    }  # fmt: skip


def test_what_the_options_come_to(rows, known, suggested):
    near = pd.DataFrame(
        [("5001", 1000, "a", 3.0), ("5001", 1000, "b", 9.0), ("5002", 500, "b", 4.0), ("5701", 70, "c", 19.0)],
        columns=["code", "population", "centre_id", "km"],
    )
    found = review.totals(suggested, near).set_index("option")
    assert list(found.index) == list(OPTIONS)
    assert found.centres.to_dict() == {"keep": 1, "improve": 0, "move": 1, "hand_over": 0, "close": 1, "ask": 1}
    assert found.loc["close", "saves_baht_a_year"] == found.loc["close", "baht_a_year"] == pytest.approx(36_525)
    assert found.loc["hand_over", "saves_baht_a_year"] == 0
    assert found.saves_baht_a_year.isna().to_dict() == {name: name not in ("close", "hand_over") for name in OPTIONS}
    assert found.assumed.to_dict() == {"keep": 0, "improve": 0, "move": 1, "hand_over": 0, "close": 0, "ask": 1}
    people = ["without_5km", "without_10km", "without_20km"]
    # without b the 500 of 5002 have nothing; those of 5001 have a; without c the 70 of 5701 have nothing
    assert found.loc["close", people].tolist() == [500, 500, 500]
    assert found.loc["move", people].tolist() == [0, 0, 70]
    assert found.loc["keep", people].tolist() == [0, 0, 0]
    assert found.loc["close", ["decided", "decided_so"]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("region", [("central", 1, 0, 0, 0), ("north", 3, 1, 1, 1)]),
        ("province", [("10", 1, 0, 0, 0), ("50", 2, 1, 0, 1), ("57", 1, 0, 1, 0)]),
        ("district", [("1001", 1, 0, 0, 0), ("5001", 1, 1, 0, 0), ("5002", 1, 0, 0, 1), ("5701", 1, 0, 1, 0)]),
    ],
)
def test_options_by_place(suggested, level, expected):
    found = review.by_place(suggested, level)
    assert list(found[["code", "centres", "keep", "move", "close"]].itertuples(index=False, name=None)) == expected
    assert (found[list(OPTIONS)].sum(axis=1) == found.centres).all()
    # b is decided, c of province 57 is to move, and e is to be asked about first
    moves = [code for code, _, _, move, _ in expected if move]
    assert [code for code, n in zip(found.code, found.to_decide, strict=True) if n] == moves
    assert found.saves_baht_a_year.sum() == pytest.approx(36_525)


@given(st.permutations(["a", "b", "c", "e"]))
def test_the_order_of_centres_changes_no_total(order):
    frame = pd.DataFrame(
        {
            "centre_id": ["a", "b", "c", "e"], "option": ["keep", "close", "close", "ask"],
            "baht_a_year": [1.0, 2.0, 3.0, None], "how": ["own", "assumption", "own", None], "flips": [True] * 4,
            "decided_on_little": [False] * 4, "surveyed": [True, True, False, False], "decided": [None, "close", "keep", None],
            "province_code": ["10", "50", "50", "10"],
        }
    )  # fmt: skip
    near = pd.DataFrame([("1", 5, "b", 1.0), ("1", 5, "c", 2.0)], columns=["code", "population", "centre_id", "km"])
    moved = frame.set_index("centre_id").loc[list(order)].reset_index()
    pd.testing.assert_frame_equal(review.totals(frame, near), review.totals(moved, near))
    pd.testing.assert_frame_equal(review.by_place(frame, "province"), review.by_place(moved, "province"))


# How far the review is


def test_before_the_review_was_announced_it_begins_with_the_first_survey(rows, known):
    assert rows(review_progress.window, known, ON) == [
        {"claim_id": "ocod-2026-02-review-days", "days": 60.0, "announced": False, "starts_on": date(2020, 3, 1)}
    ]


def test_once_announced_it_begins_on_that_day_and_earlier_surveys_are_of_no_review(rows, known, in_use):
    surveys = "a 2026-01-10 in_use=yes\na 2026-03-02 in_use=yes\nb 2026-02-24 in_use=yes\nc 2026-01-01 in_use=yes"
    now = known | {"surveys": in_use("a 10", surveys=surveys)["surveys"]}
    view = View(as_of=date(2026, 3, 31))
    assert rows(review_progress.window, now, view, "announced", "starts_on") == [(True, date(2026, 2, 24))]
    found = rows(review_progress.surveyed_centres, now, view, "centre_id", "first_surveyed_on")
    assert found == [("a", date(2026, 3, 2)), ("b", date(2026, 2, 24))]
    places = rows(review_progress.by_place, now, view, "code", "centres", "surveyed", level="province")
    assert places == [("10", 1, 0), ("50", 2, 2), ("57", 1, 0)]
    course = rows(review_progress.course, now, view, "on", "centres", "surveyed", "even_pace")
    assert course[:3] == [
        (date(2026, 2, 23), 4, 0, 0.0),
        (date(2026, 2, 24), 4, 1, pytest.approx(4 / 60)),
        (date(2026, 2, 25), 4, 1, pytest.approx(8 / 60)),
    ]
    assert course[7] == (date(2026, 3, 2), 4, 2, pytest.approx(28 / 60))
    # 60 days from 24 February: 5 + 31 + 24 in April
    assert course[-1] == (date(2026, 4, 24), 4, None, 4.0)


def test_without_a_survey_there_is_no_course(rows, known, in_use):
    now = known | {"surveys": in_use("a 10", surveys="")["surveys"]}
    assert rows(review_progress.course, now, ON) == []
    assert rows(review_progress.by_place, now, ON, "centres", "surveyed") == [(4, 0)]


# In words


def test_the_finding_counts_what_would_continue_and_the_candidates(suggested):
    finding = review_findings.options(suggested)
    assert finding.say(Words("en"), sample=True) == (
        "Sample data: by the rules, 1 of 4 open centres would continue as they are; candidates: 1 to close, 1 to move; "
        "1 not yet surveyed"
    )
    assert "useless" not in finding.say(Words("en"), sample=False)
    assert finding.stated(sample=True, country=False).key == "finding.review.plain"


def test_where_nothing_is_known_no_option_is_suggested(rows, in_use):
    known = in_use(REGISTER) | {"review_rules": review_rules()}
    bare = pl.DataFrame(rows(review.figures, known, ON)).to_pandas()
    found = suggest(bare, read(review_rules().to_pandas()), Limits())
    assert set(found.option) == {"ask"}
    assert review_findings.options(found).key == "finding.review.none"


def test_a_register_without_an_open_centre_has_no_review(rows, in_use):
    known = in_use("a 5001 in_progress 2021-01-01") | {"review_rules": review_rules()}
    assert rows(review.figures, known, ON) == []


def test_the_saving_names_its_price(suggested):
    near = pd.DataFrame([("5002", 500, "b", 4.0)], columns=["code", "population", "centre_id", "km"])
    finding = review_findings.saving(review.totals(suggested, near))
    assert finding.say(Words("en"), sample=False) == (
        "Candidates to close: 1, which cost 36,525 baht a year; without them 500 people would have no open centre "
        "within 10 km"
    )


@pytest.mark.parametrize(
    ("amount", "english", "thai"),
    [
        (999_999, "999,999 baht", "999,999 บาท"),
        (4_840_000, "4.8 million baht", "4.8 ล้านบาท"),
        (64_400_000, "64 million baht", "64 ล้านบาท"),
    ],
)
def test_large_amounts_are_in_millions(amount, english, thai):
    baht = review_findings.Baht(amount)
    assert (baht.written(Words("en")), baht.written(Words("th"))) == (english, thai)
