"""``ocod site``."""

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from ocod_dash import cli
from ocod_dash.config import ROOT

pytestmark = pytest.mark.usefixtures("sample_store")


@pytest.fixture
def run(ocod):
    return partial(ocod, "site")


def test_a_program_gets_the_sites_and_how_good_they_are(run):
    code, shown = run("--new", "10", "--within", "10", "--province", "50", "--json")
    found = json.loads(shown)
    assert code == 0
    assert (found["sample"], found["state"], found["proven"], found["sites"]) == (True, "exact", True, 10)
    assert [row["number"] for row in found["rows"]] == list(range(1, 11))
    assert {row["province"] for row in found["rows"]} == {"50"}
    adds = [row["adds"] for row in found["rows"]]
    assert adds == sorted(adds, reverse=True)
    assert sum(adds) == found["people_after"] - found["people_before"] == found["rows"][-1]["total"]
    assert sum(place["without_after"] for place in found["by_place"]) == found["people"] - found["people_after"]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("goal", ["most", "cover", "nearest", "fair"])
def test_a_reader_gets_what_it_brings_how_good_it_is_and_what_it_costs(run, language, goal):
    code, shown = run(
        "--new", "12", "--within", "15", "--goal", goal, "--share", "30", "--region", "north", "--lang", language
    )
    lines = shown.splitlines()
    assert code == 0
    sample = {"th": "ข้อมูลตัวอย่าง", "en": "Sample data"}[language]
    assert lines[0].startswith(sample)
    assert any({"th": "พิสูจน์แล้วว่า", "en": "this is proven"}[language] in line for line in lines)
    assert {"th": "1.3 เท่าของระยะทางตรง", "en": "1.3 times the great circle"}[language] in shown


def test_a_budget_is_divided_by_what_a_centre_costs(run):
    found = json.loads(run("--budget", "50,000,000", "--region", "northeast", "--json")[1])
    assert found["sites"] == int(50_000_000 // found["baht_a_centre_year"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--new", "0"), "“0”"),
        (("--within", "0"), "mean “0.1”"),
        (("--goal", "moist"), "mean “most”"),
        (("--province", "50", "--new", "7000"), "possible sites here"),
        (("--budget", "5"), "does not pay for one centre"),
        (("--candidates", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_answered_says_what_would_work(run, arguments, says):
    code, shown = run(*arguments, "--lang", "en")
    assert code in (1, 2)
    assert says in shown
    assert "Traceback" not in shown


def test_own_sites_people_and_travel_times(run, tmp_path):
    def write(name, head, rows):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return str(tmp_path / name)

    points = [("a", 18.80, 98.98), ("b", 18.60, 98.90), ("c", 19.10, 99.00)]
    sites = write("sites.csv", ("id", "lat", "lon"), points)
    people = write(
        "people.csv",
        ("id", "lat", "lon", "people"),
        [(*row, n) for row, n in zip(points, (500, 800, 100), strict=True)],
    )
    pairs = [(one[0], other[0], 0 if one == other else 40) for one in points for other in points]
    minutes = write("minutes.csv", ("origin", "destination", "minutes"), pairs)
    far = write("far.csv", ("id", "lat", "lon", "people"), [("a", 18.80, 98.98, 10), ("z", 17.00, 100.00, 10)])
    lists = ("--candidates", sites, "--demand", people, "--minutes", minutes)
    found = json.loads(run("--new", "2", "--within", "30", *lists, "--json")[1])
    assert [(row["code"], row["adds"]) for row in found["rows"]] == [("b", 800), ("a", 500)]
    assert (found["people"], found["people_before"]) == (1400, 0)
    limited = ("--candidates", sites, "--demand", far, "--lang", "en")
    code, shown = run("--goal", "cover", "--share", "99", *limited)
    assert (code, "cannot be brought within reach: all possible sites together reach 50%" in shown) == (1, True)
    wide = json.loads(run("--new", "1", "--within", "45", *lists, "--json")[1])
    assert wide["people_after"] == 1400


def test_centres_to_move_are_paired_with_sites_of_their_province(run):
    found = json.loads(run("--moves", "--within", "5", "--region", "north", "--json")[1])
    review = {row["centre_id"]: row for row in json.loads(review_rows())["rows"]}
    assert found["moves"] == len(found["rows"]) > 0
    assert len({row["code"] for row in found["rows"]}) == found["moves"]
    for row in found["rows"]:
        assert review[row["centre_id"]]["option"] == "move"
        assert review[row["centre_id"]]["province_code"] == row["province"]
        assert row["gained"] > row["lost"]
    code, shown = run("--moves", "--within", "5", "--region", "north", "--lang", "en")
    assert (code, shown.startswith("Sample data: in the North, ")) == (0, True)


def review_rows():
    """Return what ``ocod review`` lists, by the same means."""
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer), pytest.raises(SystemExit):
        cli.main(("review", "--by", "centre", "--region", "north", "--json"))
    return buffer.getvalue()


def test_ctrl_c_leaves_nothing(sample_store):
    """Interrupted while it solves, the command ends, and so does the process that solves."""
    command = [
        sys.executable,
        "-m",
        "ocod_dash",
        "site",
        "--goal",
        "nearest",
        "--new",
        "900",
        "--seconds",
        "60",
        "--json",
    ]
    environment = os.environ | {"OCOD_STORE": str(sample_store)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while not (solvers := children.read_text().split()) and running.poll() is None:
            pass
        os.kill(running.pid, signal.SIGINT)
        shown, _ = running.communicate(timeout=60)
    assert running.returncode != 0
    assert shown == b""
    assert solvers
    while any(os.path.exists(f"/proc/{solver}") for solver in solvers):  # else the test takes too long, and fails
        time.sleep(0.05)
