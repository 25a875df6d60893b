"""A user's own lists: possible sites, people, and travel times between them, each a file of any kind that holds a table."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl

from .. import geography
from ..geography.distances import nearest
from ..geography.people_points import people_points
from ..ingest.files import ROW, header_key, read
from ..problem import Problem
from ..schema.tables import LATITUDES, LONGITUDES
from .study import degrees

# The columns of each list, with the headers that they are known by.
HEADERS = {
    "id": ("id", "code", "geocode", "รหัส"),
    "name": ("name", "name_th", "name_en", "ชื่อ"),
    "lat": ("lat", "latitude", "ละติจูด"),
    "lon": ("lon", "long", "lng", "longitude", "ลองจิจูด"),
    "people": ("people", "population", "pop", "ประชากร", "จำนวนคน"),
    "origin": ("origin", "from", "ต้นทาง"),
    "destination": ("destination", "to", "ปลายทาง"),
    "minutes": ("minutes", "min", "นาที"),
}
MOST_ROWS = 10_000  # of sites or of people
OUTSIDE_KM = 15.0  # that a point may lie outside the outlines, which are coarse and lack small islands


def own_sites(path: str | Path) -> pl.DataFrame:
    """Return a user's possible sites: ``code``, ``name_th``, ``name_en``, places, coordinates.

    Raises
    ------
    Problem
        If the file cannot be read, a column is missing, or a point is not in Thailand; it names the first such row.
    """
    rows = _read(path, ("id", "lat", "lon"), ("name",))
    named = rows["name"] if "name" in rows.columns else rows["id"]
    named = pl.Series(named).fill_null(rows["id"])
    placed = _placed(_located(rows, path), path)
    return placed.with_columns(name_th=named, name_en=named).rename({"id": "code"}).select(
        "code", "name_th", "name_en", "region", "province", "district", "latitude", "longitude"
    )  # fmt: skip


def own_demand(path: str | Path) -> pl.DataFrame:
    """Return a user's points of people: ``code``, places, coordinates, ``people``; raises as :func:`own_sites`."""
    rows = _read(path, ("id", "lat", "lon", "people"))
    people = _numbers(rows, "people", path)
    if wrong := _first(~(people >= 0)):
        raise _wrong("siting.file.people", rows, wrong, "people", path)
    placed = _placed(_located(rows, path), path).with_columns(people=people)
    if not people.sum():
        raise Problem("siting.file.nobody", file=Path(path).name)
    return placed.rename({"id": "code"}).select(
        "code", "region", "province", "district", "latitude", "longitude", "people"
    )


def own_minutes(path: str | Path, sites: pl.DataFrame, demand: pl.DataFrame) -> pl.DataFrame:
    """Return a user's travel times, ``origin``, ``destination``, ``minutes``, if every site has one to every demand.

    Raises
    ------
    Problem
        If the file cannot be read, or a travel time is missing; it names the first one.
    """
    rows = _read(path, ("origin", "destination", "minutes"), most=None)
    minutes = _numbers(rows, "minutes", path)
    if wrong := _first(~(minutes >= 0)):
        raise _wrong("siting.file.minutes", rows, wrong, "minutes", path)
    times = rows.select("origin", "destination").with_columns(minutes=minutes)
    times = times.group_by("origin", "destination").agg(pl.col("minutes").min())
    for codes, key in ((sites["code"], "siting.file.twice.sites"), (demand["code"], "siting.file.twice.demand")):
        if codes.n_unique() < len(codes):
            twice = codes.filter(codes.is_duplicated())[0]
            raise Problem(key, file=Path(path).name, value=twice)
    wanted = sites.select(origin="code").join(demand.select(destination="code"), how="cross")
    holes = wanted.join(times, on=("origin", "destination"), how="anti", maintain_order="left")
    if holes.height:
        origin, destination = holes.row(0)
        figures = {"origin": origin, "destination": destination, "n": holes.height}
        raise Problem("siting.file.holes", file=Path(path).name, **figures)
    return times


def _read(
    path: str | Path, needed: Iterable[str], others: Iterable[str] = (), most: int | None = MOST_ROWS
) -> pl.DataFrame:
    """Return the columns of a list that are known, as text, with the line of each row."""
    source = read(path, names=[header for headers in HEADERS.values() for header in headers])
    keys = {header_key(column): column for column in reversed(source.columns)}
    found = {}
    for name in (*needed, *others):
        column = next((keys[header_key(header)] for header in HEADERS[name] if header_key(header) in keys), None)
        if column is not None:
            found[name] = pl.col(column).str.strip_chars()
        elif name in needed:
            raise Problem("siting.file.column", file=Path(path).name, column=name, found=", ".join(source.columns))
    rows = source.rows.select(**found, **{ROW: pl.col(ROW)})
    if most is not None and rows.height > most:
        raise Problem("siting.file.long", file=Path(path).name, n=rows.height, most=most)
    return rows


def _numbers(rows: pl.DataFrame, name: str, path: str | Path) -> pl.Series:
    values = rows[name].str.replace_all(",", "").cast(pl.Float64, strict=False)
    if wrong := _first(values.is_null() | ~values.is_finite()):
        raise _wrong("siting.file.number", rows, wrong, name, path)
    return values


def _located(rows: pl.DataFrame, path: str | Path) -> pl.DataFrame:
    """Return the rows with their coordinates as numbers, each within those that Thailand has."""
    located = rows.with_columns(latitude=_numbers(rows, "lat", path), longitude=_numbers(rows, "lon", path))
    inside = located["latitude"].is_between(*LATITUDES) & located["longitude"].is_between(*LONGITUDES)
    if wrong := _first(~inside):
        raise _outside(rows, wrong, path)
    return located


def _placed(rows: pl.DataFrame, path: str | Path) -> pl.DataFrame:
    """Return the rows with the places of the nearest point of people, if the point is in or beside its province."""
    known = people_points()
    at, _ = nearest(degrees(rows), degrees(known))
    placed = rows.with_columns(known.select("region", "province", "district")[at.tolist()])
    inside = geography.contained(placed["province"], rows["latitude"], rows["longitude"], OUTSIDE_KM)
    if wrong := _first(pl.Series(~inside)):
        raise _outside(rows, wrong, path)
    return placed


def _first(wrong: pl.Series) -> int | None:
    """Return the position of the first row that is wrong, counted from 1."""
    found = np.flatnonzero(wrong.fill_null(value=True).to_numpy())
    return int(found[0]) + 1 if len(found) else None


def _wrong(key: str, rows: pl.DataFrame, place: int, column: str, path: str | Path) -> Problem:
    row = rows.row(place - 1, named=True)
    return Problem(key, file=Path(path).name, row=str(row[ROW]), column=column, value=row[column] or "")


def _outside(rows: pl.DataFrame, place: int, path: str | Path) -> Problem:
    row = rows.row(place - 1, named=True)
    value = f"{row['lat']}, {row['lon']}"
    return Problem("siting.file.outside", file=Path(path).name, row=str(row[ROW]), id=row["id"] or "", value=value)
