"""Location models against what others published: PySAL's spopt on San Francisco, and OR-Library's p-median graphs."""

import gzip
from bisect import bisect_left
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ocod_dash.siting.instance import Instance
from ocod_dash.siting.solver import Task, solve

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def san_francisco():
    """People of each tract, and of each tract and site the position of both and the metres between them."""
    codes = {"DestinationName": pl.String}
    rows = pl.read_csv(gzip.decompress((DATA / "san_francisco.csv.gz").read_bytes()), schema_overrides=codes)
    tracts, sites = (rows[name].unique(maintain_order=True) for name in ("DestinationName", "name"))
    assert (len(tracts), len(sites), rows.height) == (205, 16, 205 * 16)
    at = rows["DestinationName"].replace_strict(tracts, range(205), return_dtype=pl.Int64).to_numpy()
    of = rows["name"].replace_strict(sites, range(16), return_dtype=pl.Int64).to_numpy()
    people = np.zeros(205)
    people[at] = rows["demand"].to_numpy()
    assert people.sum() == 955_113
    return people, (at, of, rows["distance"].to_numpy())


@pytest.fixture(scope="module")
def within_5_km(san_francisco):
    people, (at, of, metres) = san_francisco
    near = metres <= 5000
    return Instance.of_pairs(people, np.ones(205), 16, (at[near], of[near], np.zeros(near.sum())))


def test_four_sites_reach_91_64_percent_of_san_francisco(within_5_km):
    found = solve(Task(within_5_km, "most", 4))
    assert (found.brought, found.proven) == (875_247, True)
    assert round(found.brought / 955_113 * 100, 2) == 91.64  # of people; of tracts it is 89.76
    assert int((within_5_km.costs(found.chosen) == 0).sum()) == 184


def test_eight_sites_reach_all_of_san_francisco(within_5_km):
    found = solve(Task(within_5_km, "cover", target=955_113))
    assert (len(found.chosen), found.proven) == (8, True)


def test_the_least_mean_distance_in_san_francisco(san_francisco):
    people, pairs = san_francisco
    farthest = np.zeros(205)
    np.maximum.at(farthest, pairs[0], pairs[2])
    instance = Instance.of_pairs(people, farthest, 16, pairs)
    found = solve(Task(instance, "nearest", 4))
    metres = people @ instance.costs(found.chosen)
    assert metres == pytest.approx(2_848_268_129.7145)
    assert metres / people.sum() == pytest.approx(2_982.1268579890667)
    assert found.proven


def test_the_shortest_reach_within_which_four_sites_serve_all_of_san_francisco(san_francisco):
    """The p-centre, as the least distance at which the set covering problem needs no more than four sites."""
    people, (at, of, metres) = san_francisco

    def needed(reach):
        near = metres <= reach
        instance = Instance.of_pairs(people, np.ones(205), 16, (at[near], of[near], np.zeros(near.sum())))
        return len(solve(Task(instance, "cover", target=people.sum())).chosen) if instance.most == people.sum() else 17

    distances = np.unique(metres)
    first = bisect_left(distances, True, key=lambda reach: needed(reach) <= 4)
    assert distances[first] == pytest.approx(7_403.06, abs=0.005)


@pytest.mark.parametrize(
    ("name", "optimum"), [("pmed1", 5819), ("pmed2", 4093), ("pmed3", 4250), ("pmed4", 3034), ("pmed5", 1355)]
)
def test_the_optima_of_or_library(name, optimum):
    count, edges, number, *rest = map(int, (DATA / f"{name}.txt").read_text().split())
    far = np.full((count, count), np.inf)
    np.fill_diagonal(far, 0)
    for one, other, length in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        far[one - 1, other - 1] = far[other - 1, one - 1] = length
    assert len(rest) == 3 * edges
    for middle in range(count):  # Floyd and Warshall
        far = np.minimum(far, far[:, middle : middle + 1] + far[middle : middle + 1])
    at, of = (each.ravel() for each in np.indices(far.shape))
    instance = Instance.of_pairs(np.ones(count), far.max(axis=1), count, (at, of, far.ravel()))
    found = solve(Task(instance, "nearest", number, seconds=60))
    assert (instance.costs(found.chosen).sum(), found.proven) == (optimum, True)
