"""Plans of next sites saved by name, with their sites: a later register shows how much of each was done.

Nothing is taken away: of several plans with one name the last one counts.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from threading import Condition

import cachetools
import polars as pl
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from ..cache import cached
from ..problem import Problem
from . import delta
from .releases import Store

TABLE = "site_plans"
MOST_LETTERS = 80  # of a name
MEGABYTES = 16
CHECKED = 5.0  # seconds for which object storage is believed to hold the plans that it held
NONE = -1  # version of a table that is not there
SITES = {
    "code": pl.String, "name_th": pl.String, "name_en": pl.String, "region": pl.String, "province": pl.String,
    "district": pl.String, "latitude": pl.Float64, "longitude": pl.Float64, "adds": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True)
class SavedPlan:
    """A plan as it was when it was saved.

    Parameters
    ----------
    name : str
        Its name.
    question : mapping of str to str
        The question, as parameters of an address.
    view : mapping of str to str
        The places, as parameters of an address.
    as_of : datetime.date
        The day of the register whose open centres it builds on.
    release : int
        The number of that release.
    sample : bool
        Whether that was the sample register.
    state : {"exact", "greedy", "stopped"}
        Whether the plan was the solver's.
    gap : float
        How far it may be from the best, as a share.
    people, people_before, people_after : int
        The people in view, those with an open centre within reach, and those who would have one.
    sites : polars.DataFrame
        The columns of :data:`SITES`: its sites, in the order of what each adds.
    who : str
        Who saved it.
    saved_at : str
        When, in ISO form; empty before it is saved.
    """

    name: str
    question: Mapping[str, str]
    view: Mapping[str, str]
    as_of: date
    release: int
    sample: bool
    state: str
    gap: float
    people: int
    people_before: int
    people_after: int
    sites: pl.DataFrame
    who: str
    saved_at: str = ""


def save_plan(store: Store, plan: SavedPlan) -> str:
    """Save a plan; it replaces one of the same name.

    Returns
    -------
    str
        Its name without superfluous spaces.

    Raises
    ------
    Problem
        If its name is empty or too long, or it has no sites.
    """
    name = " ".join(plan.name.split())
    if not name or not name.isprintable():
        raise Problem("store.plan.unnamed")
    if len(name) > MOST_LETTERS:
        raise Problem("store.plan.long", n=len(name), most=MOST_LETTERS)
    if plan.sites.is_empty():
        raise Problem("store.plan.empty")
    row = asdict(plan) | {
        "name": name,
        "question": json.dumps(dict(plan.question), ensure_ascii=False),
        "view": json.dumps(dict(plan.view), ensure_ascii=False),
        "sites": plan.sites.select(*SITES).write_json(),
        "saved_at": datetime.now(UTC).isoformat(),
    }
    with store.lock():
        write_deltalake(store.uri(TABLE), pl.DataFrame([row]), mode="append", schema_mode="merge")
    _remote.cache_clear()
    return name


def saved_plans(store: Store) -> dict[str, SavedPlan]:
    """Return the plans that are saved by name, the one saved last first."""
    at = version(store)
    return {} if at == NONE else _plans(store, at)


def saved_plan(store: Store, name: str) -> SavedPlan:
    """Return the plan of a name.

    Raises
    ------
    Problem
        If there is none; it names the nearest, or all that there are.
    """
    known = saved_plans(store)
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1) or list(known)[:10]
    raise Problem("store.plan.unknown", value=name, names=", ".join(near) or "–")


def version(store: Store) -> int:
    """Return the version of the plans that are saved, :data:`NONE` where there are none; cheap for each visitor's change."""
    if store.folder is None:
        return _remote(store)
    return max(delta.entries(store.folder / TABLE), default=NONE)


@cachetools.cached(cachetools.TTLCache[Store, int](16, CHECKED), condition=Condition())
def _remote(store: Store) -> int:
    try:
        return DeltaTable(store.uri(TABLE)).version()
    except TableNotFoundError:
        return NONE


@cached(MEGABYTES)
def _plans(store: Store, at: int) -> dict[str, SavedPlan]:
    rows = delta.collected(delta.scan(store.uri(TABLE), at), TABLE).sort("saved_at", descending=True)
    last = rows.unique("name", keep="first", maintain_order=True)
    return {row["name"]: _plan(row) for row in last.iter_rows(named=True)}


def _plan(row: dict[str, object]) -> SavedPlan:
    """Return a plan as it was saved."""
    written = {name: json.loads(str(row[name])) for name in ("question", "view")}
    sites = pl.DataFrame(json.loads(str(row["sites"])), schema=SITES)
    return SavedPlan(**(row | written | {"sites": sites}))  # type: ignore[arg-type]
