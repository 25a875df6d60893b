"""Giving an id to every centre that the file gives none, the same one each month, from its place and name.

Such an id reads ``4001-1f0a9c3e-1``: the district (or the province, when no district is known), eight digits that
represent the name, and a counter for centres of one name in one place. The name itself is not used: an id goes into
addresses and file names, and has to stay the same when a space or a dot in the name changes.
"""

import hashlib
from collections.abc import Sequence

import polars as pl

from ..files import ROW
from ..forms.texts import folded

# The order of centres of one name in one place, so that another order of the file's rows does not swap their ids.
ORDER = ("subdistrict_code", "host_type", "phase", "latitude", "longitude", ROW)


def identify(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Fill in the ids that the file does not give.

    Parameters
    ----------
    rows : polars.DataFrame
        Accepted rows, with ``centre_id`` null where the file gives none.
    known : polars.DataFrame
        Centres of the current release. A row without an id that has the place and name of one of them takes its id;
        of several, the first row takes the first id.

    Returns
    -------
    polars.DataFrame
        The rows, every one with a ``centre_id`` of its own.
    """
    given, bare = rows.filter(pl.col("centre_id").is_not_null()), rows.filter(pl.col("centre_id").is_null())
    if bare.is_empty():
        return rows
    bare = _counted(_keyed(bare), ORDER)
    free = known.filter(~pl.col("centre_id").is_in(given["centre_id"].implode()))
    free = _counted(_keyed(free), (pl.col("centre_id").str.len_chars(), "centre_id"))
    bare = bare.drop("centre_id").join(free.select("key", "n", "centre_id"), on=["key", "n"], how="left")
    taken = pl.concat([given["centre_id"], known["centre_id"]])
    created = _with_new_ids(bare.filter(pl.col("centre_id").is_null()), taken)
    matched = bare.filter(pl.col("centre_id").is_not_null())
    return pl.concat([each.select(given.columns) for each in (given, matched, created)]).sort(ROW)


def _with_new_ids(bare: pl.DataFrame, taken: pl.Series) -> pl.DataFrame:
    """Make ids, counting on from those already used for the same place and name."""
    used = taken.str.extract_groups(r"^(?<key>\d+-[0-9a-f]{8})-(?<used>\d{1,9})$").struct.unnest().drop_nulls()
    used = used.group_by("key").agg(pl.col("used").cast(pl.Int64).max())
    bare = _counted(bare, ORDER).join(used, on="key", how="left")
    return bare.with_columns(pl.format("{}-{}", "key", pl.col("n") + pl.col("used").fill_null(0)).alias("centre_id"))


def _keyed(centres: pl.DataFrame) -> pl.DataFrame:
    """Add ``key``: the place and a digest of the name, without what people write differently from month to month."""
    names = centres.select("name_th").unique()
    plains = names.select(plain("name_th")).to_series()
    digests = [hashlib.blake2b(name.encode(), digest_size=4).hexdigest() for name in plains]
    names = names.with_columns(pl.Series("digest", digests, pl.String))
    return centres.join(names, on="name_th", how="left", maintain_order="left").with_columns(
        pl.format("{}-{}", pl.coalesce("district_code", "province_code"), "digest").alias("key")
    )


def plain(name: str) -> pl.Expr:
    """Return a column of names without what people write differently from month to month: spaces, dots, capitals, marks."""
    bare = folded(pl.col(name)).str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[\s\p{P}\p{Cf}]", "")
    return pl.coalesce(bare.replace("", None), name)


def _counted(centres: pl.DataFrame, order: Sequence[str | pl.Expr]) -> pl.DataFrame:
    """Add ``n``, which counts the centres of a key from 1."""
    place = pl.int_range(pl.len())
    first = pl.when(pl.col("key").ne_missing(pl.col("key").shift(1))).then(place).forward_fill()
    return centres.sort("key", *order).with_columns((place - first + 1).alias("n"))
