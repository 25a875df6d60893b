"""The pages, each declared once: what it is called, whose day it is of, what it shows and what the browser needs for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .exhibits import Context, Exhibit, next_plan, page_exhibits, plan_exhibits
from .exhibits.about_sections import about
from .exhibits.document import Section
from .exhibits.method_sections import method
from .exhibits.parameters import TAGS
from .exhibits.selection import Selection
from .siting.question import PARAMETERS as QUESTION

WHOLE_PAGE = ""  # the key of the page itself among the heights of embedded exhibits


def _none(selection: Selection) -> Iterator[Exhibit | None]:
    return iter(())


def _settled(selection: Selection) -> str:
    return ""


def _no_text(context: Context, today: date) -> tuple[Section, ...]:
    return ()


@dataclass(frozen=True)
class Page:
    """A page.

    Parameters
    ----------
    name : str
        Of its view ``ui/views/<name>.py``, its file ``pages/<name>.py`` and its texts ``page.<name>``.
    path : str
        In the address; empty for the first page.
    day : {"register", "published"}
        Whose day and places its address has: the register's, or that of what others published.
    exhibits : callable
        Returns what a selection shows, in reading order: the page's own exhibits and what a file of it holds.
    sections : callable
        Returns what a page of text says, for a release, a language and today's date.
    state : callable
        Returns how far what it computes in the background is; it is built again where that has changed.
    parameters : tuple of str
        Its own parameters of the address; see :data:`ocod_dash.exhibits.parameters.PARAMETERS`.
    sidebar : str
        Its filters; a name of :data:`ocod_dash.ui.sidebars.SIDEBARS`.
    needs : tuple of str
        What the browser needs before the page arrives; names of :data:`ocod_dash.web.delivery.NEEDS`.
    embed_heights : mapping of str to int
        Pixels, by the key of an exhibit or ``WHOLE_PAGE``, where another website shows it.
    shows_centres : bool
        Whether it shows single centres, as points or rows: what a filter by status acts on.
    shows_changes : bool
        Whether it shows what changed in a period: what its first day, ``since``, acts on.
    of_register : bool
        Whether figures of the register are in its files.
    summary : bool
        Whether its files begin with the headline numbers and highlights.
    fills_screen : bool
        Whether it is shown without navigation, filters and badges.
    listed : bool
        Whether the navigation leads to it; otherwise other pages do.
    embeddable : bool
        Whether another website may show it.
    """

    name: str
    path: str
    day: Literal["register", "published"] = "register"
    exhibits: Callable[[Selection], Iterator[Exhibit | None]] = _none
    sections: Callable[[Context, date], tuple[Section, ...]] = _no_text
    state: Callable[[Selection], str] = _settled
    parameters: tuple[str, ...] = ()
    sidebar: str = "register"
    needs: tuple[str, ...] = ("charts",)
    embed_heights: Mapping[str, int] = field(default_factory=lambda: {WHOLE_PAGE: 1000})
    shows_centres: bool = False
    shows_changes: bool = False
    of_register: bool = True
    summary: bool = False
    fills_screen: bool = False
    listed: bool = True
    embeddable: bool = True

    @property
    def has_files(self) -> bool:
        """Whether there are files of it."""
        return self.exhibits is not _none

    @property
    def is_text(self) -> bool:
        """Whether it is a page of text: no figures of a place, and no filters."""
        return self.sections is not _no_text


PAGES = {
    page.name: page
    for page in (
        Page("overview", "", exhibits=page_exhibits.overview, shows_changes=True, summary=True),
        Page(
            "regions", "regions", exhibits=page_exhibits.regions, parameters=("compare", "by", "top", "top_order"),
            shows_changes=True,
        ),
        Page(
            "map", "map", exhibits=page_exhibits.map_, parameters=("measure", "layers"), needs=("map",),
            embed_heights={WHOLE_PAGE: 1000, "map": 860}, shows_centres=True,
        ),
        Page(
            "review", "review", exhibits=page_exhibits.review, parameters=("limits", "option"), sidebar="register",
            needs=("charts", "map"), embed_heights={WHOLE_PAGE: 1000, "review_map": 860},
        ),
        Page(
            "centre", "centre", exhibits=page_exhibits.centre, parameters=("id", "limits"), sidebar="none", listed=False,
        ),
        Page("next", "next", exhibits=page_exhibits.next_, state=next_plan.state, parameters=(*QUESTION, "beside")),
        Page(
            "programmes", "programmes", "published", page_exhibits.programmes_, parameters=("on", *TAGS),
            sidebar="programmes", of_register=False,
        ),
        Page(
            "forum", "forum", "published", page_exhibits.forum, parameters=("on",), sidebar="published_day",
            of_register=False,
        ),
        Page(
            "ledger", "ledger", "published", page_exhibits.ledger_,
            parameters=("on", "programme", "claim", "search", "sort", "count_on"), sidebar="ledger", needs=(),
        ),
        Page(
            "data", "data", parameters=("part", "file", "release", *QUESTION), state=plan_exhibits.state, sidebar="places",
            needs=(), embeddable=False,
        ),
        Page("method", "method", sections=method, sidebar="none", needs=(), of_register=False),
        Page("about", "about", sections=about, sidebar="none", needs=(), of_register=False),
        Page("present", "present", parameters=("slide", "slides", "pace", "notes"), fills_screen=True),
    )
}  # fmt: skip
BY_PATH = {page.path: page for page in PAGES.values()}
WITH_FILES = tuple(page.name for page in PAGES.values() if page.has_files)
