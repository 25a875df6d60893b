"""Values that cannot be read: each is corrected once, for all of its rows, and saved with the mapping."""

import streamlit as st

from ...exhibits import Context
from ...ingest import Outcome
from ...ingest.forms.wrong_values import wrong_values
from ...web.markdown import note, plain
from .columns import value_field

MOST = 12


def correct(context: Context, outcome: Outcome, file_id: str) -> None:
    """Let the visitor say once what each value means that occurs in rows with errors."""
    words, key = context.words, f"bring_values_{file_id}"
    given: dict[str, dict[str, str]] = st.session_state.get(key, {})
    rows = {(name, text): 0 for name, texts in given.items() for text in texts}
    rows |= {(name, text): n for name, text, n in wrong_values(outcome).head(MOST).iter_rows()}
    if not rows:
        return
    note(words("bring.values"))
    chosen: dict[str, dict[str, str]] = {}
    with st.container(horizontal=True, key="bring_values"):
        for (name, text), n in rows.items():
            key_of_label = "bring.values.value" if n else "bring.values.given"
            label = words(key_of_label, field=words(f"field.{name}"), value=plain(text[:60]), n=n)
            meant = value_field(context, name, label, given.get(name, {}).get(text), f"{key}_{name}_{text}")
            if meant:
                chosen.setdefault(name, {})[text] = meant
    if chosen != given:
        st.session_state[key] = chosen
        st.rerun()
