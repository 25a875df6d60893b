"""Names that are more than names elsewhere, each between signs by which a test finds it in any text and compares its letters."""

import csv
import re
from pathlib import Path

PAYLOADS = (
    "<b>b</b><img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "**b** _i_ `c` ~~s~~ # h",
    "$x^2$ $$y$$ and 5$",
    "\\(a\\) \\alpha back\\slash",
    ":red[x] :material/home: :smile: :blue-badge[y]",
    "a:b@c www.a.example http://a.example x@y.example",
    "#emph[x] @ref <lab> // c /* d */ = e",
    "=1+1 +1 -1 @SUM(A1)",
    "{x} {{y}} %s %(a)s {% z %} ${w}",
    "%{x} <br> <b>y &amp; &#60; &lt;",
    "[l](javascript:window.hacked=1) ![i](x)",
    "a|b|c > d 'e' \"f\"",
    "1. one - two + three",
    "ป้าำ ฿ ﬁ é",
)
LONG = "ก" * 10_000
MARKED = re.compile(r"N(\d\d)«(.*?)»N\1", re.DOTALL)


def marked(n: int, payload: str) -> str:
    return f"N{n:02}«{payload}»N{n:02}"


NAMES = tuple(marked(n, payload) for n, payload in enumerate((*PAYLOADS, LONG)))


def write_register(path: Path) -> Path:
    """Write a register of centres with these names in one district, in turn open, planned and overdue."""
    statuses = (("open", "2021-01-31", "2021-01-31"), ("planned", "", "2021-06-30"), ("planned", "", "2020-12-31"))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("name_th", "name_en", "province", "district", "latitude", "longitude", "status", "open_on", "due_on")
        )
        for n, name in enumerate(NAMES):
            writer.writerow((name, name, "50", "5001", 18.7 + n / 100, 98.98, *statuses[n % 3]))
    return path


def write_claims(path: Path) -> Path:
    """Write published figures with these texts as publisher, scope and part."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("claim_id", "subject", "measure", "value", "unit", "as_of", "source_id", "publisher", "scope_en", "part")
        )
        for n, name in enumerate(NAMES[:-1]):
            day = f"2020-01-{n + 1:02}"
            writer.writerow((f"h{n}", "gdcc", "vm_capacity", 50_000 + n, "VM", day, f"s{n}", name, name, name))
    return path


def found(text: str, without: str = "") -> set[int]:
    """Return the numbers of the names in a text, each letter for letter.

    Parameters
    ----------
    text : str
        Such as a page's.
    without : str
        A pattern of the letters that are not compared.

    Raises
    ------
    AssertionError
        Where a name has other letters.
    """

    def bare(each: str) -> str:
        return re.sub(without, "", each) if without else each

    seen = {(int(n), bare(payload)) for n, payload in MARKED.findall(text)}
    wanted = {(n, bare(payload)) for n, payload in enumerate((*PAYLOADS, LONG))}
    assert not seen - wanted, sorted(each for each in seen - wanted)[0]
    return {n for n, _ in seen}
