"""Pages of text, such as About and Method: a contents list beside the sections that the page's declaration names."""

from ...web.parts import Items, Part, columns
from ..headings import title
from ..page_context import PageContext
from ..render import html


def build(page: PageContext) -> Items:
    """Return the sections of the page, each with its anchor."""
    sections, label = page.page.sections(page.context, page.today), page.words("about.contents")
    yield title(page.words(f"{page.page.name}.title"))
    yield columns(
        (1, 3),
        [Part("contents", html("contents", sections=sections, label=label))],
        [Part(f"section_{section.key}", html("section", section=section)) for section in sections],
    )
