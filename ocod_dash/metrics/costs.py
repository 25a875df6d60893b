"""What a centre costs in a year, and from what that is known: its own costs, its share of contracts, or an assumption.

The baht of a contract are spread evenly over the days of its term and over the centres that it covers, by their
weights; those of a centre's own cost over the days of its period. Nothing is adjusted for prices.
"""

import narwhals as nw

from ..view import View
from . import status
from .full_months import day_number, months_of
from .pace import YEAR
from .status import Tables

# How a cost is known.
BASES = ("own", "contract", "own_and_contract", "assumption")
ASSUMED = ("ocod", "cost_per_centre_year")  # the published figure for centres of which nothing else is known


def months(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the cost of each centre in view in each full month of the period that has one recorded.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``month``; ``days`` of the month; ``own_baht``, costs of the centre itself, and
        ``contract_baht``, its share of contracts, each null where there is none; ``baht``, both together. By centre and
        month.
    """
    keys = ("centre_id", "month", "days")
    own = _by_month(tables, view, tables["costs"].select("centre_id", "starts_on", "ends_on", "baht"))
    shared = _by_month(tables, view, _shares(tables))
    total = nw.col("baht").sum()
    both = nw.concat(
        [
            frame.group_by(*keys).agg(total).with_columns(kind=nw.lit(kind))
            for kind, frame in (("own", own), ("contract", shared))
        ]
    )
    of_kind = {f"{kind}_baht": nw.when(nw.col("kind") == kind).then(nw.col("baht")) for kind in ("own", "contract")}
    known = {f"{kind}_known": (nw.col("kind") == kind).cast(nw.Int64) for kind in ("own", "contract")}
    return (
        both.with_columns(**of_kind, **known)
        .group_by(*keys)
        .agg(nw.col("baht", *of_kind, *known).sum())
        .with_columns(
            *(nw.when(nw.col(f"{kind}_known") > 0).then(nw.col(f"{kind}_baht")).alias(f"{kind}_baht") for kind in
              ("own", "contract"))
        )
        .join(status.centres(tables, view).select("centre_id"), on="centre_id", how="semi")
        .select(*keys, "own_baht", "contract_baht", "baht")
        .sort("centre_id", "month")
    )  # fmt: skip


def _shares(tables: Tables) -> nw.LazyFrame:
    """Return the part of each contract's value that falls to each centre it covers, in the register or not.

    An empty weight is the mean of those given, so that a contract without weights is shared equally.
    """
    covered = tables["contract_centres"].with_columns(one=nw.lit(1, nw.Int64), given=(~nw.col("share").is_null()))
    weights = (
        covered.with_columns(given=nw.col("given").cast(nw.Int64))
        .group_by("contract_id")
        .agg(nw.col("share").sum().alias("weights"), nw.col("given").sum(), nw.col("one").sum().alias("centres"))
        .with_columns(mean=nw.when(nw.col("given") > 0).then(nw.col("weights") / nw.col("given")).otherwise(1.0))
        .select("contract_id", "centres", "mean")
    )
    part = nw.when(nw.col("share").is_null()).then(nw.col("mean")).otherwise(nw.col("share")) / (
        nw.col("mean") * nw.col("centres")
    )
    return (
        tables["contract_centres"]
        .join(weights.filter(nw.col("mean") > 0), on="contract_id", how="inner")
        .join(tables["contracts"], on="contract_id", how="inner")
        .select("centre_id", "starts_on", "ends_on", baht=nw.col("value_baht") * part)
    )


def _by_month(tables: Tables, view: View, spans: nw.LazyFrame) -> nw.LazyFrame:
    """Spread amounts over the days of their spans and return what falls in each full month of the period.

    Spans are crossed with months before centres are: few different spans have many centres.
    """
    start, end = nw.col("starts_on"), nw.col("ends_on")
    inside = (
        spans.select("starts_on", "ends_on")
        .unique()
        .filter(end >= start)
        .join(months_of(tables, view), how="cross")
        .filter(start <= nw.col("month_end"), end >= nw.col("month"))
        .with_columns(
            from_=nw.when(start > nw.col("month")).then(start).otherwise(nw.col("month")),
            to=nw.when(end < nw.col("month_end")).then(end).otherwise(nw.col("month_end")),
        )
        .with_columns(part=_days("from_", "to") / _days("starts_on", "ends_on"))
        .select("starts_on", "ends_on", "month", "days", "part")
    )
    return spans.join(inside, on=["starts_on", "ends_on"], how="inner").select(
        "centre_id", "month", "days", baht=nw.col("baht") * nw.col("part")
    )


def _days(first: str, last: str) -> nw.Expr:
    return day_number(last) - day_number(first) + 1


def assumed(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the published cost of a centre and year that stands in where none is recorded: the newest, one row or none.

    It is taken whatever the view's day, as no earlier one is known.

    Returns
    -------
    narwhals.LazyFrame
        ``claim_id``, ``value`` in baht, ``qualifier``, ``as_of``, ``as_of_precision``, ``publisher``, ``publisher_th``,
        ``address``.
    """
    subject, measure = ASSUMED
    newest_first = nw.col("claim_id").cum_count().over("measure", order_by=("as_of", "claim_id"))
    claims = tables["claims"].filter(nw.col("subject") == subject, nw.col("measure") == measure)
    ranked = claims.with_columns(rank=newest_first)
    last = ranked.group_by("measure").agg(nw.col("rank").max())
    return (
        ranked.join(last, on=["measure", "rank"], how="inner")
        .join(tables["sources"], on="source_id", how="left")
        .select("claim_id", "value", "qualifier", "as_of", "as_of_precision", "publisher", "publisher_th", "address")
    )


def of_centres(tables: Tables, view: View) -> nw.LazyFrame:
    """Return what each centre in view costs in a year, one row a centre, by id.

    It is the cost of the months of the period that have one recorded, for a year of 365.25 days; of a centre without
    any, the published cost of a centre and year (:func:`assumed`).

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``; ``cost_months``, months with a cost recorded; ``own_baht_a_year`` and ``contract_baht_a_year``,
        null where there is none; ``baht_a_year``, both together or the assumption, null where not even that is
        published; ``how``, one of ``BASES``, null without a cost.
    """
    kinds = ("own", "contract")
    sums = (
        months(tables, view)
        .with_columns(
            *((~nw.col(f"{kind}_baht").is_null()).cast(nw.Int64).alias(f"{kind}_known") for kind in kinds),
            cost_months=nw.lit(1, nw.Int64),
        )
        .group_by("centre_id")
        .agg(nw.col("days", "cost_months", "baht", *(f"{k}_baht" for k in kinds), *(f"{k}_known" for k in kinds)).sum())
    )
    a_year = YEAR / nw.col("days")
    own, contract = nw.col("own_known") > 0, nw.col("contract_known") > 0
    claim = assumed(tables, view).select(claimed=nw.col("value"), code=nw.lit(status.COUNTRY))
    return (
        status.centres(tables, view)
        .select("centre_id", "code")
        .join(sums, on="centre_id", how="left")
        .join(claim, on="code", how="left")
        .with_columns(
            nw.col("cost_months", "own_known", "contract_known").fill_null(0),
            own_baht_a_year=nw.when(own).then(nw.col("own_baht") * a_year),
            contract_baht_a_year=nw.when(contract).then(nw.col("contract_baht") * a_year),
        )
        .with_columns(
            baht_a_year=nw.when(nw.col("cost_months") > 0).then(nw.col("baht") * a_year).otherwise(nw.col("claimed")),
            how=nw.when(own & contract)
            .then(nw.lit("own_and_contract"))
            .otherwise(
                nw.when(own)
                .then(nw.lit("own"))
                .otherwise(
                    nw.when(contract)
                    .then(nw.lit("contract"))
                    .otherwise(nw.when(~nw.col("claimed").is_null()).then(nw.lit("assumption")))
                )
            ),
        )
        .select("centre_id", "cost_months", "own_baht_a_year", "contract_baht_a_year", "baht_a_year", "how")
        .sort("centre_id")
    )
