"""A page whose server is gone can still be read, and Streamlit's own texts are in its language."""

import pytest
from playwright.sync_api import WebSocketRoute, expect

LOST = {"th": "ขาดการเชื่อมต่อกับเครื่องแม่ข่าย", "en": "The connection to the server is lost."}
MENU = {"th": ("ตามระบบ", "พิมพ์"), "en": ("System", "Print")}


@pytest.mark.parametrize("language", LOST)
def test_a_lost_connection_is_a_banner_in_the_pages_language_until_it_is_back(visitor, language):
    reader = visitor(language, alone=True)
    page = reader.page
    sockets: list[WebSocketRoute] = []

    def relay(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", relay)
    reader.open("/about")
    banner = page.locator(".ocod-lost")
    expect(banner).to_be_hidden()
    page.route("**/_stcore/health", lambda route: route.abort())
    sockets[-1].close()
    expect(banner).to_contain_text(LOST[language])
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.unroute("**/_stcore/health")
    expect(banner).to_be_hidden()
    reader.complaints.clear()  # of the requests that did not arrive


@pytest.mark.parametrize("language", MENU)
def test_streamlits_menu_is_in_the_pages_language(visitor, language):
    page = visitor(language).open("/about")
    page.get_by_test_id("stMainMenuButton").click()
    for name in MENU[language]:
        expect(page.get_by_test_id("stMainMenuPopover").get_by_text(name)).to_be_visible()


def test_a_page_that_does_not_exist_is_reported_in_thai(visitor):
    reader = visitor("th")
    reader.page.goto(f"{reader.url}/nosuch")
    expect(reader.page.get_by_role("dialog")).to_contain_text("ไม่มีหน้าตามลิงก์นี้")
    reader.complaints.clear()  # of the address that does not exist
