"""What a page shows where it has no data, and the links to what it has."""

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context
from ..exhibits.page_exhibits import has_centres
from ..exhibits.parameters import TAGS
from ..metrics import places, rollout
from ..view import PARAMETERS
from ..web.parts import Part
from . import headings
from .render import html


def total(context: Context) -> pd.Series | None:
    """Return the one row of ``rollout.summary``; None where the view holds no centre."""
    return context.ask(rollout.summary).iloc[0] if has_centres(context) else None


def no_centre(context: Context) -> Part:
    """Say that the view holds no centre, and offer to clear the filters."""
    words, text = context.words, "empty.district" if context.view.district else "empty.place"
    return _nothing(context, html("title", text=words("empty.title")) + html("note", text=words(text)), PARAMETERS)


def no_programme(context: Context) -> Part:
    """Say that no programme has the tags chosen, and offer to clear them."""
    words = context.words
    why = html("reason", title=words("empty.programmes"), text=words("empty.programmes.loosen"))
    return _nothing(context, why, TAGS)


def no_status(context: Context) -> Markup:
    """Say that no centre of the places in view has a status chosen, and offer the other statuses."""
    words = context.words
    statuses = words.listing([words(f"status.{status}") for status in context.view.statuses])
    link = html("clear", text=words("empty.status.all"), params=["status"])
    return html("note", text=words("empty.status", statuses=statuses)) + link


def unplaced(context: Context) -> Part | None:
    """Say how many centres have no known district, where districts are compared: they are in the total only."""
    if context.view.level != "district":
        return None
    without = int(context.ask(places.unplaced).centres.iloc[0])
    return headings.note("unplaced", context.words("empty.unplaced", n=without)) if without else None


def _nothing(context: Context, why: Markup, params: tuple[str, ...]) -> Part:
    return Part("empty", why + html("clear", text=context.words("filter.clear"), params=params), always=True)
