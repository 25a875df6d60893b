"""Bringing in a file: what it holds, how it is read, which column is which, the day it speaks of; then its check."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from ...config import settings
from ...exhibits import Context
from ...ingest import CLAIMS, Mapping, Problem, Reading, Saved, Source, fitting, read
from ...ingest.source import SEPARATORS, separator
from ...store import Store, examine, examine_claims, saved_mappings
from ...web.markdown import note, plain
from .. import address
from . import claims, columns, preview
from .steward import sign

ENDINGS = ["csv", "txt", "tsv", "xlsx", "xls", "ods", "json", "geojson"]
ENCODINGS = ("utf-8", "cp874", "utf-16")


def bring(context: Context) -> None:
    """Draw the way of a file from the visitor's folder to a release; each step appears when the one before is done."""
    words = context.words
    st.markdown(f"#### {words('bring.file')}", anchors=False)
    of_claims = _kind(context) == "claims"
    sign(context)
    hint = "bring.claims.hint" if of_claims else "bring.file.hint"
    _label(words("bring.choose"))
    sent = st.file_uploader(words(hint), type=ENDINGS, key=f"bring_file_{address.chosen('file')[0]}")
    if sent is None:
        if of_claims:
            claims.explain(context)
        else:
            note(words("bring.personal"))
        return
    if preview.done(context, sent.file_id):
        return
    path = once("bring_path", (sent.file_id,), lambda: _kept(sent))
    try:
        (_figures if of_claims else _register)(context, Store(settings().store), path, sent.file_id)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")


def _label(text: str) -> None:
    """Give the style sheet what the field's button says: Streamlit has it in English only."""
    st.html(f"<style>:root {{ --choose-file: {json.dumps(text, ensure_ascii=False)}; }}</style>")


def _kind(context: Context) -> str:
    """Let the visitor say what the file holds."""
    st.session_state["bring_kind"] = address.chosen("file")[0]
    st.segmented_control(
        context.words("bring.kind"),
        address.FILES,
        format_func=lambda kind: context.words(f"bring.kind.{kind}"),
        key="bring_kind",
        required=True,
        on_change=lambda: address.choose("file", st.session_state["bring_kind"]),
    )
    return address.chosen("file")[0]


def _register(context: Context, store: Store, path: Path, file_id: str) -> None:
    saved = saved_mappings(store)
    mapping = _saved(context, path, saved, file_id)
    source = _read(context, path, mapping, saved, file_id)
    mapping = columns.choose(context, source, mapping, file_id)
    day, without = _day(context), _without(file_id)
    key = (file_id, mapping.toml(), day, context.data.release.number, without)
    with st.spinner(context.words("cli.stage.check")):
        outcome, base = once("bring_outcome", key, lambda: examine(store, path, mapping, day, without=without))
    preview.preview(context, store, outcome, base, file_id)


def _figures(context: Context, store: Store, path: Path, file_id: str) -> None:
    mapping = _overruled(Mapping(form=CLAIMS), file_id)
    source = _read(context, path, mapping, {}, file_id)
    mapping, without = columns.choose(context, source, mapping, file_id), _without(file_id)
    key = (file_id, mapping.toml(), context.data.release.number, without)
    with st.spinner(context.words("cli.stage.check")):
        outcome, base = once("bring_outcome", key, lambda: examine_claims(store, path, mapping, without=without))
    claims.preview(context, store, outcome, base, file_id)


def _without(file_id: str) -> tuple[int, ...]:
    return tuple(st.session_state.get(f"bring_without_{file_id}", ()))


def once(name: str, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """Return what ``make`` makes, made again only for another key; kept for this visitor alone."""
    kept = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = st.session_state[name] = (key, make())
    return kept[1]


def _kept(sent: Any) -> Path:
    """Put the file in a folder of this visitor's own, which goes when the visitor does."""
    folder = st.session_state.setdefault("bring_folder", tempfile.TemporaryDirectory(prefix="ocod-"))
    path = Path(folder.name) / (Path(sent.name.replace("\\", "/")).name or "register")
    path.write_bytes(sent.getbuffer())
    return path


def _saved(context: Context, path: Path, saved: dict[str, Saved], file_id: str) -> Mapping:
    """Return the saved mapping that the visitor chooses; at first it is the one that the file's headers call for."""
    words, bare = context.words, _overruled(Mapping(), file_id)
    if not saved:
        return bare
    called = fitting(saved.values(), _source(path, bare, saved, file_id).columns)
    name = st.selectbox(
        words("bring.mapping"),
        ["", *saved],
        ["", *saved].index(called.name) if called else 0,
        lambda each: each or words("bring.mapping.none"),
        key=f"bring_mapping_{file_id}",
        width=420,
    )
    if called and name == called.name:
        note(words("bring.mapping.fits", name=name))
        return _overruled(called.mapping, file_id)
    return _overruled(saved[name].mapping, file_id) if name else bare


def _overruled(mapping: Mapping, file_id: str) -> Mapping:
    """Return a mapping with what the visitor says of reading the file."""
    said = st.session_state.get(f"bring_said_{file_id}", {})
    return replace(mapping, reading=Reading(**mapping.reading.said() | said))


def _source(path: Path, mapping: Mapping, saved: dict[str, Saved], file_id: str) -> Source:
    """Read the file, as it is found or as the mapping says."""
    reading = mapping.reading
    asked = (name for each in saved.values() for name in each.mapping.names())
    names = tuple(sorted({*asked, *mapping.form.known}))
    # A mapping that says how to read is read beside the file as it is found.
    kept = f"bring_source_{bool(reading.said())}"
    source: Source = once(kept, (file_id, reading, names), lambda: read(path, reading, names))
    return source


def _read(context: Context, path: Path, mapping: Mapping, saved: dict[str, Saved], file_id: str) -> Source:
    """Read the file, tell how, and let the visitor overrule it."""
    words = context.words
    source = _source(path, mapping, saved, file_id)
    with st.expander(plain(source.tell(words)), icon=":material/description:"):
        _override(context, source, file_id)
    return source


def _override(context: Context, source: Source, file_id: str) -> None:
    """Let the visitor say how the file is to be read."""
    words, found = context.words, source.reading
    choices: dict[str, list[Any]] = {}
    if source.sheets:
        choices["sheet"] = list(source.sheets)
    if found.encoding and source.kind == "csv":
        choices["encoding"] = list(dict.fromkeys((found.encoding, *ENCODINGS)))
    if found.separator:
        choices["separator"] = list(dict.fromkeys((found.separator, *SEPARATORS)))
    named = f"bring_said_{file_id}"

    def say(name: str, key: str) -> None:
        st.session_state[named] = st.session_state.get(named, {}) | {name: st.session_state[key]}

    with st.container(horizontal=True):
        for name, options in choices.items():
            key = f"bring_{name}_{file_id}"
            shown: Callable[[str], str] = (lambda sign: separator(sign, words)) if name == "separator" else str
            at = options.index(getattr(found, name))
            st.selectbox(
                words(f"bring.{name}"), options, at, shown, key=key, on_change=say, args=(name, key), width=200
            )
        if found.header:
            key = f"bring_header_{file_id}"
            st.number_input(
                words("bring.header"), 1, None, found.header, key=key, on_change=say, args=("header", key), width=200
            )


def _day(context: Context) -> date:
    words = context.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            words("bring.as_of"), "today", date(1990, 1, 1), "today", format="DD/MM/YYYY", key="bring_as_of", width=232
        )
        note(words.date(day))
    return day
