"""What a page gets: the data, what the visitor looks at, and how it is drawn for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from ..i18n import Words
from ..loader import Data, Metric
from ..look import Look
from ..view import View

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """One run of a page for one visitor."""

    data: Data
    view: View
    look: Look

    @property
    def words(self) -> Words:
        """The words of the visitor's language."""
        return self.look.words

    @property
    def sample(self) -> bool:
        """Whether the data are the sample register's."""
        return self.data.release.sample

    @property
    def day(self) -> date:
        """The day looked at."""
        return self.view.as_of or self.data.release.as_of

    @property
    def key(self) -> tuple[str, ...]:
        """What this visit shows, for keeping what is drawn: store, release, view, language and theme."""
        release, query = self.data.release, sorted(self.view.to_query().items())
        return self.data.store.url, str(release.number), str(query), self.look.language, str(self.look.dark)

    def keep(self, name: str, draw: Callable[[], T], of: str = "") -> T:
        """Return what ``draw`` makes, made once for all visitors who look at the same in the same way.

        Parameters
        ----------
        name : str
            What is drawn.
        draw : callable
            Makes it, from this visit and ``of`` alone.
        of : str
            What it is made of besides the visit: a page's own choices.
        """
        drawn: T = _kept(self.key, name, of, draw)
        return drawn

    def ask(self, metric: Metric, view: View | None = None, **options: Any) -> Any:
        """Ask the data a metric, for this visit's view unless another is given."""
        return self.data.ask(metric, view or self.view, **options)


@st.cache_resource(max_entries=512, show_spinner=False)
def _kept(key: tuple[str, ...], name: str, of: str, _draw: Callable[[], Any]) -> Any:
    return _draw()


def current() -> Visit:
    """Return the visit that the shell has prepared for this run."""
    visit: Visit = st.session_state["visit"]
    return visit


def prepare(visit: Visit) -> Visit:
    """Keep the visit for the page and its fragments."""
    st.session_state["visit"] = visit
    return visit
