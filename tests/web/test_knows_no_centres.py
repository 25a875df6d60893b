"""``web`` knows Streamlit and the browser, and nothing of what the pages are about."""

import re

import pytest

from ocod_dash.config import ROOT

WORDS = re.compile(
    r"province|centre|exhibit|programme|(?<!http_)(?<!\.)(?<!\w)status(?!_code|Text)|จังหวัด|ศูนย์", re.IGNORECASE
)
# Not of the domain: what CSS and SVG call the middle, and what HTTP calls the number of an answer.
ELSEWHERE = re.compile(r"status_code|justify-content|http status|\"status\"|statusText|\bresponse\.status\b|\.status\b")
FILES = [
    path
    for path in sorted((ROOT / "ocod_dash" / "web").rglob("*"))
    if path.suffix in (".py", ".js", ".css", ".html") and "assets" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_word_of_the_domain_stands_in_it(path):
    lines = [ELSEWHERE.sub("", line) for line in path.read_text("utf-8").splitlines()]
    assert not [line for line in lines if WORDS.search(line)]
