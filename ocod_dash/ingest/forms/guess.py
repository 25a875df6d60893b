"""Guessing which column is which field: by its name, and by whether its values are such as the field has."""

from dataclasses import dataclass

import polars as pl
from rapidfuzz.fuzz import ratio

from ..files import Source, header_key
from .declaration import Declaration, Reader
from .mapping import Column, Mapping, known, parts
from .texts import tidied

SAMPLES = 3
# A name this like a known one, of 100, is proposed, though never used by itself.
ALIKE = 82


@dataclass(frozen=True)
class Guess:
    """What a field's column seems to be.

    Parameters
    ----------
    field : str
        The field.
    column : str or tuple of str
        The column, or several; empty where none is likely.
    confidence : float
        From 0 to 1: how well the name is known, times how many of the values can be read as the field's.
    samples : tuple of str
        Three values.
    """

    field: str
    column: Column
    confidence: float
    samples: tuple[str, ...]


def guesses(source: Source, mapping: Mapping) -> list[Guess]:
    """Return a guess for each field, in the order of the fields.

    Parameters
    ----------
    source : Source
        The file.
    mapping : Mapping
        What is known already; only the share of values that can be read lowers its confidence.
    """
    given, form = dict(mapping.columns), mapping.form
    open_ = [name for name in form.fields if name not in given and name not in mapping.constants]
    free = [column for column in source.columns if column not in {p for c in given.values() for p in parts(c)}]
    found: dict[str, tuple[Column, float]] = {name: (column, 1.0) for name, column in given.items()}
    # A name that is known goes before one that is only much like it, in any order of fields.
    for find in (_known, _alike):
        for name in open_:
            if name not in found and (match := find(name, free, form)):
                found[name] = match
                free.remove(match[0])
    return [_guess(name, *found.get(name, ("", 0.0)), source, form) for name in form.fields]


def _known(name: str, columns: list[str], form: Declaration) -> tuple[str, float] | None:
    """Return the column that is known to be this field, and how sure that is."""
    found = known(name, columns, form)
    own = found and header_key(found) in (header_key(name), header_key(f"{name}_code"))
    return (found, 1.0 if own else 0.95) if found else None


def _alike(name: str, columns: list[str], form: Declaration) -> tuple[str, float] | None:
    """Return the column whose name is most like one of this field's, if it is much like it."""
    near = max(
        (
            (ratio(header_key(column), header_key(each)), column)
            for column in columns
            for each in (name, *form.aliases[name])
        ),
        default=(0.0, ""),
    )
    return (near[1], near[0] / 100 * 0.8) if near[0] >= ALIKE else None


def _guess(name: str, column: Column, sure: float, source: Source, form: Declaration) -> Guess:
    if not column or any(part not in source.columns for part in parts(column)):
        return Guess(name, "", 0.0, ())
    texts = Mapping(form, {name: column}).apply(source.head)[name].drop_nulls()
    texts = texts.filter(texts.str.strip_chars() != "")
    samples = tuple(texts.unique(maintain_order=True).head(SAMPLES))
    return Guess(name, column, round(sure * (0.4 + 0.6 * _readable(texts, form.values.get(name))), 2), samples)


def _readable(texts: pl.Series, reader: Reader | None) -> float:
    """Return the share of texts that can be read as a field's values."""
    texts = texts.head(100)
    if texts.is_empty():
        return 0.5
    if reader is None:
        return 1.0
    tidy = tidied(texts.alias("text")).to_frame()
    return float(1 - tidy.select(reader(pl.col("text")).is_null().mean()).item())
