"""Which column is which field: the guess with its confidence and three values, changed by the visitor, saved by name.

A field without a column may have the same value in every row.
"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from ... import geography
from ...cli.equivalent import MAPPING_FILE
from ...config import settings
from ...exhibits import Context
from ...ingest import Guess, Mapping, Source, guesses
from ...ingest.forms.mapping import Column
from ...schema import STATUSES
from ...schema.tables import PRECISIONS
from ...store import Store, save_mapping
from ...web.file_button import file_button
from ...web.markdown import note
from ...web.streamlit_compat import table_height
from .steward import steward

NOTHING = "–"


def choose(context: Context, source: Source, mapping: Mapping, file_id: str) -> Mapping:
    """Draw the fields with the columns guessed for them, and return the mapping that the visitor has chosen."""
    words, required = context.words, mapping.form.required
    found = guesses(source, mapping)
    names = {_name(each): each for each in (*source.columns, *(guess.column for guess in found if guess.column))}
    st.markdown(f"## {words('bring.columns')}", anchors=False)
    # The columns to check come first.
    found = sorted(found, key=lambda guess: not guess.column and guess.field not in required)
    table = pd.DataFrame(
        [_row(context, guess, guess.field in mapping.form.marked) for guess in found],
        columns=["field", "column", "confidence", "samples"],
    )
    config = {
        "field": st.column_config.TextColumn(words("guess.field"), disabled=True),
        "column": st.column_config.SelectboxColumn(words("guess.column"), options=[NOTHING, *names], required=True),
        "confidence": st.column_config.ProgressColumn(
            words("guess.confidence"), format="%.0f%%", min_value=0, max_value=100
        ),
        "samples": st.column_config.TextColumn(words("guess.samples"), disabled=True, width="large"),
    }
    key = f"bring_columns_{file_id}_{source.reading}_{mapping.names()}"
    height = table_height(len(found))
    edited = st.data_editor(table, hide_index=True, column_config=config, key=key, height=height)
    columns: dict[str, Column] = {
        guess.field: names.get(chosen, "") for guess, chosen in zip(found, edited["column"], strict=True)
    }
    constants = _constants(context, mapping, [name for name, column in columns.items() if not column], file_id)
    columns = {name: column for name, column in columns.items() if name not in constants}
    reading = replace(source.reading, dates=mapping.reading.dates)
    chosen = replace(mapping, columns=columns, constants=constants, reading=reading)
    # How the file was read is detected again next month, unless it had to be chosen.
    _save(context, replace(chosen, reading=mapping.reading), source)
    return chosen


def _constants(context: Context, mapping: Mapping, free: list[str], file_id: str) -> dict[str, str]:
    """Let the visitor give every row one value for fields that no column says."""
    words, given = context.words, mapping.constants
    key = f"{file_id}_{abs(hash((mapping.names(), *given.items())))}"
    chosen = st.multiselect(
        words("bring.same"),
        [name for name in free if name not in mapping.form.single],
        [name for name in given if name in free],
        lambda name: words(f"field.{name}"),
        key=f"bring_same_{key}",
        placeholder=words("bring.same.none"),
        help=words("bring.same.help"),
    )
    with st.container(horizontal=True):
        labels = {name: words("bring.same.value", field=words(f"field.{name}")) for name in chosen}
        values = {
            name: value_field(context, name, label, given.get(name), f"bring_same_{name}_{key}")
            for name, label in labels.items()
        }
    return {name: value for name, value in values.items() if value}


def value_field(context: Context, name: str, label: str, given: str | None, key: str) -> str | None:
    """Let the visitor choose the value of a field: one of those there are, or any text, read as a cell is."""
    words = context.words
    known = {
        "status": {code: words(f"status.{code}") for code in STATUSES},
        "location_precision": {code: words(f"precision.{code}") for code in PRECISIONS},
        "province": {place.code: words.name(place) for place in geography.provinces()},
    }.get(name)
    if known is None:
        return st.text_input(label, given or "", key=key, width=280).strip()
    options = list(dict.fromkeys([*([given] if given else []), *known]))
    at = 0 if given else None
    return st.selectbox(
        label,
        options,
        at,
        lambda code: known.get(code, code),
        key=key,
        placeholder=words("bring.same.choose"),
        width=280,
    )


def _row(context: Context, guess: Guess, needed: bool) -> tuple[str, str, float | None, str]:
    sure = guess.confidence * 100 if guess.column else None
    field = context.words(f"field.{guess.field}")
    return (
        context.words("guess.needed", field=field) if needed else field,
        _name(guess.column) or NOTHING,
        sure,
        " | ".join(guess.samples),
    )


def _name(column: Column) -> str:
    return column if isinstance(column, str) else " + ".join(column)


def _save(context: Context, mapping: Mapping, source: Source) -> None:
    """Let a steward save the mapping by name; anyone may download it as a file."""
    words, who = context.words, steward()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if who and mapping.form.named_mappings:
            name = st.text_input(words("bring.save.name"), key="bring_save_name", width=280)
            if st.button(words("bring.save"), disabled=not name.strip(), key="bring_save", icon=":material/save:"):
                save_mapping(Store(settings().store), name, mapping, source.columns, who)
                st.toast(words("bring.saved", name=name), icon=":material/save:")
        file_button(words("bring.save.file"), mapping.toml(), MAPPING_FILE, "text/plain", key="bring_toml")
    if mapping.personal and not settings().personal_data:
        note(words("guess.personal", columns=", ".join(mapping.personal)))
