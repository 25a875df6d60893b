"""An app to try the browser's side on, apart from the pages: ``navigation_page.py`` with the answers and files of ``web``."""

from pathlib import Path

import streamlit as st
from streamlit import config

from ocod_dash.web import answers, delivery
from ocod_dash.web.delivery import under

config._main_script_path = config._main_script_path or __file__
app = st.App(Path(__file__).with_name("navigation_page.py"), routes=[answers.route(under()), *delivery.routes(under())])
