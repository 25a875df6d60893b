"""What a file would do: its report, what to decide, what would change; then publishing it."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from ... import geography, scratch
from ...cli.equivalent import publish_command
from ...exhibits import Context
from ...ingest import FORMS, Outcome
from ...ingest.forms import corrections
from ...ingest.forms.report import SEVERITIES
from ...problem import Problem
from ...store import Draft, Release, ScopeQuestion, Store, compose, publish_draft, saved_mappings
from ...web import sheet
from ...web.file_button import file_button
from ...web.inline import inline
from ...web.markdown import note, plain
from ...web.parts import Items, Part
from ..links import href, same_page
from ..page_context import PageContext
from ..render import html
from . import values
from .change_tables import draw_changes, draw_table
from .steward import allowed

FIRST_ROWS = 50  # of what a file holds


def preview(context: Context, store: Store, outcome: Outcome, base: Release | None, file_id: str) -> None:
    """Draw the report, then what would change, then how to publish."""
    report(context, outcome, file_id)
    draft, chosen = _draft(context, store, outcome, base, file_id)
    if draft is None:
        return
    st.markdown(f"## {context.words('bring.changes')}", anchors=False)
    st.markdown(plain(draft.plan.summary.tell(context.words)))
    draw_changes(draft.changes, context, "bring")
    for sentence in draft.plan.on_page:
        note(sentence.tell(context.words))
    if draft.news:
        _publish(context, store, draft, file_id, chosen)


def done(page: PageContext, file_id: str) -> bool:
    """Return whether the visitor has published the file, and if so draw what came of it."""
    words, published = page.words, st.session_state.get(f"bring_done_{file_id}")
    if published is None:
        return False
    release, form, figures = published
    st.success(words(f"form.{form.name}.published", **figures), icon=":material/check_circle:")
    note(words("bring.audit", who=release.who, file=release.file, sha256=release.sha256))
    sheet.show("bring_page", _onward, page)
    return True


def _onward(page: PageContext) -> Items:
    """Return the links that lead on from a publish: to the history, and to the page that shows such figures."""
    form, links = FORMS[page.chosen("file")[0]], [(same_page(page, part="history"), page.words("bring.history"))]
    if form.page:
        links.append((href(page, form.page), page.words(f"form.{form.name}.page")))
    yield Part("bring_page", html("links", links=links))


def report(context: Context, outcome: Outcome, file_id: str) -> None:
    """Draw what was found, row by row, and let the visitor download it, to correct it, or leave rows out."""
    words, found = context.words, outcome.report
    st.markdown(f"## {words('bring.report')}", anchors=False)
    figures = {name: getattr(found, name) for name in ("read", "accepted", "changed", "rejected")}
    numbers = [(words(f"bring.rows.{name}"), words.number(figure), "") for name, figure in figures.items()]
    inline("bring_figures", html("numbers", numbers=numbers))
    for sentence in outcome.notes:
        st.info(plain(sentence.tell(words)), icon=":material/info:")
    if found.counts:
        findings(context, found.frame(words).to_pandas(), "bring_findings")
    values.correct(context, outcome, file_id)
    twins = sorted({entry.row for entry in found.entries if entry.code in outcome.form.twins})
    key = f"bring_without_{file_id}"
    left_out = list(st.session_state.get(key, ()))
    if twins or left_out:
        st.multiselect(
            words("bring.without"),
            sorted({*twins, *left_out}),
            key=key,
            placeholder=words("bring.without.none"),
            help=words("bring.without.help"),
        )
    with st.container(horizontal=True):
        for ending in ("xlsx", "csv"):
            name, content = (
                f"{Path(outcome.file).stem}_report.{ending}",
                partial(_corrections, context, outcome, ending),
            )
            key = f"bring_corrections_{ending}"
            file_button(words("bring.corrections", kind=ending.upper()), content, name, key=key)
    with st.expander(words("bring.rows")):
        first = next(iter(outcome.tables.values())).head(FIRST_ROWS).to_pandas()
        draw_table(context, first, words("bring.rows"), "bring_rows")


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
    draw_table(context, table, words("bring.report"), key)


def _corrections(context: Context, outcome: Outcome, ending: str) -> bytes:
    with scratch.folder() as folder:
        path = Path(folder) / f"report.{ending}"
        corrections.write(outcome, context.words, path, ending)
        return path.read_bytes()


def _draft(
    context: Context, store: Store, outcome: Outcome, base: Release | None, file_id: str
) -> tuple[Draft | None, bool]:
    """Return the release that would be published, and whether the visitor chose its scope.

    It is None, with the next step drawn, where there is none yet.
    """
    faulty = outcome.report.faulty
    if not _acceptable(context, outcome, file_id):
        return None, False
    scope: tuple[str, ...] | None = None
    try:
        try:
            return compose(store, outcome, base, None, faulty), False
        except ScopeQuestion as question:
            scope = _scope(context, question, file_id)
        return (compose(store, outcome, base, scope, faulty), True) if scope is not None else (None, False)
    except Problem as problem:
        st.error(plain(problem.tell(context.words)), icon=":material/error:")
        return None, False


def _acceptable(context: Context, outcome: Outcome, file_id: str) -> bool:
    """Return whether there is no row with an error, or the visitor leaves such rows out."""
    words, faulty = context.words, outcome.report.faulty
    if not faulty:
        return True
    st.warning(words("bring.faulty", n=faulty), icon=":material/warning:")
    return st.checkbox(words("bring.faulty.leave", n=faulty), key=f"bring_faulty_{file_id}")


def _scope(context: Context, question: ScopeQuestion, file_id: str) -> tuple[str, ...] | None:
    """Let the visitor choose what it means that provinces are missing; None until then."""
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


def _publish(context: Context, store: Store, draft: Draft, file_id: str, chosen: bool) -> None:
    """Let a steward publish who agrees to what changes; show all others the command that does it."""
    form, outcome, words = draft.outcome.form, draft.outcome, context.words
    saved = saved_mappings(store, form) if form.named_mappings else {}
    choices = {name: st.session_state.get(f"bring_{name}_{file_id}") for name in ("mapping", "reading", "without")}
    who = allowed(context, publish_command(draft, saved, **choices, scoped=chosen))
    if who is None:
        return
    # Who agreed to one day's publish, on top of one release, has not agreed to another's.
    key = f"bring_sure_{file_id}_{outcome.as_of}_{context.data.release.number}"
    sure = st.checkbox(words(f"form.{form.name}.confirm", **draft.confirmation()), key=key)
    if question := draft.plan.question:
        st.warning(plain(question.tell(words)), icon=":material/warning:")
        sure = st.checkbox(words("bring.removes"), key=f"{key}_removes") and sure
    if not st.button(
        words("bring.publish"), type="primary", disabled=not sure, key="bring_publish", icon=":material/publish:"
    ):
        return
    try:
        release = publish_draft(store, draft, who)
    except Problem as problem:
        st.error(plain(problem.tell(words)), icon=":material/error:")
        return
    st.session_state[f"bring_done_{file_id}"] = (release, form, draft.published(release))
    del st.session_state["bring_outcome"]
    st.rerun()
