"""HTML from the templates of a page: those of this package, and those of the package that builds the pages."""

from pathlib import Path

from ..templates import Render, renderer
from .phrases import counted, held, phrases

TEMPLATES = Path(__file__).parent / "templates"


def page_renderer(*folders: Path, names: tuple[str, ...] = ()) -> Render:
    """Return a renderer of templates, those of ``folders`` before those of this package.

    Parameters
    ----------
    *folders : pathlib.Path
        Where templates are looked for first.
    names : tuple of str
        Names that no line of a heading or a table breaks.
    """
    return renderer(*folders, TEMPLATES, filters={"phrases": phrases(names), "held": held(names), "counted": counted})


html = page_renderer()
