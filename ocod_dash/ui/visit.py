"""What a page gets: the data, what the visitor looks at, and how it is drawn for them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ..i18n import Words
from ..loader import Data, Metric
from ..look import Look
from ..view import View


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

    def ask(self, metric: Metric, view: View | None = None, **options: Any) -> Any:
        """Ask the data a metric, for this visit's view unless another is given."""
        return self.data.ask(metric, view or self.view, **options)


def current() -> Visit:
    """Return the visit that the shell has prepared for this run."""
    visit: Visit = st.session_state["visit"]
    return visit


def prepare(visit: Visit) -> Visit:
    """Keep the visit for the page and its fragments."""
    st.session_state["visit"] = visit
    return visit
