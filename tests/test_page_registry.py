"""A page is declared once: everything that lists pages follows from the declaration."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ocod_dash.config import ROOT
from ocod_dash.exhibits import Context
from ocod_dash.exhibits.parameters import PARAMETERS
from ocod_dash.loader import Data
from ocod_dash.page_registry import PAGES
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.ui import views
from ocod_dash.ui.exhibit_card import PREFIX
from ocod_dash.ui.page_context import PageContext
from ocod_dash.ui.sidebars import SIDEBARS
from ocod_dash.view import View
from ocod_dash.web.delivery import NEEDS
from ocod_dash.web.parts import Sheet

BUILT = [name for name in PAGES if (Path(views.__path__[0]) / f"{name}.py").exists()]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Data:
    store = Store(str(tmp_path_factory.mktemp("registry") / "store"))
    publish_when_empty(store)
    return Data(store, store.current())


@pytest.mark.parametrize("name", PAGES)
def test_a_declaration_names_what_is_there(name):
    page = PAGES[name]
    assert (ROOT / "pages" / f"{name}.py").exists()
    assert set(page.parameters) <= set(PARAMETERS)
    assert page.sidebar in SIDEBARS
    assert set(page.needs) <= set(NEEDS)


def test_every_file_in_pages_is_a_page_that_is_declared():
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == set(PAGES)


@pytest.mark.parametrize(
    "view", [View(), View(regions=("north",)), View(provinces=("50",), regions=("north",))], ids=str
)
@pytest.mark.parametrize("name", [name for name in BUILT if PAGES[name].has_files])
def test_a_page_shows_every_exhibit_that_its_files_hold(data, name, view):
    page = PageContext(Context(data, view, Theme("en")), date(2026, 11, 29), page=PAGES[name], today=date(2026, 11, 29))
    module = __import__(f"ocod_dash.ui.views.{name}", fromlist=["build"])
    shown = {key.removeprefix(PREFIX) for key in Sheet(module.build(page)).labels}
    assert set(page.exhibits()) <= shown


DECLARED = """
        Page(
            "extra", "extra", exhibits=page_exhibits.regions, parameters=("compare",), needs=("charts",),
            embed_heights={WHOLE_PAGE: 700, "ranking": 333},
        ),
        Page("present","""
VIEW = '''"""Extra: a page that a test adds."""

from ...web.parts import Items
from ..exhibit_card import card
from ..headings import title
from ..page_context import PageContext


def build(page: PageContext) -> Items:
    """Return the ranking alone."""
    yield title(page.words("page.extra"))
    yield card(page.exhibits()["ranking"])
'''
SCRIPT = '''"""Extra."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import extra

shell.show(extra.build)
'''
LOOK = """
import json, sys
from datetime import date
from streamlit.testing.v1 import AppTest
from ocod_dash.config import settings
from ocod_dash.exports import contents
from ocod_dash.page_registry import PAGES, WITH_FILES
from ocod_dash.store import Store
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.ui import embed
from ocod_dash.web import delivery, url_state

publish_when_empty(Store(settings().store))
url_state.path_name = lambda names: "extra" if "extra" in names else ""
app = AppTest.from_file("ocod_dash/ui/script.py", default_timeout=60)
app.switch_page("../../pages/extra.py")
app.query_params["region"] = "north"
app.query_params["compare"] = "50,51"
app.run()
sent = {e.proto.id.split("-", 2)[-1]: json.loads(e.proto.bytes or e.proto.json) for e in app.get("bidi_component")}
page = app.session_state["page"]
print(json.dumps({
    "failed": [each.message for each in app.exception],
    "bar": next(part["head"] for part in sent["sheet_bar"]["parts"] if part["key"] == "bar"),
    "parts": [part["key"] for part in sent["sheet_extra"]["parts"]],
    "corrected": sent["navigation"]["corrected"],
    "with_files": WITH_FILES,
    "file": list(contents.exhibits(contents.ExportRequest(page.context, date(2026, 1, 1), (), ("extra",)))),
    "embed": [embed.snippet(page), embed.snippet(page, "ranking")],
    "preloaded": delivery.page(PAGES["extra"].needs, "en", "", "").decode(),
}))
"""


def test_a_page_that_is_added_is_in_navigation_address_download_embedding_and_preload(tmp_path):
    app = tmp_path / "app"
    copied = shutil.ignore_patterns("__pycache__", ".git", ".venv", "tests", "bench", "docs", "*.egg-info")
    shutil.copytree(ROOT, app, ignore=copied)
    registry = app / "ocod_dash" / "page_registry.py"
    text = registry.read_text("utf-8")
    assert text.count('        Page("present",') == 1
    registry.write_text(text.replace('        Page("present",', DECLARED.strip("\n")), "utf-8")
    (app / "ocod_dash" / "ui" / "views" / "extra.py").write_text(VIEW, "utf-8")
    (app / "pages" / "extra.py").write_text(SCRIPT, "utf-8")
    for language, name in (("th", "หน้าพิเศษ"), ("en", "Extra page")):
        with (app / "ocod_dash" / "i18n" / f"{language}.po").open("a", encoding="utf-8") as catalogue:
            catalogue.write(f'\nmsgid "page.extra"\nmsgstr "{name}"\n')
    environment = {
        "OCOD_STORE": str(tmp_path / "store"),
        "PYTHONPATH": str(app),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=app, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])

    assert seen["failed"] == []
    assert re.search(r'href="/extra\?region=north"[^>]*aria-current="page"[^>]*>Extra page<', seen["bar"])
    assert seen["parts"] == ["title", "card_ranking", "foot"]
    assert seen["corrected"] is None  # every parameter of the address is understood
    assert "extra" in seen["with_files"]
    assert seen["file"][:1] == ["ranking"]
    assert 'height="700"' in seen["embed"][0]
    assert 'height="333"' in seen["embed"][1]
    assert "plotly-basic" in seen["preloaded"]
