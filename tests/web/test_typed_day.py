"""What is typed in a date field is read on the server, and what is wrong is told in the page's language."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocod_dash.web import typed_day

LIMITS = {"first": "2018-01-01", "last": "2021-05-19"}


@pytest.fixture(scope="module")
def ask():
    """Return a function that asks what a text means."""
    client = TestClient(Starlette(routes=[typed_day.route("/below")]))
    return lambda **asked: client.get("/below/answers/day", params=asked)


@pytest.mark.parametrize(
    "text", ["31/12/2563", "๓๑/๑๒/๒๕๖๓", "31122563", "2563-12-31", "31 ธ.ค. 2563", " 31 Dec 2020 "]
)
def test_a_day_is_answered_with_how_the_field_writes_it(ask, text):
    answer = ask(text=text, lang="th", **LIMITS)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {"day": "2020-12-31", "text": "31/12/2563"}
    assert ask(text=text, lang="en", **LIMITS).json() == {"day": "2020-12-31", "text": "31 Dec 2020"}


def test_what_is_wrong_is_told_with_what_was_expected_and_the_nearest_right_answer(ask):
    assert ask(text="29/02/2564", lang="th", **LIMITS).json() == {
        "message": "“29/02/2564” ไม่ใช่วันที่ระหว่าง 1 ม.ค. 2561 ถึง 19 พ.ค. 2564 โปรดระบุวัน เดือน และปี พ.ศ. เช่น 19/05/2564"
        " ท่านหมายถึง “28/02/2564” หรือไม่"
    }
    assert ask(text="05/18/2021", lang="en", **LIMITS).json() == {
        "message": "“05/18/2021” is not a date from 1 Jan 2018 to 19 May 2021. "
        "Enter day, month and year, such as 19/05/2021 or 19 May 2021. Did you mean “18 May 2021”?"
    }
    assert "“1 Jan 2018”" in ask(text="1/1/2017", lang="en", **LIMITS).json()["message"]
    assert "Did you mean" not in ask(text="soon", lang="en", **LIMITS).json()["message"]


@pytest.mark.parametrize("asked", [{}, {"text": "1/1/2564"}, {"text": "1/1/2564", "first": "a", "last": "b"}])
def test_a_question_without_limits_is_refused(ask, asked):
    assert ask(**asked).status_code == 400
