"""What stands where nothing is to be seen, and the way out."""

import pandas as pd
from markupsafe import Markup

from ..exhibits import Context
from ..metrics import places, rollout
from ..view import PARAMETERS
from . import published
from .part import html, part


def total(context: Context) -> pd.Series | None:
    """Return the one row of ``rollout.summary``; where the view holds no centre, say so and offer the way out."""
    rows = context.ask(rollout.summary)
    if rows.empty:
        _nothing(context, "empty.title", "empty.district" if context.view.district else "empty.place", PARAMETERS)
        return None
    return rows.iloc[0]


def no_status(context: Context) -> Markup:
    """Say, as HTML, that no centre of the places in view has a status chosen, and offer the way out: the other statuses."""
    words = context.words
    statuses = words.listing([words(f"status.{status}") for status in context.view.statuses])
    way = html("clear", text=words("empty.status.all"), params=["status"])
    return html("note", text=words("empty.status", statuses=statuses)) + way


def unplaced(context: Context) -> None:
    """Say how many centres have no known district, where districts are compared: they are in the total only."""
    if context.view.level == "district":
        without = int(context.ask(places.unplaced).centres.iloc[0])
        if without:
            part("unplaced", html("note", text=context.words("empty.unplaced", n=without)))


def no_programme(context: Context) -> None:
    """Say that no programme has the tags chosen, and offer the way out."""
    _nothing(context, "empty.programmes", "empty.programmes.loosen", published.FILTERS)


def _nothing(context: Context, title: str, text: str, params: tuple[str, ...]) -> None:
    words = context.words
    way = html("clear", text=words("filter.clear"), params=params)
    part("empty", html("reason", title=words(title), text=words(text)) + way)
