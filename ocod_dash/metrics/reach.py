"""Who has an open centre within reach, and who would have none without a centre: people and distances on the ground.

People are registered people of a district, all of them put at the point that represents the district, as nothing finer
is known; they are registered, not resident. So "people within 10 km of a centre" is the people of the districts whose
points are within 10 km of it, by the great circle, not by road. Centres without coordinates reach nobody and have no
figures.

These work on small NumPy arrays, not on lazy frames: neighbours need an index in space, which no expression has
(:mod:`ocod_dash.geography.distances`). The answers are small frames, lazy as those of other metrics.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl

from ..geography.distances import nearest, within
from ..view import View
from . import status
from .status import Tables

RADII = (5, 10, 20)  # km


def pairs(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the districts with their people and each open centre within 20 km of the district's point.

    The places of the view are not used: a neighbour may be across a border.

    Returns
    -------
    narwhals.LazyFrame
        ``code`` (the district's), ``population``, ``centre_id``, ``km``. By district and centre.
    """
    people, centres = _people(tables), _open(tables, view)
    at, of, km = within(_degrees(people), _degrees(centres), max(RADII))
    found = pl.DataFrame(
        {
            "code": people["code"].gather(at),
            "population": people["population"].gather(at),
            "centre_id": centres["centre_id"].gather(of),
            "km": km,
        }
    )
    return nw.from_native(found.sort("code", "centre_id").lazy())


def of_centres(tables: Tables, view: View) -> nw.LazyFrame:
    """Return who would have no open centre without each, and how far the next one is: the open centres in view, by id.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``; ``people_5km``, ``people_10km`` and ``people_20km``, registered people within so many km of it;
        ``only_5km``, ``only_10km`` and ``only_20km``, those of them that have no other open centre within as many km;
        ``next_id`` and ``next_km``, the nearest other open centre and its distance, null where there is no other. All
        are null for a centre without coordinates.
    """
    wanted = status.centres(tables, view).select("centre_id").collect().to_polars()["centre_id"].unique()
    centres, near = _open(tables, view), pairs(tables, view).collect().to_polars()
    own = _degrees(centres)
    next_at, next_km = nearest(own, own, itself=False)
    known = centres.select("centre_id").with_columns(
        next_id=pl.Series(
            centres["centre_id"].gather(np.maximum(next_at, 0)) if centres.height else [], dtype=pl.String
        ),
        next_km=pl.Series(next_km, dtype=pl.Float64, nan_to_null=True),
    )
    known = known.with_columns(pl.when(pl.col("next_km").is_not_null()).then("next_id"))
    for km in RADII:
        inside = near.filter(pl.col("km") <= km).with_columns(alone=pl.len().over("code") == 1)
        sums = inside.group_by("centre_id").agg(
            pl.col("population").sum().alias(f"people_{km}km"),
            pl.col("population").filter("alone").sum().alias(f"only_{km}km"),
        )
        known = known.join(sums, on="centre_id", how="left").with_columns(
            pl.col(f"people_{km}km", f"only_{km}km").fill_null(0)
        )
    columns = [f"{name}_{km}km" for name in ("people", "only") for km in RADII]
    everywhere = _open(tables, view, located=False).filter(pl.col("centre_id").is_in(wanted.implode()))
    found = everywhere.select("centre_id").join(known, on="centre_id", how="left")
    return nw.from_native(found.select("centre_id", *columns, "next_id", "next_km").sort("centre_id").lazy())


def left_without(near: pd.DataFrame, leaving: Iterable[str]) -> Mapping[int, int]:
    """Return how many people would have no open centre within 5, 10 and 20 km if some centres left, and have one now.

    Parameters
    ----------
    near : pandas.DataFrame
        :func:`pairs`.
    leaving : iterable of str
        The ids of the centres that leave.

    Returns
    -------
    mapping of int to int
        Registered people by the radius in km.
    """
    leaves, km = near.centre_id.isin(list(leaving)).to_numpy(), near.km.to_numpy()
    at, places = pd.factorize(near.code)
    people = np.zeros(len(places), int)
    people[at] = near.population.to_numpy()
    found = {}
    for radius in RADII:
        inside = km <= radius
        now = np.bincount(at[inside], minlength=len(places))
        then = np.bincount(at[inside & ~leaves], minlength=len(places))
        found[radius] = int(people[(now > 0) & (then == 0)].sum())
    return found


def open_points(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the centres of the whole country that are open on the view's day and have coordinates, by id.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``latitude``, ``longitude``; ``province`` and ``district``, codes, the district null where unknown.
    """
    is_open = status.on_the_day(tables, View(as_of=view.as_of)).filter(nw.col("status") == "open")
    known = is_open.filter(~nw.col("latitude").is_null(), ~nw.col("longitude").is_null())
    places = {"province": nw.col("province_code"), "district": nw.col("district_code")}
    return known.select("centre_id", "latitude", "longitude", **places).sort("centre_id")


def _people(tables: Tables) -> pl.DataFrame:
    columns = ("code", "population", "latitude", "longitude")
    places = tables["places"].filter(nw.col("level") == "district").select(*columns).collect().to_polars()
    return places.drop_nulls().sort("code")


def _open(tables: Tables, view: View, *, located: bool = True) -> pl.DataFrame:
    """Return the centres of the whole country that are open on the view's day, by id."""
    anywhere = View(as_of=view.as_of)
    is_open = status.on_the_day(tables, anywhere).filter(nw.col("status") == "open")
    rows = is_open.select("centre_id", "latitude", "longitude").collect().to_polars().sort("centre_id")
    return rows.drop_nulls() if located else rows


def _degrees(frame: pl.DataFrame) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return longitude and latitude of each row."""
    return frame.select("longitude", "latitude").to_numpy().astype(float).reshape(-1, 2)
