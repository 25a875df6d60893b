"""Titles of files: broken into even lines, between phrases, never inside a figure or a date."""

import pytest

from ocod_dash.exports.line_breaks import balanced, letters


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "ข้อมูลตัวอย่าง: เปิดให้บริการแล้ว 89.6% ของแผน คงเหลือ 250 ศูนย์",
            ["ข้อมูลตัวอย่าง: เปิดให้บริการแล้ว 89.6% ของแผน", "คงเหลือ 250 ศูนย์"],
        ),
        (
            "Sample data: 89.6% of the centres in the plan are open; 250 not yet open",
            ["Sample data: 89.6% of the centres in", "the plan are open; 250 not yet open"],
        ),
        ("MorChana: told with different dates, 10 Apr 2020 and 29 Apr 2020", None),
    ],
)
def test_a_figure_stays_with_what_it_counts_and_a_date_whole(title, lines):
    broken = balanced(title, 40).split("\n")
    assert " ".join(broken) == title
    assert len(broken) == 2
    if lines:
        assert broken == lines
    assert not any(line.startswith(("Apr", "2020", "ศูนย์", "250")) for line in broken)


def test_a_title_of_one_line_and_one_without_a_good_place_stay_as_they_are():
    assert balanced("All 9 provinces have centres not yet open", 60) == "All 9 provinces have centres not yet open"
    assert balanced("สำนักงานคณะกรรมการดิจิทัลเพื่อเศรษฐกิจและสังคมแห่งชาติ", 10).count("\n") == 0


def test_thai_marks_take_no_room():
    assert letters("ที่นี่") == 2
    assert letters("ที่ 1") == 3


def test_the_word_before_a_date_stands_with_it():
    title = "ข้อมูลตัวอย่าง: ณ วันที่ 19 พ.ค. 2564 ยอดจากทะเบียนสอดคล้องกับตัวเลขที่เผยแพร่"
    assert balanced(title, 60).split("\n")[0] == "ข้อมูลตัวอย่าง:"
