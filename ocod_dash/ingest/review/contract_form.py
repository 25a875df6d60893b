"""Contracts as a kind of file: the rows of a contract name the centres that it covers, one, several or all."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from ... import schema
from ...problem import Sentence
from ..files import ROW
from ..forms import Import, Outcome, Plan, Published, RecordChanges, Report, Rule, Tables, record_changes
from ..forms.texts import amounts, cell, days, numbers, plain_word, truths
from .centre_record import CENTRE, SAMPLE, CentreRecordForm
from .known_centres import KnownCentres
from .review_forms import AMOUNTS_EXPECTED, ENDS, STARTS, ends_first

OWN = ("contractor", "purpose", "value_baht", "starts_on", "ends_on", "sample")
ALL = tuple(map(plain_word, ("all", "all centres", "ทั้งหมด", "ทุกศูนย์", "ทุกแห่ง")))
# What is between the ids of centres in one cell.
BETWEEN = r"[;,\n]"
PAIR = ["contract_id", "centre_id"]
# So many centres that a contract gains or loses are named in what changes.
NAMED = 10


class ContractForm(CentreRecordForm):
    """Contracts with their centres.

    What is the contract's own may be in one of its rows alone. The centres of a file replace those that are published of
    the same contract; a contract that the file gives no centre keeps its own.
    """

    def tabulate(self, work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
        """Return ``contracts`` and ``contract_centres``; a contract with a faulty row is left out whole."""
        work.on_stage("clean")
        rows = pl.concat(self.cleaned(texts, work, published) for texts in work.texts())
        out, rows = work.leave_out(rows)
        rows = _completed(rows, published["contracts"])
        work.on_stage("check")
        pairs = _pairs(rows, KnownCentres(published))
        rows = _beside(rows, pairs, published)
        rows = rows.with_columns(work.tally.take(rows, self.judging(work, published)))
        work.on_stage("tables")
        faulty = rows.filter("rejected")["contract_id"].unique()
        good = rows.filter(~pl.col("contract_id").is_in(faulty.implode()))
        covered = pairs.join(good, on=ROW, how="semi").select(schema.empty("contract_centres").columns)
        tables = {"contracts": good.select(self.columns).unique("contract_id", keep="first", maintain_order=True)}
        report = work.tally.report(pl.concat([rows, out], how="diagonal"))
        return tables | {"contract_centres": covered}, report

    def compose(self, outcome: Outcome, published: Published, scope: Sequence[str] | None) -> Plan:
        """Put the contracts in place of those with the same ids, and their centres in place of theirs."""
        known, news = published.tables, outcome.tables
        tables = {
            name: pl.concat([known[name].join(news[name], on="contract_id", how="anti"), news[name]]).sort(key)
            for name, key in (("contracts", ["contract_id"]), ("contract_centres", PAIR))
        }
        changes = self.compare(published.released, tables, (outcome.as_of, outcome.as_of))
        same = news["contracts"].height - changes.added.height - changes.corrected.height
        counts = changes.counts() | {"unchanged": same}
        return Plan(tables, changes, counts, Sentence(f"form.{self.name}.changes", counts))

    def compare(self, before: Tables, after: Tables, days: tuple[date, date]) -> RecordChanges:
        """Return which contracts are added, corrected and withdrawn; other centres are a correction too."""
        columns = (*self.columns, "centres")
        was, now = _with_centres(before, after)
        return record_changes(was, now, "contracts", self.key, columns, self.shown, self.named)

    def template(self, published: Tables) -> pl.DataFrame:
        """Return a row for each contract and centre; what is the contract's own is in its first row."""
        rows = published["contracts"].join(published["contract_centres"].drop("sample"), on="contract_id", how="left")
        again = pl.int_range(pl.len()).over("contract_id") > 0
        own = (pl.when(~again).then(name).alias(name) for name in OWN)
        return rows.sort(PAIR, nulls_last=True).with_columns(own).select(name for name in self.fields)


def _completed(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return rows with all that is known of their contract: from its other rows, then from what is published.

    ``<field>:first`` has what the contract's first row with a text has, where a row has another.
    """
    first = {name: pl.col(name).drop_nulls().first().over("contract_id") for name in OWN}
    rows = rows.with_columns(
        pl.when(pl.col(name) != value).then(value.cast(pl.String)).alias(f"{name}:first")
        for name, value in first.items()
    )
    had = known.select("contract_id", *(pl.col(name).alias(f"{name}:had") for name in OWN))
    rows = rows.join(had, on="contract_id", how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce(value, f"{name}:had").alias(name) for name, value in first.items())


def _pairs(rows: pl.DataFrame, centres: KnownCentres) -> pl.DataFrame:
    """Return a row for each contract and centre that the rows name; ``near`` has the ids most like one that is unknown."""
    word = cell("centre_id").str.to_lowercase().str.replace_all(r"[\s_\-.]", "")
    every = pl.lit(pl.Series([centres.ids.to_list()], dtype=pl.List(pl.String)))
    named = (
        pl.when(word.is_in(ALL)).then(every).otherwise(cell("centre_id").str.replace_all(BETWEEN, ";").str.split(";"))
    )
    pairs = rows.select(ROW, "contract_id", "share", "sample", named.alias("centre_id")).explode("centre_id")
    pairs = centres.restored(
        pairs.with_columns(pl.col("centre_id").str.strip_chars()).filter(pl.col("centre_id") != "")
    )
    own, unknown = pl.col("centre_id"), ~pl.col("centre_id").is_in(centres.ids.implode())
    near = pl.when(unknown).then(own).map_elements(centres.nearest, pl.String, skip_nulls=True)
    return pairs.with_columns(
        near=near, unknown=pl.when(unknown).then(own), again=pl.int_range(pl.len()).over(PAIR) > 0
    )


def _beside(rows: pl.DataFrame, pairs: pl.DataFrame, published: Tables) -> pl.DataFrame:
    """Add to each row what its centres and those of other contracts have to say.

    ``unknown``, ``near`` and ``again`` are ids of its centres, as texts; ``covers`` is how many its contract has;
    ``overlaps`` and ``overlapping`` are another contract of the same contractor and time, and how many centres both have.
    """
    said = {"unknown": pl.col("unknown"), "near": pl.col("near"), "again": pl.col("centre_id").filter("again")}
    of_row = pairs.group_by(ROW).agg(
        each.drop_nulls().head(NAMED).str.join(", ").alias(name) for name, each in said.items()
    )
    texts = (pl.when(pl.col(name) != "").then(name).alias(name) for name in said)
    news = pairs.select(PAIR).drop_nulls()
    every = pl.concat([news, published["contract_centres"].join(news, on="contract_id", how="anti").select(PAIR)])
    of_contract = every.group_by("contract_id").agg(covers=pl.len())
    beside = rows.join(of_row.with_columns(texts), on=ROW, how="left", maintain_order="left")
    for frame in (of_contract, _overlaps(rows, every, published["contracts"])):
        beside = beside.join(frame, on="contract_id", how="left", maintain_order="left")
    return beside.with_columns(first=pl.int_range(pl.len()).over("contract_id") == 0)


def _overlaps(rows: pl.DataFrame, pairs: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return for each contract of the file another one with the same contractor, centres and days, if there is one."""
    own = ["contract_id", "contractor", "starts_on", "ends_on"]
    news = rows.select(own).unique("contract_id", keep="first").drop_nulls()
    every = pl.concat([news, known.select(own).join(news, on="contract_id", how="anti")])
    terms, others = (each.join(pairs, on="contract_id") for each in (news, every))
    both = terms.join(others, on=["contractor", "centre_id"], suffix="_other").filter(
        pl.col("contract_id") != pl.col("contract_id_other"),
        pl.col("starts_on") <= pl.col("ends_on_other"),
        pl.col("starts_on_other") <= pl.col("ends_on"),
    )
    counted = both.group_by("contract_id", overlaps="contract_id_other").agg(overlapping=pl.len())
    return counted.sort("overlaps").unique("contract_id", keep="first")


def _rules(published: Tables, as_of: date) -> Sequence[Rule]:
    """Return the rules about a contract and its centres."""
    named = pl.col("contract_id").is_not_null()
    return [
        *(Rule("missing", "error", name, pl.col("first") & named & pl.col(name).is_null() & cell(name).is_null())
          for name in ("value_baht", "starts_on", "ends_on")),
        *(Rule("contract.differs", "error", name, pl.col(f"{name}:first").is_not_null(), pl.col(f"{name}:first"))
          for name in OWN),
        ends_first(),
        Rule("centre", "error", "centre_id", pl.col("unknown").is_not_null(), pl.col("near"), pl.col("unknown")),
        Rule("contract.again", "error", "centre_id", pl.col("again").is_not_null(), pl.col("contract_id"), pl.col("again")),
        Rule("contract.no_centres", "error", "centre_id", pl.col("first") & named & pl.col("covers").is_null(),
             value=pl.col("contract_id")),
        Rule("contract.overlaps", "warning", "starts_on", pl.col("first") & pl.col("overlaps").is_not_null(),
             pl.col("overlapping").cast(pl.String), pl.col("overlaps")),
    ]  # fmt: skip


def _with_centres(before: Tables, after: Tables) -> list[pl.DataFrame]:
    """Return the contracts of two states with ``centres``: how many each has, and which of them the other state lacks."""
    pairs = [each["contract_centres"] for each in (before, after)]
    states = []
    for own, other, sign, contracts in zip(pairs, pairs[::-1], "-+", (before, after), strict=True):
        marked = own.join(other.select(*PAIR, "share", there=True), on=[*PAIR, "share"], how="left", nulls_equal=True)
        only = pl.col("centre_id").filter(pl.col("there").is_null()).sort()
        more = pl.when(only.len() > NAMED).then(pl.lit(", …")).otherwise(pl.lit(""))
        named = pl.when(only.len() > 0).then(pl.format(f" ({sign} {{}}{{}})", only.head(NAMED).str.join(", "), more))
        counted = marked.group_by("contract_id").agg(
            pl.concat_str(pl.len().cast(pl.String), named.fill_null("")).alias("centres")
        )
        states.append(contracts["contracts"].join(counted, on="contract_id", how="left"))
    return states


CONTRACTS = ContractForm(
    name="contracts",
    aliases={
        "contract_id": ("contract", "contract_no", "contract_number", "เลขที่สัญญา", "สัญญาเลขที่", "รหัสสัญญา", "สัญญา"),
        "contractor": ("vendor", "supplier", "company", "ผู้รับจ้าง", "คู่สัญญา", "บริษัท"),
        "purpose": ("what for", "subject", "description", "รายการจ้าง", "งานที่จ้าง", "วัตถุประสงค์", "ชื่อสัญญา"),
        "value_baht": (
            "value", "contract_value", "amount", "มูลค่า", "มูลค่า (บาท)", "มูลค่าสัญญา", "วงเงิน", "วงเงิน (บาท)", "วงเงินสัญญา",
        ),
        "starts_on": STARTS,
        "ends_on": ENDS,
        "centre_id": ("centres", "centers", "centre_ids", *CENTRE, "ศูนย์ที่ครอบคลุม", "ศูนย์", "ศูนย์ในสัญญา"),
        "share": ("weight", "สัดส่วน", "น้ำหนัก"),
        "sample": SAMPLE,
    },
    needed=(("contract_id",),),
    tables=("contracts", "contract_centres"),
    command=("contracts",),
    single=("contract_id",),
    key=("contract_id",),
    shown="value_baht",
    named=("contractor",),
    values={"value_baht": amounts, "starts_on": days, "ends_on": days, "share": numbers, "sample": truths},
    expected={"value_baht": AMOUNTS_EXPECTED},
    rules=_rules,
)  # fmt: skip
