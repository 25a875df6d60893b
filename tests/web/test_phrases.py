"""Where the lines of a Thai heading may end."""

import pytest
from lxml import html
from markupsafe import Markup

from ocod_dash.ui.render import place_names
from ocod_dash.web.phrases import counted
from ocod_dash.web.phrases import held as held_of
from ocod_dash.web.phrases import phrases as phrases_of

phrases, held = phrases_of(place_names()), held_of(place_names())


def boxes(text: str) -> list[list[str]]:
    """Return the phrases of a heading, each as its parts; ``_`` is a space that no line ends at."""
    whole = html.fromstring(f"<div>{phrases(text)}</div>")
    return [[part.text_content().replace("\u00a0", "_") for part in phrase] for phrase in whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "เปิดแล้วต่ำสุด 87.9% ในภาคตะวันออก สูงสุด 89.9% ในภาคใต้",
            [["เปิดแล้วต่ำสุด", "87.9%_ในภาคตะวันออก"], ["สูงสุด", "89.9%_ในภาคใต้"]],
        ),
        (
            "ข้อมูลตัวอย่าง: เปิดให้บริการแล้ว 89.6% ของแผน คงเหลือ 250 ศูนย์",
            [["ข้อมูลตัวอย่าง:"], ["เปิดให้บริการแล้ว", "89.6%_ของแผน"], ["คงเหลือ", "250_ศูนย์"]],
        ),
        (
            "ล่าช้ากว่าแผนตั้งแต่ ต.ค. 2563 จำนวน 48 ศูนย์ (2.0 จุดร้อยละ)",
            [["ล่าช้ากว่าแผนตั้งแต่"], ["ต.ค._2563"], ["จำนวน", "48_ศูนย์"], ["(2.0_จุดร้อยละ)"]],
        ),
        ("มี 16 คู่ของแนวปฏิบัติ คู่ละ 2 โครงการ", [["มี_16_คู่ของแนวปฏิบัติ"], ["คู่ละ", "2_โครงการ"]]),
        ("ณ วันที่ 19 พ.ค. 2564 เปิดแล้ว 3 แห่ง", [["ณ"], ["วันที่", "19_พ.ค._2564"], ["เปิดแล้ว", "3_แห่ง"]]),
        (
            "ศูนย์ตามแผน จาก 2,394 (19 พ.ค. 2564) เป็น 2,222 (ก.ค. 2568)",
            [["ศูนย์ตามแผน"], ["จาก", "2,394_(19_พ.ค._2564)"], ["เป็น", "2,222_(ก.ค._2568)"]],
        ),
        (
            "10 โครงการ: เสร็จสิ้นหรือยุติแล้ว 3, อนุมัติแล้ว 3 และไม่ทราบสถานะ 1",
            [["10_โครงการ:"], ["เสร็จสิ้นหรือยุติแล้ว_3,"], ["อนุมัติแล้ว_3"], ["และไม่ทราบสถานะ_1"]],
        ),
        (
            "1–19 พ.ค. 2564: +1.3 จุดร้อยละ (1–19 เม.ย.: +0.6)",
            [["1–19_พ.ค._2564:"], ["+1.3_จุดร้อยละ"], ["(1–19_เม.ย.:_+0.6)"]],
        ),
        ("เทียบกับแผน · เมืองเชียงใหม่", [["เทียบกับแผน_·"], ["เมืองเชียงใหม่"]]),
        ("อุตรดิตถ์มีสัดส่วนศูนย์ที่ยังไม่เปิดสูงสุด 14.3%", [["อุตรดิตถ์มีสัดส่วนศูนย์ที่ยังไม่เปิดสูงสุด_14.3%"]]),
    ],
)
def test_a_number_stays_with_what_it_counts_and_a_date_in_one_piece(text, expected):
    assert boxes(text) == expected


@pytest.mark.parametrize("name", ["ภาคตะวันออกเฉียงเหนือ", "ประจวบคีรีขันธ์", "เมืองเชียงใหม่"])
def test_a_places_name_is_never_broken(name):
    whole = html.fromstring(f"<div>{phrases(f'{name}เหลือมากที่สุด')}</div>")
    assert [held.text for held in whole.find_class("ocod-held")] == [name]


def test_a_heading_says_what_it_said():
    text = "ภาคเหนือ <b>&amp;</b> เหลือ 3 แห่ง"
    assert html.fromstring(f"<div>{phrases(text)}</div>").text_content().replace("\u00a0", " ") == text


def test_a_heading_without_thai_is_left_as_it_is():
    assert phrases("Sample data: 89.6% <b> are open") == "Sample data: 89.6% <b> are open"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 เม.ย. 2566 · ผู้จัดการออนไลน์", ["20 เม.ย. 2566", "ผู้จัดการออนไลน์"]),
        ("24 Feb 2026 · The Nation", ["24 Feb 2026"]),
        ("as of 31 December 2022 · 19 พฤษภาคม 2564", ["31 December 2022", "19 พฤษภาคม 2564"]),
        ("Jun 2021 · Bangkok Post", ["Jun 2021"]),
        ("อ.พระนครศรีอยุธยา จ.พระนครศรีอยุธยา", ["อ.พระนครศรีอยุธยา", "จ.พระนครศรีอยุธยา"]),
        ("Net Pracharat, 2,222", []),
    ],
)
def test_a_cell_of_a_table_breaks_neither_a_date_nor_a_short_thai_text(text, expected):
    whole = html.fromstring(f"<div>{held(text)}</div>")
    assert [one.text for one in whole.find_class("ocod-held")] == expected
    assert whole.text_content() == text


def test_a_long_thai_name_in_a_cell_breaks_before_its_conjunction():
    name = "สถาบันส่งเสริมการวิเคราะห์และบริหารข้อมูลขนาดใหญ่ภาครัฐ"
    lines = [html.fromstring(line).text_content() for line in str(held(name)).split("<wbr>")]
    assert lines == ["สถาบันส่งเสริมการวิเคราะห์", "และบริหารข้อมูลขนาดใหญ่ภาครัฐ"]


def test_a_cell_says_what_it_said():
    text = "ภาคเหนือ <b>&amp;</b> 19 พ.ค. 2564"
    assert html.fromstring(f"<div>{held(text)}</div>").text_content() == text


def test_a_link_in_a_cell_stays_a_link():
    link = Markup('<a href="https://www.itu.int/">19 May 2021</a>')
    assert held(link) == link


def test_a_number_stays_with_what_it_counts_in_latin_letters():
    assert counted("4 inconsistencies, 1 later figure (2.0 points) on 19 May 2021") == (
        "4\u00a0inconsistencies, 1\u00a0later figure (2.0\u00a0points) on 19\u00a0May 2021"
    )
    assert counted("C2 and 1.") == "C2 and 1."
