"""How many are in view, which a screen reader announces after a filter: counted in data/sample/centres.csv."""

import pytest

from ocod_dash.exhibits.site_description import page_title
from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.page_registry import PAGES

from .conftest import sent


def count(app):
    return tuple(sent(app)["navigation"]["count"].values())


@pytest.mark.parametrize(
    ("page", "query", "expected"),
    [
        ("overview", {}, ("2,394", "2,394 centres, Thailand")),
        ("regions", {"region": "north"}, ("275", "275 centres, North")),
        ("map", {"region": "north", "status": "in_progress"}, ("30", "30 centres, North · centres shown: In progress")),
        ("programmes", {"line": "C10"}, ("1", "1 programme")),
        ("about", {}, ("", "")),
    ],
)
def test_it_is_counted_with_what_is_chosen(open_page, page, query, expected):
    assert count(open_page(page, lang="en", **query)) == expected


def test_published_figures_that_fit_a_search_are_counted(open_page):
    number, text = count(open_page("ledger", lang="en", search="2,144"))
    assert text == f"{number} published figures" or text == "1 published figure"
    assert int(number) < int(count(open_page("ledger", lang="en"))[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_of_its_own_before_the_sites(language):
    words = Words(language)
    titles = [page_title(words, name) for name in PAGES]
    assert len(set(titles)) == len(PAGES)
    assert all(title.endswith(words("app.title")) for title in titles)
