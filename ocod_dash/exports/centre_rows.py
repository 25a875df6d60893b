"""The register to download, in files that can be published again: CSV, XLSX, Parquet, GeoJSON."""

import json
from io import BytesIO

import narwhals as nw
import polars as pl
import xlsxwriter

from ..ingest.register.centre_fields import DATED
from ..loader import Data
from ..milestones import latest
from .csv import csv, inert
from .records import pointed

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}


def table(data: Data) -> pl.DataFrame:
    """Return a release's centres, each with its status on the release's day and the latest day of each status.

    Published again on top of the same release, it changes nothing.
    """
    centres, milestones = (data.store.rows(data.release, name) for name in ("centres", "milestones"))
    now = latest(nw.from_native(milestones.lazy()), data.release.as_of).select("centre_id", "status")
    table = centres.join(now.to_native().collect(), on="centre_id", how="left", maintain_order="left")
    past = milestones.filter(pl.col("on") <= data.release.as_of)
    for name, status in DATED.items():
        days = past.filter(pl.col("status") == status).group_by("centre_id").agg(pl.col("on").max().alias(name))
        table = table.join(days, on="centre_id", how="left", maintain_order="left")
    return table


def write(data: Data, kind: str, source: str) -> bytes:
    """Write the register of a release.

    Parameters
    ----------
    data : Data
        The release.
    kind : {"csv", "xlsx", "parquet", "geojson"}
        The kind of file.
    source : str
        The citation; it is on every row, so that it stays when rows are copied.
    """
    frame = table(data)
    if kind == "csv":
        return csv(frame.to_pandas(), source)
    cited = frame.with_columns(pl.lit(source).alias("source"))
    return {"xlsx": _workbook, "parquet": _parquet, "geojson": _geojson}[kind](cited)


def _parquet(frame: pl.DataFrame) -> bytes:
    file = BytesIO()
    frame.write_parquet(file)
    return file.getvalue()


def _workbook(frame: pl.DataFrame) -> bytes:
    """Write a workbook whose texts are texts: none of them is a formula or a link."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("register")
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, frame.columns, book.add_format({"bold": True}))
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, column in enumerate(frame.iter_columns()):
            for row, value in enumerate(column, start=1):
                if value is None:
                    continue
                if column.dtype == pl.Date:
                    sheet.write_datetime(row, place, value, day)
                elif column.dtype == pl.String:
                    sheet.write_string(row, place, inert(value))
                else:
                    sheet.write(row, place, value)
    return file.getvalue()


def _geojson(frame: pl.DataFrame) -> bytes:
    features = [pointed(row) for row in frame.with_columns(pl.col(pl.Date).cast(pl.String)).iter_rows(named=True)]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
