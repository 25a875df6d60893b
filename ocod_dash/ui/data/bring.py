"""A file that is uploaded: what it holds, how it is read, which column is which, its day; then its check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from ...clock import today
from ...config import settings
from ...dates import FIRST_DAY
from ...exhibits import Context
from ...exports import csv
from ...ingest import FORMS, File, Form, Mapping, Reading, Saved, Source, fitting, prepare, read_apart
from ...ingest.files import SEPARATORS, separator_name
from ...ingest.forms.day_order import ORDERS
from ...problem import Problem
from ...store import Store, examine, saved_mappings, template
from ...web import fields, sheet, typed_day
from ...web.file_button import file_button
from ...web.markdown import note, plain
from ...web.parts import Items
from ...web.streamlit_compat import session_id
from ...web.uploads import uploads
from ..page_context import PageContext
from . import columns, preview
from .steward import sign, steward

ENDINGS = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods", "json", "jsonl", "geojson", "html"]
ENCODINGS = ("utf-8", "cp874", "utf-16")


def bring(page: PageContext) -> None:
    """Draw the steps from a file to a release; each appears when the one before is done."""
    context, words = page.context, page.words
    st.markdown(f"## {words('bring.file')}", anchors=False)
    sheet.show("bring_kinds", _kinds, page)
    form = FORMS[page.chosen("file")[0]]
    sign(context)
    session, hint = session_id(), words(f"form.{form.name}.hint")
    uploads().trust(session, steward() is not None)
    most = uploads().allowed(session)
    if not most:
        note(words("upload.stewards"))
        explain(context, form)
        return
    sent = st.file_uploader(hint, type=ENDINGS, key=f"bring_file_{form.name}", max_upload_size=most)
    if refused := uploads().refusal(session):
        st.error(plain(words(refused.key, **refused.figures)), icon=":material/error:")
    if sent is None:
        prepare()
        explain(context, form)
        return
    if preview.done(page, sent.file_id):
        return
    note(words("bring.not_in_link"))
    try:
        _steps(context, form, Store(settings().store), sent)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")


def explain(context: Context, form: Form) -> None:
    """Draw what a file does, and offer what is published already, to begin one with."""
    words, data = context.words, context.data
    note(words(f"form.{form.name}.rule"))
    if not form.templated:
        return

    def rows() -> bytes:
        return csv.csv(template(data.store, data.release, form).to_pandas(), context.source)

    file_button(words(f"form.{form.name}.template"), rows, f"{form.name}.csv", "text/csv", key="bring_template")


def _kinds(page: PageContext) -> Items:
    """Return the links by which a visitor says what the file holds."""
    kinds = [(kind, page.words(f"form.{kind}.kind")) for kind in FORMS]
    label, chosen = page.words("bring.kind"), page.chosen("file")[0]
    yield fields.tabs(page.words, "bring_kind", "file", label, kinds, chosen, labelled=True)


def _steps(context: Context, form: Form, store: Store, sent: Any) -> None:
    """Draw how the file is read, its columns, its day, its report, what it changes, and how to publish it."""
    file_id = sent.file_id
    saved = saved_mappings(store, form) if form.named_mappings else {}
    mapping = _saved(context, form, sent, saved)
    source = _read(context, sent, mapping, saved)
    mapping = columns.choose(context, source, mapping, file_id)
    mapping.for_file(source)  # what is missing is reported before anything else is asked
    day, without = _day(context) if form.dated else None, _without(file_id)
    if form.dated and not day:
        return
    key = (file_id, mapping.toml(), day, context.data.release.number, without)
    with st.spinner(context.words("cli.stage.check")):
        outcome, base = once("bring_outcome", key, lambda: examine(store, source, mapping, day, without=without))
    preview.preview(context, store, outcome, base, file_id)


def _without(file_id: str) -> tuple[int, ...]:
    return tuple(st.session_state.get(f"bring_without_{file_id}", ()))


def once(name: str, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns, called again only for another key; cached for this visitor alone."""
    cached = st.session_state.get(name)
    if cached is None or cached[0] != key:
        cached = st.session_state[name] = (key, make())
    return cached[1]


def _saved(context: Context, form: Form, sent: Any, saved: dict[str, Saved]) -> Mapping:
    """Return the saved mapping that the visitor chooses; at first it is the one that fits the file's headers."""
    file_id = sent.file_id
    words, bare = context.words, _overruled(Mapping(form), file_id)
    if not saved:
        return bare
    fits = fitting(saved.values(), _source(sent, bare, saved).columns)
    name = st.selectbox(
        words("bring.mapping"),
        ["", *saved],
        ["", *saved].index(fits.name) if fits else 0,
        lambda each: each or words("bring.mapping.none"),
        key=f"bring_mapping_{file_id}",
        width=420,
    )
    if fits and name == fits.name:
        note(words("bring.mapping.fits", name=name))
        return _overruled(fits.mapping, file_id)
    return _overruled(saved[name].mapping, file_id) if name else bare


def _overruled(mapping: Mapping, file_id: str) -> Mapping:
    """Return a mapping with what the visitor has chosen about reading the file and its values."""
    chosen = st.session_state.get(f"bring_reading_{file_id}", {})
    values = {**mapping.values, **st.session_state.get(f"bring_values_{file_id}", {})}
    return replace(mapping, values=values, reading=Reading(**mapping.reading.given() | chosen))


def _source(sent: Any, mapping: Mapping, saved: dict[str, Saved]) -> Source:
    """Read the file, as it is found or as the mapping has it; it is in memory alone."""
    reading = replace(mapping.reading, dates=None)
    mapped = (name for each in saved.values() for name in each.mapping.names())
    names = tuple(sorted({*mapped, *mapping.form.headers}))
    # The file as a mapping reads it is cached beside the file as it is found.
    cached, name = f"bring_source_{bool(reading.given())}", Path(sent.name.replace("\\", "/")).name or "register"
    file, rows_of = File(name, sent.getvalue()), mapping.form.prepare
    source: Source = once(cached, (sent.file_id, reading, names), lambda: rows_of(read_apart(file, reading, names)))
    return source


def _read(context: Context, sent: Any, mapping: Mapping, saved: dict[str, Saved]) -> Source:
    """Read the file, show how, and let the visitor overrule it."""
    source = _source(sent, mapping, saved)
    with st.expander(plain(source.tell(context.words)), icon=":material/description:"):
        _override(context, source, mapping.reading.dates, sent.file_id)
    return source


def _override(context: Context, source: Source, dates: str | None, file_id: str) -> None:
    """Let the visitor choose how the file is read."""
    words, found = context.words, source.reading
    choices: dict[str, list[Any]] = {}
    if source.sheets:
        choices["sheet"] = list(source.sheets)
    if found.encoding and source.kind == "csv":
        choices["encoding"] = list(dict.fromkeys((found.encoding, *ENCODINGS)))
    if found.separator:
        choices["separator"] = list(dict.fromkeys((found.separator, *SEPARATORS)))
    choices["dates"] = [None, *ORDERS]
    writes: dict[str, Callable[[Any], str]] = {
        "separator": lambda sign: separator_name(sign, words),
        "dates": lambda order: words(f"bring.dates.{order or 'auto'}"),
    }
    chosen = f"bring_reading_{file_id}"

    def choose(name: str, key: str) -> None:
        st.session_state[chosen] = st.session_state.get(chosen, {}) | {name: st.session_state[key]}

    with st.container(horizontal=True):
        for name, options in choices.items():
            key = f"bring_{name}_{file_id}"
            at, write = options.index(dates if name == "dates" else getattr(found, name)), writes.get(name, str)
            st.selectbox(
                words(f"bring.{name}"), options, at, write, key=key, on_change=choose, args=(name, key), width=200
            )
        if found.header is not None:
            key = f"bring_header_{file_id}"
            st.number_input(
                words("bring.header"), 0, None, found.header, key=key, on_change=choose, args=("header", key), width=200
            )


def _day(context: Context) -> date | None:
    """Return the day that the visitor types; None, with what is wrong below the field, where it is no day."""
    words = context.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(words("bring.as_of"), key="bring_as_of", width=232)
        day, wrong = typed_day.read(words, text, FIRST_DAY, today()) if text.strip() else (None, "")
        note(words.date(day) if day else words("bring.as_of.ask", today=words.typed_date(today())))
    if wrong:
        st.error(plain(wrong))
    return day
