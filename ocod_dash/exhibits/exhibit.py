"""One exhibit: the finding, what is measured, the picture, the figures behind it, and their source."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

import plotly.graph_objects as go

from ..maps.picture import Country
from ..metrics.findings import sentence
from .context import Context
from .figure_tables import Table


@dataclass(frozen=True)
class Exhibit:
    """A finding with its picture and its figures.

    Parameters
    ----------
    context : Context
        The data, the view and the theme.
    key : str
        Unique on the page; also the name of the files.
    clause : str
        The finding; see ``title``.
    measured : str
        Measure and unit.
    table : callable
        Makes the figures behind the picture; called only when they are wanted.
    draw_chart : callable, optional
        Draws the chart, from the context and ``of`` alone.
    draw_map : maps.picture.Country, optional
        The map, of the context and ``of`` alone; called, it draws itself as SVG.
    hint : str
        What the reader can do with the picture on the page.
    cited : str
        Where the figures are from, when it is not the register alone.
    of : str
        What the picture depends on besides the context.
    counted : bool
        Whether it holds counts of the register although something else is cited.
    page_only : bool
        Whether it is on its page alone, and in no file of the page.
    data_only : bool
        Whether it is a table for further work, which only workbooks and CSV files hold, not slides and reports.
    variant : str
        Which of several it is, such as the measure of a map; in the name of its files.
    of_statuses : bool
        Whether a choice of statuses acts on it.
    """

    context: Context
    key: str
    clause: str
    measured: str
    table: Callable[[], Table]
    draw_chart: Callable[[], go.Figure] | None = None
    draw_map: Country | None = None
    hint: str = ""
    cited: str = ""
    of: str = ""
    counted: bool = False
    page_only: bool = False
    data_only: bool = False
    variant: str = ""
    of_statuses: bool = False

    @property
    def title(self) -> str:
        """The finding as a sentence; of a sample it begins by saying so."""
        return sentence(self.clause, self.context.words, self.of_sample)

    @property
    def subtitle(self) -> str:
        """What is measured, and where."""
        return " · ".join(filter(None, (self.measured, self.context.places)))

    @property
    def alternative(self) -> str:
        """What a reader who does not see the picture should know."""
        return self.context.words("frame.alt", title=self.title, measured=self.subtitle)

    @property
    def source(self) -> str:
        """Where the figures are from, as plain text; a sample says so."""
        return self.cited or self.context.source

    @property
    def has_picture(self) -> bool:
        """Whether it has a chart or a map, not a table alone."""
        return bool(self.draw_chart or self.draw_map)

    @property
    def of_sample(self) -> bool:
        """Whether the figures are the sample register's."""
        return self.context.sample and (self.counted or not self.cited)

    @property
    def chart(self) -> go.Figure:
        """The chart, drawn once for all contexts with the same key."""
        assert self.draw_chart
        return self.context.cached(f"chart {self.key}", self.draw_chart, self.of)

    @property
    def spec(self) -> str:
        """The chart as Plotly's JSON, written once for all contexts with the same key."""
        return self.context.cached(f"spec {self.key}", lambda: str(self.chart.to_json()), self.of)

    @property
    def map(self) -> str:
        """The map as SVG, drawn once for all contexts with the same key."""
        assert self.draw_map
        return self.context.cached(f"map {self.key}", self.draw_map, self.of)


Cached = TypeVar("Cached", bound=Exhibit | None)


def cached_exhibit(make: Callable[[Context], Cached]) -> Callable[[Context], Cached]:
    """Compute an exhibit of the context alone once for all contexts with the same key."""

    @wraps(make)
    def once(context: Context) -> Cached:
        return context.cached(f"{make.__module__}.{make.__name__}", lambda: make(context))

    return once
