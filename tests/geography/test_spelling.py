"""Thai texts that look alike are one text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.geography import fold
from ocod_dash.geography.gazetteer import by_code


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ขอนแก่่น", "ขอนแก่น"),
        ("กาฬสินธ์ุ", "กาฬสินธุ์"),
        ("เชีียงราย", "เชียงราย"),
        ("ล าปาง", "ลำปาง"),
        ("ล ำปาง", "ลำปาง"),
        ("ลํา ปาง", "ลำ ปาง"),
        ("น ้าพอง", "น้ำพอง"),
        ("นํ้าพอง", "น้ำพอง"),
        ("น้ําพอง", "น้ำพอง"),
        ("เเพร่", "แพร่"),
        ("เชียงใหม ่", "เชียงใหม่"),
        ("ปู\uf70aเจ้า", "ปู่เจ้า"),
        ("บ\uf705าน", "บ่าน"),
        ("ฤๅษี", "ฤๅษี"),
        ("ศูนย์ อาคาร 2", "ศูนย์ อาคาร 2"),
    ],
)
def test_marks_that_look_alike_are_folded(text, right):
    assert fold(text) == right


def test_a_cell_of_many_spaces_and_marks_is_folded_at_once():
    text = " " * 100_000 + "่" * 100_000 + "ก" + " " * 100_000
    began = time.process_time()
    assert fold(text) == " " * 100_000 + "่ก" + " " * 100_000
    assert time.process_time() - began < 2


def test_what_is_spelt_right_stays():
    assert all(fold(each.name_th) == each.name_th for each in by_code().values())


@given(st.text(alphabet="กขงลนาำเแโ่้์ิุีํๅ \uf70a", max_size=12))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
