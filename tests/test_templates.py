"""HTML from templates: a value is text, whatever stands in it, unless it is HTML by its type."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from ocod_dash.templates import renderer


@pytest.fixture
def render(tmp_path):
    (tmp_path / "line.html").write_text("<p>{{ text }}</p>\n", "utf-8")
    (tmp_path / "loud.html").write_text("{{ text | loud }}", "utf-8")
    return renderer(tmp_path, filters={"loud": str.upper})


def test_a_text_is_text_and_html_is_html(render):
    assert render("line", text="<b>&") == Markup("<p>&lt;b&gt;&amp;</p>")
    assert render("line", text=Markup("<b>x</b>")) == Markup("<p><b>x</b></p>")
    assert render("line", text=render("line", text="<")) == Markup("<p><p>&lt;</p></p>")


def test_a_filter_is_there(render):
    assert render("loud", text="<a") == Markup("&lt;A")


def test_a_value_that_is_not_given_is_an_error(render):
    with pytest.raises(UndefinedError, match="text"):
        render("line")


def test_the_first_folder_stands_before_the_others(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text(name, "utf-8")
    (tmp_path / "two" / "b.html").write_text("b", "utf-8")
    render = renderer(tmp_path / "one", tmp_path / "two")
    assert (render("a"), render("b")) == ("one", "b")
