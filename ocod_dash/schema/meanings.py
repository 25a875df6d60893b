"""What tables and columns mean, in both languages."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from .tables import TABLES

THAI = Path(__file__).parent / "meanings_th.toml"


def meaning(table: str, language: str, column: str | None = None) -> str:
    """Return what a table's row is, or what one of its columns holds.

    Parameters
    ----------
    table : str
        One of ``TABLES``.
    language : {"th", "en"}
        The language.
    column : str, optional
        A column of the table.
    """
    if language == "th":
        thai = _thai()[table]
        return str(thai["columns"][column] if column else thai["table"])
    declared = TABLES[table]
    return declared.columns[column].description if column else declared.description


@cache
def _thai() -> dict[str, Any]:
    return tomllib.loads(THAI.read_text("utf-8"))
