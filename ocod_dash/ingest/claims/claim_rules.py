"""Judging published figures: each rule is a line of a table, as for a register."""

import re
from datetime import date

import polars as pl

from ...i18n import DATA_LANGUAGES
from ...schema import QUALIFIERS
from ...schema.tables import DATE_PRECISIONS
from ..files import EXTRA, ROW
from ..forms import Rule
from ..forms.texts import DAY_EXPECTED, cell
from .claim_values import Vocabulary

# The kinds of terms that a claim has.
TERMS = ("measure", "unit", "basis", "part")
# Those of them that a file can bring along.
NAMED = ("measure", "unit")
TYPES: dict[str, type[pl.DataType]] = {"value": pl.Float64, "as_of": pl.Date, "published_on": pl.Date}
NEEDED = ("subject", "measure", "unit", "value", "as_of", "source_id")
NAMES = tuple(f"{kind}_{language}" for kind in NAMED for language in DATA_LANGUAGES)
TEXTS = ("part", "scope_en", "scope_th", "publisher", "publisher_th", *NAMES)
UNKNOWN = {
    "subject": "claim.programme",
    "measure": "claim.term",
    "unit": "claim.term",
    "basis": "claim.unknown",
}
# An id goes into addresses and names of files.
ID = re.compile(r"^[a-z0-9][a-z0-9_\-]{0,79}$")
LONGEST = 500
ISO = r"^\d{4}(-\d{2}(-\d{2})?)?$"
BROUGHT = ("publisher", "publisher_th")


def identifier(text: str) -> str | None:
    """Return a text that can be an id, or None."""
    return text if ID.match(text) else None


def slug(text: str) -> str:
    """Return an id derived from a text."""
    return re.sub(r"[^a-z0-9_\-]+", "-", text.lower()).strip("-_")[:70]


def brings_source() -> pl.Expr:
    """Return which rows bring their source's own columns."""
    return pl.any_horizontal(pl.col(f"{name}:read").is_not_null() for name in BROUGHT)


def withdrawn() -> pl.Expr:
    """Return which rows withdraw their claim."""
    return pl.col("withdrawn:read").eq_missing("yes")


def rules(today: date) -> list[Rule]:
    """Return every rule."""
    none = dict.fromkeys((*TERMS, "subject", "source_id"), Vocabulary({}))
    claims = pl.DataFrame(schema=dict.fromkeys(("claim_id", "measure", "unit"), pl.String))
    return [*rules_of_a_row(none, claims, today), *rules_of_a_file(none["source_id"])]


def rules_of_a_row(vocabularies: dict[str, Vocabulary], claims: pl.DataFrame, today: date) -> list[Rule]:
    """Return the rules by which each row is judged by itself.

    Parameters
    ----------
    vocabularies : dict of str to Vocabulary
        The words that are known, by field.
    claims : polars.DataFrame
        The claims that are known.
    today : datetime.date
        No claim is of a later day.
    """
    ids = Vocabulary(dict.fromkeys(claims["claim_id"], ()))
    return [
        Rule("cells", "error", "claim_id", pl.col(EXTRA).is_not_null(), value=pl.col(EXTRA)),
        Rule("claim.id", "error", "claim_id", _unread("claim_id"), cell("claim_id").map_elements(slug, pl.String)),
        Rule("claim.word", "error", "withdrawn", _unread("withdrawn"), "yes, no"),
        Rule("claim.withdrawn", "error", "claim_id", withdrawn() & pl.col("subject:had").is_null(),
             _nearest("claim_id", ids)),
        Rule("claim.unknown", "error", "claim_id", cell("claim_id").is_not_null() & pl.col("subject:had").is_null()
             & cell("subject").is_null() & ~withdrawn(), _nearest("claim_id", ids)),
        *(Rule("claim.missing", "error", name, pl.col(name).is_null() & cell(name).is_null() & ~withdrawn())
          for name in NEEDED),
        *(Rule(code, "error", name, _unread(name), _nearest(name, vocabularies[name])) for name, code in UNKNOWN.items()),
        *(Rule("claim.named", "error", name, *_of_another(name, vocabularies)) for name in NAMES),
        *(Rule("claim.kept", "warning", name, *_otherwise(name, vocabularies), changes=True) for name in NAMES),
        Rule("claim.word", "error", "qualifier", _unread("qualifier"), ", ".join(QUALIFIERS)),
        *(Rule("claim.word", "error", name, _unread(name), ", ".join(DATE_PRECISIONS))
          for name in ("as_of_precision", "published_precision")),
        Rule("claim.number", "error", "value", _unread("value"), "1,270 · 1.3 million · 1.3 ล้าน"),
        Rule("claim.period", "error", "period", _unread("period"), "2021, 2021-2023"),
        *(Rule("claim.date", "error", name, _unread(name), DAY_EXPECTED) for name in ("as_of", "published_on")),
        *(Rule("claim.later", "error", name, pl.col(f"{name}:read") > today, f"≤ {today}")
          for name in ("as_of", "published_on")),
        Rule("claim.id", "error", "source_id", _unread("source_id"), cell("source_id").map_elements(slug, pl.String)),
        Rule("claim.address", "error", "web_address", _unread("web_address"), "https://…"),
        *(Rule("claim.long", "error", name, cell(name).str.len_chars() > LONGEST, f"≤ {LONGEST}",
               pl.format("{}…", cell(name).str.head(40))) for name in (*TEXTS, "web_address")),
        Rule("claim.part", "warning", "part", _new("part", vocabularies["part"]), _nearest("part", vocabularies["part"])),
        Rule("claim.unit", "warning", "unit", *_other_unit(claims)),
        Rule("claim.twin", "warning", "claim_id", pl.col("twin") != pl.col("claim_id:read"), pl.col("twin")),
        *(Rule("claim.assumed", "change", name, pl.col(f"{name}:read").is_null() & pl.col(f"{name}:had").is_null()
               & cell(name).is_null() & ~withdrawn(), pl.col(name), changes=True) for name in ("basis", "qualifier")),
        *(Rule("claim.read", "change", name, cell(name) != pl.col(f"{name}:read"), pl.col(f"{name}:read"), changes=True)
          for name in ("subject", "measure", "basis", "unit", "qualifier", "source_id", "period", "part")),
        Rule("claim.read", "change", "value", cell("value").cast(pl.Float64, strict=False).is_null()
             & pl.col("value:read").is_not_null(), _figure("value:read"), changes=True),
        *(Rule("claim.read", "change", name, _written_otherwise(name), _dated(name, precision), changes=True)
          for name, precision in (("as_of", "as_of_precision"), ("published_on", "published_precision"))),
        *(Rule("tidied", "change", name, pl.col(f"{name}:raw") != cell(name), cell(name), pl.col(f"{name}:raw"),
               changes=True) for name in TEXTS),
    ]  # fmt: skip


def rules_of_a_file(sources: Vocabulary) -> list[Rule]:
    """Return the rules by which rows are judged beside others: their ids, and the sources that they bring."""
    stays = {"publisher": "publisher", "publisher_th": "publisher_th", "address": "web_address"}
    given = {own: pl.col(f"{own}:read") for own in stays.values()}
    other = {own: given[own].is_not_null() & given[own].ne_missing(pl.col(name)) for name, own in stays.items()}
    unknown = pl.col("publisher").is_null() & pl.col("source_id").is_not_null() & ~brings_source()
    return [
        Rule("claim.duplicate", "error", "claim_id", pl.col(ROW) > pl.col("first"), pl.col("first").cast(pl.String),
             pl.col("claim_id")),
        Rule("claim.source", "error", "source_id", unknown, _nearest("source_id", sources), pl.col("source_id")),
        *(Rule("claim.kept", "warning", own, other[own] & ~unknown, pl.col(name), changes=True)
          for name, own in stays.items()),
    ]  # fmt: skip


def _unread(name: str) -> pl.Expr:
    """Return where a text was given that cannot be read."""
    return cell(name).is_not_null() & pl.col(f"{name}:read").is_null()


def _new(name: str, words: Vocabulary) -> pl.Expr:
    return ~pl.col(f"{name}:read").is_in(list(words.names)) & pl.col(f"{name}:read").is_not_null()


def _nearest(name: str, words: Vocabulary) -> pl.Expr:
    return cell(name).map_elements(words.nearest, pl.String)


def _of_another(name: str, vocabularies: dict[str, Vocabulary]) -> tuple[pl.Expr, pl.Expr]:
    """Return where a name that is given to a measure or unit is that of another, and of which."""
    kind = name.rpartition("_")[0]
    words = vocabularies[kind]
    owner = cell(name).map_elements(words.read, pl.String)
    return owner != pl.col(f"{kind}:read"), owner.map_elements(words.written, pl.String)


def _otherwise(name: str, vocabularies: dict[str, Vocabulary]) -> tuple[pl.Expr, pl.Expr]:
    """Return where a known measure or unit is given a name that it has not, and which it has."""
    kind = name.rpartition("_")[0]
    words = vocabularies[kind]
    unknown = cell(name).is_not_null() & cell(name).map_elements(words.read, pl.String).is_null()
    return unknown & pl.col(f"{kind}:read").is_not_null(), pl.col(f"{kind}:read").map_elements(words.written, pl.String)


def _other_unit(claims: pl.DataFrame) -> tuple[pl.Expr, pl.Expr]:
    """Return where a measure that is known has a unit that no claim of it has, and which it has."""
    usual = {measure: sorted(rows["unit"].unique()) for (measure,), rows in claims.group_by("measure")}
    pairs = [f"{measure} {unit}" for measure, units in usual.items() for unit in units]
    pair = pl.format("{} {}", "measure", "unit")
    known = pl.col("measure").is_in(list(usual))
    written = {measure: ", ".join(units) for measure, units in usual.items()}
    return known & ~pair.is_in(pairs), pl.col("measure").replace_strict(written, default="", return_dtype=pl.String)


def _written_otherwise(name: str) -> pl.Expr:
    return ~cell(name).str.contains(ISO) & pl.col(f"{name}:read").is_not_null()


def _figure(name: str) -> pl.Expr:
    integer = pl.col(name) == pl.col(name).round()
    return pl.when(integer).then(pl.col(name).cast(pl.Int64).cast(pl.String)).otherwise(pl.col(name).cast(pl.String))


def _dated(name: str, precision: str) -> pl.Expr:
    return pl.format("{} ({})", pl.col(f"{name}:read").cast(pl.String), f"{precision}:read")
