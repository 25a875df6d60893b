"""The names of files: what is in them, sample or not, the filters, the day, the language; the same wherever they are made."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from ..view import View

MOST_CODES = 6  # of places in a name; of more, how many they are


def file_name(
    what: Iterable[str],
    kind: str,
    *,
    sample: bool,
    view: View,
    day: date,
    statuses: bool = False,
    choices: Iterable[str] = (),
    language: str = "",
) -> str:
    """Return a name of ASCII letters, digits, hyphens and underscores.

    Parameters
    ----------
    what : iterable of str
        What is in it: a page, a resource of the API, the key of a chart.
    kind : str
        The kind of file, its ending.
    sample : bool
        Whether figures of the sample register are in it.
    view : View
        The choice of places and statuses.
    day : datetime.date
        The reference date.
    statuses : bool
        Whether a choice of statuses acts on what is in it.
    choices : iterable of str
        What else is chosen, such as the measure of a map.
    language : str
        The language of its texts.
    """
    chosen = [_places(view), *(view.statuses if statuses else ()), *choices]
    parts = [*what, "sample" if sample else "", *map(_plain, chosen), day.isoformat(), language]
    return f"{'_'.join(filter(None, parts))}.{kind}"


def _places(view: View) -> str:
    """Name the one place in view; of several, give their codes, or how many they are."""
    if view.place:
        return view.place.code if view.place.level == "region" else view.place.name_en
    codes, level = (view.provinces, "provinces") if view.provinces else (view.regions, "regions")
    return "-".join(codes) if len(codes) <= MOST_CODES else f"{len(codes)}-{level}"


def _plain(text: str) -> str:
    """Return a text in lower-case ASCII letters, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", bare.lower()).strip("-")
