"""Published figures as a kind of file: a row is a claim by its source, new, corrected or withdrawn."""

from collections.abc import Sequence

import polars as pl

from ...clock import today
from ...problem import Sentence
from ..forms import Import, Outcome, Plan, Published, RecordForm, Report, Tables
from . import claim_import
from .claim_fields import ALIASES, COLUMNS
from .superseding import entered, superseded

# What new claims may bring along.
BROUGHT = ("sources", "terms")


class ClaimForm(RecordForm):
    """Published figures: what a steward corrects or withdraws stays among the former ones."""

    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Return ``claims``, those ``withdrawn``, and the ``sources`` and ``terms`` that come with them."""
        return claim_import.tabulate(work, published)

    def compose(self, outcome: Outcome, published: Published, scope: Sequence[str] | None) -> Plan:
        """Put the claims of the file among those that are known, and what they supersede among the former ones."""
        claims, known = outcome.tables["claims"], published.tables
        withdrawn = outcome.tables["withdrawn"]["claim_id"]
        # Who enters them, and when, is not part of what they change.
        after = superseded(known, claims, "", today(), withdrawn)
        tables = superseded(known, entered(claims, "", today()), "", today(), withdrawn)
        brought = {name: outcome.tables[name] for name in BROUGHT if outcome.tables[name].height}
        tables |= {name: pl.concat([known[name], rows]) for name, rows in brought.items()}
        changes = self.compare(published.released, after, (outcome.as_of, outcome.as_of))
        same = claims.join(known["claims"], on=COLUMNS, how="semi", nulls_equal=True).height
        counts = changes.counts() | {"unchanged": same} | {name: outcome.tables[name].height for name in BROUGHT}
        return Plan(
            tables,
            changes,
            counts,
            summary=Sentence("form.claims.changes", counts),
            on_page=tuple(Sentence(f"form.claims.{name}", {"n": rows.height}) for name, rows in brought.items()),
        )

    def template(self, published: Tables) -> pl.DataFrame:
        """Return every claim with its source, the newest first, each number written to its last digit."""
        rows = published["claims"].select(COLUMNS).join(published["sources"], on="source_id", how="left")
        # As Python writes a number; Polars would write an exponent.
        value = pl.col("value").map_elements(lambda value: f"{value:.15g}", pl.String)
        return rows.sort("as_of", "claim_id", descending=[True, False]).with_columns(value)


CLAIMS = ClaimForm(
    name="claims",
    aliases=ALIASES,
    needed=(("subject", "claim_id"),),
    tables=("claims", "former_claims", "sources", "terms"),
    label="claim_id",
    reads=("programmes",),
    command=("claims",),
    action="claims",
    single=("claim_id", "value", "withdrawn"),
    twins=("claim.duplicate", "claim.twin"),
    named_mappings=False,
    page="ledger",
    key=("claim_id",),
    shown="value",
    named=("subject", "measure"),
)
