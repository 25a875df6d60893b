"""The centres of the register, beside which the rows of a review's files are judged."""

from functools import cached_property, lru_cache

import polars as pl
from rapidfuzz import process

from ..forms import Rule, Tables

# So many centres are offered for an id that is unknown.
NEAR = 3
# An id that is at least so much like one, of 100, is offered; after so many different ids none is looked for any more.
ALIKE, MOST_SOUGHT = 60, 500
# The statuses that a centre has before it opens.
BEFORE = ("planned", "in_progress")


class KnownCentres:
    """The centres of a register.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        ``centres`` and ``milestones`` as they are published.
    """

    def __init__(self, tables: Tables):
        self.ids = tables["centres"]["centre_id"]
        self._milestones = tables["milestones"]
        self.nearest = lru_cache(MOST_SOUGHT)(self._nearest)

    def restored(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows whose ids are as published, where a spreadsheet took leading zeros or changed capitals."""
        own = pl.col("centre_id")
        if rows.select(own.is_in(self.ids.implode()).fill_null(value=True).all()).item():
            return rows
        return rows.with_columns(
            pl.when(own.is_in(self.ids.implode()))
            .then(own)
            .otherwise(pl.coalesce(_plain(own).replace_strict(self._plain, default=None, return_dtype=pl.String), own))
        )

    def rules(self) -> list[Rule]:
        """Return the rules about the centre of a row: a known one, and an id that was read as another."""
        own, given = pl.col("centre_id"), pl.col("centre_id:cell")
        known = own.is_in(self.ids.implode())
        near = own.map_elements(self.nearest, pl.String, skip_nulls=True)
        return [
            Rule("centre", "error", "centre_id", own.is_not_null() & ~known, near),
            Rule("id_read", "change", "centre_id", known & (own != given), own, given, changes=True),
        ]

    def not_open(self, field: str, day: pl.Expr) -> Rule:
        """Return the warning about a day on which a centre was not open yet, as its milestones have it.

        A register that says nothing of the time before a centre opened gives none.
        """
        opened, first = self._opened
        own = pl.col("centre_id")
        open_on = own.replace_strict(opened, default=None, return_dtype=pl.Date)
        seen = day >= own.replace_strict(first, default=None, return_dtype=pl.Date)
        early = seen & ((day < open_on) | open_on.is_null())
        return Rule("not_open", "warning", field, early, open_on.cast(pl.String))

    @cached_property
    def _plain(self) -> dict[str, str]:
        """The ids by what is left of them where zeros and capitals are lost, if that is of one alone."""
        plain = self.ids.to_frame().with_columns(plain=_plain(pl.col("centre_id")))
        lone = plain.filter(pl.col("plain").is_unique(), pl.col("plain") != "")
        return dict(lone.select("plain", "centre_id").iter_rows())

    @cached_property
    def _opened(self) -> tuple[dict[str, object], dict[str, object]]:
        """The day on which each centre first opened, and that of its first milestone."""
        on = self._milestones.group_by("centre_id").agg(
            opened=pl.col("on").filter(~pl.col("status").is_in(BEFORE)).min(), first=pl.col("on").min()
        )
        return (
            dict(on.select("centre_id", "opened").drop_nulls().iter_rows()),
            dict(on.select("centre_id", "first").iter_rows()),
        )

    def _nearest(self, text: str) -> str:
        """Return the ids most like one that is unknown, for a person to choose from."""
        if self.nearest.cache_info().misses > MOST_SOUGHT:
            return ""
        found = process.extract(text, self._listed, processor=str.casefold, limit=NEAR, score_cutoff=ALIKE)
        return ", ".join(each for each, *_ in found)

    @cached_property
    def _listed(self) -> list[str]:
        return self.ids.to_list()


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.strip_chars("' ").str.strip_chars_start("0")
