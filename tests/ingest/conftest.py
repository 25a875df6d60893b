"""Register files written for one test each."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ocod_dash import ingest
from ocod_dash.ingest import Outcome

AS_OF = date(2021, 5, 19)


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    """Write lines to a file."""

    def writing(*lines: str, name: str = "register.csv", encoding: str = "utf-8", end: str = "\n") -> Path:
        path = tmp_path / name
        path.write_bytes(end.join((*lines, "")).encode(encoding))
        return path

    return writing


@pytest.fixture
def run(write) -> Callable[..., Outcome]:
    """Import lines as a file of 19 May 2021."""

    def running(*lines: str, mapping=None, current=None, as_of=AS_OF) -> Outcome:
        return ingest.run(write(*lines), mapping, as_of, current)

    return running
