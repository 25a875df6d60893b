"""A third language is a catalogue and a row: whatever is drawn in it, nothing of it is in Thai or English."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocod_dash import loader, schema
from ocod_dash.api import routes
from ocod_dash.api.resources import RESOURCES
from ocod_dash.config import ROOT, settings
from ocod_dash.exhibits import Context
from ocod_dash.exhibits import stage_slides as slides
from ocod_dash.exports import contents, files
from ocod_dash.exports.csv import of_exhibit
from ocod_dash.i18n import LANGUAGES, Words, language_of
from ocod_dash.loader import Data
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.view import View

ON = date(2025, 1, 1)
WHOLE = [kind for kind, each in files.KINDS.items() if each.write]
OF_CHART = [kind for kind, each in files.KINDS.items() if each.of_chart]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return store


@pytest.fixture(scope="module")
def export_request(store, third_language) -> contents.ExportRequest:
    return contents.ExportRequest(Context(Data(store, store.current()), View(), Theme(third_language)), ON)


@pytest.fixture(scope="module")
def slips(store, slipped) -> Callable[..., set[str]]:
    """Return a function that finds texts of ours in Thai or English, not those that the data bring."""
    release = store.current()
    published = ("programmes", "events", "claims", "sources", "terms", "review_rules")
    frames = [store.table(release, name).collect() for name in published]
    texts = [text for frame in frames for column in frame.select(pl.col(pl.String)) for text in column.drop_nulls()]
    data = "\n".join(texts)
    return lambda *texts: slipped("\n".join(texts), data)


@pytest.fixture(scope="module")
def words(third_language) -> Words:
    return Words(third_language)


@pytest.fixture
def client(store, third_language, monkeypatch) -> Iterator[TestClient]:
    monkeypatch.setenv("OCOD_STORE", store.url)
    for kept in (settings, loader._answers, loader._tables):
        kept.cache_clear()
    yield TestClient(Starlette(routes=routes()))
    for kept in (settings, loader._answers, loader._tables):
        kept.cache_clear()


def text_of(path: Path) -> str:
    """Return the text of a file in the language that it was asked in."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix in (".pptx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if re.search(r"slides/|notesSlides/|worksheets/|sharedS", name)]
            xml = "\n".join(parts.read(name).decode() for name in names if name.endswith(".xml"))
        return unescape(re.sub(r"<[^>]+>", "\n", xml))
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = re.search(r'<main class="eo".*?</main>', text, re.S)[0]
        return unescape(re.sub(r"<[^>]+>", "\n", text))
    return text


def test_what_slips_through_is_found(slips):
    for language in ("th", "en"):
        assert slips(Words(language)("badge.sample.help"))


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_of_every_page_is_in_the_language(export_request, words, slips, tmp_path, kind):
    files.make(kind, export_request, tmp_path / f"a.{kind}")
    text = text_of(tmp_path / f"a.{kind}")
    assert slips(text) == set()
    assert words("register.sample", number=1)[:20] in text


def test_every_exhibit_and_its_files_are_in_the_language(export_request, words, slips):
    exhibits = contents.exhibits(export_request)
    assert {"s_curve", "ranking", "places", "map", "timeline", "matrix", "funnel", "lorenz", "ledger"} <= set(exhibits)
    for key, exhibit in exhibits.items():
        told = [
            exhibit.title,
            exhibit.subtitle,
            exhibit.alternative,
            exhibit.source,
            exhibit.hint,
            *exhibit.table().heads,
        ]
        if exhibit.draw_chart:
            told.append(json.dumps(json.loads(exhibit.spec), ensure_ascii=False))
        if exhibit.draw_map:
            told.append(exhibit.map)
        assert slips(*told) == set(), key
        assert slips(of_exhibit(exhibit).decode("utf-8-sig")) == set(), key


@pytest.mark.parametrize("kind", OF_CHART)
@pytest.mark.parametrize("key", ["s_curve", "map", "timeline"])
def test_a_file_of_one_chart_can_be_made_in_the_language(export_request, tmp_path, kind, key):
    files.make(kind, export_request, tmp_path / f"a.{kind}", chart=key)
    assert (tmp_path / f"a.{kind}").stat().st_size > 1000


def test_the_slides_of_the_stage_are_in_every_language(export_request, slips):
    decks = slides.decks(export_request.context, export_request.published)
    assert list(decks) == list(LANGUAGES) == ["th", "en", "eo"]
    assert len({len(deck) for deck in decks.values()}) == 1
    for slide in decks["eo"]:
        assert slips(slide.title, slide.measured, slide.source, slide.say, *slide.meanings) == set()


@pytest.mark.parametrize("rows", RESOURCES, ids=lambda rows: rows.name)
def test_every_answer_of_the_api_is_in_the_language_too(client, answered, words, slips, rows):
    for format in rows.formats:
        limit = "&limit=5" if rows.name == "centres" else ""
        answer = answered(client, f"/api/v1/{rows.name}?lang=eo&format={format}{limit}")
        assert answer.status_code == 200
        if format == "csv":
            assert slips(answer.text.splitlines()[0]) == set()
        else:
            assert list(answer.json()["note"]) == list(answer.json()["source"]) == ["th", "en", "eo"]
            assert slips(answer.json()["note"]["eo"] + answer.json()["source"]["eo"]) == set()


def test_what_the_api_refuses_it_refuses_in_every_language(client, words):
    refused = client.get("/api/v1/summary?region=nort&lang=eo")
    assert refused.status_code == 422
    assert refused.json()["message"]["eo"] == words("api.wrong")
    assert set(refused.json()["faults"][0]["message"]) == {"th", "en", "eo"}
    assert client.get("/api/v1/summary?lang=fr").json()["faults"][0]["allowed"] == ["th", "en", "eo"]


@pytest.mark.parametrize("path", ["docs", "openapi.json"])
def test_the_api_describes_itself_in_the_language(client, words, slips, path):
    text = unescape(client.get(f"/api/v1/{path}?lang=eo").text)
    assert slips(text) == set()
    assert words("api.title") in text
    assert client.get(f"/api/v1/{path}", headers={"Accept-Language": "eo"}).text.count(words("api.title")) > 0


def test_the_description_of_the_api_names_the_languages(client):
    described = client.get("/api/v1/openapi.json?lang=eo").json()["paths"]["/summary"]["get"]
    assert next(each for each in described["parameters"] if each["name"] == "lang")["schema"]["enum"] == [
        "th",
        "en",
        "eo",
    ]
    problem = described["responses"]["422"]["content"]["application/json"]["schema"]
    assert problem["properties"]["message"]["required"] == ["th", "en", "eo"]


def test_the_dictionary_is_in_the_language(third_language, slips):
    for name, table in schema.TABLES.items():
        told = [schema.meaning(name, third_language, column) for column in (None, *table.columns)]
        assert slips(*told) == set()


def test_a_row_of_data_has_its_text_in_english_where_the_language_has_none_and_else_in_thai(words):
    assert words.name({"name_th": "ศูนย์", "name_en": "Centre"}) == "Centre"
    assert words.name({"name_th": "ศูนย์", "name_en": None}) == "ศูนย์"
    assert words.name({"name_th": "ศูนย์", "name_en": "Centre", "name_eo": "Centro"}) == "Centro"
    assert words.of({"publisher": "Ministry", "publisher_th": "กระทรวง"}, "publisher") == "Ministry"
    assert words.of({"scope_th": None, "scope_en": float("nan")}, "scope") == ""


def test_a_browser_that_wants_the_language_gets_it(third_language):
    assert language_of("eo-EO,th;q=0.5") == third_language


OUTSIDE = [
    path
    for path in sorted((ROOT / "ocod_dash").rglob("*"))
    if path.suffix in (".py", ".js", ".html", ".typ") and path.parts[-2] not in ("i18n", "assets")
]


def test_nothing_but_i18n_asks_which_language_it_is():
    asks = re.compile(r"""[=!]==? *["'](th|en)["']|["'](th|en)["'] *[=!]=|["'](th|en)["'] (if|in) |\("th", "en"\)""")
    assert [path.name for path in OUTSIDE if asks.search(path.read_text("utf-8"))] == []
