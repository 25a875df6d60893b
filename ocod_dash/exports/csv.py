"""A small table as a CSV file that cites its source and that no spreadsheet will run."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..exhibits import Exhibit

# What a spreadsheet may take for the beginning of a formula, in full width too.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def csv(frame: pd.DataFrame, source: str, *, header: bool | Sequence[str] = True) -> bytes:
    """Write a table as CSV with its source in the last column.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table; dates are written as YYYY-MM-DD.
    source : str
        The citation, repeated on every row, so that it stays when rows are copied.
    header : bool or sequence of str
        What the file begins with: the columns' names, or these headings; False where the rows go on with a file that
        was begun.

    Returns
    -------
    bytes
        UTF-8 with the mark that makes Excel read Thai rightly. A text that a spreadsheet would take for a formula
        begins with an apostrophe.
    """
    table = frame.copy()
    for column in table.select_dtypes(include=["object", "string"]):
        table[column] = table[column].map(inert, na_action="ignore")
    table["source"] = inert(source)
    names = header if isinstance(header, bool) else [*map(inert, header), "source"]
    # With these line ends a lone carriage return in a text is quoted too: it cannot begin a row of its own.
    text = table.to_csv(index=False, header=names, date_format="%Y-%m-%d", float_format="%.15g", lineterminator="\r\n")
    return text.encode("utf-8-sig" if header else "utf-8")


def of_exhibit(exhibit: Exhibit) -> bytes:
    """Write the figures behind a picture as CSV, under their headings."""
    table = exhibit.table()
    return csv(table.frame, exhibit.source, header=table.heads)


def inert(text: Any) -> Any:
    """Return a text that no spreadsheet takes for a formula; other values are unchanged."""
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text
