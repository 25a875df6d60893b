"""Where the centres are: single points while they are few, hexagons when they are many, rows for a table."""

from math import sqrt

import narwhals as nw

from .. import schema
from ..view import View
from . import status
from .status import Tables

MOST_POINTS = 2_500
MOST_ROWS = 400  # beside a table of at most 77 places: a page has no more than 500 rows


def chosen(tables: Tables, view: View) -> nw.LazyFrame:
    """Return :func:`status.on_the_day` with only the statuses of the view."""
    frame = status.on_the_day(tables, view)
    return frame.filter(nw.col("status").is_in(view.statuses)) if view.statuses else frame


def count(tables: Tables, view: View) -> nw.LazyFrame:
    """Return one row: ``centres`` in view, and ``with_point``, those of them with a known point."""
    return chosen(tables, view).select(centres=nw.len(), with_point=nw.col("latitude").count())


def rows(tables: Tables, view: View, limit: int = MOST_ROWS) -> nw.LazyFrame:
    """Return the centres in view, latest change first, ``limit`` at most."""
    columns = ("centre_id", "name_th", "name_en", "province_code", "district_code", "status", "since", "due_on")
    newest = chosen(tables, view).select(*columns).sort("since", "centre_id", descending=[True, False], nulls_last=True)
    return newest.head(limit)


def page(tables: Tables, view: View, limit: int, after: str = "") -> nw.LazyFrame:
    """Return the centres in view, by id, ``limit`` at most, of those whose id comes after ``after``.

    Returns
    -------
    narwhals.LazyFrame
        The columns of ``centres``; ``status`` on the view's day and ``since``, the day it began.
    """
    columns = (*schema.empty("centres").columns, "status", "since")
    among = status.centres(tables, view).filter(nw.col("centre_id") > nw.lit(after)).select(*columns[:-2])
    if not view.statuses:  # then only the page's own centres need their status looked up
        among = among.sort("centre_id").head(limit)
    theirs = tables["milestones"].join(among.select("centre_id"), on="centre_id", how="semi")
    narrowed = {**tables, "centres": among, "milestones": theirs}
    return chosen(narrowed, view).select(*columns).sort("centre_id").head(limit)


def points(tables: Tables, view: View, limit: int = MOST_POINTS) -> nw.LazyFrame:
    """Return the centres in view that have a known point, ``limit`` at most."""
    columns = ("centre_id", "name_th", "name_en", "province_code", "district_code", "latitude", "longitude")
    known = chosen(tables, view).filter(~nw.col("latitude").is_null(), ~nw.col("longitude").is_null())
    return known.select(*columns, "location_precision", "status", "since").sort("centre_id").head(limit)


def hexagons(tables: Tables, view: View, radius: float = 0.24) -> nw.LazyFrame:
    """Count the centres in view in a grid of hexagons.

    Each point goes to the nearer of two candidate cells, of the even and of the odd rows of the grid.

    Parameters
    ----------
    tables, view
        As for every metric.
    radius : float
        From a hexagon's middle to its corner, in degrees.

    Returns
    -------
    narwhals.LazyFrame
        ``longitude`` and ``latitude`` of the middle, ``centres``, ``open``, ``percent_complete``.
    """
    wide, high = sqrt(3) * radius, 1.5 * radius
    x, y = nw.col("longitude") / wide, nw.col("latitude") / high
    even_x, even_y = x.round(), (y / 2).round() * 2
    odd_x, odd_y = x.floor() + 0.5, (y / 2).floor() * 2 + 1

    def distance(cell_x: nw.Expr, cell_y: nw.Expr) -> nw.Expr:
        return ((x - cell_x) * wide) ** 2 + ((y - cell_y) * high) ** 2

    even = distance(even_x, even_y) <= distance(odd_x, odd_y)
    cells = chosen(tables, view).filter(~nw.col("latitude").is_null(), ~nw.col("longitude").is_null())
    return (
        cells.with_columns(
            cell_x=nw.when(even).then(even_x).otherwise(odd_x),
            cell_y=nw.when(even).then(even_y).otherwise(odd_y),
            centres=nw.lit(1, nw.Int64),
            open=(nw.col("status") == "open").cast(nw.Int64),
        )
        .group_by("cell_x", "cell_y")
        .agg(nw.col("centres", "open").sum())
        .select(
            "centres",
            "open",
            longitude=nw.col("cell_x") * wide,
            latitude=nw.col("cell_y") * high,
            percent_complete=nw.col("open") / nw.col("centres") * 100,
        )
        .sort("latitude", "longitude")
    )
