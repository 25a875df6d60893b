"""Counting what is found while a file is read batch by batch, and listing the first findings of each kind."""

from dataclasses import dataclass, field

import polars as pl

from ..files import ROW
from .mapping import Mapping
from .report import FINDINGS, MOST_LISTED, SEVERITIES, Report, Severity
from .texts import cell

# So much of a value is shown in a finding.
LONGEST_SHOWN = 500


@dataclass(frozen=True)
class Rule:
    """When a row has a finding, and how it is reported.

    Parameters
    ----------
    code : str
        The reason.
    severity : {"error", "warning", "change"}
        How grave it is.
    field : str
        The field it is about.
    when : polars.Expr
        True for the rows that have it.
    expected : str or polars.Expr
        What would be right.
    value : polars.Expr or None
        The value that it names; the field's own text by default.
    changes : bool
        Whether the row is accepted with something changed or left out.
    column : polars.Expr or None
        The column of the file that it names; that of the field by default.
    """

    code: str
    severity: Severity
    field: str
    when: pl.Expr
    expected: str | pl.Expr = ""
    value: pl.Expr | None = None
    changes: bool = False
    column: pl.Expr | None = None

    @property
    def name(self) -> str:
        """The rule's column among the flags."""
        return f"{self.code}:{self.field}"


@dataclass
class Tally:
    """What was found so far.

    Parameters
    ----------
    mapping : Mapping
        Has what the file calls each field.
    """

    mapping: Mapping
    counts: dict[tuple[Severity, str], int] = field(default_factory=dict)
    findings: list[pl.DataFrame] = field(default_factory=lambda: [pl.DataFrame(schema=FINDINGS)])

    def take(self, rows: pl.DataFrame, rules: list[Rule]) -> pl.DataFrame:
        """Add what rules find in rows, and return for each row whether it is ``rejected`` and ``changed`` by them."""
        flags = rows.select(rule.when.fill_null(value=False).alias(rule.name) for rule in rules)
        for rule in rules:
            n = int(flags[rule.name].sum())
            if n:
                kind = (rule.severity, rule.code)
                left = MOST_LISTED[rule.severity] - self.counts.get(kind, 0)
                self.counts[kind] = self.counts.get(kind, 0) + n
                if left > 0:
                    self.findings.append(self._findings(rule, rows.filter(flags[rule.name]).head(left)))
        grave = [rule.name for rule in rules if rule.severity == "error"]
        mild = [rule.name for rule in rules if rule.changes]
        never = pl.lit(value=False)
        return flags.select(
            pl.any_horizontal(never, *grave).alias("rejected"), pl.any_horizontal(never, *mild).alias("changed")
        )

    def report(self, rows: pl.DataFrame) -> Report:
        """Return the report on rows with their ``rejected`` and ``changed``."""
        grave = pl.col("severity").cast(pl.Enum(SEVERITIES))
        rejected = int(rows["rejected"].sum())
        gravest = sorted(self.counts, key=lambda kind: SEVERITIES.index(kind[0]))
        return Report(
            read=rows.height,
            accepted=rows.height - rejected,
            changed=int((rows["changed"] & ~rows["rejected"]).sum()),
            rejected=rejected,
            counts={kind: self.counts[kind] for kind in gravest},
            listed=pl.concat(self.findings).sort(grave, "row", maintain_order=True),
        )

    def _findings(self, rule: Rule, rows: pl.DataFrame) -> pl.DataFrame:
        expected = pl.lit(rule.expected) if isinstance(rule.expected, str) else rule.expected
        return rows.select(
            pl.col(ROW).alias("row"),
            (pl.lit(self.mapping.column(rule.field)) if rule.column is None else rule.column).alias("column"),
            _short((cell(rule.field) if rule.value is None else rule.value).cast(pl.String).fill_null("")).alias(
                "value"
            ),
            pl.lit(rule.code).alias("code"),
            pl.lit(rule.severity).alias("severity"),
            _short(expected.fill_null("").cast(pl.String)).alias("expected"),
        )


def _short(text: pl.Expr) -> pl.Expr:
    """Return texts as a report shows them: of a long one its beginning."""
    return pl.when(text.str.len_chars() > LONGEST_SHOWN).then(text.str.head(LONGEST_SHOWN) + "…").otherwise(text)
