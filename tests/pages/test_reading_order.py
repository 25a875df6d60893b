"""The overview as a screen reader reads it, from the first line to the last: what is read, and in which order.

``reading_order.txt`` has one line for each heading, text, control and picture. A change of the page changes it: read the
difference as a listener would. Where the file is deleted, the test writes it anew and fails.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bench.wire import flat

from .conftest import sent

EXPECTED = Path(__file__).with_name("reading_order.txt")
SHEETS = ("sheet_filters", "sheet_bar", "sheet_standing", "sheet_overview")  # in the order of the document
DATED = ("badges",)  # parts that name the day of the visit
NAMED = {"a": "link", "button": "button", "h1": "heading 1", "h2": "heading 2", "h3": "heading 3", "caption": "table"}


def words(text: str | None) -> str:
    return " ".join((text or "").replace("\u00a0", " ").split())


def named(element: html.HtmlElement) -> str:
    return words(element.get("aria-label") or element.text_content())


def read(element: html.HtmlElement) -> Iterator[str]:
    """Yield what is read of an element, without what opens from a button and what is for the eye alone."""
    if element.get("aria-hidden") == "true" or element.get("popover") is not None:
        pass
    elif element.tag in NAMED:
        yield f"{NAMED[element.tag]}: {named(element)}"
    elif element.tag == "select":
        yield f"list: {words(element.find('option').text)}"
    elif element.tag == "input":
        yield f"field: {element.get('value')}"
    else:
        if element.get("aria-label"):
            yield f"{element.get('role', element.tag)}: {element.get('aria-label')}"
        yield words(element.text)
        for child in element:
            yield from read(child)
            yield words(child.tail)


def read_part(part: dict[str, Any]) -> Iterator[str]:
    yield from read(html.fromstring(f"<div>{part['head']}</div>"))
    for middle in ("chart", "picture"):
        if middle in part:
            yield f"{middle} of {len(part[middle]['links'])} links: {part[middle]['alt']}"
    yield from read(html.fromstring(f"<div>{part['foot']}</div>"))


def test_the_overview_is_read_in_an_order_that_makes_sense(open_page):
    sheets = sent(open_page(lang="en"))
    parts = [part for key in SHEETS for part in flat(sheets[key]["parts"]) if part["key"] not in DATED]
    order = "\n".join(line for part in parts for line in read_part(part) if line) + "\n"
    order = re.sub(r"release \d+", "release 1", order)  # other tests publish to the same store
    if not EXPECTED.exists():
        EXPECTED.write_text(order, "utf-8")
        pytest.fail(f"{EXPECTED.name} was missing and is written: read it")
    assert order == EXPECTED.read_text("utf-8")
