"""The review of each centre: all its figures on a day, and what the options come to, in the country and by place.

Figures of each centre do not depend on thresholds and are worked out once a view; the rules are applied to them
whenever a threshold changes (``review_rules.suggest``). Only centres open on the view's day are reviewed.
"""

from collections.abc import Callable

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl

from .. import geography
from ..criteria.limits import Limits
from ..schema import OPTIONS
from ..view import View
from . import activity, costs, reach, review_progress, review_rules, status, trend
from .pace import YEAR
from .review_measures import REVIEW_MEASURES
from .status import Tables

# What is saved where an option is taken: the yearly cost of the centres. A centre that moves costs as much elsewhere.
SAVES = ("close", "hand_over")
LEAVES = ("close", "move")  # options after which a centre is no longer open where it was
CHANGES = ("improve", "move", "hand_over", "close")  # options that somebody has to decide on
# What is counted of the centres of an option.
COUNTS = ("centres", "assumed", "cost_unknown", "flips", "decided_on_little", "surveyed", "decided", "decided_so")
CENTRE = (
    "centre_id", "name_th", "name_en", "province_code", "district_code", "subdistrict_code", "latitude", "longitude",
    "location_precision", "phase", "host_type", "since",
)  # fmt: skip
SURVEY = (
    "surveyed_on", "office", "in_use", "hours_kept", "condition", "other_internet", "still_wanted", "would_take_over",
    "remarks",
)  # fmt: skip


def rules(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the table ``review_rules`` in the order of its rules."""
    return tables["review_rules"].sort("position")


def evidence(tables: Tables, view: View) -> nw.LazyFrame:
    """Return up to two rows, one where any activity is known and one where any survey is: ``centre_id``."""
    return nw.concat([tables[name].select("centre_id").head(1) for name in ("activity", "surveys")])


def answers(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the latest survey of each centre in view on or before the view's day.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``surveyed_on``, ``office``, ``in_use``, ``hours_kept``, ``condition``, ``other_internet``,
        ``still_wanted``, ``would_take_over``, ``remarks``. By centre.
    """
    return _latest(tables, view, "surveys", "surveyed_on").select("centre_id", *SURVEY).sort("centre_id")


def decisions(tables: Tables, view: View) -> nw.LazyFrame:
    """Return the latest decision about each centre in view on or before the view's day.

    Returns
    -------
    narwhals.LazyFrame
        ``centre_id``, ``decided_on``, ``decided`` (the option), ``decided_by``, ``decided_because``. By centre.
    """
    names = {"option": "decided", "office": "decided_by", "reason": "decided_because"}
    latest = _latest(tables, view, "decisions", "decided_on")
    return latest.select("centre_id", "decided_on", *names).rename(names).sort("centre_id")


def _latest(tables: Tables, view: View, table: str, on: str) -> nw.LazyFrame:
    past = tables[table].filter(nw.col(on) <= nw.lit(view.as_of, nw.Date))
    newest = past.group_by("centre_id").agg(nw.col(on).max())
    own = status.centres(tables, view).select("centre_id")
    return past.join(newest, on=["centre_id", on], how="inner").join(own, on="centre_id", how="semi")


def figures(tables: Tables, view: View) -> nw.LazyFrame:
    """Return all that the review knows of each centre in view that is open on the view's day, one row a centre, by id.

    Parts are asked of the engine and put together in memory, as the neighbours of a centre are (:mod:`reach`).

    Returns
    -------
    narwhals.LazyFrame
        Of the register: ``centre_id``, ``name_th``, ``name_en``, ``province_code``, ``district_code``,
        ``subdistrict_code``, ``latitude``, ``longitude``, ``location_precision``, ``phase``, ``host_type``, ``since``
        (open without a break since).

        Of the full months of the period: the columns of ``activity.of_centres``; those of ``costs.of_centres``;
        ``cost_per_visit`` and ``cost_per_learner`` in baht: the yearly cost over what the reported months come to in a
        year, null without a visit or a learner.

        Of the day: the columns of ``trend.of_centres``; of ``reach.of_centres``; of :func:`answers`, with
        ``surveyed``, whether it was surveyed in this review (``review_progress.window``); of :func:`decisions`.
    """
    is_open = status.on_the_day(tables, view).filter(nw.col("status") == "open")
    found = _here(is_open.select(*CENTRE))
    of_centres = (
        activity.of_centres, trend.of_centres, costs.of_centres, reach.of_centres, answers,
        review_progress.surveyed_centres, decisions,
    )  # fmt: skip
    for part in of_centres:
        found = found.join(_here(part(tables, view)), on="centre_id", how="left")
    cost, year = pl.col("baht_a_year"), YEAR
    per = {
        f"cost_per_{one}": pl.when(pl.col(many) > 0).then(cost / (pl.col(many) / pl.col(f"{many}_days") * year))
        for one, many in {"visit": "visits", "learner": "learners"}.items()
    }
    found = found.with_columns(
        pl.col("months_due", "months_reported", "months_missing", "months_known", "cost_months").fill_null(0),
        pl.col("surveyed").fill_null(False),
        **per,
    )
    return nw.from_native(found.sort("centre_id").lazy())


def _here(frame: nw.LazyFrame) -> pl.DataFrame:
    """Return a small frame in memory, whichever engine computes it."""
    return frame.collect().to_polars()


def totals(suggested: pd.DataFrame, near: pd.DataFrame) -> pd.DataFrame:
    """Return what each option comes to, one row an option, in the order of ``OPTIONS``.

    Parameters
    ----------
    suggested : pandas.DataFrame
        ``review_rules.suggest``, of any centres.
    near : pandas.DataFrame
        ``reach.pairs``.

    Returns
    -------
    pandas.DataFrame
        ``option``; ``centres``; ``baht_a_year``, what they cost in a year, and ``assumed``, of how many of them that is
        the published assumption; ``cost_unknown``, centres whose cost is not known; ``saves_baht_a_year``: of ``close``
        the cost, of ``hand_over`` the cost, which a local government would then bear, of the others missing (a centre
        that moves costs as much elsewhere; what improving or moving costs is not known); ``without_5km``,
        ``without_10km`` and ``without_20km``: registered people who have an open centre within so many km and would
        have none if all centres of the option left: of ``close``, and of ``move`` before they open elsewhere; 0 of the
        others, whose centres stay; ``flips``, ``decided_on_little``, ``surveyed``: how many centres; ``decided``, how
        many have a decision, and ``decided_so``, how many this very one.
    """
    sums = _sums(suggested, suggested.option).reindex(list(OPTIONS))
    none, saves = sums.centres.isna(), sums.index.isin(SAVES)
    sums["saves_baht_a_year"] = sums.saves_baht_a_year.where(saves)
    sums.loc[none, [*COUNTS, "baht_a_year"]] = 0
    sums.loc[none & saves, "saves_baht_a_year"] = 0
    people = [
        reach.left_without(near, suggested.centre_id[suggested.option == option]) if option in LEAVES else {}
        for option in OPTIONS
    ]
    without = {f"without_{km}km": [row.get(km, 0) for row in people] for km in reach.RADII}
    counts = sums[[*COUNTS]].astype(int)
    return sums.assign(**counts, **without).rename_axis("option").reset_index()[
        [
            "option", "centres", "baht_a_year", "assumed", "cost_unknown", "saves_baht_a_year", "flips",
            "decided_on_little", "surveyed", "decided", "decided_so", *without,
        ]
    ]  # fmt: skip


def by_place(suggested: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return the options by place, one row a place that has an open centre, by code.

    Parameters
    ----------
    suggested : pandas.DataFrame
        ``review_rules.suggest``.
    level : {"region", "province", "district"}
        The level of the places. Centres without a known district are in no row of districts.

    Returns
    -------
    pandas.DataFrame
        ``code``, ``level``, ``name_th``, ``name_en``; ``centres``; one count an option; ``to_decide``, centres for which
        an option of ``CHANGES`` is suggested and nothing is decided yet; ``surveyed``, ``flips``, ``decided_on_little``;
        ``baht_a_year`` of all its centres; ``saves_baht_a_year``, the cost of those of ``SAVES``.
    """
    code = suggested["district_code" if level == "district" else "province_code"]
    if level == "region":
        code = code.map({each: geography.region_of(each) for each in code.unique()})
    sums = _sums(suggested, code).rename_axis("code").reset_index()
    named = [geography.place(each) for each in sums.code]
    order = ("to_decide", "surveyed", "flips", "decided_on_little", "baht_a_year", "saves_baht_a_year")
    return sums.assign(level=level, name_th=[each.name_th for each in named], name_en=[each.name_en for each in named])[
        ["code", "level", "name_th", "name_en", "centres", *OPTIONS, *order]
    ]


def _sums(suggested: pd.DataFrame, code: pd.Series) -> pd.DataFrame:
    """Return what the centres of each code come to, by code; centres without one are in no row.

    Returns
    -------
    pandas.DataFrame
        ``COUNTS``, ``to_decide``, and one count an option; ``baht_a_year``, missing where no cost is known;
        ``saves_baht_a_year``, the same of the centres of ``SAVES``, 0 where there are none of them.
    """
    at, codes = pd.factorize(code, sort=True)
    known = at >= 0

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(at[known], weights=values[known].astype(float), minlength=len(codes))

    option, decided = suggested.option.to_numpy(object), suggested.decided.to_numpy(object)
    cost, undecided = suggested.baht_a_year.to_numpy(float), suggested.decided.isna().to_numpy()
    takes = {each: option == each for each in OPTIONS}
    saves = np.where(np.any([takes[each] for each in SAVES], axis=0), cost, 0.0)
    counted = {
        "centres": np.ones(len(option)),
        "assumed": (suggested.how == "assumption").to_numpy(),
        "cost_unknown": np.isnan(cost),
        **{name: suggested[name].to_numpy() for name in ("flips", "decided_on_little", "surveyed")},
        "decided": ~undecided,
        "decided_so": decided == option,
        "to_decide": np.any([takes[each] for each in CHANGES], axis=0) & undecided,
        **takes,
    }
    counts = {name: total(true).astype(int) for name, true in counted.items()}
    money = {
        name: np.where(total(~np.isnan(baht)) > 0, total(np.nan_to_num(baht)), np.nan)
        for name, baht in (("baht_a_year", cost), ("saves_baht_a_year", saves))
    }
    return pd.DataFrame({**counts, **money}, index=codes)


# What of each centre other programs get.
COLUMNS = (
    "centre_id", "name_th", "name_en", "province_code", "district_code", "latitude", "longitude", "option", "position",
    "rule_th", "rule_en", "missing", "flips", "decided_on_little", *REVIEW_MEASURES, "how", "surveyed_on", "office",
    "in_use", "hours_kept", "condition", "other_internet", "still_wanted", "would_take_over", "decided", "decided_on",
    "decided_by", "decided_because",
)  # fmt: skip


def with_rules(suggested: pd.DataFrame, rules: pd.DataFrame) -> pd.DataFrame:
    """Return centres with ``rule_th`` and ``rule_en``, the rule that suggests their option, in words.

    Parameters
    ----------
    suggested : pandas.DataFrame
        ``review_rules.suggest``.
    rules : pandas.DataFrame
        The table ``review_rules``.
    """
    texts = rules.set_index("position")
    return suggested.assign(
        rule_th=suggested.position.map(texts.text_th), rule_en=suggested.position.map(texts.text_en)
    )


def suggested(ask: Callable[..., pd.DataFrame], limits: Limits) -> pd.DataFrame:
    """Return :func:`figures` with what the release's rules suggest for each centre (``review_rules.suggest``).

    Parameters
    ----------
    ask : callable
        Answers a metric for a view of some day.
    limits : Limits
        The thresholds.
    """
    return review_rules.suggest(ask(figures), review_rules.read(ask(rules)), limits)
