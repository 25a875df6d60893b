"""Headline numbers as cards, each with its definition and source one click away."""

import pandas as pd

from ..exhibits import Visit, numbers
from .part import html, part


def headline(visit: Visit, total: pd.Series) -> None:
    """Draw the headline numbers of ``total``, the one row of ``rollout.summary``."""
    shown(visit, "cards", numbers.headline(visit, total))


def shown(visit: Visit, key: str, these: list[numbers.Number]) -> None:
    """Draw numbers as cards, as many side by side as there is room for."""
    part(key, html("cards", key=key, words=visit.words, numbers=these, source=visit.source))
