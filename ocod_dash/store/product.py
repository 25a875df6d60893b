"""The tables that come with the product, and what stewards have changed in them.

A claim that a steward published is current whatever the product ships; of all other claims the product's are. Whatever
they take the place of stays among the former claims, and nothing is ever dropped. A claim that a steward withdrew is
among the former ones alone, and no later product brings it back.

The rules of the review come with the product once: what they suggest is an office's to change, not a later version's.
"""

import tomllib
from pathlib import Path

import polars as pl

from .. import schema
from ..clock import today
from ..config import DATA
from ..ingest.claims.superseding import superseded
from .public import PRODUCT
from .release import Release
from .releases import Store

SHIPPED = ("sources", "claims", "events", "programmes", "people", "terms")
# The tables that the product has a part in.
OWN = (*SHIPPED, "former_claims", "review_rules")
RULES = DATA / "review_rules.toml"
Tables = dict[str, pl.DataFrame]


def shipped(folder: Path = DATA / "published") -> Tables:
    """Read the tables that come with the product from their CSV files.

    Raises
    ------
    schema.SchemaError
        If one does not match its declaration.
    """
    return {name: schema.check(name, _read(folder, name)) for name in SHIPPED}


def review_rules(file: Path = RULES) -> pl.DataFrame:
    """Read the rules of the review that come with the product; their places are those in the file.

    Raises
    ------
    schema.SchemaError
        If one does not match the declaration of ``review_rules``.
    """
    with file.open("rb") as content:
        rules = tomllib.load(content)["rule"]
    declared = schema.empty("review_rules").schema
    return schema.check(
        "review_rules", pl.DataFrame([{"position": n, **rule} for n, rule in enumerate(rules, 1)], declared)
    )


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
    product = shipped(folder) | {"review_rules": review_rules()}
    if base is None:
        return product | {"former_claims": schema.empty("former_claims")}
    released = {
        name: store.rows(base, name) for name in ("claims", "sources", "terms", "former_claims", "review_rules")
    }
    by_stewards = released["claims"].filter(pl.col("entered_by").is_not_null())
    withdrawn = released["former_claims"].join(released["claims"], on="claim_id", how="anti")
    own = product["claims"].join(
        pl.concat([by_stewards["claim_id"], withdrawn["claim_id"]]).to_frame(), on="claim_id", how="anti"
    )
    sources = released["sources"].join(product["sources"], on="source_id", how="anti")
    terms = released["terms"].join(product["terms"], on=["kind", "code"], how="anti")
    brought = {"sources": pl.concat([product["sources"], sources]), "terms": pl.concat([product["terms"], terms])}
    if released["review_rules"].height:
        brought["review_rules"] = released["review_rules"]
    return product | brought | superseded(released, own, PRODUCT, today())


def changed(store: Store, base: Release | None, tables: Tables) -> Tables:
    """Return those of some tables that are not as the release has them, so that no version is written for nothing."""
    if base is None:
        return tables
    return {
        name: frame
        for name, frame in tables.items()
        if name not in base.versions or not _same(frame, store.rows(base, name))
    }


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Return whether two tables have the same rows, in whichever order."""
    columns = one.columns
    return one.height == other.height and one.sort(columns).equals(other.select(columns).sort(columns))


def _read(folder: Path, name: str) -> pl.DataFrame:
    """Read a table; the columns about stewards are in no file of the product."""
    declared = schema.empty(name).schema
    rows = pl.read_csv(folder / f"{name}.csv", schema_overrides=declared)
    return rows.with_columns(
        pl.lit(None, kind).alias(column) for column, kind in declared.items() if column in schema.ENTERED
    )
