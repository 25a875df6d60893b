"""A centre goes on with its id and its history, however the next file writes it."""

from datetime import date

JUNE = date(2021, 6, 30)


def history(outcome) -> list[tuple[str, str, str]]:
    """Return the id, status and day of each milestone."""
    return [(i, status, str(on)) for i, status, on in outcome.tables["milestones"].rows()]


def test_a_centre_that_gets_its_district_is_the_same_centre(run):
    may = run("name,province,status", "ก,50,open", "ข,50,open")
    june = run("name,province,district,status", "ก,50,แม่ริม,open", "ข,50,แม่ริม,open", as_of=JUNE, current=may.tables)
    assert history(june) == history(may)


def test_with_two_centres_of_the_name_in_the_province_neither_is_taken_for_the_one_with_a_district(run):
    may = run("name,province,status", "ก,50,open", "ก,50,open")
    june = run("name,province,district,status", "ก,50,แม่ริม,open", as_of=JUNE, current=may.tables)
    assert june.tables["centres"]["centre_id"][0] not in may.tables["centres"]["centre_id"]


def test_ids_that_lost_their_zeros_or_changed_their_capitals_are_those_published(run):
    may = run("centre_id,name,province,status", "00012,ก,50,open", "ab1,ข,50,open")
    june = run(
        "centre_id,name,province,status",
        "12,ก,50,open",
        "AB1,ข,50,open",
        "13,ค,50,open",
        as_of=JUNE,
        current=may.tables,
    )
    assert june.tables["centres"]["centre_id"].to_list() == ["00012", "ab1", "13"]
    assert [(e.row, e.value, e.expected) for e in june.report.entries if e.code == "id_read"] == [
        (2, "12", "00012"), (3, "AB1", "ab1")
    ]  # fmt: skip
    assert june.report.changed == 2
    assert history(june)[:1] == [("00012", "open", "2021-05-19")]


def test_an_id_that_two_published_ones_could_be_is_left_as_it_is(run):
    may = run("centre_id,name,province,status", "012,ก,50,open", "0012,ข,50,open")
    june = run("centre_id,name,province,status", "12,ก,50,open", as_of=JUNE, current=may.tables)
    assert june.tables["centres"]["centre_id"].to_list() == ["12"]


def test_of_twins_each_goes_on_with_its_own_history_when_one_of_them_leaves(run):
    header = "name,province,district,host_type,status"
    may = run(header, "ก,50,แม่ริม,school,open", "ก,50,แม่ริม,temple,planned")
    ids = dict(may.tables["centres"].select("host_type", "centre_id").rows())
    june = run(header, "ก,50,แม่ริม,temple,planned", as_of=JUNE, current=may.tables)
    assert history(june) == [(ids["temple"], "planned", "2021-05-19")]


def test_a_twin_that_changes_what_told_it_apart_takes_the_id_that_is_left(run):
    header = "name,province,district,host_type,status"
    may = run(header, "ก,50,แม่ริม,school,open", "ก,50,แม่ริม,temple,planned")
    june = run(header, "ก,50,แม่ริม,library,planned", "ก,50,แม่ริม,school,open", as_of=JUNE, current=may.tables)
    assert sorted(history(june)) == sorted(history(may))


def pairs(outcome) -> list[tuple[int, str]]:
    """Return the rows that may be a published centre, and its name and id."""
    return [(entry.row, entry.expected) for entry in outcome.report.entries if entry.code == "may_be"]


def test_a_renamed_centre_and_one_that_moved_are_paired_with_those_that_the_file_lacks(run):
    header = "name,province,district,status"
    may = run(header, "ศูนย์ดิจิทัลบ้านนา,50,แม่ริม,open", "ศูนย์วัดดอย,50,ฝาง,open", "ศูนย์ตลาด,50,ฝาง,open")
    renamed, moved, _ = may.tables["centres"]["centre_id"]
    june = run(
        header,
        "ศูนย์ดิจิทัลบ้านนา 2,50,แม่ริม,open",
        "ศูนย์วัดดอย,50,แม่แตง,open",
        "ศูนย์ตลาด,50,ฝาง,open",
        as_of=JUNE,
        current=may.tables,
    )
    assert pairs(june) == [(2, f"ศูนย์ดิจิทัลบ้านนา ({renamed})"), (3, f"ศูนย์วัดดอย ({moved})")]
    assert june.report.errors == 0


def test_with_its_id_a_renamed_centre_continues_its_history_and_is_paired_no_more(run):
    may = run("name,province,district,status", "ศูนย์ดิจิทัลบ้านนา,50,แม่ริม,open")
    own = may.tables["centres"]["centre_id"][0]
    june = run(
        "centre_id,name,province,district,status", f"{own},ศูนย์ดิจิทัลบ้านนา 2,50,แม่ริม,open", as_of=JUNE, current=may.tables
    )
    assert history(june) == history(may)
    assert pairs(june) == []


def test_a_new_centre_unlike_any_that_left_is_just_new(run):
    may = run("name,province,district,status", "ศูนย์ดิจิทัลบ้านนา,50,แม่ริม,open")
    june = run("name,province,district,status", "ห้องสมุดประชาชน,50,แม่ริม,open", as_of=JUNE, current=may.tables)
    assert pairs(june) == []
