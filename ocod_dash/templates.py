"""HTML is rendered from templates alone, which escape every value but what is HTML by its type, ``Markup``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

Render = Callable[..., Markup]


def renderer(*folders: Path, filters: Mapping[str, Callable[..., Any]] | None = None) -> Render:
    """Return a function that fills the templates of some folders: ``render("legend", blocks=blocks)``.

    Parameters
    ----------
    *folders : pathlib.Path
        Where the templates are, the first folder before the others; ``legend`` is the file ``legend.html``.
    filters : mapping of str to callable, optional
        Filters of the templates besides Jinja's own.

    Returns
    -------
    callable
        Takes a template's name and its values by name. A value that the template uses and does not get is an error.
    """
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every use checks whether the file has changed
    )
    environment.filters.update(filters or {})

    def render(template: str, /, **values: Any) -> Markup:
        return Markup(environment.get_template(f"{template}.html").render(values))

    return render
