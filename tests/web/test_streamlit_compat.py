"""What we use of Streamlit beyond its documentation is in the installed Streamlit; else a sentence says what is lost.

Each is described in ocod_dash/web/streamlit_compat.py; how it behaves in a browser is tested in
tests/browser/test_streamlit_compat.py. docs/upgrading.md is the way to the next Streamlit.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from markupsafe import Markup
from streamlit import config
from streamlit import logger as streamlit_logger
from streamlit.elements.exception import _GENERIC_UNCAUGHT_EXCEPTION_TEXT
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import (
    app_session,
    memory_session_storage,
    memory_uploaded_file_manager,
    websocket_session_manager,
)
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_auth_routes, starlette_gzip_middleware

from ocod_dash.config import ROOT
from ocod_dash.web import streamlit_compat
from ocod_dash.web.streamlit_compat import HIDDEN_OPTIONS, MARKS, STATIC, STREAMLIT, TEST_IDS

OURS = [path for path in (ROOT / "ocod_dash").rglob("*") if path.suffix in (".css", ".js", ".py", ".html")]


def started() -> str:
    return streamlit_compat.start([], "en", "", Markup())


@cache
def bundle() -> str:
    """Return all scripts of the installed Streamlit's browser side."""
    return "\n".join(path.read_text("utf-8") for path in (STATIC / "static" / "js").glob("*.js"))


def test_the_installed_streamlit_is_the_one_that_all_this_was_measured_with() -> None:
    assert st.__version__.startswith(f"{STREAMLIT}."), (
        f"Streamlit {st.__version__} is installed; what we use of its insides was read and measured with {STREAMLIT}. "
        "Follow docs/upgrading.md, then write the new number into streamlit_compat.STREAMLIT."
    )


def test_the_settings_beside_a_script_are_found_from_any_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert hasattr(config, "_main_script_path"), (
        "streamlit.config._main_script_path is gone: `uvicorn app:app` from another folder does not read "
        ".streamlit/config.toml, and so has Streamlit's own colours and sends usage statistics."
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "_main_script_path", None)
    streamlit_compat.use_settings_beside(str(ROOT / "app.py"))
    assert str(ROOT / ".streamlit" / "config.toml") in config.get_config_files("config.toml")
    streamlit_compat.use_settings_beside(str(tmp_path / "other.py"))  # `streamlit run` was there before
    assert config._main_script_path == str(ROOT / "app.py")


@pytest.mark.parametrize(("option", "value"), HIDDEN_OPTIONS.items())
def test_a_hidden_option_is_still_there_and_set(option: str, value: object) -> None:
    known = config._config_options_template
    assert option in known, f"Streamlit has no option {option} any more: take it out of .streamlit/config.toml."
    assert known[option].default_val != value, f"Streamlit sets {option} so by itself: take it out of config.toml."
    section, _, name = option.partition(".")
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert written[section][name] == value


@pytest.mark.parametrize("test_id", TEST_IDS)
def test_an_element_is_still_found_by_its_test_id(test_id: str) -> None:
    used = [path.name for path in OURS if re.search(rf"\b{test_id}\b", path.read_text("utf-8"))]
    assert re.search(rf"[`\"' ]{test_id}[`\"' ]", bundle()), (
        f"Streamlit has no element {test_id} any more: rules of {', '.join(used)} have no effect."
    )


@pytest.mark.parametrize("text", [*streamlit_compat.TEXTS, streamlit_compat.LOST_DIALOG, *streamlit_compat.ROLES])
def test_a_text_that_we_replace_and_an_element_that_we_give_a_role_are_still_there(text: str) -> None:
    written = bundle() + _GENERIC_UNCAUGHT_EXCEPTION_TEXT  # an error's text comes from the server
    parts = [part for part in re.split(r"v[\d.]+|\. |'", text) if part]
    lost = [part for part in parts if part not in written]
    assert lost == [], f"Streamlit does not write {text} any more: see what stands in its place on a Thai page."


@pytest.mark.parametrize("parts", streamlit_compat.AROUND)
def test_a_text_with_a_name_in_it_that_we_replace_is_still_there(parts: tuple[str, str]) -> None:
    before, after = (f"`{parts[0]}${{" if parts[0] else "", f"}}{parts[1]}`" if parts[1] else "")
    lost = [part for part in (before, after) if part not in bundle()]
    assert lost == [], f"Streamlit does not write {lost} any more: see what stands in its place on a Thai page."


@pytest.mark.parametrize("mark", MARKS)
def test_a_class_or_attribute_that_we_style_by_is_still_there(mark: str) -> None:
    assert mark in bundle(), f"Streamlit does not write {mark} any more: style.css and navigation.js rely on it."


def test_every_test_id_that_we_use_is_in_the_table_and_no_other() -> None:
    table = ROOT / "ocod_dash" / "web" / "streamlit_compat.py"
    shape = re.compile(r"\bst[A-Z][A-Za-z]+\b")
    used = {
        name
        for path in OURS
        if path != table and not path.name.endswith(".min.js")
        for name in shape.findall(path.read_text("utf-8"))
    }
    assert used - {"stApp"} == set(TEST_IDS)


def test_no_other_module_leans_on_streamlits_insides() -> None:
    inside = re.compile(r"^\s*(?:from|import) streamlit(?!( as st)?$)|\bst\._|window\.__streamlit|st\.__file__", re.M)
    modules = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(path for path in OURS if path.suffix == ".py")]
    leaning = [path.name for path in modules if inside.search(path.read_text("utf-8"))]
    assert leaning == ["streamlit_compat.py"]


def test_no_other_script_finds_an_element_of_streamlits() -> None:
    inside = re.compile(r"\bst[A-Z]\w|data-test|testid|testConnection|\.stApp|role=.?dialog")
    scripts = [path for path in OURS if path.suffix == ".js" and "assets" not in path.parts]
    finding = {path.name for path in scripts if inside.search(path.read_text("utf-8"))}
    assert finding == {"streamlit_compat.js"}


def test_a_login_starts_and_ends_at_the_addresses_that_we_watch() -> None:
    addresses = {
        f"/{getattr(starlette_auth_routes, name)}"
        for name in ("_ROUTE_AUTH_LOGIN", "_ROUTE_AUTH_LOGOUT", "_ROUTE_OAUTH_CALLBACK")
    }
    assert addresses == {*streamlit_compat.LOGIN_STARTS, streamlit_compat.LOGIN_CALLBACK}, (
        "Streamlit logs in elsewhere: a login ends on the first page instead of the page where it began."
    )


def test_streamlit_still_sends_its_own_files_uncompressed() -> None:
    assert starlette_gzip_middleware._should_bypass_gzip("/static/js/index.js"), (
        "Streamlit compresses its own files now: measure whether ocod_dash/web/shelf.py still brings anything."
    )


def test_the_page_that_streamlit_starts_with_has_the_places_that_we_write_to() -> None:
    assert streamlit_compat.index().count("</head>") == 1, (
        "index.html has no single </head>: pages have no list of what they need, and load by the figures in docs/upgrading.md."
    )
    assert 'src="./static/js/index.' in streamlit_compat.index(), "index.html starts with another script."
    for place in (
        '<html lang="en">',
        "<title>Streamlit</title>",
        "<noscript>",
        '<link rel="stylesheet"',
        '<div id="root">',
    ):
        assert streamlit_compat.index().count(place) == 1, (
            f"index.html has no single {place}: a page starts with Streamlit's English, or shows nothing while it loads."
        )


SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar")


def test_a_theme_that_is_written_once_is_as_streamlit_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hasattr(app_session, "_populate_theme_msg"), (
        "Streamlit gathers its theme elsewhere: take write_theme_once out; a run takes 0.8 ms of the processor more."
    )

    def written() -> list[CustomThemeConfig]:
        messages = [CustomThemeConfig() for _ in SECTIONS]
        for message, section in zip(messages, SECTIONS, strict=True):
            app_session._populate_theme_msg(message, section)
        return messages

    by_streamlit = written()
    assert by_streamlit[1].primary_color == "#1F66B0"
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    streamlit_compat.write_theme_once()
    assert written() == written() == by_streamlit


def test_a_page_does_not_request_a_typeface_that_the_theme_does_not_use() -> None:
    assert "SourceSans" in streamlit_compat.index(), (
        "Streamlit requests no typeface in its head now: drop _UNUSED_FONT."
    )
    assert "SourceSans" not in started()


def test_a_page_has_its_server_and_its_theme_by_the_names_that_streamlit_reads() -> None:
    settings = re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)\b", started().partition("window.__streamlit")[2])
    assert sorted(settings) == ["BACKEND_BASE_URL", "DARK_THEME", "HOST_CONFIG", "LIGHT_THEME"]
    lost = [name for name in ("window.__streamlit", *settings) if name not in bundle()]
    assert lost == [], (
        f"Streamlit reads no {', '.join(lost)} any more: a deep link looks for its server below the page first (two 404s), "
        "and pages start in Streamlit's own colours."
    )


def test_an_option_of_light_or_dark_comes_before_the_themes_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = {
        "theme": {"font": "Sarabun", "textColor": "#000000", "base": "light", "baseFontSize": None},
        "theme.dark": {"font": None, "textColor": "#FFFFFF"},
    }
    monkeypatch.setattr(config, "get_options_for_section", sections.__getitem__)
    assert streamlit_compat.theme("dark") == {"bodyFont": "Sarabun", "textColor": "#FFFFFF"}


@pytest.mark.parametrize("weight", ["weight", "weight_range"])  # the second once a visitor has come
def test_a_page_has_the_themes_typeface_from_the_start(weight: str, monkeypatch: pytest.MonkeyPatch) -> None:
    face = {"family": "Sarabun", "url": "assets/sarabun.woff2", weight: "400", "unicodeRange": "U+0E00-0E7F"}
    monkeypatch.setattr(st, "get_option", {"theme.fontFaces": [face]}.get)
    assert 'src: url("./assets/sarabun.woff2"); font-weight: 400;' in started()


def test_colours_that_are_set_are_those_of_both_themes(monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, Streamlit takes its theme from elsewhere, and badges and our style sheets lose the statuses' colours."""
    before = {kind: streamlit_compat.theme(kind) for kind in ("light", "dark")}
    try:
        streamlit_compat.set_theme_colours({"blueColor": "#010203"})
        assert [streamlit_compat.theme(kind)["blueColor"] for kind in ("light", "dark")] == ["#010203"] * 2
    finally:
        for kind, theme in before.items():
            streamlit_compat.config.set_option(f"theme.{kind}.blueColor", theme.get("blueColor"))


def test_sessions_can_be_told_of_new_data_and_of_their_end() -> None:
    manager = websocket_session_manager.WebsocketSessionManager
    storage = memory_session_storage.MemorySessionStorage()
    assert hasattr(manager, "list_active_sessions"), (
        "Streamlit names its sessions otherwise: pages do not follow a release."
    )
    assert hasattr(app_session.AppSession, "request_rerun"), (
        "A session cannot be run again: pages do not follow a release."
    )
    assert hasattr(storage._cache, "expire"), "Lost sessions are stored otherwise: their files stay in memory."


def test_uploaded_files_can_be_counted() -> None:
    files = memory_uploaded_file_manager.MemoryUploadedFileManager("/upload")
    files.add_file("one", UploadedFileRec("f", "a.csv", "text/csv", b"1234"))
    assert sum(len(file.data) for file in files.file_storage["one"].values()) == 4, "Uploads have no budget."


def test_streamlit_logs_by_the_root_logger_where_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streamlit_logger, "setup_formatter", streamlit_logger.setup_formatter)
    ours = streamlit_logger.get_logger("streamlit.of_a_test")
    streamlit_compat.log_to_root()
    assert (ours.handlers, ours.propagate) == ([], True), "Streamlit's lines are not JSON."
    monkeypatch.undo()
    streamlit_logger.update_formatter()
    for logger in streamlit_logger._loggers.values():
        logger.propagate = False


def test_a_file_that_is_too_large_has_the_text_that_is_replaced() -> None:
    assert "File must be ${" in bundle(), "Streamlit writes otherwise that a file is too large: English in a Thai page."
    assert "} or smaller.`" in bundle()
    assert streamlit_compat.too_large(20) == "File must be 20.0MB or smaller."
