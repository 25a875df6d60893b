"""Settings of one test."""

from collections.abc import Callable, Iterator

import pytest

from ocod_dash.config import settings


@pytest.fixture
def configure(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return a function that sets settings, by name."""

    def configured(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"OCOD_{name.upper()}", value)
        settings.cache_clear()

    settings.cache_clear()
    yield configured
    settings.cache_clear()
