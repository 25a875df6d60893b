"""What a file would do: its report, what to decide, what would change; then publishing it."""

import tempfile
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Visit
from ...ingest import Outcome, Problem, corrections
from ...ingest.report import SEVERITIES
from ...store import Draft, Release, ScopeQuestion, Store, compose, publish_register
from ..text import note, plain
from .changes import changes
from .steward import door

TWINS = ("twin_name", "twin_point", "duplicate_id")


def preview(visit: Visit, store: Store, outcome: Outcome, base: Release | None) -> None:
    """Draw the report, then what would change, then how to publish."""
    report(visit, outcome)
    draft = _draft(visit, store, outcome, base)
    if draft:
        st.markdown(f"#### {visit.words('bring.changes')}", anchors=False)
        changes(visit, draft.difference, "bring")
        if draft.dropped:
            note(visit.words("cli.dropped", n=draft.dropped))
        _publish(visit, store, draft)


def report(visit: Visit, outcome: Outcome) -> None:
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
    left = list(st.session_state.get("bring_without", ()))
    if twins or left:
        st.multiselect(
            words("bring.without"), sorted({*twins, *left}), key="bring_without", help=words("bring.without.help")
        )
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
            words("guess.column"): found.column,
            words("bring.value"): found.value,
            words("bring.message"): found.message,
        }
    )
    height = 35 * (min(len(table), 10) + 1) + 3
    wide = {words("bring.message"): st.column_config.TextColumn(width="large")}
    st.dataframe(table, hide_index=True, height=height, column_config=wide, key=key)


def _corrections(visit: Visit, outcome: Outcome, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{ending}"
        corrections.write(outcome, visit.words, path)
        return path.read_bytes()


def _draft(visit: Visit, store: Store, outcome: Outcome, base: Release | None) -> Draft | None:
    """Return the release that would be published; None, with what has to be done, where there is none yet."""
    words, faulty = visit.words, outcome.report.faulty
    scope: tuple[str, ...] | None = None
    if faulty:
        st.warning(words("bring.faulty", n=faulty), icon=":material/warning:")
        if not st.checkbox(words("bring.faulty.leave", n=faulty), key="bring_faulty"):
            return None
    try:
        return compose(store, outcome, base, scope, faulty)
    except ScopeQuestion as question:
        names = words.listing([words.name(geography.place(code)) for code in question.missing])
        st.warning(plain(words("bring.scope", n=len(question.missing), places=names)), icon=":material/help:")
        answers = {"all": (), "part": question.present}
        answer = st.radio(
            words("bring.scope.question"),
            list(answers),
            index=None,
            format_func=lambda each: words(f"bring.scope.{each}"),
            key="bring_scope",
        )
        if answer is None:
            return None
        scope = answers[answer]
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return None
    try:
        return compose(store, outcome, base, scope, faulty)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return None


def _publish(visit: Visit, store: Store, draft: Draft) -> None:
    words, outcome = visit.words, draft.outcome
    scope = f" --scope {','.join(draft.scope)}" if draft.scope else ""
    most = f" --threshold {outcome.report.faulty}" if outcome.report.faulty else ""
    who = door(visit, f'ocod publish "{outcome.file}" --as-of {outcome.as_of}{scope}{most}')
    if who is None:
        return
    sure = st.checkbox(words("bring.confirm", **draft.figures(), as_of=outcome.as_of), key="bring_sure")
    if st.button(
        words("bring.publish"), type="primary", disabled=not sure, key="bring_publish", icon=":material/publish:"
    ):
        try:
            release = publish_register(store, draft, who)
        except Problem as problem:
            st.error(plain(problem.tell(words)), icon=":material/error:")
            return
        told = words("cli.published", number=str(release.number), n=release.counts["centres"], as_of=release.as_of)
        st.success(told, icon=":material/check_circle:")
