"""The licences of the program, its data and what it includes, per file: ``data/licences.csv`` is the one table of them."""

import csv
from functools import cache

from ..config import DATA
from ..i18n import Words
from .document import Link

# Where the text of a licence can be read.
TEXTS = {
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "OFL-1.1": "https://openfontlicense.org",
}
CODE = "Apache-2.0"
# What is no licence, and is named in the reader's language.
NONE = ("public-domain", "unstated")


@cache
def licences() -> tuple[dict[str, str], ...]:
    """Return the rows of the table: ``files`` (a pattern, or a package), ``what_*``, ``licence``, ``source_*``."""
    with (DATA / "licences.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def table(words: Words, *, program: bool = True) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the rows as texts, and their headings: what, which files, licence, source.

    Parameters
    ----------
    words : Words
        The language.
    program : bool
        Whether those of the program and what it includes are among them, or the data's alone.
    """
    heads = tuple(words(f"about.licence.{name}") for name in ("what", "files", "licence", "source"))
    rows = (
        (words.of(row, "what"), row["files"], name(row["licence"], words), words.of(row, "source"))
        for row in licences()
        if program or not row["files"].startswith("ocod_dash/")
    )
    return tuple(rows), heads


def name(licence: str, words: Words) -> str:
    """Name a licence: by its SPDX identifier, or in words where it is none."""
    return words(f"about.licence.{licence}") if licence in NONE else licence


def texts() -> tuple[Link, ...]:
    """Return the licences whose texts can be read elsewhere."""
    return tuple(Link(licence, address) for licence, address in TEXTS.items())
