"""What a page or a file shows: the register in view, what others published by a day, and a page's own choices."""

from dataclasses import dataclass, field, replace
from datetime import date

from ..view import View
from .context import Context
from .parameters import PARAMETERS


@dataclass(frozen=True)
class Selection:
    """What to show.

    Parameters
    ----------
    context : Context
        The register in view.
    published_on : datetime.date
        The day of what others published.
    choices : tuple of (str, tuple of str)
        What else is chosen, by parameter; see :data:`ocod_dash.exhibits.parameters.PARAMETERS`.
    at_once : bool
        Whether it is shown at once, and again when what takes longer is computed; a file waits for that.
    """

    context: Context
    published_on: date
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    at_once: bool = field(default=False, kw_only=True)

    @property
    def published(self) -> Context:
        """What others published by their day, of the whole country."""
        return replace(self.context, view=View(as_of=self.published_on))

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return what is chosen of a parameter, or its default."""
        return dict(self.choices).get(name) or PARAMETERS[name].default
