"""What a visitor, a command or a program sees: the data, the view, and the theme."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from .. import geography
from ..cache import cached
from ..i18n import Words
from ..loader import Data, Metric
from ..metrics.findings import Finding, sentence
from ..theme import Theme
from ..view import View
from . import citation

T = TypeVar("T")
MEGABYTES = 128  # of exhibits, charts and maps


@dataclass(frozen=True)
class Context:
    """A release with a view and a theme: for one run of a page, or one file."""

    data: Data
    view: View
    theme: Theme

    @property
    def words(self) -> Words:
        """The words of the visitor's language."""
        return self.theme.words

    @property
    def sample(self) -> bool:
        """Whether the data are the sample register's."""
        return self.data.release.sample

    @property
    def judges(self) -> bool:
        """Whether the places in view may be called late or ahead: of a sample, the whole country alone."""
        return not self.sample or not self.view.province_codes

    @property
    def day(self) -> date:
        """The reference date."""
        return self.view.as_of or self.data.release.as_of

    @property
    def country(self) -> "Context":
        """The same day in the whole country."""
        return replace(self, view=self.view.at(None))

    @property
    def of_all_statuses(self) -> "Context":
        """The same places and day, without a choice of statuses."""
        return replace(self, view=replace(self.view, statuses=()))

    def in_light(self) -> "Context":
        """Return the same, drawn on white."""
        return replace(self, theme=replace(self.theme, dark=False))

    @property
    def places(self) -> str:
        """The places in view, in words; empty for the whole country."""
        codes = (self.view.district,) if self.view.district else self.view.provinces or self.view.regions
        return self.words.listing([self.words.name(geography.place(code)) for code in codes])

    @property
    def chosen(self) -> str:
        """What is chosen, in words: the places, what they are compared by, the date, the statuses."""
        words, view = self.words, self.view
        parts = [self.places or words("country")]
        if view.compared:
            parts.append(words("filter.chosen.level"))
        if view.as_of:
            parts.append(words("filter.chosen.as_of", day=view.as_of))
        if view.statuses:
            names = words.listing([words(f"status.{status}") for status in view.statuses])
            parts.append(words("filter.chosen.status", statuses=names))
        return " · ".join(parts)

    @property
    def register(self) -> str:
        """The name of the register and its release; a sample is called one."""
        return citation.register(self.data.release, self.words)

    @property
    def source(self) -> str:
        """The citation of the register: name, release and day."""
        return citation.counted(self.data.release, self.day, self.words)

    def say(self, finding: Finding) -> str:
        """Write a finding of the register as a sentence of its own, with the place in view before it."""
        clause, place = self.clause(finding), self.view.place
        if place is not None:
            at = "finding.sample.at" if self.sample else "finding.at"
            clause = self.words(at, place=place, sentence=clause)
        return self.counted(clause)

    def stated(self, finding: Finding) -> Finding:
        """Return what is stated of the register: a sample names no place that stands out, and judges none."""
        return finding.stated(self.sample, country=not self.view.province_codes)

    def clause(self, finding: Finding) -> str:
        """Write what is stated of the register, to follow what says that it is of a sample."""
        return self.stated(finding).clause(self.words)

    def counted(self, clause: str) -> str:
        """Write a clause about the register as a sentence; of a sample it begins by saying so."""
        return sentence(clause, self.words, self.sample)

    def sentence(self, finding: Finding) -> str:
        """Write a finding of what others published as a sentence."""
        return finding.say(self.words, sample=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What the context shows, as a key of caches: store, release, view, language and theme."""
        release, query = self.data.release, sorted(self.view.to_query().items())
        return self.data.store.url, str(release.number), str(query), self.theme.language, str(self.theme.dark)

    def cached(self, name: str, make: Callable[[], T], of: str = "") -> T:
        """Return what ``make`` returns, computed once for all contexts with the same key.

        Parameters
        ----------
        name : str
            What is computed.
        make : callable
            Computes it, from this context and ``of`` alone.
        of : str
            What the result depends on besides the context: a page's own choices, the ids of the rows shown.
        """
        result: T = _computed(self.key, name, of, make)
        return result

    def ask(self, metric: Metric, view: View | None = None, **options: Any) -> Any:
        """Ask the data a metric, for this context's view unless another is given."""
        return self.data.ask(metric, view or self.view, **options)


@cached(MEGABYTES, key=lambda key, name, of, make: (key, name, of))
def _computed(key: tuple[str, ...], name: str, of: str, make: Callable[[], Any]) -> Any:
    return make()
