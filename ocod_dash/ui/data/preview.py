"""What a file would do: its report, what to decide, what would change; then publishing it."""

import shlex
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from ... import geography
from ...exhibits import Context
from ...ingest import NO_MAPPING, Mapping, Outcome, Problem, corrections, fitting
from ...ingest.fields import REGISTER
from ...ingest.report import SEVERITIES
from ...store import Draft, Release, ScopeQuestion, Store, claims_between, compose, publish_register, saved_mappings
from ...web.markdown import note, plain
from .. import address
from ..links import href
from ..part import html, part
from .changes import changes
from .columns import MAPPING_FILE
from .steward import door

# Of a finding's row, kind, message, column and value, in pixels: a message is long.
WIDTHS = (60, 100, 760, 130, 150)
TWINS = ("twin_name", "twin_point", "duplicate_id", "claim.duplicate", "claim.twin")


def preview(context: Context, store: Store, outcome: Outcome, base: Release | None, file_id: str) -> None:
    """Draw the report, then what would change, then how to publish."""
    report(context, outcome, file_id)
    draft, asked = _draft(context, store, outcome, base, file_id)
    if draft:
        st.markdown(f"#### {context.words('bring.changes')}", anchors=False)
        changes(context, draft.difference, "bring")
        if draft.dropped:
            note(context.words("cli.dropped", n=draft.dropped))
        _publish(context, store, draft, file_id, asked)


def done(context: Context, file_id: str) -> bool:
    """Say whether the visitor has published the file, and if so draw what came of it."""
    words, number = context.words, st.session_state.get(f"bring_done_{file_id}")
    if number is None:
        return False
    store = context.data.store
    release = store.release(number)
    if release.action == "claims" and release.based_on:
        counts = claims_between(store, store.release(release.based_on), release).counts()
        told = words("cli.claims.published", number=str(number), **counts)
    else:
        told = words("cli.published", number=str(number), n=release.counts["centres"], as_of=release.as_of)
    st.success(told, icon=":material/check_circle:")
    note(words("bring.audit", who=release.who, file=release.file, sha256=release.sha256))
    st.button(words("bring.history"), on_click=address.choose, args=("part", "history"), key="bring_history")
    if release.action == "claims":
        part("bring_ledger", html("said", ways=[(href("ledger"), words("bring.ledger"))]))
    return True


def report(context: Context, outcome: Outcome, file_id: str) -> None:
    """Draw what was found, row by row, and let the visitor take it along, correct it, or leave rows out."""
    words, found = context.words, outcome.report
    st.markdown(f"#### {words('bring.report')}", anchors=False)
    figures = {name: getattr(found, name) for name in ("read", "accepted", "changed", "rejected")}
    with st.grid(columns=4, min_column_width=150, key="bring_figures"):
        for name, figure in figures.items():
            st.metric(words(f"bring.rows.{name}"), words.number(figure), border=True)
    if found.counts:
        findings(context, found.frame(words).to_pandas(), "bring_findings")
    twins = sorted({entry.row for entry in found.entries if entry.code in TWINS})
    key = f"bring_without_{file_id}"
    left = list(st.session_state.get(key, ()))
    if twins or left:
        st.multiselect(
            words("bring.without"),
            sorted({*twins, *left}),
            key=key,
            placeholder=words("bring.without.none"),
            help=words("bring.without.help"),
        )
    with st.container(horizontal=True):
        for ending in ("xlsx", "csv"):
            st.download_button(
                words("bring.corrections", kind=ending.upper()),
                partial(_corrections, context, outcome, ending),
                f"{Path(outcome.file).stem}_report.{ending}",
                key=f"bring_corrections_{ending}",
                on_click="ignore",
                icon=":material/download:",
            )
    with st.expander(words("bring.rows")):
        st.dataframe(next(iter(outcome.tables.values())).head(200).to_pandas(), hide_index=True, key="bring_rows")


def findings(context: Context, found: pd.DataFrame, key: str) -> None:
    """Draw findings as a table, the gravest first."""
    words = context.words
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
    columns = {name: st.column_config.Column(width=width) for name, width in zip(table.columns, WIDTHS, strict=True)}
    st.dataframe(table, hide_index=True, height=height, column_config=columns, key=key)


def _corrections(context: Context, outcome: Outcome, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{ending}"
        corrections.write(outcome, context.words, path, ending)
        return path.read_bytes()


def _draft(
    context: Context, store: Store, outcome: Outcome, base: Release | None, file_id: str
) -> tuple[Draft | None, bool]:
    """Return the release that would be published, and whether its scope had to be asked.

    It is None, with what has to be done drawn, where there is none yet.
    """
    words, faulty = context.words, outcome.report.faulty
    scope: tuple[str, ...] | None = None
    if not whole(context, outcome, file_id):
        return None, False
    try:
        return compose(store, outcome, base, scope, faulty), False
    except ScopeQuestion as question:
        scope = _scope(context, question, file_id)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
    if scope is None:
        return None, False
    try:
        return compose(store, outcome, base, scope, faulty), True
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return None, False


def whole(context: Context, outcome: Outcome, file_id: str) -> bool:
    """Say whether there is no row with an error, or the visitor leaves such rows out."""
    words, faulty = context.words, outcome.report.faulty
    if not faulty:
        return True
    st.warning(words("bring.faulty", n=faulty), icon=":material/warning:")
    return st.checkbox(words("bring.faulty.leave", n=faulty), key=f"bring_faulty_{file_id}")


def _scope(context: Context, question: ScopeQuestion, file_id: str) -> tuple[str, ...] | None:
    """Ask what it means that provinces are missing; None as long as the visitor has not said."""
    words = context.words
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


def _publish(context: Context, store: Store, draft: Draft, file_id: str, asked: bool) -> None:
    as_of = draft.outcome.as_of
    said = ["ocod", "publish", draft.outcome.file, "--as-of", str(as_of), *said_of(store, draft.outcome, file_id)]
    if asked:
        said += ["--scope", ",".join(draft.scope) or "all"]
    sentence = context.words("bring.confirm", **draft.figures(), as_of=as_of)
    # Who agreed to one day's publish has not agreed to another's.
    publish_when_sure(context, file_id, str(as_of), sentence, said, lambda who: publish_register(store, draft, who))


def publish_when_sure(
    context: Context, file_id: str, named: str, sentence: str, command: list[str], publish: Callable[[str], Release]
) -> None:
    """Let a steward publish who has agreed to a sentence; tell all others the command that does it.

    Parameters
    ----------
    context : Context
        This run.
    file_id : str
        The file that is brought in.
    named : str
        What the steward agrees to besides the file and the current release.
    sentence : str
        What is agreed to.
    command : list of str
        The command's parts.
    publish : callable
        Publishes in the name of the steward.
    """
    words, who = context.words, door(context, shlex.join(command))
    if who is None:
        return
    sure = st.checkbox(sentence, key=f"bring_sure_{file_id}_{named}_{context.data.release.number}")
    if not st.button(
        words("bring.publish"), type="primary", disabled=not sure, key="bring_publish", icon=":material/publish:"
    ):
        return
    try:
        release = publish(who)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    st.session_state[f"bring_done_{file_id}"] = release.number
    del st.session_state["bring_outcome"]
    st.rerun()


def said_of(store: Store, outcome: Outcome, file_id: str) -> list[str]:
    """Return what of the page's choices a command has to be told."""
    said = _mapping(store, outcome, file_id)
    if outcome.report.faulty:
        said += ["--threshold", str(outcome.report.faulty)]
    if left := st.session_state.get(f"bring_without_{file_id}"):
        said += ["--without", ",".join(map(str, left))]
    return said


def _mapping(store: Store, outcome: Outcome, file_id: str) -> list[str]:
    """Return what the command has to be told of the mapping: nothing where it comes to the same by itself."""
    form = outcome.mapping.form
    saved = saved_mappings(store) if form is REGISTER else {}
    called, chosen = fitting(saved.values(), outcome.source.columns), st.session_state.get(f"bring_mapping_{file_id}")
    if not st.session_state.get(f"bring_said_{file_id}"):
        if _same(called.mapping if called else Mapping(form=form), outcome):
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
