"""Giving an id to every centre that the file gives none, the same one each month, from its place and name.

Such an id reads ``4001-1f0a9c3e-1``: the district (or the province, when no district is known), eight digits that
represent the name, and a counter for centres of one name in one place. The name itself is not used: an id goes into
addresses and file names, and has to stay the same when a space or a dot in the name changes.
"""

import hashlib
from collections.abc import Callable, Sequence

import polars as pl

from ..files import ROW
from ..forms.texts import folded

# The order of centres of one name in one place, so that another order of the file's rows does not swap their ids.
COMMON = (
    ("subdistrict_code", "host_type", "phase", "latitude", "longitude"),
    ("latitude", "longitude"),
    ("host_type",),
    (),
)
ORDER = ("subdistrict_code", "host_type", "phase", "latitude", "longitude", ROW)


def restored(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return rows with ids as they are published where a spreadsheet took their leading zeros or changed their capitals.

    Parameters
    ----------
    rows : polars.DataFrame
        With ``centre_id`` as the file gives it, or null.
    known : polars.DataFrame
        Centres that are published, or were.

    Returns
    -------
    polars.DataFrame
        The rows, with ``id:given`` where the id is another now: of the one known centre whose id the file does not give.
    """
    own = pl.col("centre_id")
    given = rows.select(own).drop_nulls().unique()
    strange, missing = (
        given.join(known, on="centre_id", how="anti"),
        known.select(own).join(given, on="centre_id", how="anti"),
    )
    plain_id = own.str.to_lowercase().str.strip_chars("' ").str.strip_chars_start("0").alias("plain")
    alike = [_lone(each.with_columns(plain_id), "plain") for each in (strange, missing)]
    found = (
        alike[0]
        .join(alike[1], on="plain", suffix="_known")
        .select("centre_id", pl.col("centre_id_known").alias("right"))
    )
    rows = rows.join(found, on="centre_id", how="left", maintain_order="left")
    return rows.with_columns(
        pl.coalesce("right", "centre_id").alias("centre_id"),
        pl.when(pl.col("right").is_not_null()).then(own).alias("id:given"),
    ).drop("right")


def identify(rows: pl.DataFrame, known: pl.DataFrame, former: pl.DataFrame) -> pl.DataFrame:
    """Fill in the ids that the file does not give.

    Parameters
    ----------
    rows : polars.DataFrame
        Accepted rows, with ``centre_id`` null where the file gives none.
    known : polars.DataFrame
        Centres of the current release. A row without an id that has the place and name of one of them takes its id; of
        several, that of the one with the most in common, or else the first row the first id. Where only one of the two
        has a district, the province is the place, if no other centre of it has the name.
    former : polars.DataFrame
        Centres of earlier releases, which a row takes up again in the same way.

    Returns
    -------
    polars.DataFrame
        The rows, every one with a ``centre_id`` of its own.
    """
    given, bare = rows.filter(pl.col("centre_id").is_not_null()), rows.filter(pl.col("centre_id").is_null())
    if bare.is_empty():
        return rows
    bare, matched = _keyed(bare.drop("centre_id")), []
    for centres in (known, former):
        free = _keyed(centres.filter(~pl.col("centre_id").is_in(given["centre_id"].implode())))
        for match in (*(_alike(columns) for columns in COMMON), _in_province):
            found = match(bare, free)
            matched.append(bare.join(found, on=ROW))
            bare, free = bare.join(found, on=ROW, how="anti"), free.join(found, on="centre_id", how="anti")
    taken = pl.concat([given["centre_id"], known["centre_id"], former["centre_id"]])
    created = _with_new_ids(bare, taken)
    return pl.concat([each.select(given.columns) for each in (given, *matched, created)]).sort(ROW)


Matcher = Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame]


def _alike(columns: Sequence[str]) -> Matcher:
    """Return what pairs rows and centres of one name and place that have some columns in common, each in its order."""

    def pairs(bare: pl.DataFrame, free: pl.DataFrame) -> pl.DataFrame:
        keys = ["key", *columns]
        rows = _counted(bare, keys, ORDER)
        centres = _counted(free, keys, (pl.col("centre_id").str.len_chars(), "centre_id"))
        return rows.join(centres, on=[*keys, "n"], nulls_equal=True).select(ROW, "centre_id")

    return pairs


def _in_province(bare: pl.DataFrame, free: pl.DataFrame) -> pl.DataFrame:
    """Pair rows and centres of one name in a province of which only one has a district."""
    rows, centres = (_lone(each, "in_province") for each in (bare, free))
    both = rows.join(centres, on="in_province", suffix="_known")
    one = pl.col("district_code").is_null() != pl.col("district_code_known").is_null()
    return both.filter(one).select(ROW, "centre_id")


def _lone(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the rows that have a key alone."""
    return frame.filter(pl.len().over(key) == 1) if frame.height else frame


def _with_new_ids(bare: pl.DataFrame, taken: pl.Series) -> pl.DataFrame:
    """Make ids, counting on from those already used for the same place and name."""
    used = taken.str.extract_groups(r"^(?<key>\d+-[0-9a-f]{8})-(?<used>\d{1,9})$").struct.unnest().drop_nulls()
    used = used.group_by("key").agg(pl.col("used").cast(pl.Int64).max())
    bare = _counted(bare, ["key"], ORDER).join(used, on="key", how="left")
    return bare.with_columns(pl.format("{}-{}", "key", pl.col("n") + pl.col("used").fill_null(0)).alias("centre_id"))


def _keyed(centres: pl.DataFrame) -> pl.DataFrame:
    """Add ``key``: the place and a digest of the name, without what people write differently from month to month."""
    names = centres.select("name_th").unique()
    plains = names.select(plain("name_th")).to_series()
    digests = [hashlib.blake2b(name.encode(), digest_size=4).hexdigest() for name in plains]
    names = names.with_columns(pl.Series("digest", digests, pl.String))
    return centres.join(names, on="name_th", how="left", maintain_order="left").with_columns(
        pl.format("{}-{}", pl.coalesce("district_code", "province_code"), "digest").alias("key"),
        pl.format("{}-{}", "province_code", "digest").alias("in_province"),
    )


def plain(name: str) -> pl.Expr:
    """Return a column of names without what people write differently from month to month: spaces, dots, capitals, marks."""
    bare = folded(pl.col(name)).str.normalize("NFKC").str.to_lowercase().str.replace_all(r"[\s\p{P}\p{Cf}]", "")
    return pl.coalesce(bare.replace("", None), name)


def _counted(centres: pl.DataFrame, keys: Sequence[str], order: Sequence[str | pl.Expr]) -> pl.DataFrame:
    """Add ``n``, which counts the centres of one key from 1."""
    return centres.sort(*keys, *order).with_columns(pl.int_range(1, pl.len() + 1).over(keys).alias("n"))
