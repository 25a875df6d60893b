"""New centres that may be published ones which the file lacks, under another name or in another district."""

from collections.abc import Iterator

import polars as pl
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from ..files import ROW
from .identify import plain

# Of 100: names of one district that are at least so alike may be one centre's.
ALIKE = 85
# Names that are compared in a district, at most: more are another register.
MOST_COMPARED = 500


def with_pairs(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add ``pair``: the name and id of the one published centre that a new one may be, or null.

    Parameters
    ----------
    rows : polars.DataFrame
        Accepted rows with their ids.
    known : polars.DataFrame
        Centres of the current release.
    """
    new = _compared(rows.join(known, on="centre_id", how="anti"))
    gone = _compared(known.join(rows, on="centre_id", how="anti"))
    found = pl.DataFrame(
        [*_of_one_name(new, gone), *_of_one_place(new, gone)], [(ROW, pl.Int64), ("pair", pl.String)], orient="row"
    )
    return rows.join(found.unique(ROW, keep="first", maintain_order=True), on=ROW, how="left", maintain_order="left")


def _compared(centres: pl.DataFrame) -> pl.DataFrame:
    place = pl.coalesce("district_code", "province_code").alias("place")
    return centres.with_columns(
        place, plain("name_th").alias("plain"), pl.format("{} ({})", "name_th", "centre_id").alias("pair")
    )


def _of_one_name(new: pl.DataFrame, gone: pl.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield those that alone have a name in a province: the centre may have moved."""
    keys = ["province_code", "plain"]
    alone = (each.filter(pl.len().over(keys) == 1) if each.height else each for each in (new, gone))
    moved, left = alone
    yield from moved.drop("pair").join(left, on=keys, suffix="_gone").select(ROW, "pair").iter_rows()


def _of_one_place(new: pl.DataFrame, gone: pl.DataFrame) -> Iterator[tuple[int, str]]:
    """Yield those of one place whose names are more like each other than like any other: the centre may be renamed."""
    left = gone.partition_by("place", as_dict=True)
    for place, here in new.partition_by("place", as_dict=True).items():
        if place not in left or max(here.height, left[place].height) > MOST_COMPARED:
            continue
        scores = process.cdist(
            here["plain"].to_list(), left[place]["plain"].to_list(), scorer=ratio, score_cutoff=ALIKE
        )
        for at, score in enumerate(scores):
            best = int(score.argmax())
            if score[best] and (score == score[best]).sum() == 1 and scores[:, best].max() == score[best]:
                yield here[ROW][at], left[place]["pair"][best]
