"""The page of the review and that of one centre, on the sample and on a register that says nothing of use."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

from ocod_dash.criteria.limits import Limits
from ocod_dash.exhibits import Context, review_exhibits
from ocod_dash.loader import open_release
from ocod_dash.metrics import points
from ocod_dash.schema import OPTIONS
from ocod_dash.theme import Theme
from ocod_dash.view import View

from .conftest import charts, numbers, parts, says, text, title

USUAL = Limits()


def suggested(limits: Limits = USUAL):
    return review_exhibits.suggested(Context(open_release(), View(), Theme("en")), limits)


def test_the_title_the_cards_and_the_table_count_the_same_centres(open_page):
    app = open_page("review", lang="en")
    counts = suggested().option.value_counts()
    said = title(app)
    assert said.startswith("Sample data: by the rules")
    assert f"{counts['keep']:,} of 2,144 open centres" in said
    assert f"{counts['close']} to close, {counts['move']} to move" in said
    cards = numbers(app, "review_cards")
    assert [int(cards[name].replace(",", "")) for name in cards] == [int(counts.get(each, 0)) for each in OPTIONS]
    told = text(parts(app)["card_review_options"]["head"])
    assert f"Keep {counts['keep']:,}" in told


def test_a_threshold_in_the_address_changes_the_options_and_the_usual_ones_stand_beside(open_page):
    few = {
        limit: int((suggested(Limits().having("few_visits", limit)).option == "close").sum()) for limit in (1.0, 5.0)
    }
    assert few[1.0] < few[5.0]
    for limit, close in few.items():
        app = open_page("review", lang="en", limits=f"few_visits:{limit:.0f}")
        assert f"{close} to close" in title(app)
        assert "With the usual thresholds" in text(parts(app)["card_review_options"]["head"])
    assert 'href="/review?lang=en"' in parts(app)["review_thresholds"]["head"]  # back to the usual ones


def test_a_threshold_that_cannot_be_used_is_told_with_the_nearest_and_the_others_are_used(open_page):
    app = open_page("review", lang="en", limits="few_visits:5,short_hours:120")
    assert "“short_hours:120” in link, ignored. Did you mean “short_hours:100”?" in says(app)
    close = int((suggested(Limits().having("few_visits", 5.0)).option == "close").sum())
    assert f"{close} to close" in title(app)


def test_headings_of_money_and_distance_have_their_unit_in_every_language(open_page):
    open_page("review")
    units = {"en": ("(baht)", "(km)"), "th": ("(บาท)", "(กม.)")}
    for language, (baht, km) in units.items():
        context = Context(open_release(), View(), Theme(language))
        heads = review_exhibits.centres(context, USUAL, ()).table().headings
        assert all(heads[name].endswith(baht) for name in ("baht_a_year", "cost_per_visit"))
        assert heads["next_km"].endswith(km)
        assert baht in review_exhibits.options(context, USUAL).table().headings["baht_a_year"]


def test_an_option_in_the_address_is_that_of_every_centre_of_the_list(open_page):
    app = open_page("review", lang="en", option="move")
    listed = text(parts(app)["card_review_centres"]["head"])
    assert "Move" in listed
    assert "Close" not in listed


def test_a_centre_is_a_link_to_its_page_with_what_was_suggested_and_why(open_page):
    listed = parts(open_page("review", lang="en", option="close", limits="few_visits:3"))["card_review_centres"]["head"]
    links = [parse_qs(unescape(link)) for link in re.findall(r'href="/centre\?([^"]+)"', listed)]
    own = suggested(USUAL.having("few_visits", 3.0)).set_index("centre_id").option
    assert {own[link["id"][0]] for link in links} == {"close"}
    assert {link["limits"][0] for link in links} == {"few_visits:3"}

    app = open_page("centre", lang="en", id=links[0]["id"][0], limits="few_visits:3")
    assert "Suggested Close Reason" in text(parts(app)["section_suggested"]["head"])
    assert links[0]["id"][0] in text(parts(app)["section_where"]["head"])
    assert "centre_months" in charts(app)


def test_an_unknown_centre_is_told_with_the_nearest_ids(open_page):
    app = open_page("centre", lang="en", id="SAMPLE-0001")
    assert title(app) == "No such centre"
    assert "SAMPLE-00" in text(parts(app)["reason"]["head"])


def test_the_overview_says_how_the_last_full_month_was_used_only_where_it_is_known(open_page, published_by_hand):
    assert "Apr 2021" in text(parts(open_page("overview", lang="en"))["usage"]["head"])
    published_by_hand("a,50,5001,open 2021-01-01")
    app = open_page("overview", lang="en")
    assert "usage" not in parts(app)
    assert "Nothing is known" in text(parts(open_page("review", lang="en"))["reason"]["head"])


def test_the_form_of_a_province_is_offered_where_one_is_in_view(open_page):
    assert "Select one province" in text(parts(open_page("review", lang="en"))["survey_form"]["head"])
    form = parts(open_page("review", lang="en", province="50"))["survey_form"]
    assert re.findall(r'data-ask="(\w+)"', form["foot"]) == ["xlsx", "csv", "xlsform"]


def test_each_centre_on_the_map_is_its_option_and_leads_to_its_page(open_page):
    app = open_page("review", lang="en", province="50", limits="few_visits:3")
    shown = parts(app)["card_review_map"]["map"]
    own = suggested(USUAL.having("few_visits", 3.0)).query("province_code == '50'").set_index("centre_id")
    assert {row["id"]: row["icon"] for row in shown["marks"]["centres"]} == own.option.to_dict()
    assert {row["title"] for row in shown["marks"]["centres"]} == set(own.name_en)
    assert shown["page"] == "/centre?province=50&lang=en&limits=few_visits%3A3&id="
    assert shown["meanings"]["close"] == "Close"
    to_decide = own.option.isin(["improve", "move", "hand_over", "close"]) & own.decided.isna()
    assert shown["areas"]["50"]["lines"] == f"{len(own)} open centres, {to_decide.sum()} to decide"
    assert shown["areas"]["51"]["href"] == "/review?region=north&province=51&lang=en&limits=few_visits%3A3"


def test_the_map_of_the_country_has_every_centre_and_stays_small(open_page):
    shown = parts(open_page("review", lang="th"))["card_review_map"]["map"]
    assert len(shown["marks"]["centres"]) == suggested().latitude.notna().sum()
    assert shown["inset"] is None  # it would enlarge areas without their marks
    assert len(json.dumps(shown, ensure_ascii=False).encode()) < 200_000


def test_more_centres_than_a_map_shows_are_clusters(open_page, monkeypatch):
    monkeypatch.setattr(points, "MOST_POINTS", 100)
    few, many = (
        parts(open_page("review", lang="en", **query))["card_review_map"]["map"]["marks"]
        for query in ({"province": "50"}, {"region": "north"})
    )
    assert list(few) == ["districts", "centres"]
    assert list(many) == ["clusters"]
