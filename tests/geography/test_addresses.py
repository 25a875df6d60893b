"""The places that an address names."""

import pytest

from ocod_dash.geography import find, places_in
from tests.fuzz.address_corpus import SEEN, UNSEEN, tally


def codes(address: str) -> tuple[str | None, str | None]:
    """Return the codes of the province and the district that an address names."""
    read = places_in(address)
    province = find(read.province, "province").place if read.province else None
    district = find(read.district, "district", province.code).place if province and read.district else None
    return province and province.code, district and district.code


@pytest.mark.parametrize(
    ("address", "province", "district"),
    [
        ("18 หมู่ 2 ถ.เลียบวารี แขวงกระทุ่มราย เขตหนองจอก", "10", "1003"),
        (
            "323, 71 Sukhumvit Road, Tambon Nong Mai Daeng, Amphoe Mueang Chon Buri, Chang Wat Chon Buri 20000, Thailand",
            "20",
            "2001",
        ),
        ("Soi Ramkhamhaeng 24, Khwaeng Hua Mak, Khet Bang Kapi, Krung Thep Maha Nakhon 10240, Thailand", "10", "1006"),
        ("Khao Yai, Tambon Mu Si, Amphoe Pak Chong, Chang Wat Nakhon Ratchasima 30130, Thailand", "30", "3021"),
        ("Photharam District, Ratchaburi, Thailand", "70", "7007"),
        ("อ.เมืองจ.เชียงใหม่", "50", "5001"),
        ("ต.สุเทพอ.เมืองเชียงใหม่จ.เชียงใหม่50200", "50", "5001"),
        ("ต สุเทพ อ เมือง จ เชียงใหม่", "50", "5001"),
        ("เชียงใหม่ อ.เมือง ต.สุเทพ", "50", "5001"),
        ("ริมใต้ แม่ริม เชียงใหม่ 50180", "50", "5007"),
        ("99 ถ.มิตรภาพ อ.ปากช่อง นครราชสีมา 30130 โทร. 044-123456", "30", "3021"),
        ("อ.ทุ่งสง จ.นครศรีฯ", "80", "8009"),
        ("อ าเภอเมืองล าปาง จังหวัดล าปาง", "52", "5201"),
        ("Nai Mueang, Muang Khon Kaen District, Khon Kaen 40000", "40", "4001"),
        ("Amphoe Sriracha, Chonburi 20110", "20", "2007"),
        # A district's name that no other has, with the word for it, says its province too.
        ("อำเภอเกาะคา", "52", "5203"),
    ],
)
def test_an_address_names_its_province_and_district(address, province, district):
    assert codes(address) == (province, district)


@pytest.mark.parametrize("address", ["50", "99/50", "ม.50 ถ.71", "หมู่ 10", "99/1 หมู่ 10 ตำบลหนองบัว อำเภอเมือง"])
def test_a_bare_number_is_never_a_province(address):
    assert codes(address) == (None, None)


@pytest.mark.parametrize(
    ("address", "province", "district"),
    [
        ("99 ถ.ลำปาง", None, None),
        ("ต.หนองผึ้ง อ.สารภี ถ.เชียงใหม่-ลำพูน", "50", "5019"),
        ("ถ.แม่ริม เชียงใหม่", "50", None),
        ("อ.เมือง ต.สระแก้ว", None, None),
        ("Bangkok Hospital, Mueang Chiang Mai District, Chiang Mai 50000", "50", "5001"),
        ("Krabi Road, Talat Nuea, Mueang Phuket, Phuket", "83", "8301"),
        ("เขตอุตสาหกรรม ต.คลองหนึ่ง อ.คลองหลวง ปทุมธานี 12120", "13", "1302"),
    ],
)
def test_the_name_of_a_road_a_building_or_another_level_is_no_province_and_no_district(address, province, district):
    assert codes(address) == (province, district)


def test_names_that_contradict_each_other_give_no_place():
    assert codes("อ.เมือง จ.เชียงใหม่ และ จ.ลำปาง") == (None, None)
    assert codes("อ.แม่ริม จ.ลำปาง") == ("52", None)


def test_what_is_not_known_is_returned_as_it_is_written():
    assert places_in("อ.แม่รึม จ.เชียงไหม่") == ("เชียงไหม่", None, None)
    assert places_in("อ.แม่รึม จ.เชียงใหม่") == ("เชียงใหม่", "แม่รึม", None)


@pytest.mark.parametrize(("formats", "seed"), [(SEEN, 1), (UNSEEN, 2)], ids=["seen", "unseen"])
def test_of_generated_addresses_none_is_placed_wrongly_and_nearly_all_districts_are_found(formats, seed):
    counts, missed = tally(seed, formats, 1_000)
    assert counts["wrong"] == 0, missed
    assert counts["found"] >= 950
