"""The one way to write HTML: Jinja templates that escape every text; what is HTML already has the type ``Markup``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

Render = Callable[..., Markup]
NO_FILTERS: Mapping[str, Callable[..., Any]] = {}


def renderer(*folders: Path, filters: Mapping[str, Callable[..., Any]] = NO_FILTERS) -> Render:
    """Return a function that fills a template: ``render("table", rows=rows)`` gives the HTML of ``table.html``.

    Parameters
    ----------
    *folders : pathlib.Path
        Where templates are looked for, in this order.
    filters : mapping of str to callable, optional
        Jinja filters that the templates use.

    Returns
    -------
    callable
        ``render(name, **values) -> Markup``. A template that uses a value it does not get raises
        ``jinja2.UndefinedError``.
    """
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # otherwise every use checks whether the file has changed
    )
    environment.filters.update(filters)

    def render(name: str, /, **values: Any) -> Markup:
        return Markup(environment.get_template(f"{name}.html").render(values))

    return render
