"""What a month of activity is, in figures worked by hand, and that neither order nor files nor repetition changes it."""

import random
from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocod_dash import schema
from ocod_dash.ingest import Mapping
from ocod_dash.problem import Problem
from ocod_dash.usage import RECORDS, month_figures, polars_engine
from tests.usage.logs_of_use import at_random, months, rolled, written

FIGURES = ("visits", "visitors", "visitors_exact", "learners", "courses", "service_uses", "open_days", "open_hours")


def test_the_ministrys_bookings_map_themselves(tmp_path):
    written(
        tmp_path / "bookings.csv",
        """
        bookingno,bookingdate,bookingSlotType,starttime,endtime,ticketCount,centerCode
        B1,2026-02-03,course,09:00,11:00,20,0101
        B2,2026-02-03,course,09:00,11:00,1,0101
        B3,2026-02-03,print,13:00,13:30,1,0101
        B4,2026-02-05,internet,10:00,12:15,2,0101
        B4,2026-02-05,internet,10:00,12:15,2,0101
        """,
    )
    # 20 + 1 + 1 + 2 people, and B4 comes twice; 21 of them at the one course; from 9:00 to 13:30 and from 10:00 to 12:15.
    found = rolled(tmp_path / "bookings.csv", tmp_path / "work")
    assert months(found.activity, *FIGURES) == [("0101", "2026-02", 24, None, None, 21, 1, 1, 2, 6.75)]
    schema.check("activity", found.activity)


def test_a_visit_is_one_person_on_one_day_at_one_centre(tmp_path):
    written(
        tmp_path / "wifi.csv",
        """
        session_id,centre_id,start,end,device_hash
        1,a,2026-02-01 08:00:00,2026-02-01 09:00:00,p
        2,a,2026-02-01 15:00:00,2026-02-01 16:30:00,p
        3,a,2026-02-02 08:00:00,2026-02-02 09:00:00,p
        4,a,2026-02-02 08:00:00,2026-02-02 09:00:00,q
        5,b,2026-02-02 08:00:00,2026-02-02 09:00:00,q
        6,a,2026-03-02 08:00:00,2026-03-02 09:00:00,q
        """,
    )
    found = rolled(tmp_path, tmp_path / "work")
    assert months(found.activity, *FIGURES) == [
        ("a", "2026-02", 3, 2, True, None, None, None, 2, 9.5),
        ("a", "2026-03", 1, 1, True, None, None, None, 1, 1.0),
        ("b", "2026-02", 1, 1, True, None, None, None, 1, 1.0),
    ]


def test_a_time_with_a_zone_is_of_the_day_that_it_is_in_bangkok(tmp_path):
    at = [datetime(2026, 1, 31, 16, 59, tzinfo=UTC), datetime(2026, 1, 31, 17, 0, tzinfo=UTC)]
    for zone in ("UTC", "Asia/Bangkok", "America/New_York"):
        starts = pl.Series(at).dt.convert_time_zone(zone)
        pl.DataFrame({"centre_id": ["a", "a"], "start": starts, "person": ["p", "p"]}).write_parquet(
            tmp_path / zone.replace("/", "-"), mkdir=True
        )
    for name, *texts in (
        ("z", "2026-01-31T16:59:00Z", "2026-01-31T17:00:00Z"),
        ("bangkok", "2026-01-31T23:59:00+07:00", "2026-02-01T00:00:00+07:00"),
        ("tokyo", "2026-02-01 01:59:00+0900", "2026-02-01 02:00:00+0900"),
        ("seconds", *(str(int(moment.timestamp())) for moment in at)),
        ("milliseconds", *(str(int(moment.timestamp() * 1000)) for moment in at)),
        ("none", "2026-01-31 23:59", "2026-02-01 00:00"),
        ("thai", "31/1/2569 23:59", "1/2/2569 0:00"),
    ):
        pl.DataFrame({"centre_id": ["a", "a"], "start": texts, "person": ["p", "p"]}).write_csv(
            tmp_path / f"{name}.csv"
        )
    for path in [*tmp_path.iterdir()]:
        named = path if path.suffix else path.rename(path.with_suffix(".parquet"))
        found = rolled(named, tmp_path / f"work-{path.name}")
        assert months(found.activity, "visits") == [("a", "2026-01", 1), ("a", "2026-02", 1)], path.name


def test_what_cannot_be_known_stays_empty(tmp_path):
    written(
        tmp_path / "tickets.csv",
        """
        centre_id,date,type
        a,2026-02-01,internet
        a,2026-02-01,internet
        b,2026-02-01,course
        """,
    )
    # Without a person or a number, two tickets of a day may be one that comes twice; without a time, one course or two.
    found = rolled(tmp_path / "tickets.csv", tmp_path / "work")
    assert months(found.activity, *FIGURES) == [
        ("a", "2026-02", None, None, None, None, None, None, 1, None),
        ("b", "2026-02", None, None, None, None, None, None, 1, None),
    ]


def test_a_centre_without_any_course_has_no_number_of_learners_and_one_with_courses_has_0_in_another_month(tmp_path):
    written(
        tmp_path / "log.csv",
        """
        centre_id,start,person,type
        a,2026-02-01 09:00,p,อบรม
        a,2026-03-01 09:00,p,wifi
        b,2026-03-01 09:00,p,wifi
        """,
    )
    found = rolled(tmp_path / "log.csv", tmp_path / "work")
    assert months(found.activity, "learners", "courses", "service_uses") == [
        ("a", "2026-02", 1, 1, None),
        ("a", "2026-03", 0, 0, None),
        ("b", "2026-03", None, None, None),
    ]


def test_records_that_cannot_be_counted_are_counted_as_such(tmp_path):
    written(
        tmp_path / "log.csv",
        """
        centre_id,start,end,person,type,people
        ,2026-02-01 09:00,2026-02-01 10:00,p,wifi,1
        a,2026-02-30 09:00,2026-02-30 10:00,p,wifi,1
        a,soon,2026-02-01 10:00,p,wifi,1
        a,2026-02-01 09:00,2026-02-01 10:00,p,wifi,0
        a,2026-02-01 09:00,2026-02-01 08:00,p,karaoke,1
        """,
    )
    found = rolled(tmp_path / "log.csv", tmp_path / "work")
    assert (found.records, found.bad_ends, found.kinds) == (5, 1, {"karaoke": 1})
    assert found.rejected == {"no_centre": 1, "no_day": 2, "nobody": 1}
    assert found.example in ("soon", "2026-02-30 09:00")
    assert months(found.activity, "visits", "open_hours") == [("a", "2026-02", 1, None)]


def test_a_month_that_has_not_ended_is_not_included(tmp_path):
    written(tmp_path / "log.csv", "centre_id,start,person\na,2026-03-31 23:59,p\na,2026-04-01 00:00,p")
    found = rolled(tmp_path / "log.csv", tmp_path / "work")
    assert (months(found.activity), found.unended) == ([("a", "2026-03")], (date(2026, 4, 1),))
    later = rolled(tmp_path / "log.csv", tmp_path / "work", today=date(2026, 5, 1))
    assert months(later.activity) == [("a", "2026-03"), ("a", "2026-04")]


def test_a_mapping_says_what_columns_and_kinds_mean(tmp_path):
    written(tmp_path / "log.csv", "place,at,who,what\n0101,2026-02-01 09:00,p,A\n0101,2026-02-01 09:00,q,A")
    with pytest.raises(Problem, match="no column for"):
        rolled(tmp_path / "log.csv", tmp_path / "work")
    toml = '[columns]\ncentre_id = "place"\nstarts_at = "at"\nperson_hash = "who"\nrecord_kind = "what"\n'
    mapping = Mapping.parse(toml + '[values.record_kind]\nA = "course"\n', "m.toml", RECORDS)
    found = rolled(tmp_path / "log.csv", tmp_path / "work", mapping=mapping)
    assert months(found.activity, "visits", "learners", "courses") == [("0101", "2026-02", 2, 2, 1)]


def test_folders_of_a_partitioned_source_have_values_and_a_zero_stays(tmp_path):
    for centre, day in (("0101", "2026-02-01"), ("0102", "2026-02-02")):
        folder = tmp_path / "logs" / f"centerCode={centre}" / f"date={day}"
        folder.mkdir(parents=True)
        pl.DataFrame({"person": ["p", "q"]}).write_parquet(folder / "part-0.parquet")
    (tmp_path / "logs" / "_SUCCESS").touch()
    (tmp_path / "logs" / "notes.txt").touch()
    found = rolled(tmp_path / "logs", tmp_path / "work")
    assert months(found.activity, "visitors") == [("0101", "2026-02", 2), ("0102", "2026-02", 2)]
    assert found.others == ("notes.txt",)


@pytest.mark.parametrize("form", ["csv", "csv.gz", "parquet", "jsonl"])
def test_every_form_of_file_has_the_same_months(tmp_path, form):
    frame, expected = at_random(1, 300), rolled(*_written(tmp_path / "one", [at_random(1, 300)])).activity
    path = tmp_path / f"log.{form}"
    if form == "parquet":
        frame.write_parquet(path)
    elif form == "jsonl":
        frame.write_ndjson(path)
    else:
        frame.write_csv(path, compression="gzip" if form.endswith("gz") else "uncompressed")
    assert rolled(path, tmp_path / "work").activity.equals(expected)
    assert expected.height == 12


def test_a_delta_table_is_read_as_its_newest_version(tmp_path):
    table = str(tmp_path / "table")
    at_random(1, 50).write_delta(table)
    at_random(2, 50).write_delta(table, mode="overwrite")
    expected = rolled(*_written(tmp_path / "one", [at_random(2, 50)])).activity
    assert rolled(tmp_path / "table", tmp_path / "work").activity.equals(expected)


@settings(max_examples=6)
@given(st.integers(0, 1000), st.integers(1, 5), st.booleans(), st.integers(60, 400))
def test_order_duplicates_and_files_change_no_month(tmp_path_factory, seed, pieces, small, batch):
    frame, pick = at_random(seed, 200), random.Random(seed)
    expected = rolled(*_written(tmp_path_factory.mktemp("one"), [frame])).activity
    again = pl.concat([frame, frame.sample(fraction=0.3, seed=seed)]).sample(fraction=1, shuffle=True, seed=seed)
    cuts = sorted(pick.randrange(again.height) for _ in range(pieces - 1))
    parts = [again[a:b] for a, b in zip([0, *cuts], [*cuts, again.height], strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(polars_engine, "BATCH", batch)
        if small:
            patch.setattr(polars_engine.PolarsEngine, "unit_bytes", 1)
            patch.setattr(polars_engine.PolarsEngine, "most_rows", 20)
        assert rolled(*_written(tmp_path_factory.mktemp("many"), parts)).activity.equals(expected)


def test_a_centre_above_the_limit_has_an_estimate_of_its_visitors_and_all_else_exact(tmp_path, monkeypatch):
    frame = pl.DataFrame(
        {
            "centre_id": ["a"] * 3000 + ["b"] * 10,
            "start": [f"2026-02-{n % 20 + 1:02} 09:00" for n in range(3010)],
            "person": [f"p{n % 1500}" for n in range(3010)],
            "type": ["course" if n % 3 else "wifi" for n in range(3010)],
        }
    )
    exact = rolled(*_written(tmp_path / "exact", [frame])).activity
    monkeypatch.setattr(month_figures, "EXACT", 1000)
    found = rolled(*_written(tmp_path / "estimate", [frame]))
    people = ["visitors", "learners", "visitors_exact"]
    assert found.activity.drop(people).equals(exact.drop(people))
    assert found.activity["visitors_exact"].to_list() == [False, True]
    assert found.estimated == 1
    for name in ("visitors", "learners"):  # four standard errors
        assert found.activity[name][0] == pytest.approx(exact[name][0], rel=4 * 0.0081)


def _written(folder, frames):
    """Write each frame as a file, and return the source and a work folder."""
    (folder / "logs").mkdir(parents=True)
    for n, frame in enumerate(frames):
        frame.write_csv(folder / "logs" / f"{n}.csv")
    return folder / "logs", folder / "work"
