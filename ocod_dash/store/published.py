"""What others published: the tables that come with the product, and what stewards made of the claims among them.

A claim that a steward published stands whatever the product ships; of all other claims the product's stand. Whatever
they take the place of is kept among the former claims, and nothing is ever dropped. A claim that a steward withdrew is
among the former ones alone, and no later product brings it back.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import polars as pl

from .. import schema
from ..clock import today
from ..config import DATA
from .public import PRODUCT
from .release import Release
from .releases import Store

TABLES = ("sources", "claims", "events", "programmes", "terms")
Tables = dict[str, pl.DataFrame]


def published(folder: Path = DATA / "published") -> Tables:
    """Read the published tables from their CSV files.

    Raises
    ------
    schema.SchemaError
        If one does not keep to its declaration.
    """
    return {name: schema.check(name, _read(folder, name)) for name in TABLES}


def current(store: Store, base: Release | None, folder: Path = DATA / "published") -> Tables:
    """Return what the next release has of these tables: those of the product, with what stewards published.

    Parameters
    ----------
    store : Store
        Where the release is.
    base : Release or None
        The current release.
    folder : pathlib.Path
        Where the product's tables are.
    """
    shipped = published(folder)
    if base is None:
        return shipped | {"former_claims": schema.empty("former_claims")}
    kept = {name: store.table(base, name).collect() for name in ("claims", "sources", "terms", "former_claims")}
    by_stewards = kept["claims"].filter(pl.col("entered_by").is_not_null())
    withdrawn = kept["former_claims"].join(kept["claims"], on="claim_id", how="anti")
    own = shipped["claims"].join(
        pl.concat([by_stewards["claim_id"], withdrawn["claim_id"]]).to_frame(), on="claim_id", how="anti"
    )
    sources = pl.concat([shipped["sources"], kept["sources"].join(shipped["sources"], on="source_id", how="anti")])
    terms = pl.concat([shipped["terms"], kept["terms"].join(shipped["terms"], on=["kind", "code"], how="anti")])
    return shipped | {"sources": sources, "terms": terms} | superseded(kept, own, PRODUCT, today())


def superseded(known: Tables, claims: pl.DataFrame, who: str, on: date, withdrawn: Collection[str] = ()) -> Tables:
    """Put claims among those that are known; the values that they correct, and claims withdrawn, become former ones.

    Parameters
    ----------
    known : dict of str to polars.DataFrame
        ``claims`` and ``former_claims``.
    claims : polars.DataFrame
        New claims, and known ones with other values; those that say what is known change nothing.
    who : str
        Who publishes them, as the public knows them.
    on : datetime.date
        When.
    withdrawn : collection of str, optional
        The claims that are taken back, by id.
    """
    news = claims.join(known["claims"], on=said(), how="anti", nulls_equal=True)
    replaced = known["claims"].filter(pl.col("claim_id").is_in([*news["claim_id"], *withdrawn]))
    stamped = replaced.with_columns(superseded_on=pl.lit(on, pl.Date), superseded_by=pl.lit(who))
    return {
        "claims": pl.concat([known["claims"].join(replaced, on="claim_id", how="anti"), news]),
        "former_claims": pl.concat([known["former_claims"], stamped]),
    }


def said() -> list[str]:
    """Return the columns of a claim that tell what was said."""
    return [name for name in schema.empty("claims").columns if name not in schema.ENTERED]


def changed(store: Store, base: Release | None, tables: Tables) -> Tables:
    """Return those of some tables that are not as the release has them, so that no version is written for nothing."""
    if base is None:
        return tables
    return {
        name: frame
        for name, frame in tables.items()
        if name not in base.versions or not _same(frame, store.table(base, name).collect())
    }


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Say whether two tables have the same rows, in whichever order."""
    columns = one.columns
    return one.height == other.height and one.sort(columns).equals(other.select(columns).sort(columns))


def _read(folder: Path, name: str) -> pl.DataFrame:
    """Read a table; what stewards are named by stands in no file of the product."""
    declared = schema.empty(name).schema
    rows = pl.read_csv(folder / f"{name}.csv", schema_overrides=declared)
    return rows.with_columns(
        pl.lit(None, kind).alias(column) for column, kind in declared.items() if column in schema.ENTERED
    )
