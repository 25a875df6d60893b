"""Under a filter the country's equity figures mark what is in view; figures of the sample register."""

import json

import pytest

from .conftest import charts, parts, text

CHIANG_MAI = {"en": "Chiang Mai", "th": "เชียงใหม่"}


def traces(app, key):
    return json.loads(charts(app)[key]["spec"])["data"]


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("query", [{"province": "50"}, {"district": "5001"}])
def test_the_province_in_view_is_marked_and_the_others_are_pale(open_page, query, language):
    app = open_page("regions", lang=language, **query)
    _, curve, marked = traces(app, "lorenz")
    assert curve["line"]["color"].startswith("rgba")
    assert marked["line"]["color"].startswith("#")
    assert marked["customdata"][-1][0] == CHIANG_MAI[language]
    (bars,) = traces(app, "fifths")
    strong = [text for text, colour in zip(bars["text"], bars["marker"]["color"], strict=True) if colour[0] == "#"]
    assert len(strong) == 1
    assert CHIANG_MAI[language] in strong[0]
    for key in ("lorenz", "fifths"):
        assert CHIANG_MAI[language] in text(parts(app)[f"card_{key}"]["head"])


def test_of_a_region_it_is_said_how_many_of_its_provinces_are_in_each_fifth(open_page):
    app = open_page("regions", region="north")
    assert len(traces(app, "lorenz")) == 2 + 9
    (bars,) = traces(app, "fifths")
    counts = [int(each.split("   ")[1].split(">")[1].split()[0]) for each in bars["text"] if "selected" in each]
    assert sum(counts) == 9


def test_of_the_country_nothing_is_marked(open_page):
    app = open_page("regions")
    assert len(traces(app, "lorenz")) == 2
    assert "selected" not in json.dumps(traces(app, "fifths"))
    assert "marked" not in text(parts(app)["card_lorenz"]["head"])
