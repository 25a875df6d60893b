"""All that we use of Streamlit beyond what it documents: what each is for, what it brings, and what happens when it is gone.

Nothing else of ours leans on Streamlit's insides. tests/web/test_streamlit_compat.py and tests/browser/test_streamlit_compat.py
say in words which of these a new Streamlit has changed; docs/upgrading.md has the steps to the next one, with all figures.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup, escape
from streamlit import config
from streamlit import logger as streamlit_logger
from streamlit.elements.exception import _GENERIC_UNCAUGHT_EXCEPTION_TEXT
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.scriptrunner import get_script_run_ctx

STREAMLIT = "1.67"  # the release that this was read from and measured with
STATIC = Path(st.__file__).parent / "static"

# Addresses below the app's own. Where one changes, nothing breaks but what is named.
LOGIN_STARTS = ("/auth/login", "/auth/logout")  # where a login or logout begins: else it ends on the first page
LOGIN_CALLBACK = "/oauth2callback"  # where it ends
HEALTH = "_stcore/health"  # what the tests and the bench wait for
UPLOAD = "_stcore/upload_file"  # to which files are sent, with a session and a name below it

# Options that Streamlit hides; .streamlit/config.toml sets them.
HIDDEN_OPTIONS: Mapping[str, Any] = {
    "runner.postScriptGC": False,  # collecting all garbage after every run: see docs/upgrading.md
    "global.minCachedMessageSize": 1e9,  # else a slow browser drops what the server refers to, and loses its connection
}

# What the style sheet and the scripts find elements by; without one, a rule of ours has no effect, and no figure is wrong.
TEST_IDS = (
    "stAlert", "stButton", "stButtonGroup", "stCaptionContainer", "stCode", "stColumn", "stDownloadButton",
    "stElementContainer", "stElementToolbar", "stException", "stExpandSidebarButton", "stFileChip",
    "stFileUploaderDropzone", "stFileUploaderDropzoneInstructions", "stHeader", "stHorizontalBlock", "stLayoutWrapper", "stMain",
    "stMainBlockContainer", "stMarkdownContainer", "stMultiSelect", "stMultiSelectTagsContainer", "stRadio",
    "stRadioCaption", "stRadioOption", "stSelectbox", "stSidebar", "stSkipToContent", "stSlider", "stVerticalBlock",
)  # fmt: skip
# Classes, attributes and properties of the same use.
MARKS = (
    "stApp", "st-key-", "data-selected", "color-scheme", "data-test-connection-state", "data-test-script-state",
    "role:`dialog`",
)  # fmt: skip

# What Streamlit writes in English only, and the message that replaces it: else the English stands in a Thai page.
TEXTS: Mapping[str, str] = {
    "Skip to main content": "browser.skip", "Main menu": "browser.menu", "Theme": "browser.theme",
    "System": "browser.theme.system", "Light": "browser.theme.light", "Dark": "browser.theme.dark",
    "Print": "browser.print", "Record screen": "browser.record", "Copy version to clipboard": "browser.copy",
    "Copy to clipboard": "browser.copy", "Close": "browser.close", "Dismiss": "browser.close",
    "Collapse sidebar": "browser.sidebar.close", "Expand sidebar": "browser.sidebar.open",
    "CONNECTING": "browser.connecting", "Running...": "browser.running", "Page not found": "browser.not_found",
    "The page that you have requested does not seem to exist. Running the app's main page.": "browser.not_found.text",
    "file upload": "bring.choose", "Upload": "bring.choose", "Add files": "bring.choose",
    "Choose an option": "bring.same.choose", "Open": "browser.choices.open", "Download as CSV": "browser.table.csv",
    "Show/hide columns": "browser.table.columns", "Search": "browser.table.search", "Fullscreen": "browser.fullscreen",
    "Close fullscreen": "browser.fullscreen.close", "Clear all": "browser.choices.clear",
    "Clear value": "browser.choices.clear", "No results": "browser.choices.none",
    "Selected values": "browser.choices.chosen", "Select all": "browser.choices.all",
    "Previous Result": "browser.table.previous", "Next Result": "browser.table.next",
    "Close Search": "browser.table.search.close", "Dataframe column menu": "browser.table.menu",
    "Sort ascending": "browser.table.ascending", "Sort descending": "browser.table.descending",
    "Pin column": "browser.table.pin", "Unpin column": "browser.table.unpin", "Hide column": "browser.table.hide",
    "Autosize": "browser.table.autosize", "Format": "browser.table.format", "Statistics": "browser.table.statistics",
    "Copy column name": "browser.table.copy", "Clear selection": "browser.choices.clear",
    "Link to heading": "browser.heading", "Notifications": "browser.notifications",
    "(opens in new tab)": "browser.new_tab", "Download failed": "browser.download.failed",
    "Network Error": "browser.network", "Try again": "browser.again", "Sidebar": "browser.sidebar",
    "Made with Streamlit v": "browser.version", "Script execution error": "browser.error.title",
    "Error: ": "browser.error.before",
    _GENERIC_UNCAUGHT_EXCEPTION_TEXT: "browser.error",
}  # fmt: skip
# The same around what varies: what stands before and after it, and the message with ``it``, or without.
AROUND: Mapping[tuple[str, str], str] = {
    ("Remove ", ""): "browser.choices.remove", ("Add: ", ""): "browser.choices.add",
    ("", " files are not allowed."): "upload.kind", ("", " per file"): "upload.per_file",
}  # fmt: skip
LOST_DIALOG = "Connection error"  # the title of the dialog that covers a page whose connection is lost
# Roles that elements lack, by test id. Gone: a screen reader does not find the name of the field for files.
ROLES: Mapping[str, str] = {"stFileUploaderDropzone": "group"}

_UNUSED_FONT = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>')
_STYLE_SHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def use_settings_beside(script: str) -> None:
    """Have ``.streamlit/config.toml`` beside a script read wherever the server was started; before any setting is read.

    Gone: ``uvicorn app:app`` from another folder has Streamlit's own colours and settings, among them usage statistics.
    """
    config._main_script_path = config._main_script_path or script


def set_theme_colours(colours: Mapping[str, str]) -> None:
    """Set colours of both themes, by the names of Streamlit's options; before the first visitor comes.

    Gone: ``.streamlit/config.toml`` would have to name them a second time.
    """
    for kind in ("light", "dark"):
        for name, colour in colours.items():
            config.set_option(f"theme.{kind}.{name}", colour)


def write_theme_once() -> None:
    """Have the theme, which every run sends again, gathered from its 150 options once.

    Gone: a change takes 9% more of the processor's time, 0.9 ms.
    """
    gather = app_session._populate_theme_msg
    gathered: dict[str, CustomThemeConfig] = {}

    def write(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in gathered:
            gather(theme := CustomThemeConfig(), section)
            gathered[section] = theme
        msg.MergeFrom(gathered[section])

    app_session._populate_theme_msg = write


def set_limit_of_uploads(megabytes: int) -> None:
    """Set the size that no upload may have, whoever sends it. Gone: it is Streamlit's 200 MB; ours are checked first."""
    config.set_option("server.maxUploadSize", megabytes)


def too_large(megabytes: int) -> str:
    """Return what Streamlit writes, in English only, beside a file over a limit. Gone: the English stands in a Thai page."""
    return f"File must be {megabytes:.1f}MB or smaller."


def log_to_root() -> None:
    """Have Streamlit log by the handlers of the root logger. Gone: its lines are not JSON."""

    def adopt(logger: logging.Logger) -> None:
        logger.handlers.clear()
        logger.propagate = True

    streamlit_logger.setup_formatter = adopt
    streamlit_logger.update_formatter()


def session_id() -> str:
    """Return the id of the session whose script is running; empty outside one."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def open_sessions() -> list[str]:
    """Return the ids of the sessions with a connected browser."""
    sessions = Runtime.instance()._session_mgr.list_active_sessions() if Runtime.exists() else []
    return [each.session.id for each in sessions]


def run_again(session: str) -> None:
    """Run a session's page again, where it is still open; to be called in the server's event loop.

    Gone: open pages do not follow a new release, and a refused upload has no message.
    """
    found = Runtime.instance().get_app_session(session) if Runtime.exists() else None
    if found:
        state = ClientState()  # as the browser has last sent it: with its address
        state.CopyFrom(found._client_state)
        state.ClearField("fragment_id")
        found.request_rerun(state)


def end_lost_sessions() -> None:
    """End sessions whose browser has not come back in time; to be called in the server's event loop.

    Streamlit ends them when another browser disconnects. Gone: uploaded files stay in memory until then.
    """
    if Runtime.exists():
        for _, lost in Runtime.instance()._session_mgr._session_storage._cache.expire():  # type: ignore[attr-defined]
            lost.session.shutdown()


def uploaded_bytes() -> Mapping[str, int]:
    """Return how many bytes of uploaded files each session holds. Gone: uploads have no total."""
    if not Runtime.exists():
        return {}
    files = Runtime.instance().uploaded_file_mgr.file_storage  # type: ignore[attr-defined]
    return {session: sum(len(file.data) for file in list(of.values())) for session, of in list(files.items())}


@cache
def index() -> str:
    """Return the HTML that every page of Streamlit's starts with."""
    return (STATIC / "index.html").read_text("utf-8")


@cache
def files() -> frozenset[str]:
    """Return the paths of Streamlit's files that can be compressed."""
    return frozenset(
        path.relative_to(STATIC).as_posix() for kind in ("js", "css") for path in (STATIC / "static" / kind).iterdir()
    )


def answers(path: str) -> bool:
    """Say whether Streamlit itself has something at the path of a file. Gone: a new address of its own is not found."""
    return path.startswith(("_stcore/", "media/", "component/", "auth/", "app/static/")) or path in _static_files()


@cache
def _static_files() -> frozenset[str]:
    return frozenset(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())


def start(links: Iterable[str], language: str, title: str, loading: Markup) -> str:
    """Return the HTML that a page starts with: what the browser would otherwise ask for late is in its head.

    Streamlit's own typeface is not requested, since the theme has another. Gone: 166 KB more on a first visit.
    Streamlit's style sheet is behind what shows that the page is loading. Gone: nothing is painted before it arrives.

    Parameters
    ----------
    links : iterable of str
        HTML for the head.
    language : str
        Of the page.
    title : str
        Of the page, in the browser's tab.
    loading : markupsafe.Markup
        Shown until the page's first part arrives.
    """
    html = _NO_SCRIPT.sub("", _UNUSED_FONT.sub("", index()))
    sheet = "".join(_STYLE_SHEET.findall(html))
    html = _STYLE_SHEET.sub("", html).replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>", 1)
    html = html.replace("</head>", f"{_prelude()}{''.join(links)}</head>", 1)
    return html.replace('<div id="root">', f'{loading}{sheet}<div id="root">', 1)


def _prelude() -> str:
    """Return the theme, the typeface and the server's address, which Streamlit's browser side reads before it connects.

    Gone: it looks for its server below the page's own address first, and draws in its own colours and type until the
    first message.
    """
    settled = {f"{kind.upper()}_THEME": theme(kind) for kind in ("light", "dark")}
    return f"""<style>{"".join(_faces())}</style>
    <script>
      window.__streamlit = {{
        ...{json.dumps(settled)},
        BACKEND_BASE_URL: new URL(".", location.href).href,
        HOST_CONFIG: {{ allowedOrigins: [location.origin], useExternalAuthToken: false }},
      }};
    </script>
    """


def _faces() -> Iterator[str]:
    for face in st.get_option("theme.fontFaces") or ():
        style = {"font-family": f'"{face["family"]}"', "src": f'url("./{face["url"]}")'}
        # Streamlit renames an option in place when the first visitor comes.
        style |= {"font-weight": face.get("weight") or face.get("weight_range") or "normal"}
        style |= {"font-style": face.get("style", "normal"), "unicode-range": face.get("unicodeRange", "U+0-10FFFF")}
        yield "@font-face {" + "; ".join(f"{name}: {value}" for name, value in style.items()) + "}"


def theme(kind: str) -> dict[str, Any]:
    """Return the theme's options for light or dark, under the names that the browser's side has for them."""
    sections = [config.get_options_for_section(name) for name in ("theme", f"theme.{kind}")]
    options = {name: value for section in sections for name, value in section.items() if value is not None}
    named = {"bodyFont" if name == "font" else name: value for name, value in options.items()}
    return {name: value for name, value in named.items() if name not in ("base", "fontFaces")}


def table_height(rows: int) -> int:
    """Return the height of a table of Streamlit's in pixels, with all its rows in sight and none empty."""
    return 35 * (rows + 1) + 3
