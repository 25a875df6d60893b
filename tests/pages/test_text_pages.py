"""About and Method as a visitor reads them, and the foot of every page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from ocod_dash.exhibits import about_sections, method_sections
from ocod_dash.i18n import Words
from ocod_dash.metrics import MEASURES
from ocod_dash.page_registry import PAGES
from ocod_dash.store import Store
from tests.pages.conftest import forget, parts, says, title

TEXT_PAGES = [name for name, page in PAGES.items() if page.is_text]


def foot(app) -> dict[str, str]:
    """Return the links of the foot, by their texts."""
    links = html.fromstring(parts(app)["foot"]["head"]).iter("a")
    return {link.text_content(): link.get("href") for link in links}


def test_the_pages_of_text_come_last_but_for_the_slides():
    assert list(PAGES)[-3:] == ["method", "about", "present"]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", TEXT_PAGES)
def test_every_section_is_in_the_contents_and_has_its_anchor(open_page, name, language):
    app = open_page(name, lang=language)
    shown = parts(app)
    assert title(app) == Words(language)(f"{name}.title")
    links = [link.get("href") for link in html.fromstring(shown["contents"]["head"]).iter("a")]
    sections = [html.fromstring(part["head"]) for key, part in shown.items() if key.startswith("section_")]
    assert [f"#{section.get('id')}" for section in sections] == links
    assert len(set(links)) == len(links)
    assert all(section.find(".//h2").text_content().strip() for section in sections)
    assert "filters" not in shown
    assert "breadcrumb" not in shown
    assert "badges" in shown


@pytest.mark.parametrize("name", [name for name in PAGES if name != "present"])
def test_every_page_but_the_slides_has_a_foot_that_leads_to_the_pages_about_the_site(open_page, name):
    links = foot(open_page(name, lang="en"))
    assert list(links) == ["Report an error", "Method", "About"]
    assert links["About"].startswith("/about")
    assert links["Report an error"].startswith("/about")  # no contact is set


def test_with_a_contact_the_foot_opens_a_message_with_page_view_and_release(open_page, sample, monkeypatch):
    monkeypatch.setenv("OCOD_CONTACT", "errors@example.org")
    forget()
    report = urlsplit(foot(open_page("regions", lang="en", region="north", as_of="2020-12-31"))["Report an error"])
    assert (report.scheme, report.path) == ("mailto", "errors@example.org")
    body = parse_qs(report.query)["body"][0].split("\r\n")
    assert body[0] == "Page: Regions /regions?region=north&as_of=2020-12-31&lang=en"
    assert "North" in body[1]
    assert "31 Dec 2020" in body[1]
    assert body[2] == f"Release: {Store(str(sample)).current().number}"


def test_what_was_searched_for_is_only_text_in_the_message(open_page, monkeypatch):
    monkeypatch.setenv("OCOD_CONTACT", "errors@example.org")
    forget()
    link = foot(open_page("ledger", lang="en", search='"><b>&bcc=x'))["Report an error"]
    assert set(parse_qs(urlsplit(link).query)) == {"subject", "body"}
    assert "<" not in link


def test_embedded_in_another_website_a_page_of_text_has_no_foot(open_page, monkeypatch):
    monkeypatch.setattr("ocod_dash.web.url_state.is_embedded", lambda: True)
    app = open_page("about", lang="en")
    assert "foot" not in parts(app)
    assert "section_what" in parts(app)


def test_about_says_plainly_that_nobody_is_named_and_how_to_report_all_the_same(open_page):
    text = says(open_page("about", lang="en"))
    assert "This is not an official site" in text
    assert "not named by whoever operates this site" in text
    assert "No contact has been set" in text
    assert "no name has been set" in text
    assert "sample data: it was randomly generated" in text


def test_about_names_the_publisher_who_declares_the_site_official(open_page, monkeypatch):
    for name, value in {"PUBLISHER_TH": "หน่วยงาน<i>", "OFFICIAL": "1", "CONTACT": "https://example.org/f"}.items():
        monkeypatch.setenv(f"OCOD_{name}", value)
    forget()
    app = open_page("about", lang="en")
    text = says(app)
    assert "This is an official site of หน่วยงาน<i>" in text
    assert "is หน่วยงาน<i>. To see, correct or delete" in text
    assert "<i>" not in json.dumps(parts(app)["section_what"], ensure_ascii=False)
    assert 'href="https://example.org/f"' in parts(app)["section_publisher"]["head"]


def test_about_says_whom_a_visit_is_told_to(open_page, monkeypatch):
    assert "no request to any other site" in says(open_page("about", lang="en"))
    monkeypatch.setenv("OCOD_MAP_STYLE", "https://maps.example.org/style.json")
    monkeypatch.setenv("OCOD_PERSONAL_DATA", "1")
    forget()
    text = says(open_page("about", lang="en"))
    assert "background from maps.example.org" in text
    assert "stored with the register, shown on no page" in text


def test_method_takes_its_figures_from_the_code(open_page):
    text = says(open_page("method", lang="en"))
    assert "more than 3 percentage points behind" in text
    assert "the last 60, 90 and 180 days" in text
    assert "1,250 to 1,350" in text  # about 1,300
    assert "1,300 to 1,400" in text  # over 1,300
    assert "6 regions" in text
    assert "77 provinces" in text
    assert "928 districts" in text
    assert all(f"{Words('en')(f'measure.{each}.definition')}" in text for each in MEASURES)


def test_what_is_not_known_is_one_list_with_that_of_the_programmes(open_page):
    listed = html.fromstring(parts(open_page("method", lang="en"))["section_unknown"]["head"]).findall(".//li")
    assert len(listed) > len(method_sections.UNKNOWN)
    assert any("MorChana" in each.text_content() for each in listed)


def test_the_method_of_an_older_release_names_the_sources_that_it_has(open_page):
    links = html.fromstring(parts(open_page("method", lang="en"))["section_centre"]["head"]).findall(".//ul/li")
    assert len(links) == len(method_sections.ABOUT_CENTRES)


def test_every_statement_about_accessibility_is_listed(open_page):
    shown = parts(open_page("about", lang="th"))
    held = len(html.fromstring(shown["section_accessibility"]["head"]).findall(".//li"))
    limits = len(html.fromstring(shown["section_limits"]["head"]).findall(".//li"))
    assert (held, limits) == (len(about_sections.TESTED), len(about_sections.UNTESTED))
