"""What a survey form has: the questions with their answers, and the centres that have not answered them all."""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from .. import geography, milestones
from ..i18n import Words
from ..loader import Data

# The questions, in the order in which they are asked, with the answers to choose from; none for one that is written.
QUESTIONS: dict[str, tuple[str, ...]] = {
    "surveyed_on": (),
    "office": (),
    "in_use": ("yes", "no"),
    "hours_kept": ("yes", "no"),
    "condition": ("good", "worn", "broken"),
    "other_internet": ("yes", "no"),
    "still_wanted": ("yes", "partly", "no"),
    "would_take_over": ("yes", "partly", "no"),
    "remarks": (),
}
CHOSEN = tuple(name for name, answers in QUESTIONS.items() if answers)
# What the form has of each centre beside its id: it is for those who ask, and is not read back.
BESIDE = ("centre", "district", "visits", "months")
TABLES = ("centres", "milestones", "activity", "surveys")


@dataclass(frozen=True)
class SurveyRows:
    """The centres of a province that are still to answer.

    Parameters
    ----------
    province : geography.Place
        The province.
    as_of : datetime.date
        The day of the release.
    sample : bool
        Whether the release is of the sample.
    answered : int
        How many centres of the province have answered every question, and are not asked again.
    rows : polars.DataFrame
        The other open centres: ``centre_id``, ``name_th``, ``name_en``, ``district_code``; ``visits`` and ``months``, those
        reported of the last 12 months with a report; and the answers that there are, by ``QUESTIONS``.
    """

    province: geography.Place
    as_of: date
    sample: bool
    answered: int
    rows: pl.DataFrame


def survey_rows(data: Data, province: str) -> SurveyRows:
    """Return the centres of a province that are open, or closed for a time, and have not answered every question.

    Parameters
    ----------
    data : Data
        The release.
    province : str
        Code of the province.
    """
    release, tables = data.release, {name: data.store.table(data.release, name) for name in TABLES}
    own = tables["centres"].filter(pl.col("province_code") == province).select(
        "centre_id", "name_th", "name_en", "district_code", pl.col("district_code").fill_null(province).alias("place")
    )  # fmt: skip
    now = milestones.latest(nw.from_native(tables["milestones"]), release.as_of).to_native()
    there = own.join(now.filter(pl.col("status").is_in(("open", "suspended"))), on="centre_id", how="semi")
    last = tables["surveys"].sort("surveyed_on").group_by("centre_id").last().select("centre_id", *QUESTIONS)
    rows = there.join(_use(tables["activity"]), on="centre_id", how="left").join(last, on="centre_id", how="left")
    found = rows.sort("place", "centre_id").drop("place").collect()
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in CHOSEN)
    open_ = found.filter(~whole)
    return SurveyRows(geography.place(province), release.as_of, release.sample, found.height - open_.height, open_)


def _use(activity: pl.LazyFrame) -> pl.LazyFrame:
    """Return the visits of each centre in the twelve months up to the last that anyone reported; null for none."""
    reported = activity.drop_nulls("visits")
    first = pl.col("month").max().dt.offset_by("-11mo")
    last_year = reported.filter(pl.col("month") >= first)
    return last_year.group_by("centre_id").agg(visits=pl.col("visits").sum(), months=pl.len())


def answer(words: Words, question: str, code: str | bool) -> str:
    """Write an answer that was chosen, in a language."""
    chosen = code if isinstance(code, str) else "yes" if code else "no"
    return words(f"survey.answer.{question}_{chosen}")
