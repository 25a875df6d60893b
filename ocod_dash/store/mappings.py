"""Mappings saved by name, so that next month's file maps itself; each saving is kept, and the last one counts."""

from datetime import UTC, datetime

import polars as pl
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from ..ingest import Mapping, Problem
from .releases import Store

TABLE = "mappings"


def save_mapping(store: Store, name: str, mapping: Mapping, who: str) -> None:
    """Save a mapping under a name; one that has the name already is replaced.

    Raises
    ------
    Problem
        If the name is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise Problem("store.mapping.unnamed")
    row = {"name": name, "toml": mapping.toml(), "saved_at": datetime.now(UTC).isoformat(), "who": who}
    with store.lock():
        write_deltalake(store.uri(TABLE), pl.DataFrame([row]), mode="append")


def saved_mappings(store: Store) -> dict[str, Mapping]:
    """Return the saved mappings by name, the one saved last first."""
    try:
        DeltaTable(store.uri(TABLE))
    except TableNotFoundError:
        return {}
    rows = (
        pl.read_delta(store.uri(TABLE))
        .sort("saved_at", descending=True)
        .unique("name", keep="first", maintain_order=True)
    )
    return {name: Mapping.parse(text, name) for name, text in rows.select("name", "toml").iter_rows()}


def saved_mapping(store: Store, name: str) -> Mapping:
    """Return the mapping saved under a name.

    Raises
    ------
    Problem
        If there is none; it names those that there are.
    """
    known = saved_mappings(store)
    if name not in known:
        raise Problem("store.mapping.unknown", value=name, names=", ".join(known) or "–")
    return known[name]
