"""The views that most visitors ask for, built before anyone does: the register's pages, of the country and of each region."""

import logging
import time
from collections.abc import Callable, Iterator
from threading import Event, Thread

from .. import geography
from ..clock import today
from ..exhibits import Context
from ..i18n import LANGUAGES
from ..loader import Data, open_release
from ..page_registry import PAGES
from ..theme import Theme
from ..view import View
from ..web import sheet, url_state
from . import shell
from .page_context import PageContext
from .views import map as map_page
from .views import overview, regions

BUILDS: dict[str, sheet.Build[PageContext]] = {
    "overview": overview.build, "regions": regions.build, "map": map_page.build
}  # fmt: skip
REST = 3  # times as long as a view took
MOST_SECONDS = 60.0  # of work: of a register so large that a view takes seconds, the first views alone are built

log = logging.getLogger(__name__)


class BuildAhead:
    """Builds the usual views of each new release, in a thread of its own that leaves most of the time to visitors."""

    def __init__(self, wanted: bool = True) -> None:
        self._wanted = wanted
        self._state: object = None
        self._ended = Event()

    def look(self) -> tuple[int, bool]:
        """Open the current release and return what identifies it; of one that is new, begin to build the views."""
        data = open_release()
        if self._wanted and data.state != self._state:
            self.stop()
            self._state, self._ended = data.state, Event()
            Thread(target=build, args=(data, self._ended.wait), daemon=True, name="build ahead").start()
        return data.state

    def stop(self) -> None:
        """Build no further view."""
        self._ended.set()


def build(data: Data, wait: Callable[[float], bool]) -> None:
    """Build the usual views, until ``wait(seconds)``, called after each, returns True."""
    worked = 0.0
    for page in usual(data):
        began = time.monotonic()
        try:
            shell.build(BUILDS[page.page.name], page)
        except Exception:  # the visitor who asks for it is told
            log.exception("the page %s could not be built ahead", page.page.name)
            return
        took = time.monotonic() - began
        worked += took
        if wait(REST * took) or worked > MOST_SECONDS:
            return


def usual(data: Data) -> Iterator[PageContext]:
    """Return the usual views, those of the country first."""
    codes = geography.places().filter(geography.places()["level"] == "region")["code"]
    for view in (View(), *(View(regions=(code,)) for code in codes)):
        for language in LANGUAGES:
            for name in BUILDS:
                context = Context(data, view, Theme(language, dark=False))
                yield PageContext(context, today(), page=PAGES[name], base=url_state.base_path(), today=today())
