"""The figures of a centre that a condition may name: numbers, and what a survey answers."""

from collections.abc import Mapping

from ..i18n import Words
from ..schema import CONDITIONS, WISHES

# Each is declared as a measure in ``metrics/review_measures.py``.
NUMBERS = (
    "visits_per_open_day",
    "visits_a_month",
    "visitors_a_month",
    "learners_a_month",
    "days_a_month",
    "hours_week",
    "hours_percent",
    "computers_working",
    "months_known",
    "months_missing",
    "trend",
    "trend_chance",
    "baht_a_year",
    "cost_per_visit",
    "cost_per_learner",
    "people_5km",
    "people_10km",
    "people_20km",
    "only_5km",
    "only_10km",
    "only_20km",
    "next_km",
)

YES_NO = ("no", "yes")  # as false and true
# What a survey answers, and the values that each answer may have; none for a date.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "surveyed_on": (),
    "in_use": YES_NO,
    "hours_kept": YES_NO,
    "condition": CONDITIONS,
    "other_internet": YES_NO,
    "still_wanted": WISHES,
    "would_take_over": WISHES,
}
FIGURES = (*NUMBERS, *ANSWERS)


def answered(answer: str | bool, words: Words) -> str:
    """Write what a survey answers: one of the values of ``ANSWERS``, of which yes and no may be true and false."""
    said = answer if isinstance(answer, str) else YES_NO[bool(answer)]
    return words(f"answer.value.{said}")
