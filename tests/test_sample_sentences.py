"""What is made from the sample register says so itself, and passes no verdict on a real place; of a real register it does.

The sample's centres are invented, its provinces are not. So each sentence made from it begins with "Sample data: ", and
none names a place as the last, the lowest, late, or as any other that stands out; a place in view gets no verdict.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module

import openpyxl
import pytest
from lxml import html
from pptx import Presentation

from ocod_dash import geography
from ocod_dash.exhibits import Context, Exhibit, panel_exhibits, place_exhibits, rollout_exhibits, stage_slides
from ocod_dash.exports import contents, files, geojson
from ocod_dash.i18n import Words
from ocod_dash.loader import Data
from ocod_dash.metrics import shown
from ocod_dash.page_registry import PAGES, WITH_FILES
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import AS_OF, FILE, publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.ui.page_context import PageContext
from ocod_dash.view import View
from ocod_dash.web.parts import flat

TODAY = date(2026, 11, 29)
MARK = {"en": "Sample data: ", "th": "ข้อมูลตัวอย่าง: "}
COUNTRY = View()
PLACED = {
    **{region.code: COUNTRY.at(region.code) for region in geography.regions()},
    "two provinces": View(provinces=("40", "30")),
    "Khon Kaen": COUNTRY.at("40"),
    "a district": COUNTRY.at("4001"),
    "a day before": COUNTRY.at("40").on(date(2020, 12, 31)),
}
VIEWS = {"country": COUNTRY, **PLACED}
# What compares places or judges them; "at most 12 in any of them" does neither.
VERDICT = re.compile(
    r"(?<![Aa]t )\bmost\b|\blargest\b|\blowest\b|\bhighest\b|\bfurthest\b|\blast\b|\blate\b|\bworst\b|\bbehind\b|\bahead\b|▼"
    r"|ที่สุด|สูงสุด|ต่ำสุด|ล่าช้า|ช้ากว่า|เร็วกว่า|อันดับท้าย|เป็นไปตามแผน|\bon plan\b"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Data:
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return Data(store, store.current())


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Data:
    """The same rows as a real register."""
    store = Store(str(tmp_path_factory.mktemp("real") / "store"))
    draft = compose(store, *examine(store, FILE, as_of=AS_OF), scope=())
    publish_draft(store, replace(draft, plan=replace(draft.plan, sample=False)), "malee")
    return Data(store, store.current())


@pytest.fixture(params=MARK)
def language(request) -> str:
    return request.param


def selected(data: Data, language: str, view: View = COUNTRY, **choices) -> contents.ExportRequest:
    return contents.ExportRequest(Context(data, view, Theme(language)), TODAY, tuple(choices.items()))


def exhibits(request: contents.ExportRequest) -> Iterator[Exhibit]:
    """Yield every exhibit of every page, of the panel beside the map, of the choice of places, and of the slides."""
    context = request.context
    for name in WITH_FILES:
        yield from filter(None, PAGES[name].exhibits(request))
    yield from filter(None, (panel_exhibits.places_below(context), panel_exhibits.centres(context)))
    yield from filter(None, (rollout_exhibits.by_month(context), place_exhibits.lowest(context)))
    codes = tuple(place_exhibits.in_plan(context).code[:3])
    if len(codes) > 1:
        yield place_exhibits.compare(context, codes)


def page_of(request: contents.ExportRequest, name: str) -> dict[str, html.HtmlElement]:
    """Return what a page is made of, by key."""
    page = PageContext(request.context, request.published_on, request.choices, page=PAGES[name], today=TODAY)
    parts = flat(import_module(f"ocod_dash.ui.views.{name}").build(page))
    return {part.key: html.fromstring(f"<div>{part.head}{part.foot}</div>") for part in parts if part}


def written(elements) -> list[str]:
    return [" ".join(each.text_content().replace("\u00a0", " ").split()) for each in elements]


def page_sentences(request: contents.ExportRequest) -> Iterator[str]:
    """Yield titles, highlights and the remarks of cards of the pages of the register, of the places in view."""
    for name in ("overview", "regions", "map"):
        for key, part in page_of(request, name).items():
            of_view = key.startswith("card_") and key not in ("card_lorenz", "card_fifths")
            titles = part.xpath(".//h1") + (part.xpath(".//h2") if of_view else [])
            yield from written(titles + part.find_class("ocod-highlights") + part.find_class("ocod-remark"))


def sentences(data: Data, language: str, view: View) -> list[str]:
    """Return what is stated of the places in view, of pictures with their subtitles, which name the places."""
    request = selected(data, language, view)
    of_view = [each for each in exhibits(request) if not each.cited and each.context.view == view]
    slides = [slide for slide in stage_slides.deck(request.context, request.published) if slide.sample]
    return [
        *(f"{each.title} {each.subtitle} {each.alternative}" for each in of_view),
        *(f"{slide.title} {slide.measured} {slide.say}" for slide in slides if slide.key not in ("sources", "fifths")),
        *(line.remark for slide in slides for line in slide.figures),
        *page_sentences(request),
        contents.title(request),
        *contents.chapters(request)[0].highlights,
    ]


def names(language: str, view: View) -> list[str]:
    """Return the names of regions and provinces, and of the districts in view."""
    words = Words(language)
    districts = geography.districts(view.provinces[0]) if len(view.provinces) == 1 else []
    places = [*geography.regions(), *geography.provinces(), *districts]
    return [words(f"region.{each.code}") if each.level == "region" else words.name(each) for each in places]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_title_of_every_exhibit_and_slide_of_the_sample_says_so_and_of_no_other(sample, language, view):
    request, mark = selected(sample, language, view), MARK[language]
    every = list(exhibits(request))
    assert {each.key for each in every} >= {"s_curve", "provinces", "map", "against", "centres", "by_month"}
    for each in every:
        assert each.title.startswith(mark) == each.of_sample == (each.counted or not each.cited), each.key
        assert each.title.count(mark) <= 1, each.key
        assert (mark in each.alternative) == each.of_sample, each.key
    for slide in stage_slides.deck(request.context, request.published):
        assert slide.title.startswith(mark) == (slide.sample and slide.key != "sources"), slide.key


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_titles_and_highlights_of_pages_of_the_sample_say_so(sample, language, view):
    request, mark = selected(sample, language, view), MARK[language]
    for name in ("overview", "regions", "map"):
        parts = page_of(request, name)
        assert written(parts["title"].xpath(".//h1"))[0].startswith(mark)
        for key, part in parts.items():
            if key.startswith("card_"):
                assert written(part.xpath(".//h2"))[0].startswith(mark), key
            assert all(text.startswith(mark) for text in written(part.xpath(".//ul[@class='ocod-highlights']/li/span")))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("measure", shown("map"))
def test_what_follows_sample_data_goes_on_in_lower_case(sample, view, measure):
    request = selected(sample, "en", view, measure=(measure,), layers=("provinces",))
    mark, named = MARK["en"], tuple(names("en", view))
    every = [*(each.title for each in exhibits(request)), *page_sentences(request)]
    goes_on = [part for title in every for part in title.split(mark)[1:] if not part.startswith(named)]
    assert not [part for part in goes_on if part[0].isupper()]
    at = [part.partition(", ")[2] for part in goes_on if part.startswith("in ")]
    assert not [part for part in at if part[:1].isupper()]


def test_the_equity_figures_beside_the_forum_say_that_they_are_of_the_sample(sample, language):
    parts = page_of(selected(sample, language), "forum")
    assert written(parts["card_fifths"].xpath(".//h2"))[0].startswith(MARK[language])
    assert MARK[language] in parts["proposed"].text_content()


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_no_sentence_of_the_sample_singles_out_a_real_place(sample, language, view):
    for sentence in sentences(sample, language, view):
        named = [name for name in names(language, view) if name in sentence.replace("เผยแพร่", "")]
        assert not (named and VERDICT.search(sentence)), sentence


@pytest.mark.parametrize("view", PLACED.values(), ids=PLACED)
def test_of_a_place_in_view_the_sample_states_figures_and_no_verdict(sample, language, view):
    for sentence in sentences(sample, language, view):
        assert not VERDICT.search(sentence), sentence


def test_no_highlight_of_the_sample_leads_to_a_place_as_the_one_to_look_at(sample, real):
    def places(data: Data) -> list[str | None]:
        return [finding.place for finding in rollout_exhibits.highlights(Context(data, COUNTRY, Theme("en")))]

    assert places(sample) == [None, None, None, None]
    assert places(real) == [None, None, "northeast", "77"]


def test_no_place_of_the_sample_is_marked_as_late(sample, real):
    def late(data: Data) -> int:
        return int(place_exhibits.in_plan(Context(data, COUNTRY.at("north"), Theme("en"))).late.sum())

    assert late(sample) == 0
    assert late(real) == 7


def test_lists_of_places_have_the_same_figures_in_the_same_order_of_a_sample_and_of_a_real_register(sample, real):
    tables = [place_exhibits.table(Context(data, COUNTRY, Theme("en"))).table().frame for data in (sample, real)]
    assert tables[0].equals(tables[1])
    assert {"overdue", "behind_plan"} < set(tables[0])


def test_of_the_country_the_sample_states_whether_it_is_behind_its_plan(sample):
    request = selected(sample, "en")
    assert rollout_exhibits.s_curve(request.context).title == (
        "Sample data: behind plan since Oct 2020 by 48 centres (34 days late)"
    )


def test_of_a_province_the_sample_states_how_many_are_open_and_due(sample):
    # Chiang Mai: 59 of 67 centres have opened by 19 May 2021, and 62 have a due date by then.
    request = selected(sample, "en", COUNTRY.at("50"))
    assert rollout_exhibits.s_curve(request.context).title == "Sample data: 59 of 67 centres opened, 62 due by the plan"
    assert contents.title(request) == (
        "Sample data: in Chiang Mai, 88.1% of the centres in the plan are open; 8 not yet open"
    )
    cards = contents.chapters(request)[0].numbers
    assert [(number.remark, number.colour) for number in cards if number.measure == "percent_complete"] == [
        ("62 due by the plan", "gray")
    ]


def test_a_real_register_names_places_and_judges_them(real):
    country, north = (selected(real, "en", view) for view in (COUNTRY, COUNTRY.at("north")))
    assert not any(each.title.startswith("Sample") for each in exhibits(north))
    assert written(page_of(north, "regions")["title"].xpath(".//h1")) == [
        "The North: from 85.7% of centres open in Uttaradit to 93.8% in Mae Hong Son"
    ]
    said = sentences(real, "en", COUNTRY)
    assert "The Northeast has the most centres not yet open: 85 of 250" in said
    assert "Prachuap Khiri Khan has the largest share of centres not yet open: 15% (3 of 20)" in said
    assert rollout_exhibits.s_curve(country.context).title.startswith("Behind plan since Oct 2020")
    assert place_exhibits.curves(north.context).title == (
        "7 of the 9 provinces are more than 3 percentage points behind their plan"
    )
    assert "▼" in place_exhibits.curves(north.context).measured
    assert place_exhibits.compare(north.context, ("58", "53")).title == (
        "Mae Hong Son has the highest share of its plan open: 93.8%"
    )
    northeast = selected(real, "en", COUNTRY.at("northeast"))
    assert place_exhibits.lowest(northeast.context).measured.startswith("The first 10 of 20 places by centres overdue")


# Files


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    """Return a function that makes a file of the sample, of Khon Kaen, with all pages."""
    folder = tmp_path_factory.mktemp("files")

    def make(kind: str, language: str):
        path = folder / f"{language}.{kind}"
        files.make(kind, selected(sample, language, COUNTRY.at("40")), path)
        return path

    return make


def of_sample(sample: Data, language: str) -> list[str]:
    every = contents.chapters(selected(sample, language, COUNTRY.at("40")))
    return [each.title for chapter in every for each in chapter.exhibits if each.of_sample]


def test_titles_of_slides_to_download_say_that_they_are_of_the_sample(made, sample, language):
    deck = Presentation(str(made("pptx", language)))
    marked = {shape.text_frame.text.replace("\n", " ").replace("\v", " ") for slide in deck.slides
              for shape in slide.shapes if shape.has_text_frame}  # fmt: skip
    assert set(of_sample(sample, language)) <= marked
    assert deck.slides[0].shapes.title is None or deck.slides[0].shapes.title.text.startswith(MARK[language])


def test_sheets_of_a_workbook_say_that_they_are_of_the_sample(made, sample, language):
    book = openpyxl.load_workbook(made("xlsx", language))
    heads = [sheet["A1"].value for sheet in book.worksheets]
    assert set(of_sample(sample, language)) <= set(heads)
    assert book.properties.title.startswith(MARK[language])
    register = book[Words(language)("export.register")]
    assert register["A1"].value.startswith(MARK[language])


def test_the_snapshot_says_that_its_figures_are_of_the_sample(made, sample):
    page = html.fromstring(made("html", "en").read_text("utf-8"))
    assert page.findtext("head/title").startswith(MARK["en"])
    text = page.text_content()
    assert all(title in text for language in MARK for title in of_sample(sample, language))


def test_the_map_as_geojson_says_that_it_is_of_the_sample(sample, language):
    collection = geojson.collection(selected(sample, language, COUNTRY.at("40")))
    assert collection["sample"] is True
    assert Words(language)("register.sample", number=1) in collection["source"]
    assert json.dumps(collection, ensure_ascii=False).count(collection["source"]) == 1
