"""All that a page is built of: the one argument of every view."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..exhibits import Context, Exhibit
from ..exhibits.selection import Selection
from ..i18n import Words
from ..page_registry import PAGES, Page
from ..view import View


@dataclass(frozen=True)
class PageContext(Selection):
    """What a visitor asks for.

    Parameters
    ----------
    page : Page
        The page.
    url_language : str
        The language that the address names; empty when it names none.
    base : str
        The path that the app is served under, without a slash at its end.
    today : datetime.date
        Today in Thailand.
    embedded : bool
        Whether it is shown inside another website, without what leads to other pages.
    only : str
        The key of the one part that is shown inside another website; all when empty.
    state : str
        How far what the page computes in the background is.
    """

    page: Page = PAGES["overview"]
    url_language: str = ""
    base: str = ""
    today: date = date.max
    embedded: bool = False
    only: str = ""
    state: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What distinguishes this context from another."""
        own = (self.page.name, self.url_language, self.base, self.today, self.embedded, self.only, self.state)
        return (*self.context.key, str(self.published_on), repr(self.choices), *map(str, own))

    @property
    def words(self) -> Words:
        """The words of the visitor's language."""
        return self.context.words

    @property
    def register(self) -> Context:
        """The register on its own day in the whole country, for what is counted beside what others published."""
        return replace(self.context, view=View())

    @property
    def chosen_view(self) -> str:
        """The places, the date and the statuses that the page shows, in words."""
        return (self.context if self.page.shows_centres else self.context.of_all_statuses).chosen

    def exhibits(self) -> Mapping[str, Exhibit]:
        """Return what the page shows, by key, in reading order."""
        return {exhibit.key: exhibit for exhibit in self.page.exhibits(self) if exhibit}
