"""Mappings saved by name, so that next month's file maps itself; of several with one name the last one counts."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from ..ingest import NO_MAPPING, REGISTER, Declaration, Mapping, Saved
from ..problem import Problem
from . import delta
from .releases import Store

TABLE = "mappings"


def save_mapping(store: Store, name: str, mapping: Mapping, header: Sequence[str], who: str) -> None:
    """Save a mapping under a name, with the headers of its file; it replaces one of the same name.

    Raises
    ------
    Problem
        If the name is empty, or the word for no mapping.
    """
    name = " ".join(name.split())
    if name in ("", NO_MAPPING):
        raise Problem("store.mapping.unnamed")
    row = {
        "name": name,
        "form": mapping.form.name,
        "toml": mapping.toml(),
        "saved_at": datetime.now(UTC).isoformat(),
        "who": who,
    }
    row["header"] = json.dumps([*header], ensure_ascii=False)
    with store.lock():
        write_deltalake(store.uri(TABLE), pl.DataFrame([row]), mode="append", schema_mode="merge")


def saved_mappings(store: Store, form: Declaration = REGISTER) -> dict[str, Saved]:
    """Return the mappings saved for a kind of file by name, the one saved last first."""
    try:
        DeltaTable(store.uri(TABLE))
    except TableNotFoundError:
        return {}
    rows = delta.scan(store.uri(TABLE)).collect()
    # Before there were other kinds of file, all were for registers.
    of = pl.col("form").fill_null(REGISTER.name) if "form" in rows.columns else pl.lit(REGISTER.name)
    last = (
        rows.filter(of == form.name).sort("saved_at", descending=True).unique("name", keep="first", maintain_order=True)
    )
    return {
        row["name"]: _saved(row["name"], row["toml"], row.get("header"), form) for row in last.iter_rows(named=True)
    }


def saved_mapping(store: Store, name: str, form: Declaration = REGISTER) -> Mapping:
    """Return the mapping for a kind of file that is saved under a name.

    Raises
    ------
    Problem
        If there is none; it names those that there are.
    """
    known = saved_mappings(store, form)
    if name not in known:
        raise Problem("store.mapping.unknown", value=name, names=", ".join(known) or "–")
    return known[name].mapping


def _saved(name: str, toml: str, header: str | None, form: Declaration) -> Saved:
    mapping = Mapping.parse(toml, name, form)
    # One that was saved without headers, as earlier versions did, is recognised by the columns that it uses.
    return Saved(name, mapping, tuple(json.loads(header)) if header else mapping.names())
