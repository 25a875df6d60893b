"""The frames that maps draw, of a small register."""

from datetime import date

import pandas as pd
import pytest

from ocod_dash.metrics import places, points
from ocod_dash.theme import Theme
from ocod_dash.view import View

TODAY = View(as_of=date(2021, 5, 19))
LOOKS = [Theme(language, dark) for language in ("th", "en") for dark in (False, True)]
REGISTER = """
    a  5001  at 18.80,98.98   open 2021-01-10
    b  5002  at 18.20,98.90   in_progress 2021-03-01
    c  57    at 19.90,99.83
    d  1001  at 13.75,100.50  open 2021-04-01  closed 2021-05-01
    e  90    open 2021-02-01
"""


@pytest.fixture(params=LOOKS, ids=lambda theme: f"{theme.language}-{'dark' if theme.dark else 'light'}")
def every_theme(request) -> Theme:
    return request.param


@pytest.fixture
def provinces(ask) -> pd.DataFrame:
    return ask(places.progress, REGISTER, TODAY, level="province")


@pytest.fixture
def dots(ask) -> pd.DataFrame:
    return ask(points.points, REGISTER, TODAY).assign(mark=lambda rows: rows.status)


@pytest.fixture
def cells(ask) -> pd.DataFrame:
    return ask(points.hexagons, REGISTER, TODAY)
