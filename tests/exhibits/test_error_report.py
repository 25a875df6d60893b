"""Reporting an error: a message or a form with the page, the view and the release filled in; texts stay texts."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ocod_dash.exhibits.error_report import report_address
from ocod_dash.i18n import Words

SEEN = ("Regions", "/regions?region=north", "North · as of 31 Dec 2020")
HOSTILE = "<b>&subject=x\r\nBcc: all@example.org #?%41"


def address(language: str = "en", page: str = SEEN[0], path: str = SEEN[1], view: str = SEEN[2]) -> str:
    release = SimpleNamespace(number=3, published_at=datetime(2026, 11, 28, tzinfo=UTC), as_of=date(2021, 5, 19))
    context = SimpleNamespace(words=Words(language), data=SimpleNamespace(release=release))
    return report_address(context, page, path, view)


def test_without_a_contact_there_is_no_address(configure):
    configure()
    assert address() == ""


def test_a_message_has_page_view_release_and_version_filled_in(configure):
    configure(contact="errors@example.org", address="https://dash.example.org/")
    message = urlsplit(address())
    filled = parse_qs(message.query, strict_parsing=True)
    assert (message.scheme, message.path) == ("mailto", "errors@example.org")
    assert filled["subject"] == ["Error on the dashboard: Regions, release 3"]
    assert filled["body"][0].split("\r\n")[:4] == [
        "Page: Regions https://dash.example.org/regions?region=north",
        "View: North · as of 31 Dec 2020",
        "Release: 3",
        "Program version: 0.1.0",
    ]
    assert "+" not in message.query  # which a mail program would show


def test_a_form_gets_the_same_after_its_own_parameters(configure):
    configure(contact="https://example.org/form?id=7#top")
    form = urlsplit(address("th"))
    assert (form.scheme, form.netloc, form.path, form.fragment) == ("https", "example.org", "/form", "top")
    assert parse_qs(form.query) == {
        "id": ["7"],
        "page": ["Regions /regions?region=north"],
        "view": ["North · as of 31 Dec 2020"],
        "release": ["3"],
        "version": ["0.1.0"],
        "lang": ["th"],
    }


@pytest.mark.parametrize("contact", ["errors@example.org", "https://example.org/form"])
def test_a_hostile_text_is_only_text(configure, contact):
    configure(contact=contact)
    for found in (address(path=HOSTILE), address(view=HOSTILE), address(page=HOSTILE)):
        parts = urlsplit(found)
        assert set(parse_qs(parts.query)) <= {"subject", "body", "page", "view", "release", "version", "lang"}
        assert not parts.fragment
        assert not set("<>\"' \r\n") & set(found)
        assert HOSTILE in unquote(parts.query)
