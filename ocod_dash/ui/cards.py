"""Headline numbers as cards, each with its definition and source one click away."""

import pandas as pd

from ..exhibits import Context
from ..exhibits import headline as numbers
from .part import html, part


def headline(context: Context, total: pd.Series) -> None:
    """Draw the headline numbers of ``total``, the one row of ``rollout.summary``."""
    shown(context, "cards", numbers.headline(context, total))


def shown(context: Context, key: str, these: list[numbers.Number]) -> None:
    """Draw numbers as cards, as many side by side as there is room for."""
    part(key, html("cards", key=key, words=context.words, numbers=these, source=context.source))
