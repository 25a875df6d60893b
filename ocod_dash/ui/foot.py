"""The foot of every page: embedding it, reporting an error in it, and the pages about this site."""

from ..exhibits.error_report import report_address
from ..page_registry import PAGES
from ..web.parts import Part
from .links import href, same_page
from .page_context import PageContext
from .render import html


def foot(page: PageContext) -> Part:
    """Return the foot; where no contact is set, the page About says how to report an error."""
    words, of_register = page.words, page.page.day == "register"
    name, view = words(f"page.{page.page.name}"), page.chosen_view if of_register else words.date(page.published_on)
    report = report_address(page.context, name, same_page(page), view)
    links = [(report or href(page, "about"), words("about.report"), not report)]
    links += [(href(page, each), words(f"page.{each}"), True) for each in PAGES if PAGES[each].is_text]
    return Part("foot", html("foot", embed=words("embed") if page.page.embeddable else "", links=links))
