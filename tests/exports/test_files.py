"""Every kind of file: what is in it, that it is whole or not there, and what is said when it cannot be made."""

import csv
import io
import json
import os
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocod_dash.api import routes
from ocod_dash.config import settings
from ocod_dash.criteria.limits import Limits
from ocod_dash.exhibits import Context, review_exhibits
from ocod_dash.exhibits import rollout_exhibits as rollout
from ocod_dash.exports import contents, files, report
from ocod_dash.exports.atomic_file import replacing
from ocod_dash.i18n import Words
from ocod_dash.ingest import CLAIMS, Mapping
from ocod_dash.loader import Data
from ocod_dash.problem import Problem
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import STATUS_COLOURS, Theme
from ocod_dash.view import View

NUMBERS = ["2,394", "2,144", "250", "89.6%", "77"]
WHOLE = [kind for kind, one in files.KINDS.items() if one.write]


def test_all_pages_go_in_with_the_headline_numbers(sample, export_request):
    overview, regions, country, review, next_sites, programmes, forum, ledger = contents.chapters(
        export_request(sample)
    )
    assert [number.written for number in overview.numbers] == NUMBERS
    assert [exhibit.key for exhibit in overview.exhibits] == [
        "s_curve",
        "forecast",
        "overdue",
        "still_to_do",
        "provinces",
    ]
    assert [exhibit.key for exhibit in regions.exhibits] == ["ranking", "curves", "places", "lorenz", "fifths"]
    assert [exhibit.key for exhibit in country.exhibits] == ["map"]
    assert [exhibit.key for exhibit in review.exhibits] == [
        "review_places", "review_map", "review_options", "review_use", "review_survey", "review_rules",
    ]  # fmt: skip
    assert [exhibit.key for exhibit in next_sites.exhibits] == ["next_map", "next_curve", "next_places"]
    assert [exhibit.key for exhibit in programmes.exhibits][:2] == ["statuses", "timeline"]
    assert [exhibit.key for exhibit in forum.exhibits][:3] == ["funnel", "forum_timeline", "forum_statuses"]
    assert [exhibit.key for exhibit in ledger.exhibits][-2:] == ["against", "ledger"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_title_page_tells_what_was_chosen(sample, export_request, language):
    view = View(regions=("north",), statuses=("open",), as_of=None)
    facts = dict(contents.facts(export_request(sample, language, view)))
    words = Words(language)
    assert facts[words("export.filters")].startswith("North" if language == "en" else "ภาคเหนือ")
    assert words("status.open") in facts[words("export.filters")]
    assert facts[words("export.as_of")] == words.date(date(2021, 5, 19))
    assert words("register.sample", number=1) in facts[words("export.release")]


def test_a_file_of_the_sample_has_that_word_in_its_name(sample, hostile, export_request):
    assert contents.name(export_request(sample), "pptx") == "ocod_sample_2021-05-19_en.pptx"
    assert contents.name(export_request(sample, pages=("forum",)), "pdf") == "ocod_forum_2021-05-19_en.pdf"
    assert contents.name(export_request(sample), "csv", "ranking") == "ranking_sample_2021-05-19_en.csv"
    assert contents.name(export_request(hostile, pages=("overview",)), "pptx") == "ocod_overview_2021-05-19_en.pptx"


MANY = View(provinces=("10", "11", "12", "13", "14", "15", "16"))
DISTRICT = View(provinces=("50",), district="5001")
EARLIER = View(provinces=("40", "30"), as_of=date(2020, 6, 30))
STATUS = View(statuses=("in_progress",))


@pytest.mark.parametrize(
    ("view", "page", "kind", "choices", "name"),
    [
        (View(regions=("north",)), "", "pdf", {}, "ocod_sample_north_2021-05-19_en.pdf"),
        (DISTRICT, "overview", "pptx", {}, "ocod_overview_sample_mueang-chiang-mai_2021-05-19_en.pptx"),
        (EARLIER, "map", "html", {}, "ocod_map_sample_40-30_2020-06-30_en.html"),
        (MANY, "map", "html", {}, "ocod_map_sample_7-provinces_2021-05-19_en.html"),
        (STATUS, "overview", "pdf", {}, "ocod_overview_sample_2021-05-19_en.pdf"),
        (STATUS, "overview", "xlsx", {}, "ocod_overview_sample_in-progress_2021-05-19_en.xlsx"),
        (View(), "programmes", "pdf", {"line": ("C2",)}, "ocod_programmes_c2_2021-05-19_en.pdf"),
        (View(), "ledger", "pdf", {"search": ("ศูนย์ OCOD",)}, "ocod_ledger_sample_ocod_2021-05-19_en.pdf"),
    ],
)
def test_the_filters_are_in_the_name_of_a_file(sample, export_request, view, page, kind, choices, name):
    options = {"pages": (page,)} if page else {}
    assert contents.name(export_request(sample, view=view, **options, **choices), kind) == name


@pytest.mark.parametrize(
    ("view", "chart", "choices", "name"),
    [
        (View(provinces=("50",)), "map", {"measure": ("overdue",)}, "map_sample_chiang-mai_overdue_2021-05-19_en.csv"),
        (View(regions=("north",)), "ranking", {}, "ranking_sample_north_2021-05-19_en.csv"),
        (STATUS, "ranking", {}, "ranking_sample_2021-05-19_en.csv"),
    ],
)
def test_the_filters_are_in_the_name_of_a_charts_file(sample, export_request, view, chart, choices, name):
    assert contents.name(export_request(sample, view=view, **choices), "csv", chart) == name


def test_the_api_names_its_files_by_the_same_rule(sample, monkeypatch):
    monkeypatch.setenv("OCOD_STORE", sample.store.url)
    settings.cache_clear()
    api = TestClient(Starlette(routes=routes()))

    def name(path: str) -> str:
        return api.get(f"/api/v1/{path}").headers["content-disposition"].split("filename=")[1].strip('"')

    assert name("provinces?format=csv&region=north&status=open") == "provinces_sample_north_2021-05-19.csv"
    assert name("centres?format=geojson&district=5001&status=open&as_of=2020-06-30") == (
        "centres_sample_mueang-chiang-mai_open_2020-06-30.geojson"
    )
    assert name("claims?format=csv&programme=gdcc&on=2021-05-19") == "claims_gdcc_2021-05-19.csv"
    settings.cache_clear()


def test_what_is_searched_for_and_compared_goes_into_the_file_and_onto_its_title_page(sample, export_request):
    compared = export_request(sample, view=View(), pages=("regions",), compare=("north", "south"))
    assert list(contents.exhibits(compared)) == [
        "ranking",
        "curves",
        "places",
        "compare",
        "change",
        "openings",
        "top",
        "lorenz",
        "fifths",
    ]
    assert ("Compare side by side", "North and South") in contents.facts(compared)
    table = contents.exhibit(compared, "compare").table().frame
    assert table.set_index("code").in_plan.to_dict() == {"north": 275, "south": 378}
    searched = export_request(sample, pages=("ledger",), search=("2,144",))
    assert set(contents.exhibit(searched, "ledger").table().frame.claim_id) == {"ocod-2021-done"}
    assert ("Search", "2,144") in contents.facts(searched)
    tagged = export_request(sample, "th", pages=("programmes",), line=("C2",))
    assert [text for label, text in contents.facts(tagged) if "Action Line" in label] == [
        "โครงสร้างพื้นฐานสารสนเทศและการสื่อสาร"
    ]


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_that_cannot_be_made_leaves_what_stood_there(sample, export_request, tmp_path, monkeypatch, kind):
    path = tmp_path / f"file.{kind}"
    path.write_text("before")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(files.KINDS, kind, files.Kind("", fail))
    with pytest.raises(Problem) as error:
        files.make(kind, export_request(sample), path)
    assert "the disk is full" in error.value.tell(Words("en"))
    assert f"{path} ไม่ได้: พื้นที่จัดเก็บเต็ม" in error.value.tell(Words("th"))
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [(path.name, "before")]


def test_a_file_that_is_broken_off_is_not_there(tmp_path):
    def break_off() -> None:
        with replacing(tmp_path / "a.pdf") as part:
            part.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_what_a_library_still_holds_of_a_broken_file_takes_no_room(tmp_path):
    held = []

    def break_off() -> None:
        with replacing(tmp_path / "a.xlsx") as part:
            held.append(part.open("wb", buffering=0))
            held[0].write(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        break_off()
    assert os.fstat(held[0].fileno()).st_size == 0
    held[0].close()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_folder_that_is_not_there_is_told_in_the_readers_language(sample, export_request, tmp_path, language):
    with pytest.raises(Problem) as error:
        files.make("geojson", export_request(sample), tmp_path / "nowhere" / "a.geojson")
    assert Words(language)("disk.no_folder") in error.value.tell(Words(language))


def test_a_place_without_a_centre_is_told(hostile, export_request, tmp_path):
    with pytest.raises(Problem) as error:
        files.make(
            "pptx", export_request(hostile, view=View(provinces=("10",)), pages=("overview",)), tmp_path / "a.pptx"
        )
    assert error.value.tell(Words("en")).startswith("No centres in Bangkok")


def test_a_chart_is_asked_for_by_its_name(sample, export_request, tmp_path):
    with pytest.raises(Problem) as error:
        files.make("csv", export_request(sample), tmp_path / "a.csv")
    assert "still_to_do" in error.value.tell(Words("en"))
    with pytest.raises(Problem) as error:
        files.make("csv", export_request(sample), tmp_path / "a.csv", chart="rankin")
    assert "Did you mean “ranking”?" in error.value.tell(Words("en"))
    with pytest.raises(Problem) as error:
        files.make("png", export_request(sample), tmp_path / "a.png", chart="ledger")
    assert "is a table without a chart" in error.value.tell(Words("en"))
    assert list(tmp_path.iterdir()) == []


def test_one_chart_as_a_picture_and_as_a_table(sample, export_request, tmp_path):
    request = export_request(sample, "th", pages=("overview",))
    for kind in ("csv", "svg", "png"):
        files.make(kind, request, tmp_path / f"a.{kind}", chart="still_to_do")
    assert "ภาคตะวันออกเฉียงเหนือ,815,730,85" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")


def test_a_picture_of_the_map_shows_the_measure_and_the_layers_that_were_asked_for(sample, export_request, tmp_path):
    def drawn(**options):
        request = export_request(sample, "en", View(provinces=("50",)), pages=("map",), **options)
        files.make("svg", request, tmp_path / "map.svg", chart="map")
        return contents.exhibit(request, "map").map

    assert "In the plan</text>" in drawn(measure=("in_plan",))
    assert "<title>Chiang Mai: 67</title>" in drawn(measure=("in_plan",))
    provinces, both, neither = drawn(), drawn(layers=("provinces", "centres")), drawn(layers=("none",))
    assert (provinces.count("<use"), both.count("<use")) == (0, 67)  # a mark for each centre
    assert "<title>Chiang Mai</title>" in neither
    assert neither.count("<path") == provinces.count("<path")


def test_the_map_in_view_holds_its_provinces_and_centres(sample, export_request, tmp_path):
    files.make("geojson", export_request(sample, view=View(provinces=("50",))), tmp_path / "a.geojson")
    found = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    layers = [feature["properties"]["layer"] for feature in found["features"]]
    province, *centres = (each for each, layer in zip(found["features"], layers, strict=True) if layer != "review")
    assert (found["sample"], found["view"]) == (True, {"province": "50"})
    assert {name: province["properties"][name] for name in ("code", "in_plan", "open")} == {
        "code": "50",
        "in_plan": 67,
        "open": 59,
    }
    # 62 centres have a due date by then, and 59 have opened: 4 of the 62 are among those not opened.
    assert {name: province["properties"][name] for name in ("due", "opened", "overdue")} == {
        "due": 62,
        "opened": 59,
        "overdue": 4,
    }
    assert province["properties"]["behind_plan"] == 3 / 67 * 100
    assert found["layers"] == {"areas": 1, "centres": 67, "review": 59}
    assert {layer: layers.count(layer) for layer in layers} == found["layers"]
    assert len(centres) == 67
    assert sum(centre["properties"]["status"] == "open" for centre in centres) == 59
    assert "sample register" in found["source"]


def test_the_review_is_a_layer_of_each_open_centre_with_option_rule_and_figures(sample, export_request, tmp_path):
    view, limits = View(provinces=("50",)), Limits().having("few_visits", 5.0)
    request = export_request(sample, view=view, pages=("review",), limits=("few_visits:5",))
    files.make("geojson", request, tmp_path / "a.geojson")
    found = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    own = [each for each in found["features"] if each["properties"]["layer"] == "review"]
    assert found["layers"] == {"areas": 1, "centres": 67, "review": len(own)}
    expected = review_exhibits.suggested(Context(sample, view, Theme("en")), limits).set_index("centre_id")
    assert {each["id"]: each["properties"]["option"] for each in own} == expected.option.to_dict()
    for each in own:
        row, properties = expected.loc[each["id"]], each["properties"]
        assert each["geometry"]["coordinates"] == [row.longitude, row.latitude]
        assert properties["baht_a_year"] == pytest.approx(row.baht_a_year)
        assert bool(properties["rule_en"]) == (properties["position"] is not None)
    closing = export_request(sample, view=view, pages=("review",), limits=("few_visits:5",), option=("close",))
    files.make("geojson", closing, tmp_path / "b.geojson")
    some = json.loads((tmp_path / "b.geojson").read_text("utf-8"))
    assert some["layers"]["review"] == (expected.option == "close").sum() > 0
    files.make("geojson", export_request(sample, view=view, pages=("map",)), tmp_path / "c.geojson")
    assert json.loads((tmp_path / "c.geojson").read_text("utf-8"))["layers"] == {"areas": 1, "centres": 67}


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_stands_on_the_ground_of_its_theme_and_is_marked_as_sample(sample, dark):
    theme = Theme("th", dark)
    drawn = rollout.s_curve(Context(sample, View(), theme))
    picture = Image.open(io.BytesIO(report.card(drawn, "png"))).convert("RGB")
    colours = {f"#{red:02X}{green:02X}{blue:02X}" for _, (red, green, blue) in picture.getcolors(1 << 24)}
    assert "#{:02X}{:02X}{:02X}".format(*picture.getpixel((0, 0))) == theme.palette.ground
    assert {
        theme.palette.text,
        theme.palette.sample_text,
        theme.palette.sample_ground,
        STATUS_COLOURS["open"],
    } <= colours


def test_a_corrected_figure_goes_along_with_what_it_was_and_a_hostile_one_as_text(
    tmp_path, export_request, hostile_names
):
    store = Store(str(tmp_path / "store"))
    publish_when_empty(store)
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [("gdcc-2025-capacity", "", "", "42000", "", "", "", "", name, "") for name in hostile_names[:1]]
        rows += [
            (f"h{i}", "gdcc", "vm_capacity", str(50000 + i), "VM", f"2026-01-0{i + 1}", f"s{i}", name, name, name)
            for i, name in enumerate(hostile_names)
        ]
        columns = (
            "claim_id",
            "subject",
            "measure",
            "value",
            "unit",
            "as_of",
            "source_id",
            "publisher",
            "scope_en",
            "part",
        )
        csv.writer(file).writerows([columns, *rows])
    outcome, base = examine(store, tmp_path / "claims.csv", Mapping(CLAIMS))
    publish_draft(store, compose(store, outcome, base), "malee@example.org")
    request = export_request(Data(store, store.current()), pages=("ledger",), on=date(2026, 11, 25))
    (ledger,) = contents.chapters(request)
    former = ledger.exhibits[-1]
    assert former.key == "former"
    assert former.table().frame[["value", "now", "superseded_by"]].to_numpy().tolist() == [
        ["40,000 VM", "42,000 VM", "a data steward"]
    ]
    for kind in WHOLE:
        files.make(kind, request, tmp_path / f"ledger.{kind}")
    page = (tmp_path / "ledger.html").read_text("utf-8")
    assert "malee" not in page
    assert "<script>window.hacked" not in page
    assert "<img src=x" not in page
