"""Finding the places that an address names, where a file has no columns for them."""

import re
from functools import lru_cache

import polars as pl

from ... import geography

THAI = r"([ก-ฮะ-์A-Za-z]+)"
# What precedes a place's name in a Thai address.
BEFORE: dict[geography.Level, re.Pattern[str]] = {
    "province": re.compile(rf"(?:จังหวัด|(?<![ก-ฮ])จ\.)\s*{THAI}"),
    "district": re.compile(rf"(?:อำเภอ|(?<![ก-ฮ])อ\.|เขต)\s*{THAI}"),
    "subdistrict": re.compile(rf"(?:ตำบล|(?<![ก-ฮ])ต\.|แขวง)\s*{THAI}"),
}
POSTCODE = re.compile(r"\s*[0-9๐-๙]{5}\s*$")


def fill(rows: pl.DataFrame) -> pl.DataFrame:
    """Let the address name the places that the row's own columns do not.

    Parameters
    ----------
    rows : polars.DataFrame
        With ``address:cell`` and ``<level>:cell`` of each level.

    Returns
    -------
    polars.DataFrame
        The rows; ``address`` is the address where the province comes from it, else null.
    """
    needed = pl.col("province:cell").is_null() & pl.col("address:cell").is_not_null()
    rows = rows.with_columns(pl.when(needed).then("address:cell").alias("address"))
    texts = rows["address"].unique().drop_nulls()
    if texts.is_empty():
        return rows
    found = pl.DataFrame([(text, *places(text)) for text in texts], schema=["address", *BEFORE], orient="row")
    found = found.with_columns(pl.col(list(BEFORE)).cast(pl.String))
    of_address = rows.select("address").join(found, on="address", how="left", maintain_order="left")
    filled = (pl.coalesce(f"{level}:cell", of_address[level]).alias(f"{level}:cell") for level in BEFORE)
    rows = rows.with_columns(*filled)
    return rows.with_columns(pl.when(pl.col("province:cell").is_not_null()).then("address").alias("address"))


@lru_cache(maxsize=50_000)
def places(text: str) -> tuple[str | None, str | None, str | None]:
    """Return the province, district and subdistrict that an address names, as it writes them."""
    found = {level: _after(text, before) for level, before in BEFORE.items()}
    province = found["province"] or _last_province(POSTCODE.sub("", text))
    return province, found["district"], found["subdistrict"]


def _after(text: str, before: re.Pattern[str]) -> str | None:
    found = before.search(text)
    return found[1] if found else None


def _last_province(text: str) -> str | None:
    """Return the last word, or words between commas, that is a province's name."""
    pieces = [piece.strip() for piece in (*text.split(), *text.split(","))]
    return next((piece for piece in reversed(pieces) if piece and geography.find(piece, "province").place), None)
