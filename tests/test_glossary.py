"""The words of docs/glossary.md: each term is what both catalogues call it, and no text uses a retired form."""

import csv
import re
from collections.abc import Iterator

import pytest

from ocod_dash.config import ROOT
from ocod_dash.i18n import LANGUAGES
from ocod_dash.i18n.words import catalogue

GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
TERMS, RETIRED_FORMS = GLOSSARY.split("\n## ")[1:]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data/README.md"]
PUBLISHED = sorted((ROOT / "data/published").glob("*.csv"))


def rows(section: str) -> list[list[str]]:
    """Return the cells of a section's table, without its head."""
    lines = re.findall(r"^\|(.+)\|$", section, re.M)[2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)] for line in lines]


def codes(cell: str) -> list[str]:
    return re.findall("`([^`]+)`", cell)


# Each retired form with the right one, and the keys and files in which its letters are correct.
RETIRED = [(re.compile(codes(form)[0], re.I), use, codes(correct)) for form, use, correct in rows(RETIRED_FORMS)]


def prose(text: str) -> str:
    """Return a document as one line, without its code and the targets of its links."""
    return re.sub(r"\s+", " ", re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", text, flags=re.S))


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield all that people read: the source, the place in it, the text."""
    for language in LANGUAGES:
        for message in catalogue(language):
            key = message.id if isinstance(message.id, str) else message.id[0]
            written = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((f"{language}.po", key, re.sub(r"{\w+}", " ", text)) for text in written if key)
    for path in DOCUMENTS:
        if path.name != "glossary.md":
            name = path.relative_to(ROOT).as_posix()
            yield name, name, prose(path.read_text("utf-8"))
    for path in PUBLISHED:
        name = path.relative_to(ROOT).as_posix()
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                first = next(iter(row.values()))
                for column, text in row.items():
                    if re.search(r"_en$|_th$|^publisher$", column):
                        yield name, first, text


TEXTS = list(texts())
SOURCES = sorted({source for source, _, _ in TEXTS})


@pytest.mark.parametrize("source", SOURCES)
def test_no_text_has_a_retired_form(source):
    found = [
        f"{place}: {match[0]!r} in {text[max(0, match.start() - 30) : match.end() + 30]!r}; use: {use}"
        for name, place, text in TEXTS
        for form, use, correct in RETIRED
        if name == source and place not in correct
        for match in form.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_a_form_is_allowed_only_where_it_is_used():
    for form, _, correct in RETIRED:
        for place in correct:
            assert any(form.search(text) for _, each, text in TEXTS if each == place), (form.pattern, place)


def test_a_form_is_retired_once_and_is_not_part_of_the_right_one():
    assert len({form.pattern for form, _, _ in RETIRED}) == len(RETIRED)
    for form, use, _ in RETIRED:
        assert not form.search(use), form.pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_what_the_catalogue_calls_it(language):
    named = {codes(key)[0]: {"th": thai, "en": english} for key, thai, english, *_ in rows(TERMS) if key}
    assert len(named) > 10
    assert {key: catalogue(language).get(key).string for key in named} == {
        key: names[language] for key, names in named.items()
    }


def test_every_term_has_both_names_and_both_meanings():
    for _, *cells in rows(TERMS):
        assert len(cells) == 4
        assert all(cells), cells
