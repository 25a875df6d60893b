"""How complete the register is: what share of centres has each column, and how exactly they are located."""

import narwhals as nw

from ..view import View
from . import status
from .status import Tables

# What a register may lack; the rest it always has.
COLUMNS = ("name_en", "district_code", "subdistrict_code", "latitude", "phase", "host_type", "due_on")
DATED = "dated"


def completeness(tables: Tables, view: View, level: str) -> nw.LazyFrame:
    """Return what share of a place's centres has each column.

    Parameters
    ----------
    tables, view
        As for every metric.
    level : {"country", "region", "province", "district"}
        The level of the places.

    Returns
    -------
    narwhals.LazyFrame
        ``code``, ``centres``; for each of ``COLUMNS`` and for ``dated`` (has at least one dated status) a percentage.
        By code.
    """
    frame = status.centres(tables, view, level)
    dated = tables["milestones"].select("centre_id").unique().with_columns(dated=nw.lit(1.0))
    known = frame.join(dated, on="centre_id", how="left").with_columns(nw.col(DATED).fill_null(0.0))
    shares = known.with_columns((~nw.col(*COLUMNS).is_null()).cast(nw.Float64))
    return (
        shares.group_by("code")
        .agg(nw.len().alias("centres"), nw.col(*COLUMNS, DATED).mean())
        .with_columns(nw.col(*COLUMNS, DATED) * 100)
        .sort("code")
    )


def precision(tables: Tables, view: View) -> nw.LazyFrame:
    """Return how many centres of the places in view are located how: ``location_precision`` (null for not), ``centres``."""
    frame = status.centres(tables, view)
    return frame.group_by("location_precision").agg(nw.len().alias("centres")).sort("centres", descending=True)
