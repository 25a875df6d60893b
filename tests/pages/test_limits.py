"""A link of any length shows a page, quickly and with a notice."""

import time

import pytest

from .conftest import ran, says


def test_a_page_reads_a_long_address_in_part_and_says_so(open_page):
    began = time.process_time()
    app = ran(open_page("regions", compare=",".join(f"x{n}" for n in range(5000))))
    assert time.process_time() - began < 10
    texts = [warning.value.replace("\\", "") for warning in app.warning]
    assert texts[0].startswith("“compare” in the link is too long: only its first 100 values")
    assert len(texts) == 11
    assert texts[-1] == "91 more values in the link are not valid."


@pytest.mark.parametrize("parameter", ["province", "district", "as_of", "compare", "region", "measure"])
@pytest.mark.parametrize("digits", ["9" * 4301, "๙" * 4301, "9" * 2000])
def test_a_page_is_not_broken_by_many_digits(open_page, parameter, digits):
    app = ran(open_page("regions", **{parameter: digits}))
    assert says(app)


def test_every_page_is_drawn_with_many_values(open_page):
    many = ",".join(f"ค่า{n}" for n in range(3000))
    for page, parameter in (("programmes", "kind"), ("ledger", "programme"), ("map", "layers"), ("present", "slides")):
        began = time.process_time()
        ran(open_page(page, **{parameter: many}))
        assert time.process_time() - began < 10, page
