"""Files that are uploaded have a size, each session and all together a budget, and who may not is refused with the reason."""

import asyncio
from collections.abc import Mapping

import pytest

from ocod_dash.i18n import LANGUAGES, Words
from ocod_dash.web import streamlit_compat
from ocod_dash.web.refusal import Refused
from ocod_dash.web.uploads import MEGABYTE, Uploads

from .asgi import run
from .test_guard import guarded

PATH = "/base/_stcore/upload_file/session-1/file-1"


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The bytes of the files that each session holds."""
    bytes_held: dict[str, int] = {}
    monkeypatch.setattr(streamlit_compat, "uploaded_bytes", lambda: bytes_held)
    return bytes_held


def refusal(uploads: Uploads, size: int | None, session: str = "one") -> tuple[int, str] | None:
    try:
        with uploads.coming(session, size):
            return None
    except Refused as refused:
        return refused.code, refused.key


def test_a_stranger_may_upload_twenty_megabytes_and_a_steward_ten_times_as_much() -> None:
    uploads = Uploads(20, 1000, True)
    assert refusal(uploads, 20 * MEGABYTE) is None
    assert refusal(uploads, 21 * MEGABYTE) == (413, "upload.large")
    uploads.trust("one", True)
    assert refusal(uploads, 200 * MEGABYTE) is None
    assert refusal(uploads, 201 * MEGABYTE) == (413, "upload.large")


def test_the_files_of_a_session_have_a_budget_and_those_of_all(held: dict[str, int]) -> None:
    uploads = Uploads(20, 50, True)
    held["one"] = 15 * MEGABYTE
    assert refusal(uploads, 6 * MEGABYTE) == (413, "upload.session")
    assert refusal(uploads, 6 * MEGABYTE, "two") is None
    held["two"] = held["three"] = 15 * MEGABYTE
    assert refusal(uploads, 6 * MEGABYTE, "four") == (503, "upload.full")
    del held["three"]  # its visitor has gone
    assert refusal(uploads, 6 * MEGABYTE, "four") is None


def test_files_that_are_still_arriving_count() -> None:
    uploads = Uploads(20, 30, True)
    with uploads.coming("one", 15 * MEGABYTE):
        assert refusal(uploads, 6 * MEGABYTE) == (413, "upload.session")
        assert refusal(uploads, 16 * MEGABYTE, "two") == (503, "upload.full")
    assert refusal(uploads, 6 * MEGABYTE) is None


def test_the_operator_may_leave_uploads_to_those_who_have_signed_in() -> None:
    uploads = Uploads(20, 50, False)
    assert (refusal(uploads, 9), uploads.allowed("one")) == ((403, "upload.stewards"), 0)
    uploads.trust("one", True)
    assert refusal(uploads, 9) is None


def test_the_page_of_the_session_says_once_why_a_file_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[str] = []
    monkeypatch.setattr(streamlit_compat, "run_again", again.append)
    uploads = Uploads(20, 50, True)
    assert refusal(uploads, 21 * MEGABYTE) == (413, "upload.large")
    assert again == ["one"]
    refused = uploads.refusal("one")
    assert refused is not None
    assert [Words(language)(refused.key, **refused.figures) for language in sorted(LANGUAGES)] == [
        "The file is too large: at most 20 MB.",
        "ไฟล์มีขนาดใหญ่เกินไป รับได้ไม่เกิน 20 เมกะไบต์",
    ]
    assert uploads.refusal("one") is None


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"content-length": "9"}, 200),
        ({"content-length": str(2 * MEGABYTE)}, 413),
        ({"transfer-encoding": "chunked"}, 411),
        ({"content-length": "5"}, 413),  # of nine
    ],
)
def test_the_guard_asks_before_a_byte_is_read(headers: Mapping[str, str], code: int) -> None:
    scope = {"type": "http", "method": "PUT", "path": PATH, "query_string": b""}
    scope |= {"headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    messages = run(guarded(), scope, {"type": "http.request", "body": b"123456789"})
    assert messages[0]["status"] == code


def test_a_session_without_a_browser_releases_its_files_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.runtime.memory_session_storage import MemorySessionStorage

    class Session:
        id = "lost"
        ended = False

        def shutdown(self) -> None:
            self.ended = True

    class Info:
        session = Session()

    class Runtime:
        _session_mgr = type("Manager", (), {"_session_storage": MemorySessionStorage(ttl_seconds=0)})

        @classmethod
        def exists(cls) -> bool:
            return True

        @classmethod
        def instance(cls) -> type:
            return cls

    monkeypatch.setattr(streamlit_compat, "Runtime", Runtime)
    Runtime._session_mgr._session_storage.save(Info())  # type: ignore[attr-defined]
    asyncio.run(asyncio.sleep(0.01))
    streamlit_compat.end_lost_sessions()
    assert Info.session.ended, "Streamlit stores lost sessions otherwise: their files stay in memory"
