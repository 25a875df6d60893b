"""A measure is declared once: where it is shown follows from its declaration."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from ocod_dash.config import ROOT
from ocod_dash.metrics import MEASURES, Measure, shown
from ocod_dash.metrics.measures import Surface

SURFACES = get_args(Surface)
NAME, SHORT = "Share of centres closed", "Closed, share"
CLAUSE = "share of centres closed"
DEFINITION = "Centres closed on the day as a percentage of those in the plan."
DECLARED = f"""        Measure(
            "percent_closed", "percent", decimals=1, better="less", table="milestones",
            shown=dict.fromkeys({SURFACES}, 99),
        ),
"""
COMPUTED = "            percent_closed=nw.col('closed') / nw.col('in_plan') * 100,\n"
# What a program of the changed checkout finds, as one JSON object.
FOUND = """
import csv, io, json, sys
from datetime import date
from pathlib import Path
from dataclasses import asdict
from starlette.applications import Starlette
from starlette.testclient import TestClient

sys.path.insert(0, "scripts")
import make_dictionary
import openpyxl
from ocod_dash import maps
from ocod_dash.api import routes
from ocod_dash.exhibits import Context, headline, place_exhibits
from ocod_dash.exports import contents, files, geojson
from ocod_dash.loader import open_release
from ocod_dash.metrics import rollout, shown
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.exhibits.parameters import PARAMETERS
from ocod_dash.exhibits import stage_slides as slides
from ocod_dash.view import View

publish_when_empty(Store("store"))
context = Context(open_release(), View(), Theme("en"))
request = contents.ExportRequest(context, date(2026, 11, 29), (("measure", ("percent_closed",)),), ("overview", "map"))
api = TestClient(Starlette(routes=routes()))
total = context.ask(rollout.summary).iloc[0]
colours = place_exhibits.country_map(context, "percent_closed", place_exhibits.classes(context, "percent_closed"))
files.make("xlsx", request, Path("a.xlsx"))
book = openpyxl.load_workbook("a.xlsx", read_only=True)
columns = api.get("/api/v1/openapi.json").json()["paths"]["/provinces"]["get"]["responses"]["200"]["content"]
(province, *_) = api.get("/api/v1/provinces").json()["rows"]
found = {
    "cards": {number.name: number.written for number in headline.headline(context, total)},
    "places": place_exhibits.table(context).table().heads,
    "compare": place_exhibits.side_by_side(context, ("north", "south")).frame.measure.tolist(),
    "map choice": PARAMETERS["measure"].allowed,
    "map cards": shown("map_cards"),
    "map": colours.map,
    "map table": colours.table().heads,
    "map in the export": contents.exhibit(request, "map").subtitle,
    "slide": {line.name: line.text for line in slides.deck(context, context)[0].figures},
    "notes": slides.deck(context, context)[0].meanings,
    "api": {name: api.get("/api/v1/" + name).json()["rows"][0].get("percent_closed", "none")
            for name in ("summary", "regions", "provinces", "districts")},
    "api csv": next(csv.reader(io.StringIO(api.get("/api/v1/summary?format=csv").content.decode("utf-8-sig")))),
    "openapi": columns["application/json"]["schema"]["properties"]["rows"]["items"]["properties"]["percent_closed"],
    "geojson": [feature["properties"].get("percent_closed", "none")
                for feature in geojson.collection(request)["features"] if feature["properties"]["layer"] == "areas"],
    "dictionary": make_dictionary.dictionary(),
    "workbook": [row for row in book.worksheets[-1].iter_rows(values_only=True)],
}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is found in a checkout in which a measure is declared, computed and named, and nothing else is changed."""
    house = tmp_path_factory.mktemp("house")
    for folder in ("ocod_dash", "scripts"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (house / "data").symlink_to(ROOT / "data")
    insert(house / "ocod_dash/metrics/measures.py", '        Measure("gini"', DECLARED)
    insert(house / "ocod_dash/metrics/rollout.py", "            short=nw.when(", COMPUTED)
    texts = {"": NAME, ".short": SHORT, ".clause": CLAUSE, ".definition": DEFINITION}
    for language in ("th", "en"):
        with (house / f"ocod_dash/i18n/{language}.po").open("a", encoding="utf-8") as catalogue:
            for end, text in texts.items():
                catalogue.write(f'\nmsgid "measure.percent_closed{end}"\nmsgstr "{text}"\n')
    environment = {**os.environ, "PYTHONPATH": str(house), "OCOD_STORE": "store"}
    run = subprocess.run(
        [sys.executable, "-c", FOUND], cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.strip().rpartition("\n")[2])


def insert(path: Path, before: str, text: str) -> None:
    held = path.read_text("utf-8")
    assert held.count(before) == 1
    path.write_text(held.replace(before, text + before), "utf-8")


# The sample has no closed centre: 0 of 2,394, 0%.
@pytest.mark.parametrize(
    ("where", "stands"),
    [
        ("cards", lambda cards: list(cards.items())[-1] == (NAME, "0.0%")),
        ("places", lambda heads: heads[-1] == f"{SHORT} (%)"),
        ("compare", lambda names: names[-1] == NAME),
        ("map choice", lambda ids: ids[-1] == "percent_closed"),
        ("map cards", lambda ids: ids[-1] == "percent_closed"),
        ("map", lambda svg: f">{SHORT}</text>" in svg and "Chiang Mai: 0.0%" in svg),
        ("map table", lambda heads: f"{SHORT} (%)" in heads),
        ("map in the export", lambda subtitle: NAME in subtitle),
        ("slide", lambda lines: list(lines.items())[-1] == (NAME, "0.0%")),
        ("notes", lambda notes: notes[-1] == f"{NAME}: {DEFINITION}"),
        ("api", lambda rows: list(rows.values()) == [0.0] * 4),
        ("api csv", lambda heads: "percent_closed" in heads),
        ("openapi", lambda column: column == {"type": ["number", "null"], "description": DEFINITION}),
        ("geojson", lambda figures: figures == [0.0] * 77),
        ("dictionary", lambda page: f"| `percent_closed` | {NAME} | {NAME} | percent | less | `milestones` |" in page),
        ("workbook", lambda rows: [NAME, DEFINITION] in [row[:2] for row in rows]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_measure_that_is_declared_is_found(where: str, stands: Callable[[Any], bool], found: dict[str, Any]):
    assert stands(found[where]), found[where]


def test_what_colours_the_map_stands_in_its_own_order_with_the_default_first():
    assert shown("map") == (
        "percent_not_open", "overdue", "behind_plan", "percent_complete", "in_plan", "in_progress", "per_100k",
    )  # fmt: skip


def test_a_level_has_the_measures_that_are_known_of_its_places():
    assert "per_100k" not in shown("api", "country")
    assert {"per_100k", "per_1000_km2"} < set(shown("api", "province"))
    assert "provinces_served" in shown("api", "country")
    assert "provinces_served" not in shown("api", "province")


def test_measures_of_one_position_stand_in_the_order_of_their_declaration(monkeypatch):
    for name in ("first", "second"):
        monkeypatch.setitem(MEASURES, name, Measure(name, "centres", shown={"cards": 2}))
    assert shown("cards")[:4] == ("in_plan", "open", "first", "second")


@pytest.mark.parametrize("surface", SURFACES)
def test_no_two_measures_claim_one_position(surface):
    positions = [measure.shown[surface] for measure in MEASURES.values() if surface in measure.shown]
    assert sorted(positions) == list(range(1, len(positions) + 1))
