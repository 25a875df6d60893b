"""A kind of file: declared once, and everything that is done with such a file follows from it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from .changes import Changes
from .declaration import Declaration, Tables
from .importing import Import, Outcome
from .plan import Plan, Published
from .report import Report


@dataclass(frozen=True, kw_only=True)
class Form(Declaration, ABC):
    """A kind of file: what it declares, how its rows become tables, and what publishing them changes."""

    @abstractmethod
    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Turn the texts of a file into tables, and report on each row.

        Parameters
        ----------
        work : Import
            The file, mapped.
        published : mapping of str to polars.DataFrame
            ``tables`` and ``reads`` as they are published.
        """

    @abstractmethod
    def compose(self, outcome: Outcome, published: Published, scope: Sequence[str] | None) -> Plan:
        """Work out what publishing an import changes.

        Parameters
        ----------
        outcome : Outcome
            What was imported.
        published : Published
            What there is already.
        scope : sequence of str, optional
            The part to replace; an empty one means all of it, None no answer yet.

        Raises
        ------
        Problem
            If the import does not fit what is published, or a question has to be answered first.
        """

    @abstractmethod
    def compare(self, before: Tables, after: Tables, days: tuple[date, date]) -> Changes:
        """Return what changes from one state of the tables to another, each as of its day."""

    def figures(self, plan: Plan) -> dict[str, Any]:
        """Return what a publish changes, for a program to read."""
        return {"changes": plan.counts | plan.changes.figures()}

    def template(self, published: Tables) -> pl.DataFrame:
        """Return what is published as such a file would hold it, to begin one with, where that is offered."""
        raise NotImplementedError(f"{self.name} offers no file to begin with")
