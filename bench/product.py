"""All that measuring takes from the product: regions, words on buttons, how a press is sent, what a build calls, siting."""

from typing import Any

from ocod_dash import geography
from ocod_dash.exhibits import headline
from ocod_dash.geography.people_points import people_points
from ocod_dash.i18n import Words
from ocod_dash.siting.jobs import solve_apart
from ocod_dash.siting.plan import Plan
from ocod_dash.siting.question import Question
from ocod_dash.siting.study import Study

__all__ = ["Plan", "Question", "Study", "people_points", "solve_apart"]  # for bench.siting

WORDS = Words("en")
COUNTRY = "All"
REGIONS = {COUNTRY: ""} | {WORDS.name(place): f"region={place.code}" for place in geography.regions()}
CHOICES = [query for query in REGIONS.values() if query]
MAKE_THE_FILE = WORDS("download.make")
KINDS = {kind: WORDS(f"download.kind.{kind}") for kind in ("pptx", "pdf", "xlsx", "html", "geojson")}
BUILDS = (headline, "headline")  # a module and its function that the overview calls once each time that it is computed


def pressed(part: str, what: str) -> list[dict[str, Any]]:
    """Return what the browser sends when a button of a sheet is pressed."""
    return [{"event": "action", "value": what}]
