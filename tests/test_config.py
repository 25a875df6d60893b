"""Settings about the site: what is accepted, and that anything else is refused with the nearest right answer."""

import pytest

from ocod_dash.config import settings


@pytest.fixture
def start(monkeypatch):
    """Return a function that reads the settings, as a start does."""

    def started(**values: str):
        for name, value in values.items():
            monkeypatch.setenv(f"OCOD_{name.upper()}", value)
        settings.cache_clear()
        return settings()

    yield started
    settings.cache_clear()


@pytest.mark.parametrize(
    "contact", ["errors@example.org", "first.last+web@sub.example.go.th", "https://example.org/f?a=1"]
)
def test_a_contact_is_an_email_address_or_https(start, contact):
    assert start(contact=contact).contact == contact


@pytest.mark.parametrize(
    ("contact", "nearest"),
    [
        ("mailto:errors@example.org", "did you mean errors@example.org?"),
        ("Office <errors@example.org>", "did you mean errors@example.org?"),
        (" errors@example.org", "did you mean errors@example.org?"),
        ("http://example.org/form", "did you mean https://example.org/form?"),
        ("example.org/form", "did you mean https://example.org/form?"),
        ("javascript:alert(1)", "such as errors@example.org or https://example.org/errors"),
        ("call us", "such as errors@example.org or https://example.org/errors"),
        ("a@example.org?bcc=b@example.org", "expected an e-mail address or an https address"),
    ],
)
def test_another_contact_is_refused_with_the_nearest_right_answer(start, contact, nearest):
    with pytest.raises(SystemExit) as refused:
        start(contact=contact)
    assert str(refused.value).startswith(f"OCOD_CONTACT={contact}: expected an e-mail address or an https address")
    assert nearest in str(refused.value)
    assert "docs/operations.md" in str(refused.value)


def test_the_public_address_is_https(start):
    with pytest.raises(SystemExit, match=r"OCOD_ADDRESS=.*did you mean https://dash\.example\.org\?"):
        start(address="http://dash.example.org")


def test_an_official_site_names_its_publisher(start):
    with pytest.raises(SystemExit, match="OCOD_OFFICIAL=true: an official site names its publisher"):
        start(official="true")
    assert start(official="true", publisher_th="หน่วยงาน").official


def test_by_default_nobody_is_named_and_nothing_is_official(start):
    found = start()
    assert not found.official
    assert (found.publisher_en, found.publisher_th, found.contact, found.address) == (None,) * 4


SVG = b'<?xml version="1.0"?>\n<!-- the office -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("name", "content"), [("logo.svg", SVG), ("LOGO.PNG", PNG), ("logo.svg", b"\xef\xbb\xbf" + SVG)]
)
def test_a_logo_is_a_png_or_svg_file(start, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert start(logo=str(tmp_path / name)).logo == tmp_path / name


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("logo.gif", b"GIF89a", "by its name .png or .svg"),
        ("logo.png", SVG, "expected the content of PNG"),
        ("logo.svg", b"<html><svg/></html>", "expected the content of SVG"),
        ("logo.png", PNG + b"0" * 200_000, "at most 200 kB, found 200 kB"),
        ("logo.png", None, "there is none at this path"),
    ],
)
def test_another_logo_is_refused_at_the_start(start, tmp_path, name, content, why):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SystemExit, match=f"OCOD_LOGO=.*{why}"):
        start(logo=str(tmp_path / name))


@pytest.mark.parametrize("name", ["[b]", "a%20b", "a|b"])
def test_a_folder_that_no_table_can_be_in_is_refused_at_the_start(start, name):
    with pytest.raises(SystemExit, match=r"OCOD_STORE=.*rename it, or choose another"):
        start(store=f"/tmp/{name}/store")


def test_a_folder_may_have_a_thai_name(start):
    assert start(store="คลัง ข้อมูล#1?/50%").store == "คลัง ข้อมูล#1?/50%"
