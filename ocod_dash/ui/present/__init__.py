"""Present mode: the slides, and the stage that shows them."""

from collections.abc import Sequence

from ...exhibits.page_exhibits import has_centres
from ...exhibits.stage_slides import decks
from ...web import sheet
from ...web.parts import Items
from ..empty_states import no_centre
from ..page_context import PageContext
from .stage import show_slides


def show(page: PageContext, notices: Sequence[str]) -> None:
    """Show the slides of the places in view; where they hold no centre, say so."""
    if has_centres(page.context):
        show_slides(page, decks(page.context, page.published), notices)
    else:
        sheet.show("present", _nothing, page)


def _nothing(page: PageContext) -> Items:
    yield no_centre(page.context)
