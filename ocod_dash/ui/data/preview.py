"""What a file would do: its report, what to decide, what would change; then publishing it."""

import shlex
import tempfile
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Visit
from ...ingest import NO_MAPPING, Mapping, Outcome, Problem, corrections, fitting
from ...ingest.report import SEVERITIES
from ...store import Draft, Release, ScopeQuestion, Store, compose, publish_register, saved_mappings
from .. import address
from ..text import note, plain
from .changes import changes
from .columns import MAPPING_FILE
from .steward import door

TWINS = ("twin_name", "twin_point", "duplicate_id")


def preview(visit: Visit, store: Store, outcome: Outcome, base: Release | None, file_id: str) -> None:
    """Draw the report, then what would change, then how to publish."""
    report(visit, outcome, file_id)
    draft, asked = _draft(visit, store, outcome, base, file_id)
    if draft:
        st.markdown(f"#### {visit.words('bring.changes')}", anchors=False)
        changes(visit, draft.difference, "bring")
        if draft.dropped:
            note(visit.words("cli.dropped", n=draft.dropped))
        _publish(visit, store, draft, file_id, asked)


def done(visit: Visit, file_id: str) -> bool:
    """Say whether the visitor has published the file, and if so draw what came of it."""
    words, number = visit.words, st.session_state.get(f"bring_done_{file_id}")
    if number is None:
        return False
    release = visit.data.store.release(number)
    st.success(
        words("cli.published", number=str(number), n=release.counts["centres"], as_of=release.as_of),
        icon=":material/check_circle:",
    )
    note(words("bring.audit", who=release.who, file=release.file, sha256=release.sha256))
    st.button(words("bring.history"), on_click=address.choose, args=("part", "history"), key="bring_history")
    return True


def report(visit: Visit, outcome: Outcome, file_id: str) -> None:
    """Draw what was found, row by row, and let the visitor take it along, correct it, or leave rows out."""
    words, found = visit.words, outcome.report
    st.markdown(f"#### {words('bring.report')}", anchors=False)
    figures = {name: getattr(found, name) for name in ("read", "accepted", "changed", "rejected")}
    with st.grid(columns=4, min_column_width=150, key="bring_figures"):
        for name, figure in figures.items():
            st.metric(words(f"bring.rows.{name}"), words.number(figure), border=True)
    if found.counts:
        findings(visit, found.frame(words).to_pandas(), "bring_findings")
    twins = sorted({entry.row for entry in found.entries if entry.code in TWINS})
    key = f"bring_without_{file_id}"
    left = list(st.session_state.get(key, ()))
    if twins or left:
        st.multiselect(words("bring.without"), sorted({*twins, *left}), key=key, help=words("bring.without.help"))
    with st.container(horizontal=True):
        for ending in ("xlsx", "csv"):
            st.download_button(
                words("bring.corrections", kind=ending.upper()),
                partial(_corrections, visit, outcome, ending),
                f"{Path(outcome.file).stem}_report.{ending}",
                key=f"bring_corrections_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    with st.expander(words("bring.rows")):
        st.dataframe(outcome.tables["centres"].head(200).to_pandas(), hide_index=True, key="bring_rows")


def findings(visit: Visit, found: pd.DataFrame, key: str) -> None:
    """Draw findings as a table, the gravest first."""
    words = visit.words
    kinds = {severity: words(f"cli.severity.{severity}") for severity in SEVERITIES}
    table = pd.DataFrame(
        {
            words("bring.row"): found.row,
            words("cli.kind"): found.severity.map(kinds),
            words("bring.message"): found.message,
            words("guess.column"): found.column,
            words("bring.value"): found.value,
        }
    )
    height = 35 * (min(len(table), 10) + 1) + 3
    widths: dict[str, Literal["small", "large"]] = dict.fromkeys(table.columns, "small")
    widths |= {words("bring.message"): "large"}
    columns = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    st.dataframe(table, hide_index=True, height=height, column_config=columns, key=key)


def _corrections(visit: Visit, outcome: Outcome, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{ending}"
        corrections.write(outcome, visit.words, path, ending)
        return path.read_bytes()


def _draft(
    visit: Visit, store: Store, outcome: Outcome, base: Release | None, file_id: str
) -> tuple[Draft | None, bool]:
    """Return the release that would be published, and whether its scope had to be asked.

    It is None, with what has to be done drawn, where there is none yet.
    """
    words, faulty = visit.words, outcome.report.faulty
    scope: tuple[str, ...] | None = None
    if faulty:
        st.warning(words("bring.faulty", n=faulty), icon=":material/warning:")
        if not st.checkbox(words("bring.faulty.leave", n=faulty), key=f"bring_faulty_{file_id}"):
            return None, False
    try:
        return compose(store, outcome, base, scope, faulty), False
    except ScopeQuestion as question:
        scope = _scope(visit, question, file_id)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
    if scope is None:
        return None, False
    try:
        return compose(store, outcome, base, scope, faulty), True
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return None, False


def _scope(visit: Visit, question: ScopeQuestion, file_id: str) -> tuple[str, ...] | None:
    """Ask what it means that provinces are missing; None as long as the visitor has not said."""
    words = visit.words
    names = words.listing([words.name(geography.place(code)) for code in question.missing])
    st.warning(plain(words("bring.scope", n=len(question.missing), places=names)), icon=":material/help:")
    answers = {"all": (), "part": question.present}
    answer = st.radio(
        words("bring.scope.question"),
        list(answers),
        index=None,
        format_func=lambda each: words(f"bring.scope.{each}"),
        key=f"bring_scope_{file_id}",
    )
    return answers[answer] if answer else None


def _publish(visit: Visit, store: Store, draft: Draft, file_id: str, asked: bool) -> None:
    words, outcome = visit.words, draft.outcome
    who = door(visit, _command(store, draft, file_id, asked))
    if who is None:
        return
    # Who agreed to one day's publish has not agreed to another's.
    named = f"{file_id}_{outcome.as_of}_{visit.data.release.number}"
    sure = st.checkbox(words("bring.confirm", **draft.figures(), as_of=outcome.as_of), key=f"bring_sure_{named}")
    if not st.button(
        words("bring.publish"), type="primary", disabled=not sure, key="bring_publish", icon=":material/publish:"
    ):
        return
    try:
        release = publish_register(store, draft, who)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    st.session_state[f"bring_done_{file_id}"] = release.number
    del st.session_state["bring_outcome"]
    st.rerun()


def _command(store: Store, draft: Draft, file_id: str, asked: bool) -> str:
    """Return the command that publishes what the page shows."""
    outcome, state = draft.outcome, st.session_state
    said: list[str] = ["ocod", "publish", outcome.file, "--as-of", str(outcome.as_of)]
    said += _mapping(store, outcome, file_id)
    if asked:
        said += ["--scope", ",".join(draft.scope) or "all"]
    if outcome.report.faulty:
        said += ["--threshold", str(outcome.report.faulty)]
    if left := state.get(f"bring_without_{file_id}"):
        said += ["--without", ",".join(map(str, left))]
    return shlex.join(said)


def _mapping(store: Store, outcome: Outcome, file_id: str) -> list[str]:
    """Return what the command has to be told of the mapping: nothing where it comes to the same by itself."""
    saved = saved_mappings(store)
    called, chosen = fitting(saved.values(), outcome.source.columns), st.session_state.get(f"bring_mapping_{file_id}")
    if not st.session_state.get(f"bring_said_{file_id}"):
        if _same(called.mapping if called else Mapping(), outcome):
            return []
        if chosen and _same(saved[chosen].mapping, outcome):
            return ["--mapping", chosen]
        if _same(Mapping(), outcome):
            return ["--mapping", NO_MAPPING]
    return ["--mapping", MAPPING_FILE]


def _same(mapping: Mapping, outcome: Outcome) -> bool:
    """Say whether a mapping comes to the columns that the page shows."""
    try:
        return mapping.for_file(outcome.source) == outcome.mapping
    except Problem:
        return False
