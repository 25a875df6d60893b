"""Names of a register, texts of published figures, names of files and values of links are the same letters on every page."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests import untrusted

EVERYONE = set(range(len(untrusted.NAMES)))
# All text of a page, and what a reader gets of it besides: titles, labels, values of fields, charts' texts.
TEXT = """() => [
    document.body.innerText, document.body.textContent,
    ...[...document.querySelectorAll("[title], [aria-label], [alt], [placeholder]")].flatMap(
        (e) => ["title", "aria-label", "alt", "placeholder"].map((name) => e.getAttribute(name) ?? "")),
    ...[...document.querySelectorAll("input, textarea")].map((e) => e.value),
].join("\\n")"""


PATHS = (
    "/?province=50",
    "/regions?province=50",
    "/regions?province=50&district=5001",
    "/map?province=50&layers=provinces,centres",
    "/programmes?on=2026-11-25",
    "/forum",
    "/ledger?on=2026-11-25",
    "/ledger?on=2026-11-25&claim=h0",
    "/data",
    "/data?part=history",
    "/data?part=sources",
    "/about",
    "/present?province=50",
)


@pytest.fixture(scope="module")
def own(serve, tmp_path_factory):
    """An app whose register and published figures have such names."""
    server, folder = serve(), tmp_path_factory.mktemp("untrusted")
    for command in (
        (
            "publish",
            untrusted.write_register(folder / ":red[x] $a$ **b** <i>.csv"),
            "--as-of",
            "2021-05-19",
            "--scope",
            "all",
        ),
        ("claims", "publish", untrusted.write_claims(folder / "claims.csv")),
    ):
        environment = os.environ | {"OCOD_STORE": str(server.store)}
        said = [sys.executable, "-m", "ocod_dash", *map(str, command), "--yes"]
        done = subprocess.run(said, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return server


def names_on(page) -> set[int]:
    """Return which names a page has, each letter for letter, as text alone."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-stale='true']")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
    expect(page.locator("img[src=x], a[href^=javascript], .katex")).to_have_count(0)
    return untrusted.found(page.evaluate(TEXT).replace("\u2060", ""))  # the sign that prevents links is no letter


@pytest.mark.parametrize("language", ["th", "en"])
def test_names_are_the_same_letters_on_every_page(own, visitor, language):
    reader = visitor(language, url=own.url)
    seen = {}
    for path in PATHS:
        seen[path] = names_on(reader.open(path))
    assert set().union(*seen.values()) == EVERYONE
    assert seen["/ledger?on=2026-11-25"] == EVERYONE - {len(untrusted.PAYLOADS)}


def test_values_of_a_link_are_text_in_its_notices(own, visitor):
    reader = visitor("en", url=own.url)
    for n, payload in enumerate(untrusted.PAYLOADS):
        value = untrusted.marked(n, payload.replace(",", ";"))
        page = reader.open(f"/regions?compare={quote(value)}&as_of={quote(value)}&lang=en")
        assert n in names_on(page), payload


def test_a_file_that_is_uploaded_is_text_in_every_step(own, visitor, tmp_path):
    reader = visitor("en", url=own.url)
    path = untrusted.write_register(tmp_path / (untrusted.marked(0, untrusted.PAYLOADS[5]).replace("/", "") + ".csv"))
    content = path.read_text("utf-8").replace("2021-05", "").replace("5001", untrusted.NAMES[3].replace('"', ""), 1)
    path.write_text(content, "utf-8")
    page = reader.open("/data?part=bring")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(path)
    page.get_by_role("textbox", name="Reference date").fill("2021-05-19")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 · Check results")).to_be_visible()
    reader.ready()
    assert page.evaluate("window.hacked") is None
    expect(page.locator("img[src=x], a[href^=javascript], .katex")).to_have_count(0)
