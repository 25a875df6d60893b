"""Ids for centres that a file gives none: the same ones next month."""

import re

HEADER = "name_th,province,district,status"


def ids(outcome) -> list[str]:
    return outcome.tables["centres"]["centre_id"].to_list()


def test_an_id_tells_the_district_or_else_the_province_and_is_fit_for_an_address(run):
    first, second = ids(run(HEADER, "ศูนย์ ก,50,สันทราย,open", "ศูนย์ ก,50,,open"))
    assert re.fullmatch(r"5014-[0-9a-f]{8}-1", first)
    assert re.fullmatch(r"50-[0-9a-f]{8}-1", second)


def test_the_same_name_in_the_same_place_has_the_same_id_next_month(run):
    may = run(HEADER, "ศูนย์ดิจิทัล บ้านนา,50,สันทราย,planned", "ศูนย์ ข,50,,open")
    june = run(HEADER, "ศูนย์ ข,เชียงใหม่,,open", "ศูนย์ ดิจิทัลบ้านนา.,เชียงใหม่,อ.สันทราย,open", current=may.tables)
    assert ids(june) == ids(may)[::-1]


def test_an_id_never_changes_with_the_program_since_releases_live_for_years(run):
    assert ids(run(HEADER, "ศูนย์ ก,50,สันทราย,open")) == ["5014-66214860-1"]


def test_centres_of_one_name_in_one_place_are_counted_whatever_their_order_in_the_file(run):
    header = "name_th,province,district,host_type,status"
    rows = ["ศูนย์ ก,50,สันทราย,school,open", "ศูนย์ ก,50,สันทราย,temple,open"]
    there, back = run(header, *rows), run(header, *reversed(rows))
    assert [each[-2:] for each in ids(there)] == ["-1", "-2"]
    hosts = [dict(o.tables["centres"].select("centre_id", "host_type").iter_rows()) for o in (there, back)]
    assert hosts[0] == hosts[1]


def test_a_row_without_id_takes_that_of_the_known_centre_of_its_name_and_place(run):
    known = run("centre_id," + HEADER, "CM-7,ศูนย์ ก,50,สันทราย,open").tables
    assert ids(run(HEADER, "ศูนย์ ก,50,สันทราย,open", "ศูนย์ ก,50,ฝาง,open", current=known))[0] == "CM-7"


def test_an_id_that_a_file_gives_is_never_given_to_another_row(run):
    (made,) = ids(run(HEADER, "ศูนย์ ก,50,สันทราย,open"))
    both = ids(run("centre_id," + HEADER, f"{made},ศูนย์ ก,50,สันทราย,open", ",ศูนย์ ก,50,สันทราย,open"))
    assert both == [made, made[:-1] + "2"]


def test_a_third_centre_of_a_name_gets_an_id_of_its_own_beside_two_known_ones(run):
    row = "ศูนย์ ก,50,สันทราย,open"
    known = run(HEADER, row, row)
    grown = run(HEADER, row, row, row, current=known.tables)
    assert [each[-2:] for each in ids(grown)] == ["-1", "-2", "-3"]
