"""What changes from one state of the register to another, of any column."""

from datetime import date

from ocod_dash.ingest import REGISTER

HEADER = "centre_id,name,province,district,status,due_on,phase,open_on"
DAYS = (date(2021, 5, 19), date(2021, 5, 19))


def test_the_difference_sees_every_column(run):
    before = run(HEADER, "A,ศูนย์ ก,50,แม่ริม,open,2021-03-31,1,2021-02-10", "B,ศูนย์ ข,50,แม่ริม,in_progress,2021-03-31,1,")
    after = run(HEADER, "A,ศูนย์ใหม่,50,แม่ริม,open,2020-12-31,9,2020-01-01", "B,ศูนย์ อื่น,50,แม่ริม,in_progress,2020-12-31,9,")
    changes = REGISTER.compare(before.tables, after.tables, DAYS)
    assert changes.counts() == {
        "new": 0, "gone": 0, "moved": 0, "status": 0, "renamed": 2, "due": 2, "details": 2, "dated": 1
    }  # fmt: skip
    assert changes.kinds == ("renamed", "due", "details", "dated")
    assert changes.dated.select("centre_id", "column", "before", "after").rows() == [
        ("A", "open_on", "2021-02-10", "2020-01-01")
    ]
    assert changes.renamed.select("before", "after").rows() == [("ศูนย์ ก", "ศูนย์ใหม่"), ("ศูนย์ ข", "ศูนย์ อื่น")]
    assert changes.by_province.rows() == [("50", 0, 0, 0, 0, 2, 2, 2, 1)]


def test_a_centre_with_several_other_values_is_counted_once_of_a_kind(run):
    header = "centre_id,name,name_en,province,status,phase,host_type"
    before = run(header, "A,ก,a,50,open,1,school")
    after = run(header, "A,ข,b,50,open,2,temple")
    counts = REGISTER.compare(before.tables, after.tables, DAYS).counts()
    assert (counts["renamed"], counts["details"]) == (1, 1)


def test_equal_states_differ_in_nothing(run):
    state = run(HEADER, "A,ศูนย์ ก,50,แม่ริม,open,2021-03-31,1,2021-02-10").tables
    assert REGISTER.compare(state, state, DAYS).kinds == ()
