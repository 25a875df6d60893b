"""How Streamlit behaves in a browser where we rely on it beyond its documentation: see ocod_dash/web/streamlit_compat.py."""

import pytest
from playwright.sync_api import expect

from .small_app import written

PAGE = '''
import streamlit as st

JS = """
const places = new WeakMap();
export default function ({ parentElement, data }) {
  const times = (places.get(parentElement) ?? 0) + 1;
  places.set(parentElement, times);
  Object.assign(document.documentElement.dataset, { times, chosen: data.chosen ?? "" });
}
"""
counted = st.components.v2.component("counted", js=JS, isolate_styles=False)
counted(key="counted", data={"chosen": st.query_params.get("chosen")})
st.write(f"chosen: {st.query_params.get('chosen')}")
'''


@pytest.fixture(scope="module")
def url(serve, tmp_path_factory):
    return serve(written(tmp_path_factory.mktemp("small"), PAGE)).url


def test_streamlit_follows_the_history_without_loading_the_page_anew(visitor, url):
    page = visitor(url=url).open()
    page.evaluate("window.same = true; history.pushState(null, '', '?chosen=50')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_text("chosen: 50")).to_be_visible()  # else links of ours do nothing: load the page they lead to
    assert page.evaluate("window.same")


def test_a_component_gets_the_same_element_from_run_to_run(visitor, url):
    page = visitor(url=url).open()
    page.evaluate("history.pushState(null, '', '?chosen=50'); dispatchEvent(new PopStateEvent('popstate'))")
    root = page.locator("html")
    expect(root).to_have_attribute("data-chosen", "50")
    assert int(root.get_attribute("data-times")) > 1  # else every chart is drawn anew at each run


def test_the_page_finds_its_server_at_once_and_has_its_colours_and_type_from_the_start(visitor, url):
    someone = visitor(url=url)
    page = someone.page
    page.route("**/_stcore/stream", lambda route: route.abort())
    page.goto(f"{url}/deep")
    page.wait_for_selector(".stApp")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).fontFamily").startswith("Sarabun")
    assert not [address for address in someone.requests if "/deep/_stcore/" in address]


def test_streamlit_has_the_skip_link_and_the_main_landmark_itself(visitor, url):
    page = visitor(url=url).open()
    expect(page.locator("a[href='#stMain']")).to_have_count(1)
    expect(page.locator("main#stMain")).to_have_count(1)
