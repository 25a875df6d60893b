"""The Data page offers every kind of file that is declared, and takes it through the same steps."""

from datetime import date

import pytest

from ocod_dash.config import settings
from ocod_dash.exhibits.parameters import PARAMETERS
from ocod_dash.query import Parameter
from ocod_dash.store import Store
from ocod_dash.ui.data import preview
from tests.rooms import declared

from .conftest import parts, ran, text


@pytest.fixture
def rooms_page(open_page, monkeypatch):
    """Return a function that opens the Data page, with a new kind of file declared, where such a file is uploaded."""
    with declared():
        monkeypatch.setitem(PARAMETERS, "file", Parameter(("register", "claims", "rooms"), ("register",)))
        yield lambda: open_page("data", part="bring", file="rooms", lang="en")


def words_of(app) -> str:
    return " ".join(element.value.replace("\\", "") for element in (*app.markdown, *app.success, *app.error, *app.code))


def test_a_new_kind_of_file_is_offered_checked_compared_and_published(rooms_page, published_by_hand, monkeypatch):
    published_by_hand("a 50 open 2021-05-19")
    monkeypatch.setattr(preview, "allowed", lambda context, command: "malee@example.org")
    app = rooms_page()
    assert "Rooms of centres" in text(parts(app)["bring_kind"]["head"])
    assert "A row with a known id corrects that room." in words_of(app)
    upload = app.file_uploader[0]
    app = ran(upload.set_value(("rooms.csv", b"room_id,centre_id,seats\nr1,a,20\nr2,a,many\n", "text/csv")).run())
    assert "3 · Check results" in words_of(app)
    app = ran(app.checkbox[0].check().run())
    assert "New rooms: 1; corrected: 0; unchanged: 0" in words_of(app)
    app = ran(next(box for box in app.checkbox if box.label.startswith("Publish 1 new rooms")).check().run())
    app = ran(next(button for button in app.button if button.key == "bring_publish").click().run())
    assert "Release 2 is now current: 1 rooms." in words_of(app)
    store = Store(settings().store)
    assert store.table(store.current(), "rooms").collect().rows() == [("r1", "a", 20, None)]


@pytest.mark.parametrize(
    ("language", "typed", "shown", "wrong", "expected"),
    [
        ("th", "18/05/2564", "18 พ.ค. 2564", "31/02/2564", "“28/02/2564”"),
        ("en", "18 May 2021", "18 May 2021", "05/18/2021", "“18 May 2021”"),
    ],
)
def test_the_day_of_a_register_is_typed_in_either_era_and_a_wrong_one_is_explained(
    open_page, published_by_hand, language, typed, shown, wrong, expected
):
    published_by_hand("a 50 open 2021-05-19")
    app = open_page("data", part="bring", file="register", lang=language)
    content = "centre_id,name_th,province_code,status\na,ศูนย์ ก,50,open\n".encode()
    app = ran(app.file_uploader[0].set_value(("register.csv", content, "text/csv")).run())
    app = ran(app.text_input(key="bring_as_of").set_value(typed).run())
    assert shown in words_of(app)
    assert not app.error
    app = ran(app.text_input(key="bring_as_of").set_value(wrong).run())
    assert expected in words_of(app)
    assert app.text_input(key="bring_as_of").value == wrong


def test_a_file_with_a_column_a_month_is_read_on_the_page_as_by_the_command(open_page, published_by_hand, monkeypatch):
    published_by_hand("a 50 open 2020-05-19")
    monkeypatch.setattr(preview, "allowed", lambda context, command: "malee@example.org")
    app = open_page("data", part="bring", file="activity", lang="th")
    content = "รหัสศูนย์,ชื่อศูนย์,มี.ค. 64,เม.ย. 64\na,บ้านสวน,10,\n".encode()
    app = ran(app.file_uploader[0].set_value(("use.csv", content, "text/csv")).run())
    assert "การใช้ศูนย์ใหม่ 1 รายการ" in words_of(app)
    app = ran(next(box for box in app.checkbox if box.label.startswith("เผยแพร่จากไฟล์")).check().run())
    app = ran(next(button for button in app.button if button.key == "bring_publish").click().run())
    store = Store(settings().store)
    assert store.rows(store.current(), "activity").select("centre_id", "month", "visits").rows() == [
        ("a", date(2021, 3, 1), 10)
    ]
