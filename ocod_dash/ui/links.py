"""Links: the address of a page of ours, the navigation bar, and the breadcrumb from the country to the place in view."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from .. import geography
from ..exhibits.parameters import PARAMETERS, TAGS
from ..i18n import LANGUAGES
from ..page_registry import PAGES
from ..view import PARAMETERS as OF_VIEW
from ..view import View
from ..web.parts import Items, Part
from .page_context import PageContext
from .render import html

IN_VIEW = "in view"
Choices = Mapping[str, str]
NO_CHOICES: Choices = {}
# The parameters that the filters of a sidebar set.
FILTERS: Mapping[str, tuple[str, ...]] = {
    "register": OF_VIEW,
    "places": OF_VIEW,
    "programmes": (*TAGS, "on"),
    "published_day": ("on",),
    "ledger": ("programme", "on"),
    "none": (),
}


def href(
    page: PageContext, name: str, *, at: str | None = IN_VIEW, level: str = "", choices: Choices = NO_CHOICES
) -> str:
    """Return the address of a page.

    Parameters
    ----------
    page : PageContext
        The page with the link.
    name : str
        The page that it leads to.
    at : str or None
        The code of the place that it leads to; None for the country, by default the places in view.
    level : str
        The level of the places that are compared there, if another than in view.
    choices : mapping of str to str
        What is chosen there of the page's own parameters.
    """
    view = page.context.view if at == IN_VIEW else page.context.view.at(at)
    return _address(page, name, replace(view, compared=level or view.compared), choices)


def same_page(page: PageContext, **choices: str) -> str:
    """Return the address of the page in view with some of its own parameters changed; an empty value leaves one out."""
    chosen = own_choices(page) | choices
    in_order = {name: chosen[name] for name in page.page.parameters if name in chosen}
    return _address(page, page.page.name, page.context.view, in_order)


def province_links(page: PageContext, name: str) -> dict[str, str]:
    """Return the addresses of a page for every province, by code; for the one in view, that of the country.

    Of a district in view its province is one step up. On the page in view what is chosen stays.
    """
    in_view = () if page.context.view.district else page.context.view.provinces
    choices = own_choices(page) if name == page.page.name else NO_CHOICES
    return {
        province.code: href(page, name, at=None if (province.code,) == in_view else province.code, choices=choices)
        for province in geography.provinces()
    }


def parameters(page: PageContext) -> dict[str, str]:
    """Return the parameters of the page's address, as they were understood."""
    return query(page, page.page.name, page.context.view) | own_choices(page)


def active_filters(page: PageContext) -> int | None:
    """Return how many of the page's filters are set; None where it has none."""
    if not FILTERS[page.page.sidebar] or (page.page.sidebar == "places" and "part" in own_choices(page)):
        return None
    return len(parameters(page).keys() & FILTERS[page.page.sidebar])


def own_choices(page: PageContext) -> dict[str, str]:
    """Return what is chosen of the page's own parameters."""
    chosen = {name: page.chosen(name) for name in page.page.parameters}
    return {name: ",".join(values) for name, values in chosen.items() if values not in ((), PARAMETERS[name].default)}


def query(page: PageContext, name: str, view: View) -> dict[str, str]:
    """Return the parameters that lead to a view on a page: its places and day, or the day of what others published."""
    published = {"on": ",".join(page.chosen("on"))}
    there = view.to_query() if PAGES[name].day == "register" else published
    language = {"lang": page.url_language}
    return {name: value for name, value in (there | language).items() if value}


def _address(page: PageContext, name: str, view: View, choices: Choices) -> str:
    chosen = {name: value for name, value in (query(page, name, view) | dict(choices)).items() if value}
    return f"{page.base}/{PAGES[name].path}" + (f"?{urlencode(chosen, safe=',')}" if chosen else "")


def bar(page: PageContext) -> Items:
    """Return the links to all pages but those of text, the languages, and the buttons of filters and download dialog."""
    words = page.words
    pages = [
        (each.name, words(f"page.{each.name}"), href(page, each.name), each == page.page, each.fills_screen)
        for each in PAGES.values()
        if each.listed and not each.is_text
    ]
    languages = [(language.code, language.label) for language in LANGUAGES.values()]
    yield Part("bar", html("bar", words=words, pages=pages, languages=languages, filters=active_filters(page)))


def breadcrumb(page: PageContext, chosen: str) -> Part:
    """Return the path from the country to the place in view; each step above is a link.

    Parameters
    ----------
    page : PageContext
        What the visitor asks for.
    chosen : str
        What is chosen, in words.
    """
    words, view = page.words, page.context.view
    place: geography.Place | None = view.place
    above: list[tuple[str | None, str]] = []
    while place and place.parent:
        place = geography.place(place.parent)
        above.insert(0, (place.code, words.name(place)))
    if view.regions or view.provinces:
        above.insert(0, (None, words("country")))
    steps = [(href(page, page.page.name, at=code, choices=own_choices(page)), place) for code, place in above]
    return Part(
        "breadcrumb", html("crumbs", label=words("breadcrumb"), day=page.context.day, steps=steps, chosen=chosen)
    )
