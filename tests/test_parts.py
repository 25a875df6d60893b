"""The templates of what pages only show."""

import re

from ocod_dash.config import ROOT
from ocod_dash.ui.render import html

HOUSE = ROOT / "ocod_dash"
ROOMS = ("ui", "web")


def test_every_template_is_used_and_every_one_that_is_used_is_there():
    code = [path.read_text("utf-8") for room in ROOMS for path in (HOUSE / room).rglob("*.py")]
    used = {name for text in code for name in re.findall(r'\bhtml\(\s*"(\w+)"', text)}
    assert used == {path.stem for room in ROOMS for path in (HOUSE / room / "templates").glob("*.html")}


def test_a_name_from_a_file_is_text_in_a_part_whatever_stands_in_it():
    said = html("head", title="<script>alert(1)</script>", subtitle='"><img src=x>', hint="{{ 7 * 7 }}", badge=None)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "&#34;&gt;&lt;img src=x&gt;" in said
    assert "{{ 7 * 7 }}" in said
