"""What is taken away in these tests: the sample, and a register whose names are hostile."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ocod_dash.exhibits import Context
from ocod_dash.exports import contents, files
from ocod_dash.loader import Data
from ocod_dash.page_registry import WITH_FILES
from ocod_dash.store import Store, compose, examine, publish_draft
from ocod_dash.store.sample import publish_when_empty
from ocod_dash.theme import Theme
from ocod_dash.view import View

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror=hacked=1>',
    "](x) *a* #b $c$",
)
ON = date(2021, 5, 19)


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Data:
    """The sample register."""
    store = Store(str(tmp_path_factory.mktemp("sample") / "store"))
    publish_when_empty(store)
    return Data(store, store.current())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Data:
    """A register of five centres in Chiang Mai, one of them open, with names that are more than names elsewhere."""
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "r.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name_th", "name_en", "province", "status", "open_on"))
        writer.writerows((name, name, "50", "open" if name == HOSTILE[0] else "planned", "") for name in HOSTILE)
    store = Store(str(folder / "store"))
    publish_draft(store, compose(store, *examine(store, folder / "r.csv", as_of=ON)), "malee")
    return Data(store, store.current())


@pytest.fixture(scope="session")
def export_request() -> Callable[..., contents.ExportRequest]:
    """Return a function that requests a file of a release: ``export_request(sample, "th", View(...), pages=(...))``."""

    def requested(data: Data, language: str = "en", view: View | None = None, **options) -> contents.ExportRequest:
        context, on, pages = (
            Context(data, view or View(), Theme(language)),
            options.pop("on", ON),
            options.pop("pages", WITH_FILES),
        )
        return contents.ExportRequest(context, on, tuple(options.items()), pages)

    return requested


@pytest.fixture(scope="session")
def file_of(sample, export_request, tmp_path_factory) -> Callable[[str, str], Path]:
    """Return a function that writes a file of the sample register, each once."""
    folder = tmp_path_factory.mktemp("files")

    def make(kind: str, language: str) -> Path:
        path = folder / f"{language}.{kind}"
        if not path.exists():
            files.make(kind, export_request(sample, language), path)
        return path

    return make


@pytest.fixture(scope="session")
def hostile_names() -> tuple[str, ...]:
    """The names of the hostile register."""
    return HOSTILE
