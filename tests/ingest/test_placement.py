"""Where a row is placed, by its address, its names and its codes."""

from ocod_dash.ingest import REGISTER, Mapping

HEADER = "name,address,status"


def placed(outcome) -> list[tuple[str, str | None, str | None]]:
    """Return the name, province and district of each centre."""
    return outcome.tables["centres"].select("name_th", "province_code", "district_code").rows()


def found(outcome, severity: str) -> list[tuple[int, str]]:
    """Return the row and code of each finding of a severity."""
    return [(entry.row, entry.code) for entry in outcome.report.entries if entry.severity == severity]


def test_an_address_places_its_row_and_a_number_in_it_never_does(run):
    outcome = run(
        HEADER,
        "ก,18 หมู่ 2 ถ.เลียบวารี แขวงกระทุ่มราย เขตหนองจอก,open",
        "ข,99/1 หมู่ 10 ตำบลหนองบัว อำเภอเมือง,open",
        'ค,"323, 71 Sukhumvit Road, Tambon Nong Mai Daeng, Amphoe Mueang Chon Buri, Chang Wat Chon Buri 20000, Thailand",open',
        'ง,"Soi Ramkhamhaeng 24, Khwaeng Hua Mak, Khet Bang Kapi, Krung Thep Maha Nakhon 10240, Thailand",open',
        'จ,"Khao Yai, Tambon Mu Si, Amphoe Pak Chong, Chang Wat Nakhon Ratchasima 30130, Thailand",open',
        'ฉ,"Photharam District, Ratchaburi, Thailand",open',
    )
    assert placed(outcome) == [
        ("ก", "10", "1003"), ("ค", "20", "2001"), ("ง", "10", "1006"), ("จ", "30", "3021"), ("ฉ", "70", "7007")
    ]  # fmt: skip
    assert found(outcome, "error") == [(3, "address")]


def test_names_that_look_right_are_read_and_what_was_read_is_reported(run):
    rows = ("ก,ขอนแก่่น,บ้านไผ่", "ข,กาฬสินธ์ุ,ยางตลาด", "ค,ล าปาง,เกาะคา", "ง,เชีียงราย,แม่สาย", "ฉ,อํานาจเจริญ,ชานุมาน")
    outcome = run("ชื่อศูนย์,จังหวัด,อำเภอ,สถานะ", *(f"{row},open" for row in rows))
    assert [code for _, *code in placed(outcome)] == [
        ["40", "4010"], ["46", "4607"], ["52", "5203"], ["57", "5709"], ["37", "3702"]
    ]  # fmt: skip
    assert found(outcome, "change") == [(row, "place_read") for row in range(2, 7)]


def test_a_centre_whose_name_looks_the_same_is_the_same_centre(run):
    header = "name,province,district,status"
    may = run(header, "ศูนย์บ้านนํ้าพุ,50,แม่ริม,open", "ศูนย์แม่ล า,50,แม่ริม,open")
    june = run(header, "ศูนย์บ้านน้ำพุ,50,แม่ริม,open", "ศูนย์เเม่ลำ,50,แม่ริม,open", current=may.tables)
    assert june.tables["centres"]["centre_id"].to_list() == may.tables["centres"]["centre_id"].to_list()
    assert may.tables["centres"]["name_th"].to_list() == ["ศูนย์บ้านน้ำพุ", "ศูนย์แม่ลำ"]


def test_a_code_that_a_name_in_the_row_contradicts_is_an_error(run):
    outcome = run(
        "name,province_code,province,district,status",
        "ก,13,ลำปาง,เกาะคา,open",
        "ข,40,เชียงใหม่,แม่ริม,open",
        "ค,52,ลำปาง,เกาะคา,open",
        "ง,10,กทม.,เขตหนองจอก,open",
    )
    assert placed(outcome) == [("ค", "52", "5203"), ("ง", "10", "1003")]
    assert [(entry.row, entry.code, entry.value, entry.expected) for entry in outcome.report.entries][:2] == [
        (2, "code_conflict", "13", "ลำปาง / Lampang (52)"),
        (3, "code_conflict", "40", "เชียงใหม่ / Chiang Mai (50)"),
    ]


def test_a_district_that_the_province_of_a_code_has_not_is_an_error_and_a_misspelt_one_is_not(run):
    outcome = run("name,province_code,district,status", "ก,13,เกาะคา,open", "ข,52,เกาะคาา,open", "ค,13,เมือง,open")
    assert placed(outcome) == [("ข", "52", None), ("ค", "13", "1301")]
    assert found(outcome, "error") == [(2, "code_conflict")]
    assert found(outcome, "warning") == [(2, "district"), (3, "district")]


def test_where_the_names_are_matched_they_count_whatever_the_codes_beside_them(run):
    mapping = Mapping.parse('[columns]\nprovince = "province"\n', "names.toml", REGISTER)
    outcome = run("name,province_code,province,district,status", "ก,13,ลำปาง,เกาะคา,open", mapping=mapping)
    assert placed(outcome) == [("ก", "52", "5203")]
    assert outcome.report.errors == 0


def test_a_code_of_a_district_and_another_name_beside_it_is_an_error(run):
    outcome = run("name,province,district_code,district,status", "ก,ลำปาง,5201,เกาะคา,open", "ข,ลำปาง,5203,เกาะคา,open")
    assert placed(outcome) == [("ข", "52", "5203")]
    assert found(outcome, "error") == [(2, "code_conflict")]


def test_centres_of_one_name_without_district_may_be_the_same_within_the_province(run):
    outcome = run("name,province,status", "ศูนย์ ก,50,open", "ศูนย์ ก,50,open", "ศูนย์ ก,50,open", "ศูนย์ ก,51,open")
    twins = [(entry.row, entry.expected) for entry in outcome.report.entries if entry.code == "twin_name"]
    assert twins == [(3, "2"), (4, "2")]
