"""The Data page as a steward uses it: a file is checked, corrected, published and undone; who may, and who may not."""

import io
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

import polars as pl
import pytest
from playwright.sync_api import expect

from ocod_dash.ingest import REGISTER, Mapping
from ocod_dash.store import Store, save_mapping, saved_plan

from .conftest import free_port

# A title above the headers, a province that is misspelt, a point with its degrees swapped, dates of the Buddhist era.
MESSY = """ทะเบียนศูนย์ดิจิทัลชุมชน
ลำดับ,ชื่อศูนย์,จังหวัด,อำเภอ,พิกัด,สถานะ,วันที่เปิด,โทรศัพท์
1,ศูนย์บ้านสวน,จ.เชียงใหม่,อ.แม่ริม,"18.91,98.95",เปิดให้บริการ,๑๐ ก.พ. ๒๕๖๔,053-111222
2,ศูนย์ท่าน้ำ,จ.เชียงไหม่,อ.แม่ริม,,กำลังดำเนินการ,,
3,ศูนย์หนองบัว,ลำพูน,เมืองลำพูน,"99.0, 18.58",แล้วเสร็จ,19/05/64,
"""
# A correction with Thai digits, a new figure by a new source, and a programme that is misspelt.
FIGURES = """รหัสตัวเลข,โครงการ,ตัวชี้วัด,ค่า,หน่วย,ความแน่นอน,ณ วันที่,แหล่งที่มา,ผู้เผยแพร่
gdcc-2025-capacity,,,"๔๒,๐๐๐",,,,,
,gdcc,หน่วยงานที่ใช้บริการ,900,หน่วยงาน,กว่า,มี.ค. 2569,mdes_2026,กระทรวงดิจิทัลฯ
,gdc,agencies_using,900,agencies,,2026,mdes_2026,
"""
SECRETS = """[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a long text that is for tests alone"
client_id = "ocod"
client_secret = "none"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
PEOPLE = (
    {"sub": "malee", "email": "Malee@example.org", "email_verified": True},
    {"sub": "somchai", "email": "somchai@example.org", "email_verified": True},
    {"sub": "pretender", "email": "malee@example.org", "email_verified": False},
)


def written(text):
    """Return what finds a text with an e-mail address in it: an unseen sign keeps that from being a link."""
    return re.compile(re.escape(text).replace("@", "@\u2060"))


@pytest.fixture
def messy(tmp_path):
    path = tmp_path / "centres of may.csv"
    path.write_text(MESSY, "utf-8")
    return path


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """Run a place to sign in at, where each of ``PEOPLE`` is known, and return its address."""
    address = f"http://localhost:{free_port()}"
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", address.rpartition(":")[2]]
    for person in PEOPLE:
        command += ["--user-claims", json.dumps(person)]
    with (tmp_path_factory.mktemp("provider") / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    last_moment = time.monotonic() + 60
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def office(serve, provider):
    """An app in which Malee is the steward."""
    secrets = SECRETS.format(provider=provider)
    return serve(
        secrets=secrets,
        OCOD_STEWARDS="Office of Malee <malee@example.org>, someone@example.org",
        OCOD_WATCH_SECONDS="1",
    )


@pytest.fixture
def seat(browser, visitor, office, provider):
    """Seat someone who signs in, in a window of their own: ``seat("malee", "/data?part=bring")``."""

    def sit(who: str, path: str):
        guest = visitor(url=office.url, trusts=provider, alone=True)
        page = guest.open(path)
        guest.button("steward_in").click()
        page.get_by_role("button", name=who).click()
        guest.comes_to(path)
        return guest

    return sit


def send(guest, path) -> None:
    """Choose a file, give its day where it has one, and wait until it is checked."""
    guest.page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(path)
    day, checked = day_field(guest.page), guest.page.get_by_role("heading", name="3 · Check results")
    expect(day.or_(checked).first).to_be_visible()
    guest.ready()
    if day.count() and not day.input_value():
        give_day(guest)
    expect(checked).to_be_visible()
    guest.ready()


def day_field(page):
    return page.locator(".st-key-bring_as_of input")


def give_day(guest) -> None:
    """Give the file's day; the field is empty at first."""
    expect(day_field(guest.page)).to_have_value("")
    day_field(guest.page).fill("19/05/2564")
    guest.page.keyboard.press("Enter")


def same(guest, field: str) -> None:
    """Say that every row gets the same for a field."""
    pick(guest, guest.page.locator("[class*=st-key-bring_same] input").first, field)
    guest.page.keyboard.press("Escape")
    expect(guest.page.get_by_role("option")).to_have_count(0)


def pick(guest, box, name: str) -> None:
    guest.pick(box, name)
    guest.ready()


def tick(guest, key: str) -> None:
    guest.page.locator(f"[class*=st-key-{key}] label").click()
    guest.ready()


def figures_of(page) -> list[str]:
    """Return how many rows were read, accepted, changed, rejected."""
    return page.locator(".st-key-bring_figures").locator(".ocod-number").all_inner_texts()


def save(page, key: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f".st-key-{key} button:visible").first.click()
    return download.value.path().read_bytes()


def test_without_sign_in_a_file_is_checked_and_publishing_is_by_command(visitor, messy):
    guest = visitor()
    page = guest.open("/data?part=bring")
    expect(page.get_by_text("Publishing and restoring are available by command: sign-in is not set up")).to_be_visible()
    send(guest, messy)
    assert figures_of(page) == ["3", "2", "2", "1"]
    expect(page.get_by_text("1 row has an error")).to_be_visible()
    tick(guest, "bring_faulty")
    expect(page.get_by_text("2 new centres, 0 removed, 0 relocated, 0 with a status change")).to_be_visible()
    expect(page.get_by_text("2,394 sample centres will be removed")).to_be_visible()
    command = page.get_by_test_id("stCode").inner_text().strip()
    assert command == "ocod publish 'centres of may.csv' --as-of 2021-05-19 --threshold 1"
    expect(page.locator(".st-key-bring_publish")).to_have_count(0)


def test_a_wrong_province_is_told_with_the_right_one_and_the_corrected_report_is_taken(visitor, messy, tmp_path):
    guest = visitor()
    page = guest.open("/data?part=bring")
    send(guest, messy)
    told = save(page, "bring_corrections_csv").decode("utf-8-sig")
    assert "“จ.เชียงไหม่” is not a recognised province; nearest: เชียงใหม่ / Chiang Mai (50)" in told
    assert "053-111222" not in told
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(told.replace(",จ.เชียงไหม่,", ",จ.เชียงใหม่,"), "utf-8-sig")
    send(guest, corrected)
    expect(page.get_by_text("1 row has an error")).to_have_count(0)
    assert figures_of(page) == ["3", "3", "3", "0"]
    expect(page.get_by_text("3 new centres, 0 removed, 0 relocated, 0 with a status change")).to_be_visible()


def test_a_file_with_the_headers_of_a_saved_mapping_maps_itself_and_the_visitor_may_overrule_that(
    office, visitor, tmp_path
):
    monthly = Mapping(REGISTER, {"name_th": "office", "province": "changwat"}, {"status": "planned"})
    save_mapping(Store(str(office.store)), "monthly", monthly, ["office", "changwat", "remark"], "malee")
    path = tmp_path / "june.csv"
    path.write_text("รายงาน,,\nOffice,Changwat,Remark\nบ้านสวน,เชียงใหม่,\n", "utf-8")
    guest = visitor(url=office.url)
    page = guest.open("/data?part=bring")
    send(guest, path)
    expect(page.get_by_text("This file has the headers of “monthly”")).to_be_visible()
    expect(page.get_by_label("Status, for every row")).to_have_value("Not started")
    assert figures_of(page) == ["1", "1", "0", "0"]
    # The command comes to the same by itself.
    expect(page.get_by_test_id("stCode")).not_to_contain_text("--mapping")
    guest.pick(page.locator("[class*=st-key-bring_mapping] input"), "None: match columns automatically")
    expect(page.get_by_test_id("stAlert")).to_contain_text("required fields: Name in Thai (name_th)")
    expect(page.get_by_text("This file has the headers of “monthly”")).to_have_count(0)


def test_what_no_column_says_may_be_the_same_for_every_row(visitor, tmp_path):
    path = tmp_path / "plan of may.csv"
    path.write_text("ชื่อศูนย์,อำเภอ\nบ้านสวน,แม่ริม\nท่าน้ำ,แม่ริม\n", "utf-8")
    guest = visitor("th")
    page = guest.open("/data?part=bring")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("ลิงก์ของหน้านี้ไม่รวมไฟล์และตัวเลือกสำหรับไฟล์")).to_be_visible()
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("รายการที่จำเป็น 2 รายการ: จังหวัด (province); สถานะ (status)")
    same(guest, "จังหวัด")
    expect(page.get_by_role("button", name="นำ จังหวัด ออก", include_hidden=True)).to_be_attached()
    pick(guest, page.get_by_label("จังหวัดของทุกแถว"), "เชียงใหม่")
    expect(alert).to_contain_text("สถานะเดียวสำหรับทุกแถว")
    same(guest, "สถานะ")
    pick(guest, page.get_by_label("สถานะของทุกแถว"), "เปิดให้บริการ")
    give_day(guest)
    expect(page.get_by_role("heading", name="3 · ผลการตรวจ")).to_be_visible()
    guest.ready()
    assert figures_of(page) == ["2", "2", "0", "0"]
    # A date is written as in a cell; what cannot be read is told for every row.
    same(guest, "กำหนดเปิด")
    page.get_by_label("กำหนดเปิดของทุกแถว").fill("31/02/2564")
    page.keyboard.press("Enter")
    expect(page.get_by_text("มีแถวที่ผิดพลาด 2 แถว")).to_be_visible()
    page.get_by_label("กำหนดเปิดของทุกแถว").fill("๓๐ มิ.ย. ๒๕๖๔")
    page.keyboard.press("Enter")
    expect(page.get_by_text("มีแถวที่ผิดพลาด 2 แถว")).to_have_count(0)
    guest.ready()
    # The command gets it as a mapping.
    expect(page.get_by_test_id("stCode")).to_contain_text("--mapping mapping.toml")
    mapping = Mapping.parse(save(page, "bring_toml").decode(), "mapping.toml", REGISTER)
    assert dict(mapping.constants) == {"province": "50", "status": "open", "due_on": "๓๐ มิ.ย. ๒๕๖๔"}


def test_a_value_that_is_wrong_in_many_rows_is_corrected_once_and_is_saved_with_the_mapping(visitor, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("name,province,status\nก,50,หยุด\nข,50,หยุด\nค,50,open\nรวม,,3 ศูนย์\n", "utf-8")
    guest = visitor()
    page = guest.open("/data?part=bring")
    send(guest, path)
    assert figures_of(page) == ["3", "1", "0", "2"]
    pick(guest, page.get_by_label("Status: “หยุด” (2 rows)"), "Suspended")
    expect(page.get_by_label("Status: “หยุด”", exact=True)).to_have_value("Suspended")
    assert figures_of(page) == ["3", "3", "0", "0"]
    mapping = Mapping.parse(save(page, "bring_toml").decode(), "mapping.toml", REGISTER)
    assert mapping.values == {"status": {"หยุด": "suspended"}}


def test_a_file_that_is_none_is_refused_with_what_to_do(visitor, tmp_path):
    guest = visitor("th")
    page = guest.open("/data?part=bring")
    (tmp_path / "register.xlsx").write_bytes(b"PK\x03\x04 cut")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(tmp_path / "register.xlsx")
    expect(page.get_by_test_id("stAlert")).to_contain_text("register.xlsx")
    expect(page.get_by_test_id("stAlert")).to_contain_text("เสียหาย")


def test_a_steward_publishes_everyone_sees_it_and_it_is_undone(office, visitor, seat, messy):
    before = len(releases(office))
    published, undone = f"release {before + 1}", f"release {before + 2}"
    reader = visitor(url=office.url)
    badges = reader.open("/").locator(".st-key-badges")
    expect(badges).to_contain_text(f"release {before}")

    steward = seat("malee", "/data?part=bring")
    page = steward.page
    expect(page.get_by_text(written("Signed in as Malee@example.org, data steward"))).to_be_visible()
    send(steward, messy)
    tick(steward, "bring_faulty")
    expect(steward.button("bring_publish")).to_be_disabled()
    tick(steward, "bring_sure")
    steward.button("bring_publish").click()
    expect(page.get_by_text(f"{published.capitalize()} is now current: 2 centres")).to_be_visible()
    expect(page.get_by_text(written("Published by malee@example.org from centres of may.csv, SHA-256"))).to_be_visible()
    expect(badges).to_contain_text(published, timeout=20_000)  # without a reload
    expect(reader.page.locator("h1")).to_contain_text("2 centres in the plan")

    page.locator(".st-key-bring_page").get_by_role("link", name="View history").click()
    steward.comes_to("/data?part=history")
    expect(page.get_by_text("Published by malee")).to_have_count(0)
    page.locator(".st-key-history").get_by_role("link", name=f"Release {before}", exact=True).click()
    steward.comes_to(f"/data?part=history&release={before}")
    expect(page.get_by_role("heading", name=f"Release {before}", exact=True)).to_be_visible()
    tick(steward, "history_sure")
    steward.button(f"history_back_{before}").click()
    expect(
        page.get_by_text(f"{undone.capitalize()} is now current, with the tables of release {before}.")
    ).to_be_visible()
    expect(badges).to_contain_text(undone, timeout=20_000)
    expect(badges).to_contain_text("Sample data")

    audit = [(release["who"], release["action"], release["file"]) for release in releases(office)]
    assert audit[before:] == [
        ("malee@example.org", "publish", "centres of may.csv"),
        ("malee@example.org", "rollback", "centres.csv"),
    ]


def test_a_steward_corrects_a_published_figure_and_the_ledger_keeps_the_old_one(office, visitor, seat, tmp_path):
    figures = tmp_path / "figures of may.csv"
    figures.write_text(FIGURES, "utf-8")
    steward = seat("malee", "/data?part=bring&file=claims")
    page = steward.page
    send(steward, figures)
    assert figures_of(page) == ["3", "2", "2", "1"]
    tick(steward, "bring_faulty")
    expect(page.get_by_text("New figures: 1; corrected: 1; withdrawn: 0; unchanged: 0")).to_be_visible()
    expect(steward.button("bring_publish")).to_be_disabled()
    tick(steward, "bring_sure")
    steward.button("bring_publish").click()
    expect(page.get_by_text("is now current. New figures: 1; corrected: 1; withdrawn: 0.")).to_be_visible()
    expect(page.get_by_text(written("Published by malee@example.org from figures of may.csv, SHA-256"))).to_be_visible()

    reader = visitor(url=office.url)
    ledger = reader.open("/ledger?claim=gdcc-2025-capacity")
    card = ledger.locator(".st-key-claim")
    expect(card).to_contain_text("42,000 VM")
    expect(card).to_contain_text("Superseded: 40,000 VM, corrected on")
    expect(card).to_contain_text("by Office of Malee")
    expect(ledger.locator("body")).not_to_contain_text("malee@")
    expect(ledger.get_by_role("heading", name="Superseded figures: 1")).to_be_visible()
    assert releases(office)[-1]["action"] == "claims"


def test_anyone_checks_figures_and_takes_the_known_ones_to_correct(visitor, tmp_path):
    guest = visitor("th")
    page = guest.open("/ledger")
    page.get_by_role("link", name="เพิ่มหรือแก้ไขตัวเลข").click()
    guest.comes_to("/data?part=bring&file=claims")
    known = tmp_path / "claims.csv"
    known.write_bytes(save(page, "bring_template").replace(b",40000,", b",42000,"))
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(known)
    expect(page.get_by_text("แก้ไข 1 รายการ ถอน 0 รายการ ไม่เปลี่ยนแปลง 58 รายการ")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("ocod claims publish claims.csv")
    expect(page.locator(".st-key-bring_publish")).to_have_count(0)


def test_who_is_no_steward_or_has_an_unverified_address_checks_but_does_not_publish(office, seat, messy):
    before = len(releases(office))
    for who in ("somchai", "pretender"):
        guest = seat(who, "/data?part=bring")
        expect(guest.page.get_by_text("who is not a data steward")).to_be_visible()
        send(guest, messy)
        tick(guest, "bring_faulty")
        expect(guest.page.get_by_test_id("stCode")).to_contain_text("ocod publish")
        expect(guest.page.locator(".st-key-bring_publish, .st-key-bring_save")).to_have_count(0)
    assert len(releases(office)) == before


def test_signing_out_leads_back_to_the_page_and_closes_the_door(seat):
    guest = seat("malee", "/data?lang=th&part=history")
    guest.button("steward_out").click()
    guest.page.get_by_role("button", name="End session").click()
    guest.comes_to("/data?lang=th&part=history")
    expect(guest.button("steward_in")).to_be_visible()


def test_the_register_is_taken_along_in_each_kind_of_file(visitor):
    page = visitor().open("/data")
    files = {kind: io.BytesIO(save(page, f"download_{kind}")) for kind in ("csv", "xlsx", "parquet", "geojson")}
    features = json.load(files["geojson"])["features"]
    tables = {
        "csv": pl.read_csv(files["csv"], infer_schema=False),
        "xlsx": pl.read_excel(files["xlsx"]),
        "parquet": pl.read_parquet(files["parquet"]),
        "geojson": pl.DataFrame([feature["properties"] for feature in features], infer_schema_length=None),
    }
    for kind, table in tables.items():
        assert table.height == 2394, kind
        assert table["source"].unique().to_list() == ["Source: sample register, release 1, 19 May 2021"], kind
        assert table["status"].value_counts().sort("count").rows() == [("in_progress", 250), ("open", 2144)], kind
    assert sum(feature["geometry"]["type"] == "Point" for feature in features) == 2394


def test_sources_are_ways_to_what_was_published(visitor):
    page = visitor().open("/data?part=sources")
    sources = page.locator(".st-key-sources")
    link = sources.get_by_role("link", name="itu.int", exact=True).first
    expect(link).to_have_attribute("href", re.compile("^https://www.itu.int/"))
    expect(sources.get_by_role("columnheader")).to_have_text(["Publisher", "Published", "Link or reference"])
    expect(sources).not_to_contain_text("<a")


def test_only_the_places_are_filtered_on_the_data_page_and_only_where_they_count(visitor):
    guest = visitor()
    page = guest.open("/data?as_of=2020-12-31&province=50")
    expect(page.locator(".st-key-filter_provinces")).to_be_visible()
    expect(page.locator(".st-key-filter_as_of, .st-key-filter_statuses")).to_have_count(0)
    expect(page.locator(".st-key-breadcrumb")).to_contain_text("Chiang Mai")
    guest.choose("filter_provinces", "Lamphun")
    guest.comes_to("/data?province=50,51&as_of=2020-12-31")
    page.get_by_test_id("stMainBlockContainer").get_by_text("Dictionary", exact=True).click()
    guest.comes_to("/data?province=50,51&as_of=2020-12-31&part=dictionary")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()


def test_a_steward_saves_a_plan_and_it_stands_beside_the_question(seat, office):
    guest = seat("malee", "/data?province=50&part=plans&new=3")
    page = guest.page
    expect(page.get_by_text("3 new centres")).to_be_visible()
    press = page.locator(".st-key-plans_save button")
    expect(press).to_be_disabled()
    page.get_by_label("Name of the plan").fill("Hills & valleys")
    page.keyboard.press("Tab")
    expect(press).to_be_enabled()
    press.click()
    expect(page.get_by_text("The plan “Hills & valleys” was saved.")).to_be_visible(timeout=60_000)
    saved = saved_plan(Store(str(office.store)), "Hills & valleys")
    assert (saved.question, saved.view, saved.sites.height) == ({"new": "3"}, {"province": "50"}, 3)
    assert "malee@example.org" in saved.who
    page.get_by_role("link", name="Hills & valleys").click()
    guest.comes_to("/next?province=50&new=3&beside=Hills+%26+valleys")
    expect(page.get_by_text("as “Hills & valleys”").first).to_be_visible()


def releases(office) -> list[dict]:
    table = pl.read_delta(str(office.store / "releases")).sort("number")
    return table.to_dicts()
