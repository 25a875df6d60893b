"""Judging cleaned rows: each rule is a line of a table, and each row is accepted, changed or rejected by the rules."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from ... import geography
from ...schema import STATUSES, empty
from ...schema.tables import LATITUDES, LONGITUDES, PRECISIONS
from ..files import EXTRA, LONGEST, ROW
from ..forms import Import, Rule
from ..forms.places import LEVELS, place_list
from ..forms.texts import DAY_EXPECTED, FIRST_SECOND, FLOAT, TRUTHS, cell
from .centre_fields import DATED, PERSONAL
from .centre_values import DATES, TEXTS
from .identify import plain
from .milestones import overtaken
from .status_words import OWN_WORDS, likely_statuses

POINT_EXPECTED = "{:g}–{:g} °N, {:g}–{:g} °E".format(*LATITUDES, *LONGITUDES)
# The columns of a row that are needed once its own rules have judged it.
JUDGED = (ROW, *empty("centres").columns, "status", *DATED, *PERSONAL)


def judge(rows: pl.DataFrame, work: Import) -> pl.DataFrame:
    """Judge a batch of cleaned rows, each by itself.

    Parameters
    ----------
    rows : polars.DataFrame
        As :func:`clean` returns them.
    work : Import
        The file.

    Returns
    -------
    polars.DataFrame
        The rows with the columns of ``JUDGED``, ``rejected`` and ``changed``.
    """
    out, rows = work.leave_out(rows)
    rows = rows.with_columns(_outside(rows).alias("outside"))
    mixed = [name for name, order in work.orders.items() if order.mixed]
    flags = work.tally.take(rows, rules_of_a_row(work.as_of, mixed))
    judged = pl.concat([rows.select(JUDGED), flags], how="horizontal")
    return pl.concat([judged, out.select(judged.columns)])


def settle(rows: pl.DataFrame, work: Import) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Judge rows against each other.

    Parameters
    ----------
    rows : polars.DataFrame
        All rows of the file, as :func:`judge` returns them, with the ids of :func:`restored`.
    work : Import
        The file.

    Returns
    -------
    tuple of polars.DataFrame
        The accepted rows, and all of them.
    """
    out, rows = work.split(rows)
    # A large file's rows are not copied without need: they come in their order, and few files leave any out.
    rows = rows.sort(ROW) if work.without else rows
    firsts = {
        "first_id": pl.col("centre_id"),
        "first_name": pl.format("{} {}", pl.coalesce("district_code", "province_code"), plain("name_th")),
        "first_point": pl.when(pl.col("location_precision").fill_null("surveyed") == "surveyed").then(
            pl.format("{} {}", pl.col("latitude").round(5), pl.col("longitude").round(5))
        ),
    }
    rows = rows.with_columns(same.alias(name) for name, same in firsts.items())
    rows = rows.with_columns(pl.when(pl.col(name).is_duplicated()).then(name).alias(name) for name in firsts)
    rows = rows.with_columns(
        pl.when(pl.col(name).is_not_null()).then(pl.col(ROW).min().over(name)).alias(name) for name in firsts
    )
    found = work.tally.take(rows, rules_of_a_file())
    judged = rows.drop(firsts).with_columns(pl.col(flag) | found[flag] for flag in ("rejected", "changed"))
    return judged.filter(~pl.col("rejected")), pl.concat([judged, out])


def rules(as_of: date) -> list[Rule]:
    """Return every rule, for a file of a day."""
    return [*rules_of_a_row(as_of), *rules_of_a_file(), *rules_of_a_release(), removed(0, 0)]


def rules_of_a_release() -> list[Rule]:
    """Return the rules by which accepted rows are compared with the current release."""
    return [Rule("may_be", "warning", "name_th", pl.col("pair").is_not_null(), pl.col("pair"), pl.col("name_th"))]


def removed(n: int, of: int) -> Rule:
    """Return the rule by which a file is reported that lacks so many of the published centres."""
    return Rule("removed", "warning", "centre_id", pl.lit(value=True), str(of), pl.lit(str(n)))


def rules_of_a_file() -> list[Rule]:
    """Return the rules by which rows are judged against each other."""
    mixed = pl.col("sample").fill_null(value=False) & ~pl.col("sample").fill_null(value=False).all()
    place = pl.format("{}, {}", "latitude", "longitude")
    return [
        Rule("sample_mixed", "error", "sample", mixed, value=pl.col("sample").cast(pl.String)),
        Rule("duplicate_id", "error", "centre_id", pl.col(ROW) > pl.col("first_id"), pl.col("first_id").cast(pl.String),
             pl.col("centre_id")),
        Rule("id_read", "change", "centre_id", pl.col("id:given").is_not_null(), pl.col("centre_id"), pl.col("id:given"),
             changes=True),
        Rule("twin_name", "warning", "name_th", pl.col(ROW) > pl.col("first_name"),
             pl.col("first_name").cast(pl.String), pl.col("name_th")),
        Rule("twin_point", "warning", "latitude", pl.col(ROW) > pl.col("first_point"),
             pl.col("first_point").cast(pl.String), place),
    ]  # fmt: skip


def rules_of_a_row(as_of: date, mixed: Sequence[str] = DATES) -> list[Rule]:
    """Return the rules by which each row is judged by itself; in columns that are ``mixed``, some dates are uncertain."""
    point, right = pl.col("point:cell"), pl.format("{}, {}", "latitude", "longitude")
    dated = pl.any_horizontal(pl.col(name).is_not_null() for name in DATED)
    stated = cell("district").is_not_null() | cell("subdistrict").is_not_null()
    return [
        Rule("cells", "error", "name_th", pl.col(EXTRA).is_not_null(), value=pl.col(EXTRA)),
        Rule("no_name", "error", "name_th", pl.col("name_th").is_null()),
        Rule("no_province", "error", "province", cell("province").is_null() & cell("address").is_null()),
        Rule("address", "error", "address", cell("province").is_null() & cell("address").is_not_null()),
        Rule("province", "error", "province", _unread("province", "province_code"), pl.col("province:nearest")),
        *(Rule("code_conflict", "error", level, pl.col(f"{level}:contradicts").is_not_null(), pl.col(f"{level}:contradicts"))
          for level in LEVELS),
        *(Rule("date", "error", name, _unread(name), DAY_EXPECTED) for name in DATES),
        *(Rule("after_as_of", "error", name, pl.col(name) > as_of, str(as_of)) for name in DATED),
        *(Rule("date_unsure", "warning", name, _either(name), pl.col(name).cast(pl.String)) for name in mixed),
        Rule("status", "error", "status", _unread("status"), _meant()),
        Rule("sample", "error", "sample", _unread("sample"), ", ".join(TRUTHS)),
        Rule("no_status", "warning", "status", cell("status").is_null() & ~dated, ", ".join(STATUSES)),
        Rule("no_district", "warning", "district", ~stated),
        Rule("district", "warning", "district", _unread("district", "district_code"), pl.col("district:nearest"),
             changes=True),
        Rule("subdistrict", "warning", "subdistrict", _unread("subdistrict", "subdistrict_code"),
             pl.col("subdistrict:nearest"), changes=True),
        Rule("point", "warning", "latitude", pl.col("point") == "impossible", POINT_EXPECTED, point, changes=True),
        Rule("point_outside", "warning", "latitude", pl.col("outside"), _province(), point),
        Rule("precision", "warning", "location_precision",
             _unread("location_precision") & _placed(), ", ".join(PRECISIONS), changes=True),
        Rule("point_swapped", "change", "latitude", pl.col("point") == "swapped", right, point, changes=True),
        Rule("point_read", "change", "latitude", (pl.col("point") == "good") & _rewritten(), right, point, changes=True),
        Rule("from_address", "change", "address", pl.col("address").is_not_null() & pl.col("province_code").is_not_null(),
             _province(), pl.col("address"), changes=True),
        *(Rule("place_read", "change", level, pl.col(f"{level}:read").is_not_null() & pl.col("address").is_null(),
               pl.col(f"{level}:read"), changes=True) for level in LEVELS),
        *(Rule("read", "change", level, pl.col(f"{level}:raw").str.contains(FLOAT), cell(level), pl.col(f"{level}:raw"),
               changes=True) for level in LEVELS),
        *(Rule("date_read", "change", name, cell(name).str.head(10) != pl.col(name).cast(pl.String),
               pl.col(name).cast(pl.String), changes=True) for name in DATES),
        Rule("status_read", "change", "status", pl.col("status").is_not_null() & ~_own_word(), pl.col("status"),
             changes=True),
        *(Rule("same_day", "change", name, overtaken(name), changes=True) for name in DATED),
        *(Rule("tidied", "change", name, (pl.col(f"{name}:raw") != cell(name)) & ~_cut(name), cell(name),
               pl.col(f"{name}:raw"), changes=True) for name in TEXTS),
        *(Rule("cut", "warning", name, _cut(name), str(LONGEST), changes=True) for name in TEXTS),
    ]  # fmt: skip


def _unread(name: str, value: str | None = None) -> pl.Expr:
    """Return where a text was given that has no value: for a place, where its place above is known."""
    above = LEVELS[LEVELS.index(name) - 1] if name in LEVELS[1:] else None
    unread = cell(name).is_not_null() & pl.col(value or name).is_null()
    return unread & pl.col("province_code").is_not_null() if above else unread


def _either(name: str) -> pl.Expr:
    """Return where a date in numbers could be of two days, whichever number is the month."""
    first, second = (cell(name).str.extract(FIRST_SECOND, group).cast(pl.Int64) for group in (1, 2))
    return first.is_between(1, 12) & second.is_between(1, 12) & (first != second)


def _cut(name: str) -> pl.Expr:
    """Return where a text is longer than a spreadsheet's cell, and was cut."""
    return pl.col(f"{name}:raw").str.len_chars() > LONGEST


def _placed() -> pl.Expr:
    return pl.col("point").is_in(("good", "swapped"))


def _rewritten() -> pl.Expr:
    """Return where a point is not written as two plain numbers."""
    plain_numbers = (cell(name).cast(pl.Float64, strict=False).is_not_null() for name in ("latitude", "longitude"))
    return ~pl.all_horizontal(*plain_numbers)


def _own_word() -> pl.Expr:
    words = [word.replace("_", "").replace(" ", "") for word in (*STATUSES, *OWN_WORDS)]
    return cell("status").str.to_lowercase().str.replace_all(r"[\s_\-]", "").is_in(words)


def _meant() -> pl.Expr:
    """Return the code of the likely status, or of every one."""
    return cell("status").map_elements(lambda text: ", ".join(likely_statuses(text)), return_dtype=pl.String)


def _province() -> pl.Expr:
    return pl.col("province_code").replace_strict(
        {place.code: place_list([place]) for place in geography.provinces()}, default=""
    )


def _outside(rows: pl.DataFrame) -> pl.Series:
    """Return which points lie outside their province."""
    placed = rows.filter(_placed()).drop_nulls("province_code")
    inside = geography.contained(placed["province_code"], placed["latitude"], placed["longitude"])
    return rows[ROW].is_in(placed[ROW].filter(~pl.Series(inside, dtype=pl.Boolean)).implode())
