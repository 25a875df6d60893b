"""Which column is which field: the guess with its confidence and three values, changed by the visitor, saved by name."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from ...config import settings
from ...exhibits import Visit
from ...ingest import Guess, Mapping, Source, guesses
from ...ingest.mapping import REQUIRED, Column
from ...store import Store, save_mapping
from ..text import note
from .steward import steward

NOTHING = "–"
MAPPING_FILE = "mapping.toml"


def choose(visit: Visit, source: Source, mapping: Mapping, file_id: str) -> Mapping:
    """Draw the fields with the columns guessed for them, and return the mapping that the visitor has chosen."""
    words = visit.words
    found = guesses(source, mapping)
    names = {_name(each): each for each in (*source.columns, *(guess.column for guess in found if guess.column))}
    st.markdown(f"#### {words('bring.columns')}", anchors=False)
    # What there is to look at comes first; of the rest the beginning shows that there is more.
    found = sorted(found, key=lambda guess: not guess.column and guess.field not in REQUIRED)
    shown = sum(bool(guess.column) or guess.field in REQUIRED for guess in found) + 3
    table = pd.DataFrame([_row(visit, guess) for guess in found], columns=["field", "column", "confidence", "samples"])
    config = {
        "field": st.column_config.TextColumn(words("guess.field"), disabled=True),
        "column": st.column_config.SelectboxColumn(words("guess.column"), options=[NOTHING, *names], required=True),
        "confidence": st.column_config.ProgressColumn(
            words("guess.confidence"), format="%.0f%%", min_value=0, max_value=100
        ),
        "samples": st.column_config.TextColumn(words("guess.samples"), disabled=True, width="large"),
    }
    key = f"bring_columns_{file_id}_{source.reading}_{mapping.names()}"
    height = 35 * (min(shown, len(found)) + 1) + 3
    edited = st.data_editor(table, hide_index=True, column_config=config, key=key, height=height)
    columns: dict[str, Column] = {
        guess.field: names.get(chosen, "") for guess, chosen in zip(found, edited["column"], strict=True)
    }
    if mapping.constants:
        held = words.listing([f"{words(f'field.{name}')} = {value}" for name, value in mapping.constants.items()])
        note(words("bring.constants", constants=held))
    chosen = Mapping(
        {n: c for n, c in columns.items() if n not in mapping.constants}, mapping.constants, source.reading
    )
    # How the file was read is found anew next month, unless it had to be said.
    _save(visit, replace(chosen, reading=mapping.reading), source)
    return chosen


def _row(visit: Visit, guess: Guess) -> tuple[str, str, float | None, str]:
    sure = guess.confidence * 100 if guess.column else None
    return visit.words(f"field.{guess.field}"), _name(guess.column) or NOTHING, sure, " | ".join(guess.samples)


def _name(column: Column) -> str:
    return column if isinstance(column, str) else " + ".join(column)


def _save(visit: Visit, mapping: Mapping, source: Source) -> None:
    """Let a steward save the mapping by name; anyone may take it along as a file."""
    words, who = visit.words, steward()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if who:
            name = st.text_input(words("bring.save.name"), key="bring_save_name", width=280)
            if st.button(words("bring.save"), disabled=not name.strip(), key="bring_save", icon=":material/save:"):
                save_mapping(Store(settings().store), name, mapping, source.columns, who)
                st.toast(words("bring.saved", name=name), icon=":material/save:")
        st.download_button(
            words("bring.save.file"), mapping.toml(), MAPPING_FILE, "text/plain", key="bring_toml", on_click="ignore"
        )
    if mapping.personal and not settings().personal_data:
        note(words("guess.personal", columns=", ".join(mapping.personal)))
