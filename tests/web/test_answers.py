"""Answers of a sheet by HTTP: what is asked for is made then, and what cannot be made is said without harm to others."""

from dataclasses import dataclass
from threading import Barrier, Thread
from urllib.parse import quote

import pytest
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ocod_dash import cache
from ocod_dash.web import answers, sheet
from ocod_dash.web.parts import File, Fragment, Part


@dataclass(frozen=True)
class Shown:
    """The context of a sheet in these tests."""

    name: str
    only: str = ""

    @property
    def key(self):
        return (self.name,)


def build(context):
    def fail():
        raise ValueError("a secret of the server")

    made = {
        "table": lambda: Fragment(Markup("<table>{}</table>").format(f"<{context.name}>")),
        "csv": lambda: File("ก&ข.csv", "text/csv", context.name.encode()),
        "png": fail,
    }
    yield Part("one", answers=made)


@pytest.fixture
def ask(request):
    """Return a function that asks a sheet of this test for something."""
    cache.clear()
    context = Shown(request.node.name)
    token = sheet.token(build, context)
    answers.register(token, lambda: sheet.built(build, context))
    client = TestClient(Starlette(routes=[answers.route()]), raise_server_exceptions=False)
    return lambda what, part="one", token=token: client.get(f"/answers/{token}/{part}/{what}")


def test_a_table_is_html_in_which_text_is_text(ask, request):
    got = ask("table")
    assert got.status_code == 200
    assert got.headers["content-type"].startswith("text/html")
    assert got.text == f"<table>&lt;{request.node.name}&gt;</table>"


def test_a_file_has_its_type_and_its_name_in_any_script(ask, request):
    got = ask("csv")
    assert got.content == request.node.name.encode()
    assert got.headers["content-type"].startswith("text/csv")
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('ก&ข.csv')}"
    assert got.headers["cache-control"] == "no-store"


def test_what_cannot_be_made_is_an_error_that_tells_nothing_and_spares_the_others(ask):
    got = ask("png")
    assert got.status_code == 500
    assert "secret" not in got.text
    assert ask("csv").status_code == 200


@pytest.mark.parametrize("where", [{"what": "pdf"}, {"what": "csv", "part": "two"}, {"what": "csv", "token": "0" * 32}])
def test_what_is_not_there_is_not_found(ask, where):
    assert ask(**where).status_code == 404


def test_a_sheet_that_was_dropped_from_the_cache_is_built_again_for_its_answer(ask):
    assert ask("csv").status_code == 200
    cache.clear()
    assert ask("csv").status_code == 200


def test_fifty_who_ask_for_the_same_sheet_at_once_have_it_built_once():
    cache.clear()
    built, ready = [], Barrier(50)

    def build_slowly(context):
        built.append(context.name)
        yield Part("one", Markup("<p>1</p>"))

    def context():
        ready.wait()
        assert sheet.built(build_slowly, Shown("all")).content

    visitors = [Thread(target=context) for _ in range(50)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    assert built == ["all"]
