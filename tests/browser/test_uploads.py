"""A file that is too large is refused in the visitor's language, before it is sent and after."""

import pytest
from playwright.sync_api import expect

LINE = "ศูนย์,เชียงใหม่,open\n"


@pytest.fixture(scope="module")
def own(serve):
    """An app in which a visitor may upload two megabytes."""
    return serve(OCOD_UPLOAD_MB="2")


@pytest.fixture(scope="module")
def closed(serve):
    """An app in which only stewards may upload."""
    return serve(OCOD_UPLOADS="stewards")


def choose(page, path) -> None:
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(path)


@pytest.mark.parametrize(
    ("language", "text"),
    [("th", "ไฟล์มีขนาดใหญ่เกินไป รับได้ไม่เกิน 2 เมกะไบต์"), ("en", "The file is too large: at most 2 MB.")],
)
def test_a_file_that_is_too_large_is_refused_in_the_language_of_the_page(own, visitor, tmp_path, language, text):
    large = tmp_path / "large.csv"
    large.write_text("name_th,province,status\n" + LINE * 60_000, "utf-8")
    page = visitor(language, url=own.url).open("/data?part=bring")
    choose(page, large)
    expect(page.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize(
    ("language", "text"),
    [("th", "ไม่รองรับไฟล์ชนิดนี้ โปรดใช้ CSV"), ("en", "Files of this type cannot be read. Please use CSV")],
)
def test_a_file_of_a_kind_that_is_not_read_is_refused_in_the_language_of_the_page(
    own, visitor, tmp_path, language, text
):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    page = visitor(language, url=own.url).open("/data?part=bring")
    choose(page, picture)
    expect(page.get_by_text(text)).to_be_visible()
    assert page.get_by_text(text).bounding_box()["width"] > 100  # it is on the page, without a pointer over the file
    expect(page.get_by_text("Error:")).to_have_count(int(language == "en"))
    expect(page.get_by_text("not allowed")).to_have_count(0)


def test_what_the_browser_lets_through_the_server_refuses_and_the_page_says_so(own, visitor, tmp_path):
    reader = visitor("en", url=own.url)
    page = reader.open("/data?part=bring")
    answer = page.evaluate(
        """async () => {
            const answer = await fetch("_stcore/upload_file/unknown/x", { method: "PUT", body: new Uint8Array(3e6) });
            return [answer.status, await answer.text()];
        }"""
    )
    assert answer == [413, "The file is too large: at most 2 MB."]
    reader.complaints.clear()  # the browser reports the 413


def test_only_stewards_upload_where_the_operator_says_so(closed, visitor):
    page = visitor("th", url=closed.url).open("/data?part=bring")
    expect(page.get_by_text("เฉพาะบริกรข้อมูลที่เข้าสู่ระบบแล้วเท่านั้นที่อัปโหลดไฟล์ได้")).to_be_visible()
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)
