"""Finding a place by what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash.geography import find, place, provinces, subdistricts
from ocod_dash.geography.gazetteer import by_code

LEVELS = ("region", "province", "district", "subdistrict")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("เชียงใหม่", "50"),
        ("จ.เชียงใหม่", "50"),
        ("จ. เชียงใหม่", "50"),
        ("จ เชียงใหม่", "50"),
        ("จังหวัดเชียงใหม่", "50"),
        ("  จังหวัด เชียงใหม่ ", "50"),
        ("Chiang Mai", "50"),
        ("CHIANGMAI", "50"),
        ("chiang-mai", "50"),
        ("Chiang Mai Province", "50"),
        ("Changwat Chiang Mai", "50"),
        ("50", "50"),
        ("๕๐", "50"),
        ("กทม.", "10"),
        ("กทม", "10"),
        ("กรุงเทพฯ", "10"),
        ("กรุงเทพ", "10"),
        ("จังหวัดกรุงเทพมหานคร", "10"),
        ("Bangkok", "10"),
        ("Bangkok Metropolis", "10"),
        ("อยุธยา", "14"),
        ("Ayutthaya", "14"),
        ("Phra Nakhon Si Ayutthaya", "14"),
        ("Chonburi", "20"),
        ("Buriram", "31"),
        ("Sisaket", "33"),
        ("Lopburi", "16"),
        ("Phangnga", "82"),
        ("Phang Nga", "82"),
        ("Nong Bua Lamphu", "39"),
        ("Buengkan", "38"),
        ("นครศรีฯ", "80"),
        ("อุบลฯ", "34"),
        ("โคราช", "30"),
        # ำ typed as two letters, แ as two เ
        ("ลําปาง", "52"),
        ("เเพร่", "54"),
    ],
)
def test_a_province_is_found_in_any_usual_spelling(text, code):
    found = find(text, "province")
    assert found.place == place(code)
    assert found.exact
    assert found.suggestions == ()


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("เขตพระนคร", None, "1001"),
        ("พระนคร", "10", "1001"),
        ("Khet Phra Nakhon", None, "1001"),
        ("ป้อมปราบฯ", "10", "1008"),
        ("อ.หางดง", None, "5015"),
        ("อำเภอหางดง", "50", "5015"),
        ("อําเภอหางดง", "50", "5015"),
        ("Hang Dong District", None, "5015"),
        ("Amphoe Hang Dong", "north", "5015"),
        ("อ.เมือง", "50", "5001"),
        ("อำเภอเมือง", "20", "2001"),
        ("เมืองเชียงใหม่", None, "5001"),
        ("Muang Chiang Mai", None, "5001"),
        ("Mueang", "83", "8301"),
        ("เมืองปาน", None, "5213"),
        ("สุไหงโกลก", None, "9610"),
        ("เฉลิมพระเกียรติ", "30", "3032"),
        ("5015", "50", "5015"),
    ],
)
def test_a_district_is_found_in_any_usual_spelling(text, within, code):
    assert find(text, "district", within).place == place(code)


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("ต.เกาะเต่า", "84", "840503"),
        ("ตำบลเกาะเต่า", "8405", "840503"),
        ("Ko Tao Sub-district", "84", "840503"),
        ("แขวงบางนาเหนือ", "1047", "104702"),
        # A name of initials, and one with another name in brackets
        ("จ.ป.ร.", "85", "850406"),
        ("ต.ปอพาน", "4407", "440706"),
    ],
)
def test_a_subdistrict_is_found_in_any_usual_spelling(text, within, code):
    assert find(text, "subdistrict", within).place == place(code)


@pytest.mark.parametrize("text", ["ภาคเหนือ", "เหนือ", "North", "northern region", "north"])
def test_a_region_is_found_with_or_without_its_word(text):
    assert find(text, "region").place == place("north")


def test_every_place_is_found_by_its_thai_name_within_the_place_above():
    for each in by_code().values():
        assert find(each.name_th, each.level, each.parent).place == each


def test_every_place_is_found_by_its_english_name_unless_a_neighbour_shares_it():
    ambiguous = {e.code for e in by_code().values() if find(e.name_en, e.level, e.parent).place != e}
    # Two Bang Sai in Ayutthaya, two Mae Kha in Fang: Thai tells them apart.
    assert ambiguous == {"1404", "1413", "500910", "500911"}


def test_a_name_of_several_places_gives_none_of_them_but_all_to_choose_from():
    found = find("เฉลิมพระเกียรติ", "district")
    assert found.place is None
    assert found.exact
    assert [s.code[:2] for s in found.suggestions] == ["19", "30", "31", "55", "80"]


def test_a_misspelt_name_is_never_taken_and_the_nearest_comes_first():
    found = find("จ.เชียงไหม่", "province")
    assert found.place is None
    assert not found.exact
    assert found.suggestions[0] == place("50")
    assert [s.code for s in find("ระยองง", "province").suggestions] == ["21", "85"]
    assert len(find("Nakhon", "province").suggestions) == 3


def test_a_name_from_elsewhere_is_not_taken_but_suggested():
    found = find("หางดง", "district", "10")
    assert (found.place, found.exact) == (None, False)
    assert found.suggestions[0] == place("5015")


def test_a_code_outside_the_place_is_not_taken():
    assert find("5015", "district", "10").place is None


@pytest.mark.parametrize("text", ["", "   ", "ฯ", ".", "๙๙", "0", "no such place anywhere"])
def test_nothing_like_a_name_gives_no_place(text):
    assert find(text, "province") == find(text, "province")
    assert find(text, "province").place is None


@pytest.mark.parametrize("level", ["province", "district"])
def test_the_word_of_another_level_is_not_taken_away(level):
    wrong = {"province": "อ.เชียงใหม่", "district": "จ.หางดง"}[level]
    assert find(wrong, level).place is None


@given(st.text(max_size=30), st.sampled_from(LEVELS))
def test_any_text_gets_an_answer(text, level):
    found = find(text, level)
    assert found.place is None or found.place.level == level
    assert found.exact or len(found.suggestions) <= 3


def test_names_of_provinces_and_of_their_parts_are_different_questions():
    assert find("กระบี่", "province").place == place("81")
    assert find("กระบี่", "district").place is None
    assert subdistricts("1001")[0] not in provinces()
