"""An app to try the browser's side on, apart from the pages: ``navigation_page.py`` with the answers and files of ``web``."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ocod_dash.web import answers
from ocod_dash.web.delivery import Delivery
from ocod_dash.web.shelf import Shelf, default_folder
from ocod_dash.web.streamlit_compat import use_settings_beside
from ocod_dash.web.url_state import base_path

use_settings_beside(__file__)
app = st.App(
    Path(__file__).with_name("navigation_page.py"),
    routes=[answers.route(base_path())],
    middleware=[Middleware(Delivery, pages={}, named=lambda words, path: ("", ""), shelf=Shelf(default_folder()))],
)
