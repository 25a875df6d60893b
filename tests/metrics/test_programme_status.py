"""The status of each programme on four days, with the reason of each, and the rule that gives it."""

from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ocod_dash.i18n import Words
from ocod_dash.metrics import programme_status, programmes
from ocod_dash.store.product import shipped as published
from ocod_dash.view import View

PUBLISHED = published()
EN = Words("en")
BEFORE, PRIZE, AFTER, LATER = date(2020, 6, 1), date(2021, 5, 19), date(2023, 1, 1), date(2026, 11, 29)
UNKNOWN = "Status not known"

# What stands of each on the four days, and why.
EXPECTED = {
    "ocod": (
        "In service (last reported 23 Jul 2018)",  # the visit to Yasothon
        # 24 months have passed; the 2,144 of that day are "completed", which is not "open"
        "Last reported in service 23 Jul 2018",
        "Last reported in service 23 Jul 2018",  # nothing newer
        "In service (last reported 24 Feb 2026)",  # 2,222 existing centres
    ),
    "gdcc": (
        "Approved 5 May 2020",
        "In service (last reported 2021)",  # more servers asked for than there are
        "In service (last reported 2021)",  # it may be of 31 December 2021: until 31 December 2023
        "Last reported in service Dec 2023",  # 3,000 systems are hosted for 800 agencies; 24 months have passed since
    ),
    "gbdi": (
        "Approved 7 May 2019",
        "Approved 7 May 2019",
        "Approved 7 May 2019",  # its staff, as of 2022, is no use of it
        # of the same day the decree, an end, outranks the 67 agencies served, a report
        "Continued under a successor body since 1 Jun 2023",
    ),
    "morchana": (
        "In service since 10 Apr 2020",  # the first of two dates that are published
        "In service since 10 Apr 2020",
        "Closed 1 Jun 2022",
        "Closed 1 Jun 2022",
    ),
    "thailand_plus": (
        UNKNOWN,  # shown to the Cabinet in October 2020
        "In service (last reported Mar 2021)",  # required of travellers
        "Superseded 1 Nov 2021",  # by Thailand Pass
        "Superseded 1 Nov 2021",
    ),
    "digital_entrepreneurs": (
        UNKNOWN,  # a budget and a target are no use
        UNKNOWN,
        "In service (last reported Jun 2021)",  # 90 start-ups supported; it may be of 30 June 2021: until 30 June 2023
        "Last reported in service Jun 2021",
    ),
    "national_strategy": ("In force since 13 Oct 2018",) * 4,  # Royal Gazette
    "digital_plan": ("Approved 5 Apr 2016",) * 4,
    "net_pracharat": (
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        "In service (last reported 23 Feb 2026)",  # 24,700 points; those of 2023 are a target
    ),
    "wsis_forum_2021": (UNKNOWN, *("Took place 23 Mar 2021",) * 3),
    "wsis_prize_2021": (UNKNOWN, *("Took place 18 May 2021",) * 3),  # the ceremony, not the newspaper of the 19th
}


def asked(day: date, tables: dict | None = None):
    frames = {name: nw.from_native(frame.lazy()) for name, frame in (tables or PUBLISHED).items()}
    return lambda metric: metric(frames, View(as_of=day)).collect().to_pandas()


def on(day: date) -> pd.DataFrame:
    return programmes.on_the_day(asked(day), day).set_index("programme_id", drop=False)


@pytest.mark.parametrize("day", [BEFORE, PRIZE, AFTER, LATER])
def test_the_status_of_each_programme(day):
    at = [BEFORE, PRIZE, AFTER, LATER].index(day)
    found = {code: programme_status.status_text(EN, row) for code, row in on(day).iterrows()}
    assert found == {code: statuses[at] for code, statuses in EXPECTED.items()}


@pytest.mark.parametrize(
    ("day", "programme", "how", "publisher"),
    [
        (BEFORE, "ocod", "Deputy prime minister inspects a centre in Yasothon", "TOT, news of the visit of 23 July 2018"),
        (LATER, "ocod", "Existing centres: 2,222 centres", "Bangkok Post, by Magzter"),
        (LATER, "gdcc", "Systems hosted: over 3,000 systems", "MGR Online"),
        (PRIZE, "morchana", "MorChana opens to the public", "Thailand government contact centre"),
        (
            AFTER, "thailand_plus", "The Certificate of Entry that required it is replaced by Thailand Pass",
            "The Phuket News",
        ),
        (LATER, "net_pracharat", "Wi-fi points: over 24,700 points", "MGR Online"),
    ],
)  # fmt: skip
def test_a_status_says_what_it_is_known_by_and_who_published_that(day, programme, how, publisher):
    row = on(day).loc[programme]
    assert programme_status.how_text(EN, row) == how
    assert row.evidence_publisher == publisher
    assert row.evidence_address.startswith("http")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_status_and_note_has_its_words(language):
    words = Words(language)
    for status in programme_status.STATUSES:
        assert "2" in words(f"programme.status.{status}", since=words.year(2021))
    for kind in programme_status.NOTES:
        assert "2" in words(f"programme.note.{kind.replace(' ', '_')}", date=words.year(2021))


def test_a_pause_and_a_review_stand_beside_the_status():
    events = asked(LATER)(programmes.events)
    shown = {code: [programme_status.note_text(EN, note) for note in programme_status.notes(events, code)]
             for code in ("ocod", "net_pracharat", "gdcc")}  # fmt: skip
    assert shown == {
        "ocod": ["Further expansion paused 10 Nov 2025", "Use under review since 23 Feb 2026"],
        "net_pracharat": ["Use under review since 23 Feb 2026"],
        "gdcc": [],
    }
    assert programme_status.notes(asked(AFTER)(programmes.events), "ocod") == []


def evidence(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return evidence about one programme: status, date, precision."""
    frame = pd.DataFrame(rows, columns=["status", "date", "date_precision"])
    made = frame.assign(subject="a", date=pd.to_datetime(frame.date), evidence_id=[str(n) for n in range(len(frame))])
    return made.assign(**{name: None for name in programme_status.HOW if name not in made})


def status(day: date, *rows: tuple[str, str, str]) -> tuple[str, date]:
    row = programme_status.current(evidence(*rows), day).iloc[0]
    return row.status, row.since.date()


def test_on_the_same_day_an_end_outranks_a_report_and_a_report_a_start():
    same = [("closed", "2021-05-01", "day"), ("in_service", "2021-05-01", "month"), ("running", "2021-05-01", "day")]
    assert status(date(2021, 5, 2), *same)[0] == "closed"
    assert status(date(2021, 5, 2), *same[1:])[0] == "in_service"


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", date(2023, 3, 1)), ("month", date(2023, 3, 31)), ("year", date(2023, 12, 31))],
)
def test_a_report_lapses_when_24_months_have_certainly_passed(precision, last):
    report = ("in_service", "2021-03-01", precision)
    assert status(last, report) == ("in_service", date(2021, 3, 1))
    assert status(date.fromordinal(last.toordinal() + 1), report) == ("last_in_service", date(2021, 3, 1))


def test_a_report_of_a_year_keeps_one_of_a_day_in_it_from_lapsing():
    reports = ("in_service", "2018-01-01", "year"), ("in_service", "2018-07-23", "day")
    assert status(date(2020, 12, 31), *reports) == ("in_service", date(2018, 7, 23))
    assert status(date(2021, 1, 1), *reports) == ("last_in_service", date(2018, 7, 23))


def test_a_launch_is_a_report_and_lapses_too():
    launch = ("running", "2021-03-01", "day")
    assert status(date(2023, 3, 1), launch)[0] == "running"
    assert status(date(2023, 3, 2), launch)[0] == "last_in_service"


def test_the_time_between_reports_that_are_far_apart_is_not_service():
    found = programme_status.spans(
        evidence(("in_service", "2016-01-01", "day"), ("in_service", "2020-01-01", "day")), date(2021, 1, 1)
    )
    assert [(row.status, row.begins.year, row.ends.year) for row in found.itertuples()] == [
        ("in_service", 2016, 2018),
        ("last_in_service", 2018, 2020),
        ("in_service", 2020, 2021),
    ]


def test_of_no_evidence_nothing_is_known():
    assert programme_status.current(evidence(), date(2021, 1, 1)).empty


def test_every_kind_that_means_anything_is_a_term_and_every_status_is_ranked():
    kinds = set(PUBLISHED["terms"].filter(kind="event_kind")["code"])
    measures = set(PUBLISHED["terms"].filter(kind="measure")["code"])
    assert {*programme_status.AFTER_EVENT, *programme_status.NOTES} <= kinds
    assert set(programme_status.IMPLIES_USE) <= measures
    assert set(programme_status.AFTER_EVENT.values()) <= set(programme_status.RANKS)


@pytest.mark.parametrize("measure", ["centres_completed", "vm_capacity", "vm_target", "budget_approved", "staff"])
def test_what_can_be_there_without_a_user_does_not_imply_use(measure):
    assert measure in set(PUBLISHED["claims"]["measure"])
    assert measure not in programme_status.IMPLIES_USE
