"""The saved plans as a table for everybody: what each asks, what it brings, and at how many of its sites a centre opened."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ..clock import BANGKOK
from ..i18n import Words
from ..metrics.claims import steward_name
from ..siting.question import Question
from ..store import SavedPlan
from ..store.public import public_name
from . import plan_exhibits
from .context import Context
from .figure_tables import Column, Table


def of_plans(context: Context, saved: Sequence[SavedPlan]) -> Table:
    """Return saved plans, in the order given; those saved of the sample register say so."""
    words, rows = context.words, described(context, saved)
    columns: dict[str, Column] = {
        "name": (words("plans.column.name"), [row["name"] for row in rows]),
        "asked": (words("plans.column.asked"), [asked(words, plan_exhibits.question(one)) for one in saved]),
        "places": (words("plans.column.places"), [places(context, one) for one in saved]),
        "sites": (words("siting.sites"), [row["sites"] for row in rows]),
        "more": (words("plans.column.more"), [row["people_after"] - row["people_before"] for row in rows]),
        "done": (words("plans.column.done"), [row["done"] for row in rows]),
        "as_of": (words("plans.column.as_of"), [words.date(one.as_of) for one in saved]),
        "register": (words("plans.column.register"), [_register(words, one) for one in saved]),
        "saved_at": (words("plans.column.saved_at"), [words.date(_saved_on(one)) for one in saved]),
        "who": (words("plans.column.who"), [row["saved_by"] for row in rows]),
    }
    return Table.of(columns)


def described(context: Context, saved: Sequence[SavedPlan]) -> list[dict[str, Any]]:
    """Return saved plans for a program: one row a plan, without the addresses of those who saved them."""
    return [
        {
            "name": one.name,
            "question": "&".join(f"{name}={value}" for name, value in one.question.items()),
            "view": "&".join(f"{name}={value}" for name, value in one.view.items()),
            "as_of": one.as_of.isoformat(),
            "release": one.release,
            "sample": one.sample,
            "state": one.state,
            "gap": one.gap,
            "sites": one.sites.height,
            "done": int(plan_exhibits.done(context, one)["centre_id"].is_not_null().sum()),
            "people": one.people,
            "people_before": one.people_before,
            "people_after": one.people_after,
            "saved_on": _saved_on(one).isoformat(),
            "saved_by": steward_name(context.words, public_name(one.who)),
        }
        for one in saved
    ]


def asked(words: Words, question: Question) -> str:
    """Write a question in a few words."""
    parts = [words(f"siting.goal.{question.goal}")]
    if question.budget is not None:
        parts.append(words("plans.asked.budget", baht=words.number(question.budget)))
    elif question.goal != "cover":
        parts.append(words("plans.asked.new", n=question.new))
    if question.has_share:
        parts.append(words.percent(question.share, 0 if question.share.is_integer() else 1))
    parts.append(words("amount.km", number=f"{question.within:.12g}"))
    return " · ".join(parts)


def places(context: Context, saved: SavedPlan) -> str:
    """Write the places of a saved plan."""
    own = plan_exhibits.in_places(context, saved)
    return own.places or context.words("country")


def _register(words: Words, saved: SavedPlan) -> str:
    return words("register.sample" if saved.sample else "data.release.number", number=str(saved.release))


def _saved_on(saved: SavedPlan) -> date:
    return datetime.fromisoformat(saved.saved_at).astimezone(BANGKOK).date()
