"""How a figure and the whole are cited: worked by hand for a release published on 29 November 2026 in Thailand."""

import re
from datetime import UTC, date, datetime

import pytest

from ocod_dash.exhibits import citation
from ocod_dash.i18n import Words
from ocod_dash.store import Release

EN, TH = Words("en"), Words("th")
ACCESSED = date(2026, 12, 1)


def release(*, sample: bool = False) -> Release:
    """Return release 3, published after midnight in Thailand and before it in UTC."""
    return Release(
        number=3, published_at=datetime(2026, 11, 28, 18, 30, tzinfo=UTC), as_of=date(2021, 5, 19), sample=sample,
        action="publish", based_on=None, restores=None, file="a.csv", sha256="0" * 64, who="a test",
        scope=(), counts={}, versions={}, report={},
    )  # fmt: skip


def entry(text: str) -> tuple[str, dict[str, str]]:
    """Parse a BibTeX entry: its key, and its fields; braces must be balanced."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    key = re.match(r"@misc\{([A-Za-z0-9-]+),\n", text)[1]
    return key, dict(re.findall(r"^  (\w+) = \{(.*)\},$", text, re.M))


def test_the_whole_is_cited_with_publisher_release_dates_and_address(configure):
    configure(publisher_en="Example Agency", address="https://dash.example.org")
    register = EN("register.real", number=3)
    assert citation.whole(release(), EN, ACCESSED) == (
        f"Example Agency. (2026). {EN('app.title')} (version 0.1.0). {register[:1].upper()}{register[1:]}, data as of "
        "19 May 2021, published on 29 Nov 2026. https://dash.example.org. "
        "Accessed on 1 Dec 2026."
    )


def test_in_thai_years_are_of_the_buddhist_era(configure):
    configure(publisher_th="หน่วยงานตัวอย่าง")
    text = citation.whole(release(), TH, ACCESSED)
    assert text.startswith("หน่วยงานตัวอย่าง. (2569). ")
    assert "19 พ.ค. 2564" in text
    assert "เข้าถึงเมื่อ 1 ธ.ค. 2569" in text


def test_without_a_publisher_none_is_invented_and_a_sample_says_so(configure):
    assert citation.whole(release(sample=True), EN).startswith(f"(2026). {EN('app.title')} ")
    assert EN("register.sample", number=3)[1:] in citation.whole(release(sample=True), EN)


def test_a_figure_is_cited_with_its_title_and_source():
    (_, text), (_, bibtex) = citation.quoted(
        release(), EN, ACCESSED, title="89.6% open", source="Source: register", key="s_curve"
    )
    assert text.startswith("“89.6% open”. Source: register. In: ")
    key, fields = entry(bibtex)
    assert key == "ocod-release-3-s-curve"
    assert fields["title"] == r"{89.6\% open}"
    assert fields["note"].startswith("Source: register; ")
    assert (fields["year"], fields["urldate"]) == ("2026", "2026-12-01")


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("R&D, 50% of #1_a $", r"R\&D, 50\% of \#1\_a \$"),
        ("a~b^c", r"a\textasciitilde{}b\textasciicircum{}c"),
        ("back\\slash", r"back\textbackslash{}slash"),
        ("an open { alone", r"an open \textbraceleft{} alone"),
        ("two\nlines", "two lines"),
        ("ศูนย์", "ศูนย์"),
    ],
)
def test_what_bibtex_reads_as_a_command_is_escaped(configure, written, escaped):
    configure(publisher_en=written)
    _, fields = entry(citation.bibtex(release(), EN, title="}", key="a"))
    assert fields["author"] == f"{{{escaped}}}"
    assert fields["title"] == r"{\textbraceright{}}"
