"""A text that may come from a file is Markdown's plain text, whatever signs it has."""

import pytest

from ocod_dash.web.markdown import plain


@pytest.mark.parametrize("sign", "\\`*_{}[]()#+-.!|<>~:$&")
def test_a_sign_of_markdown_is_escaped(sign: str) -> None:
    assert plain(f"a{sign}1") == f"a\\{sign}1"


@pytest.mark.parametrize("text", [":material/home:", "https://a.example", "x@y.example", "www.a.example", ":red[x]"])
def test_what_streamlit_replaces_in_text_has_a_sign_that_prevents_it(text: str) -> None:
    assert "\u2060" in plain(text)
    assert plain(text).replace("\u2060", "").replace("\\", "") == text
