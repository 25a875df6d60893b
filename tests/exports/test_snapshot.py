"""The offline page: one file, both languages, nothing asked of anyone, nothing run but our own."""

import re
from html.parser import HTMLParser

import pytest

from ocod_dash.exhibits import Table
from ocod_dash.exports import files, snapshot
from ocod_dash.i18n import Words
from ocod_dash.metrics import points


class Reader(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.tags, self.links, self.texts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [
            (tag, name) for name, _ in attributes if name in ("src", "href", "action", "data") or name[:2] == "on"
        ]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def page(file_of) -> str:
    return file_of("html", "th").read_text("utf-8")


def test_it_is_small_and_asks_nobody_for_anything(page):
    reader = Reader(page)
    assert len(page.encode()) < 6_000_000
    assert [link for link in reader.links if link != ("use", "href")] == []
    assert "default-src 'none'" in page
    assert "connect-src" not in page


def test_both_languages_have_the_figures_and_the_mark(page):
    for language in ("th", "en"):
        own = re.search(rf'<main class="{language}".*?</main>', page, re.S)[0]
        for figure in ("2,394", "2,144", "89.6%", "2,222"):
            assert figure in own
        assert own.count(Words(language)("badge.sample")) > 5
    assert '<html lang="th">' in page


@pytest.mark.parametrize(("language", "day"), [("th", "<td>31 ธ.ค. 2561</td>"), ("en", "<td>31 Dec 2018</td>")])
def test_the_days_of_a_table_are_written_in_the_language_of_its_reader(page, language, day):
    assert day in re.search(rf'<main class="{language}".*?</main>', page, re.S)[0]


def test_names_are_text(hostile, hostile_names, export_request, tmp_path):
    request = export_request(hostile)
    rows = request.context.ask(points.rows)[["name_th"]]
    table = snapshot._table(Table(rows, {"name_th": "Name"}), request.context.words)
    assert not set(Reader(table).tags) & {"script", "img"}
    assert {name for name in hostile_names if name in Reader(table).texts} == set(hostile_names)
    files.make("html", request, tmp_path / "a.html")
    assert "window.hacked" not in (tmp_path / "a.html").read_text("utf-8")
