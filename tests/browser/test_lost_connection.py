"""A page whose server is gone can still be read, and Streamlit's own texts are in its language."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

LOST = {"th": "ขาดการเชื่อมต่อกับเครื่องแม่ข่าย", "en": "The connection to the server is lost."}
SILENT = {
    "th": "เครื่องแม่ข่ายยังไม่ตอบกลับ ตัวเลือกจะมีผลเมื่อได้รับคำตอบ",
    "en": "The server has not answered yet. Your choice takes effect as soon as it does.",
}
MENU = {"th": ("ตามระบบ", "พิมพ์"), "en": ("System", "Print")}


def relayed(page: Page) -> list[WebSocketRoute]:
    """Have a page's connections go through the test, which can close them, and return them as they are made."""
    sockets: list[WebSocketRoute] = []

    def relay(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", relay)
    return sockets


@pytest.mark.parametrize("language", LOST)
def test_a_lost_connection_is_a_banner_in_the_pages_language_until_it_is_back(visitor, language):
    reader = visitor(language, alone=True)
    page, sockets = reader.page, relayed(reader.page)
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


@pytest.mark.parametrize("language", LOST)
def test_a_press_while_the_connection_is_lost_says_at_once_that_it_is(visitor, language):
    reader = visitor(language, alone=True)
    page, sockets = reader.page, relayed(reader.page)
    reader.open("/regions")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1)  # no time passes: the notice does not wait for any
    page.route("**/_stcore/health", lambda route: route.abort())
    sockets[-1].close()
    page.locator(".stApp:not([data-test-connection-state=CONNECTED])").wait_for()
    banner = page.locator(".ocod-lost")
    expect(banner).to_be_hidden()
    page.locator(".st-key-filter_regions button").nth(1).click()
    expect(banner).to_contain_text(LOST[language])
    page.clock.resume()
    page.unroute("**/_stcore/health")
    expect(banner).to_be_hidden()
    reader.comes_to(reader.address)
    reader.complaints.clear()  # of the requests that did not arrive


@pytest.mark.parametrize("language", SILENT)
def test_a_choice_that_the_server_does_not_begin_with_is_said_to_wait(visitor, language):
    reader = visitor(language, alone=True)
    page, held, slow = reader.page, [], []

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: held.append((server, message)) if slow else server.send(message))

    page.route_web_socket("**/_stcore/stream", relay)
    reader.open("/")
    slow.append(True)
    page.locator(".st-key-bar a[href^='/regions']").click()
    banner = page.locator(".ocod-lost")
    expect(banner).to_have_text(SILENT[language])
    slow.clear()
    for server, message in held:
        server.send(message)
    expect(banner).to_be_hidden()
    reader.comes_to("/regions")


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
