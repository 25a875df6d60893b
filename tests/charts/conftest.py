"""The frames that charts draw, of a small register."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from ocod_dash.metrics import places, rollout
from ocod_dash.theme import Theme
from ocod_dash.view import View

LOOKS = [Theme(language, dark) for language in ("th", "en") for dark in (False, True)]


@pytest.fixture(params=LOOKS, ids=lambda theme: f"{theme.language}-{'dark' if theme.dark else 'light'}")
def every_theme(request) -> Theme:
    return request.param


@pytest.fixture(scope="session")
def drawn(ask) -> Callable[..., tuple[pd.DataFrame, pd.Series, pd.DataFrame]]:
    """Return a register's course, total and regions on a day."""

    def frames(register: str, view: View) -> tuple[pd.DataFrame, pd.Series, pd.DataFrame]:
        total = ask(rollout.summary, register, view).iloc[0]
        return ask(rollout.course, register, view), total, ask(places.progress, register, view, level="region")

    return frames


def strings(part: Any) -> Iterator[str]:
    """Find every text in a figure."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from (text for value in part.values() for text in strings(value))
    elif isinstance(part, (list, tuple)):
        yield from (text for value in part for text in strings(value))


@pytest.fixture(scope="session")
def texts() -> Callable[[go.Figure], list[str]]:
    """Return every text in a figure, as the browser gets it."""
    return lambda figure: list(strings(json.loads(figure.to_json())))


@pytest.fixture(scope="session")
def labels() -> Callable[[go.Figure], list[str]]:
    """Return the texts written on a figure."""
    return lambda figure: [label.text for label in figure.layout.annotations]
