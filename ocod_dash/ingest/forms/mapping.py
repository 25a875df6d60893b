"""Which column of a file is which field: by the field's own name, by a known alias, or as a mapping says."""

import json
import re
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl
from rapidfuzz import process

from ...problem import Problem
from ..files import EXTRA, ROW, Reading, Source, header_key
from .day_order import ORDERS
from .declaration import Declaration
from .missing import Missing

SECTIONS = ("columns", "constants", "values", "reading")
# A field's column, or several that make one field together.
Column = str | tuple[str, ...]


@dataclass(frozen=True)
class Mapping:
    """Where each field comes from, and how the file is read.

    Parameters
    ----------
    form : Declaration
        The kind of file.
    columns : mapping of str to str or tuple of str
        Field to the file's column, or to several columns whose texts are joined. An empty column means that the field
        is left out.
    constants : mapping of str to str
        Field to the value that it has in every row.
    values : mapping of str to mapping of str to str
        Field to texts of its cells, each with the text that is meant.
    reading : Reading
        How the file is read, where that should not be found.
    beside : mapping of str to str
        Field to another column of the file that is known to hold it, such as names beside codes; they may contradict.
    """

    form: Declaration = field(repr=False)
    columns: Dict[str, Column] = field(default_factory=dict)
    constants: Dict[str, str] = field(default_factory=dict)
    values: Dict[str, Dict[str, str]] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    beside: Dict[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def load(cls, path: str | Path, form: Declaration) -> "Mapping":
        """Read a mapping from a TOML file.

        Raises
        ------
        Problem
            If the file cannot be read or names an unknown field.
        """
        path = Path(path)
        try:
            text = path.read_text("utf-8-sig")
        except FileNotFoundError:
            raise Problem("ingest.missing", file=str(path)) from None
        except OSError:
            raise Problem("ingest.unreadable", file=str(path)) from None
        except UnicodeDecodeError as error:
            row = error.object.count(b"\n", 0, error.start) + 1
            raise Problem("ingest.encoding", file=path.name, row=str(row), encoding="UTF-8") from None
        return cls.parse(text, path.name, form)

    @classmethod
    def parse(cls, text: str, name: str, form: Declaration) -> "Mapping":
        """Read a mapping from TOML: ``[columns]``, ``[constants]`` and ``[reading]``, each ``field = "text"``.

        ``[values.<field>]`` has texts of cells, each with the text that is meant.

        Raises
        ------
        Problem
            If the text is no TOML or names an unknown field.
        """
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            raise Problem("mapping.not_toml", file=name, row=line[1] if line else "–") from None
        for section in content:
            if section not in SECTIONS:
                raise Problem("mapping.section", file=name, value=section, expected=", ".join(SECTIONS))
        columns = _texts(content.get("columns", {}), "columns", name, form)
        constants = {
            own: str(value) for own, value in _texts(content.get("constants", {}), "constants", name, form).items()
        }
        values = _values(content.get("values", {}), name, form)
        return cls(form, columns, constants, values, _reading(content.get("reading", {}), name))

    def toml(self) -> str:
        """Write the mapping as :meth:`parse` reads it."""
        values = {f"values.{name}": {json.dumps(text, ensure_ascii=False): meant for text, meant in each.items()}
                  for name, each in self.values.items()}  # fmt: skip
        sections: Dict[str, Dict[str, Any]] = {"columns": self.columns, "constants": self.constants}
        sections = {**sections, **values, "reading": self.reading.given()}
        # A JSON string, number or list of strings is one of TOML too.
        lines = (
            [f"[{name}]", *(f"{each} = {json.dumps(value, ensure_ascii=False)}" for each, value in section.items()), ""]
            for name, section in sections.items()
            if section
        )
        return "\n".join(line for each in lines for line in each)

    def names(self) -> tuple[str, ...]:
        """Return the columns that the mapping names."""
        return tuple(name for column in self.columns.values() for name in parts(column))

    def with_values(self, values: Dict[str, Dict[str, str]]) -> "Mapping":
        """Return the mapping with more values of its fields."""
        more = {
            name: {**self.values.get(name, {}), **texts} for name, texts in values.items() if name in self.form.fields
        }
        return replace(self, values={**self.values, **more})

    def for_file(self, source: Source) -> "Mapping":
        """Return the mapping completed for a file: fields that it lacks are found by their names and aliases.

        Raises
        ------
        Problem
            If it names a column that the file has not or has twice, or a field that is needed has no column.
        """
        taken = {*self.names()}
        columns = dict(self.columns)
        for name in self.form.fields:
            if name not in columns and name not in self.constants:
                found = known(name, [column for column in source.columns if column not in taken], self.form)
                if found:
                    columns[name] = found
                    taken.add(found)
        columns = {name: column for name, column in columns.items() if column}
        others = [column for column in source.columns if column not in taken and column not in source.repeated]
        places = (name for name in columns if f"{name}_code" in self.form.surer)
        beside = {name: column for name in places if (column := known(name, others, self.form))}
        complete = replace(
            self, columns=columns, reading=replace(source.reading, dates=self.reading.dates), beside=beside
        )
        complete._check(source)
        return complete

    def apply(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows with one text column a field, null where the file says nothing, ``ROW`` and ``EXTRA``.

        Of a place, ``<field>:beside`` has the text of the other column that is known to hold it.
        """
        texts = (self._expression(name).cast(pl.String).alias(name) for name in self.form.fields)
        places = [code.removesuffix("_code") for code in self.form.surer]
        others = {
            name: pl.col(self.beside[name]) if name in self.beside else pl.lit(None, pl.String) for name in places
        }
        return rows.select(ROW, EXTRA, *texts, *(other.alias(f"{name}:beside") for name, other in others.items()))

    def column(self, name: str) -> str:
        """Return what the file calls a field: the header of its column, or of the one that holds it with others.

        Of a constant, and of what the file has nowhere, it is the field's own name.
        """
        within = self.form.within.get(name, "")
        held = within in self.columns and name not in self.columns and name not in self.constants
        return " + ".join(parts(self.columns[within] if held else self.columns.get(name, name)))

    def less(self, names: Sequence[str]) -> "Mapping":
        """Return the mapping without some fields."""
        columns = {name: column for name, column in self.columns.items() if name not in names}
        return replace(self, columns=columns, constants={n: v for n, v in self.constants.items() if n not in names})

    @property
    def personal(self) -> tuple[str, ...]:
        """The file's columns that hold data about persons."""
        return tuple(part for name in self.form.personal if name in self.columns for part in parts(self.columns[name]))

    def _expression(self, name: str) -> pl.Expr:
        if name not in self.columns:
            return pl.lit(self.constants.get(name))
        several = parts(self.columns[name])
        joined = pl.concat_str(several, separator=self.form.joined.get(name, " "), ignore_nulls=True)
        return pl.when(joined != "").then(joined) if len(several) > 1 else pl.col(several[0])

    def _check(self, source: Source) -> None:
        for name, column in self.columns.items():
            for part in parts(column):
                if part not in source.columns:
                    raise Problem("mapping.column", field=name, value=part, nearest=nearest(part, source.columns))
                if part in source.repeated:
                    raise Problem("mapping.repeated", field=name, value=part)
            if name in self.constants:
                raise Problem("mapping.twice", field=name)
        given = {*self.columns, *self.constants}
        missing = [names[0] for names in self.form.needed if not given.intersection(names)]
        if missing:
            free = [column for column in source.columns if column not in self.names()]
            raise Missing(missing, self.form, source, free)


def parts(column: Column) -> tuple[str, ...]:
    """Return the columns that make a field; none for an empty one."""
    return tuple(filter(None, (column,) if isinstance(column, str) else column))


def known(name: str, columns: Sequence[str], form: Declaration) -> str | None:
    """Return the column that is known to be this field, a place's code before its name."""
    by_key = {header_key(column): column for column in reversed(columns)}
    names = (f"{name}_code", name) if f"{name}_code" in form.surer else (name,)
    keys = (header_key(each) for each in (*names, *form.aliases[name]))
    return next((by_key[each] for each in keys if each in by_key), None)


def nearest(text: str, choices: Sequence[str]) -> str:
    """Return the most similar of some names."""
    near = process.extractOne(text, choices, processor=header_key)
    return near[0] if near else ""


def _texts(section: Any, name: str, file: str, form: Declaration) -> dict[str, Column]:
    if not isinstance(section, dict):
        raise Problem("mapping.section", file=file, value=name, expected=", ".join(f"[{s}]" for s in SECTIONS))
    texts: dict[str, Column] = {}
    for label, value in section.items():
        own = _field(label, form)
        if own is None:
            raise Problem("mapping.field", file=file, value=label, nearest=nearest(label, form.fields))
        if own in texts:
            raise Problem("mapping.twice", field=own)
        several = tuple(_text(each) for each in value) if isinstance(value, list) and name == "columns" else ()
        texts[own] = several or _text(value)
    return texts


def _values(section: Any, file: str, form: Declaration) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for name, texts in section.items() if isinstance(section, dict) else ():
        if name not in form.fields:
            raise Problem("mapping.field", file=file, value=name, nearest=nearest(name, form.fields))
        if not isinstance(texts, dict):
            raise Problem("mapping.section", file=file, value=f"values.{name}", expected=f'[values.{name}] "…" = "…"')
        values[name] = {_text(text): _text(meant) for text, meant in texts.items()}
    return values


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def _reading(section: Any, file: str) -> Reading:
    expected = Reading.__dataclass_fields__
    if not isinstance(section, dict) or not section.keys() <= expected.keys():
        wrong = next((name for name in section if name not in expected), "reading") if section else "reading"
        raise Problem("mapping.reading", file=file, value=str(wrong), expected=", ".join(expected))
    if not isinstance(section.get("header", 1), int):
        raise Problem("mapping.reading", file=file, value="header", expected="header = 3")
    if section.get("dates", ORDERS[0]) not in ORDERS:
        raise Problem("mapping.reading", file=file, value="dates", expected=", ".join(ORDERS))
    given: dict[str, Any] = {name: value if name == "header" else str(value) for name, value in section.items()}
    return Reading(**given)


def _field(label: str, form: Declaration) -> str | None:
    """Return the field that a mapping means: its name, or a code's column in the schema."""
    return label.removesuffix("_code") if label in form.surer else label if label in form.fields else None
