"""Importing published figures: rows are cleaned and judged beside the claims that are known."""

import polars as pl

from ... import schema
from ..files import EXTRA, ROW
from ..forms import Import, Report, Tables
from ..forms.texts import tidied
from . import claim_rules, claim_values
from .claim_fields import ALIASES, COLUMNS, PRECISION_WORDS, QUALIFIER_WORDS, WITHDRAWN_WORDS
from .claim_rules import NAMED
from .claim_values import Vocabulary

# What makes two claims the same one, where a file gives no id.
SAME = ["subject", "part", "measure", "basis", "unit", "period", "as_of", "source_id"]
# Columns of a source, and the fields that give them.
SOURCE = {name: "web_address" if name == "address" else name for name in schema.empty("sources").columns}


def tabulate(work: Import, published: Tables) -> tuple[dict[str, pl.DataFrame], Report]:
    """Turn rows into claims.

    A row with the id of a known claim corrects it, and what it leaves blank stays as it is; so does a row without an id
    for the same thing, of the same date, by the same source. All others are new. A row may withdraw its claim instead.

    Parameters
    ----------
    work : Import
        The file.
    published : mapping of str to polars.DataFrame
        ``claims``, ``former_claims``, ``sources``, ``programmes`` and ``terms``.

    Returns
    -------
    tuple of dict and Report
        The tables ``claims``, each accepted row as a complete claim, ``withdrawn``, the claims that the file withdraws, as
        they are, and ``sources`` and ``terms``, those that are new; and what was found.
    """
    work.on_stage("clean")
    texts = pl.concat(work.texts())
    terms = _terms(texts, vocabulary(published))
    vocabularies = vocabulary({**published, "terms": pl.concat([published["terms"], terms])})
    rows = _with_known(_cleaned(texts, vocabularies), published["claims"])
    rows = _identified(rows, published)
    work.on_stage("check")
    rows, report = _judged(rows, published, vocabularies, work)
    work.on_stage("tables")
    gone = rows.filter(claim_rules.withdrawn())
    rows = rows.filter(~claim_rules.withdrawn())
    new = rows.filter(~pl.col("source_id").is_in(published["sources"]["source_id"].implode()))
    tables = {
        "claims": _typed("claims", rows.select(COLUMNS)),
        "withdrawn": published["claims"].join(gone, on="claim_id", how="semi"),
        "sources": _typed("sources", _sources(new)),
        "terms": pl.concat(
            terms.filter(kind=each).join(rows, left_on="code", right_on=each, how="semi") for each in NAMED
        ),
    }
    return tables, report


def vocabulary(known: Tables) -> dict[str, Vocabulary]:
    """Return the words that are known for each field that has such."""
    terms = {kind: rows for (kind,), rows in known["terms"].group_by("kind")}
    sources = known["sources"].with_columns(
        # A publisher's name says which source only where it has published one.
        pl.when(~pl.col(name).is_duplicated()).then(name).alias(name)
        for name in ("publisher_th", "publisher")
    )
    found = {name: _named(terms[name], "code") if name in terms else Vocabulary({}) for name in claim_rules.TERMS}
    found |= {
        "subject": _named(known["programmes"], "programme_id"),
        "source_id": _named(sources, "source_id", ("publisher_th", "publisher")),
        "qualifier": claim_values.words(QUALIFIER_WORDS),
        "withdrawn": claim_values.words(WITHDRAWN_WORDS),
    }
    return found | dict.fromkeys(("as_of_precision", "published_precision"), claim_values.words(PRECISION_WORDS))


def _terms(texts: pl.DataFrame, known: dict[str, Vocabulary]) -> pl.DataFrame:
    """Return the measures and units that a file names in both languages, each as the first row has it."""
    found = [schema.empty("terms")]
    for kind in NAMED:
        fields = {"code": kind, "name_en": f"{kind}_en", "name_th": f"{kind}_th"}
        rows = (
            pl.DataFrame({name: tidied(texts[own]) for name, own in fields.items()})
            .drop_nulls()
            .unique("code", keep="first", maintain_order=True)
        )
        new = [bool(claim_rules.identifier(code)) and known[kind].read(code) is None for code in rows["code"]]
        found.append(rows.filter(pl.Series(new, dtype=pl.Boolean)).select(pl.lit(kind).alias("kind"), *fields))
    return pl.concat(found)


def _named(rows: pl.DataFrame, code: str, names: tuple[str, ...] = ("name_th", "name_en")) -> Vocabulary:
    each = rows.select(code, *names).iter_rows()
    return Vocabulary({own: tuple(name for name in several if name) for own, *several in each})


def _cleaned(texts: pl.DataFrame, vocabularies: dict[str, Vocabulary]) -> pl.DataFrame:
    """Give each field ``<field>:raw``, ``<field>:cell`` (tidied) and ``<field>:read``, null for what cannot be read."""
    cells = {name: tidied(texts[name]) for name in ALIASES}
    found: dict[str, list[object]] = {name: list(each) for name, each in cells.items()}
    for name, words in vocabularies.items():
        found[name] = claim_values.each(words.read, cells[name])
    # A part or a source may be new.
    for name, reads in (("part", str), ("source_id", claim_rules.identifier)):
        both = zip(found[name], claim_values.each(reads, cells[name]), strict=True)
        found[name] = [one if one is not None else other for one, other in both]
    found["claim_id"] = claim_values.each(claim_rules.identifier, cells["claim_id"])
    found["value"] = claim_values.each(claim_values.number, cells["value"])
    found["period"] = claim_values.each(claim_values.period, cells["period"])
    found["web_address"] = claim_values.each(claim_values.web_address, cells["web_address"])
    for day, precision in (("as_of", "as_of_precision"), ("published_on", "published_precision")):
        found[day], found[precision] = _dates(cells[day], found[precision])
    types = claim_rules.TYPES
    columns = {f"{name}:raw": texts[name] for name in ALIASES}
    columns |= {f"{name}:cell": each for name, each in cells.items()}
    columns |= {f"{name}:read": pl.Series(each, dtype=types.get(name, pl.String)) for name, each in found.items()}
    return texts.select(ROW, EXTRA).with_columns(**columns)


def _dates(texts: pl.Series, precisions: list[object]) -> tuple[list[object], list[object]]:
    """Read dates; each is as exact as its text, or less so where the file says that."""
    days: list[object] = []
    exact: list[object] = []
    for text, precision in zip(texts, precisions, strict=True):
        found = claim_values.dated(text) if text else None
        days.append(found and found[0])
        exact.append(claim_values.coarser(found[1], str(precision or found[1])) if found else precision)
    return days, exact


def _with_known(rows: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Give each row its values: its own, then those of the claim that it corrects."""
    return _filled(rows.with_columns(pl.col("claim_id:read").alias("id")), claims)


def _filled(rows: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    had = claims.select(pl.col("claim_id").alias("id"), *(pl.col(name).alias(f"{name}:had") for name in COLUMNS))
    rows = rows.drop(name for name in rows.columns if name.endswith(":had"))
    rows = rows.join(had, on="id", how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce(f"{name}:read", f"{name}:had").alias(name) for name in COLUMNS).with_columns(
        # What holds where a file has nothing; the report names it.
        pl.col("basis").fill_null("total"),
        pl.col("qualifier").fill_null("exactly"),
    )


def _identified(rows: pl.DataFrame, known: Tables) -> pl.DataFrame:
    """Give the rows without an id that of the claim they are about, or a new one."""
    claims = known["claims"]
    same = claims.select("claim_id", *SAME).unique(SAME, keep="first", maintain_order=True)
    twins = same.rename({"claim_id": "twin"})
    rows = rows.join(twins, on=SAME, how="left", nulls_equal=True, maintain_order="left")
    bare = pl.col("claim_id:cell").is_null()
    rows = _filled(rows.with_columns(pl.when(bare).then("twin").otherwise("id").alias("id")), claims)
    # A claim that was withdrawn keeps its id.
    taken = {*claims["claim_id"], *known["former_claims"]["claim_id"], *rows["claim_id:read"].drop_nulls()}
    new_ids: dict[tuple[object, ...], str] = {}
    ids = []
    for row in rows.select("id", "claim_id:cell", *SAME).iter_rows(named=True):
        what = tuple(row[name] for name in SAME)
        complete = all(row[name] is not None for name in ("subject", "measure", "unit", "as_of", "source_id"))
        if row["id"] is None and row["claim_id:cell"] is None and complete and what not in new_ids:
            new_ids[what] = _new(f"{row['subject']}-{row['as_of'].year}-{row['measure']}", taken)
        ids.append(row["id"] or (new_ids.get(what) if row["claim_id:cell"] is None else None))
    return rows.with_columns(pl.Series("claim_id", ids, pl.String))


def _new(wanted: str, taken: set[str]) -> str:
    """Return an id that no claim has, and take it."""
    plain = claim_rules.slug(wanted)
    free = next(each for n in range(1, len(taken) + 2) if (each := plain if n == 1 else f"{plain}-{n}") not in taken)
    taken.add(free)
    return free


def _judged(
    rows: pl.DataFrame, published: Tables, vocabularies: dict[str, Vocabulary], work: Import
) -> tuple[pl.DataFrame, Report]:
    """Return the accepted rows, and the report."""
    out, rows = work.leave_out(rows)
    rows = rows.with_columns(
        work.tally.take(rows, claim_rules.rules_of_a_row(vocabularies, published["claims"], work.as_of))
    )
    # A source is new only if a row that brings it is accepted.
    brought = _sources(rows.filter(~pl.col("rejected") & claim_rules.brings_source()))
    sources = pl.concat([published["sources"], _typed("sources", brought)]).unique(
        "source_id", keep="first", maintain_order=True
    )
    good = pl.col("claim_id").is_not_null() & ~pl.col("rejected")
    firsts = pl.when(good).then(pl.col(ROW).filter(good).min().over("claim_id"))
    with_sources = rows.with_columns(firsts.alias("first")).join(
        sources, on="source_id", how="left", suffix=":source", maintain_order="left"
    )
    more = work.tally.take(with_sources, claim_rules.rules_of_a_file(vocabularies["source_id"]))
    rows = rows.with_columns(pl.col(name) | more[name] for name in ("rejected", "changed"))
    report = work.tally.report(pl.concat([rows, out], how="diagonal"))
    return rows.filter(~pl.col("rejected")), report


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the sources that rows bring, each as the first row has it."""
    sources = rows.select("source_id", *(pl.col(f"{own}:read").alias(name) for name, own in list(SOURCE.items())[1:]))
    sources = sources.with_columns(pl.coalesce("publisher", "publisher_th").alias("publisher")).drop_nulls("publisher")
    return sources.unique("source_id", keep="first", maintain_order=True)


def _typed(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with all columns of a table, of its types."""
    empty = schema.empty(table)
    return pl.concat([empty, rows.cast({name: empty.schema[name] for name in rows.columns})], how="diagonal")
