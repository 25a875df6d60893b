"""A register of an office's own, with columns of its own names, takes the sample's place; then the sample comes back."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter

import pytest
from playwright.sync_api import expect

from ocod_dash import geography

# In each of 76 provinces four places at the province's own point, in Bangkok one: 305. Their names are the same in every
# province; none has a district that is known (the file says it is the provincial office's); the last has no point on earth.
HEADER = ("office_type", "name_th", "province_code", "parent", "lat", "lon")
KINDS = ("เทศบาลเมือง", "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด")
MAPPING = """
[columns]
name_th = "name_th"
province = "province_code"
latitude = "lat"
longitude = "lon"

[constants]
status = "planned"
"""


@pytest.fixture(scope="module")
def own(serve):
    """An app whose data these tests change."""
    return serve(OCOD_BUILD_AHEAD="1")


@pytest.fixture(scope="module")
def ocod(own):
    """Run the ``ocod`` command on that app's store, and return what it says."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "ocod_dash", "--lang", "en", *map(str, arguments)]
        done = subprocess.run(
            command, env=os.environ | {"OCOD_STORE": str(own.store), "COLUMNS": "200"}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def register(tmp_path):
    """Write such a register and its mapping; return their paths."""
    rows = []
    for province in geography.places().filter(level="province").iter_rows(named=True):
        kinds = KINDS if province["code"] != "10" else KINDS[:1]
        point = (province["latitude"], province["longitude"])
        rows += [("office", f"{kind}หนองใหญ่", province["code"], "", *point) for kind in kinds]
    rows[-1] = (*rows[-1][:4], 93.5, 181.0)
    file, mapping = tmp_path / "offices.csv", tmp_path / "offices.toml"
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([HEADER, *rows])
    mapping.write_text(MAPPING, "utf-8")
    return file, mapping


def test_an_open_page_shows_a_new_release_by_itself_and_the_old_one_when_it_is_made_current_again(
    own, ocod, register, visitor
):
    file, mapping = register
    reader = visitor(url=own.url)
    page = reader.open("/")
    badges, title = page.locator(".st-key-badges"), page.locator("h1")
    expect(badges).to_contain_text("Sample data")

    said = ocod("publish", file, "--mapping", mapping, "--as-of", "2022-12-31", "--yes")
    assert "305 rows read: 305 accepted (1 of them changed), 0 rejected" in said
    assert "93.5, 181.0 are outside Thailand and were ignored" in said
    expect(badges).to_contain_text("Data as of 31 Dec 2022", timeout=10_000)  # without a reload
    expect(badges).to_contain_text("release 2")
    expect(badges).not_to_contain_text("Sample data")
    expect(title).to_have_text("None of the 305 centres in the plan is open yet")
    reader.ready()
    expect(page.get_by_role("heading", name="The cumulative curve cannot be drawn")).to_be_visible()
    expect(
        page.get_by_text("tatuses of one day only are recorded here, so no curve can be drawn").first
    ).to_be_visible()
    expect(page.get_by_text("no plan for comparison")).to_be_visible()
    expect(page.locator(".st-key-card_s_curve")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("sample register")

    page.locator(".st-key-bar").get_by_role("link", name="Map").click()
    reader.comes_to("/map")
    with page.expect_download() as download:
        page.locator(".st-key-card_map [data-ask=csv]").click()
    assert download.value.suggested_filename == "map_percent-not-open_2022-12-31_en.csv"
    table = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    counted = {row["Code"]: int(row["In the plan"]) for row in table}
    assert counted == {place.code: 1 if place.code == "10" else 4 for place in geography.provinces()}
    assert Counter(row["source"] for row in table) == {"Source: register, release 2, 31 Dec 2022": 77}
    expect(page.get_by_role("button", name="Play")).to_have_count(0)

    page.locator(".st-key-bar").get_by_role("link", name="Regions").click()
    reader.comes_to("/regions")
    page.goto(own.url + "/regions?province=50")
    reader.ready()
    expect(page.get_by_text("4 centres have no recorded district")).to_be_visible()

    page.goto(own.url + "/")
    reader.ready()
    ocod("rollback", "1")
    expect(badges).to_contain_text("Sample data", timeout=10_000)
    expect(badges).to_contain_text("release 3")
    expect(title).to_have_text("Sample data: 89.6% of the centres in the plan are open; 250 not yet open")
    reader.ready()
    expect(page.locator(".st-key-card_s_curve")).to_be_visible()


HOSTILE = (
    "<img src=x onerror=window.hacked=1>",
    "@@=alert(1)",
    "=1+1",
    "[x](javascript:window.hacked=1)",
    "{properties.tip}",
    ":red[x]",
)
SHOWN = "name => document.querySelector('.ocod-map-tip')?.textContent.includes(name)"


def test_names_of_a_register_are_text_and_nothing_else(own, ocod, tmp_path, visitor):
    # Each in the middle of the map when its own province is chosen.
    provinces = ("50", "40", "30", "34", "57", "60")
    rows = []
    for name, code in zip(HOSTILE, provinces, strict=True):
        west, south, east, north = geography.outline_of(code).bounds
        rows.append((name, name, code, (south + north) / 2, (west + east) / 2, "open", "2021-01-31"))
    file = tmp_path / "hostile.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        header = ("name_th", "name_en", "province", "latitude", "longitude", "status", "open_on")
        csv.writer(target).writerows([header, *rows])
    ocod("publish", file, "--as-of", "2021-05-19", "--scope", "all", "--yes")

    reader = visitor(url=own.url)
    for name, code in zip(HOSTILE, provinces, strict=True):
        page = reader.open(f"/map?province={code}&layers=provinces,centres")
        box = page.locator(".ocod-map").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function(SHOWN, arg=name)
        expect(page.locator(".ocod-map-tip").locator("img, a")).to_have_count(0)
        with page.expect_download() as download:
            page.locator(".st-key-card_centres [data-ask=csv]").click()
        header, row = csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")))
        assert row[1] == ("'" + name if name[0] in "=@" else name)
    for path in ("/", "/regions?region=north,northeast", "/map?region=north&layers=provinces,centres"):
        page = reader.open(path)
        assert page.evaluate("window.hacked") is None
        expect(page.locator("img[src=x], a[href^=javascript]")).to_have_count(0)
