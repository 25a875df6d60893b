"""What axe-core finds on the pages, in both languages and themes: nothing, of any impact."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

# Every page, and those that show something else by what is chosen.
PAGES = (
    "/",
    "/?province=50&district=5001&status=open",
    "/regions?compare=north,northeast",
    "/map",
    "/map?province=50&layers=provinces,centres",
    "/programmes",
    "/forum",
    "/ledger?claim=ocod-2021-done",
    "/data",
    "/data?part=bring",
    "/data?part=history",
    "/data?part=dictionary",
    "/data?part=sources",
    "/method",
    "/about",
    "/present",
)
VIOLATIONS = """() => axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
    .then(({ violations }) => violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, html }) => `${id} (${impact}) ${target}: ${html.slice(0, 160)}`)))"""


@pytest.mark.parametrize(("language", "dark"), [("th", False), ("th", True), ("en", False), ("en", True)])
def test_axe_finds_nothing_on_any_page(visitor, language, dark):
    reader = visitor(language, dark=dark)
    found = {}
    for path in PAGES:
        page = reader.open(path)
        page.evaluate(AXE_SCRIPT)
        if violations := page.evaluate(VIOLATIONS):
            found[path] = violations
    assert found == {}
