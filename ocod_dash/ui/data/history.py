"""The list of releases: who published what, when, from which file, with which report; and how to go back."""

import pandas as pd
import streamlit as st

from ...clock import BANGKOK
from ...exhibits import Context
from ...ingest import FORMS, Entry
from ...ingest.forms import summary
from ...metrics.claims import steward_name
from ...problem import Problem
from ...store import Release, Store, between, form_of
from ...store.public import public_name
from ...web.markdown import note, plain
from ...web.streamlit_compat import table_height
from ..page_context import PageContext
from .change_tables import draw_changes
from .preview import findings
from .steward import allowed, sign, steward

COUNT = st.column_config.NumberColumn(format="localized")


def history(page: PageContext) -> None:
    """Draw the releases, the newest first, and what is known of the one chosen."""
    context, words, store = page.context, page.words, page.context.data.store
    releases = store.releases()[::-1]
    table = pd.DataFrame([_row(context, release) for release in releases])
    sign(context)
    if done := st.session_state.pop("history_done", None):
        st.success(words("cli.rolled_back", **done), icon=":material/check_circle:")
    note(words("history.hint"))
    chosen = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        # A row is chosen by its place, which a new release changes.
        key=f"history_{len(releases)}",
        height=table_height(len(table), 8),
        column_config={words("cli.centres"): COUNT, words("history.rejected"): COUNT},
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(releases):
        _release(context, store, releases[rows[0]], releases[0])


def _row(context: Context, release: Release) -> dict[str, object]:
    words, at = context.words, release.published_at.astimezone(BANGKOK)
    return {
        words("cli.release"): release.number,
        words("history.published_at"): f"{words.date(at.date())} {at:%H:%M}",
        words("cli.action"): words(f"cli.action.{release.action}", restores=str(release.restores)),
        # Addresses are for the stewards alone.
        words("cli.who"): release.who if steward() else steward_name(words, public_name(release.who)),
        words("cli.as_of"): words.date(release.as_of),
        words("cli.centres"): release.counts.get("centres", 0),
        words("history.rejected"): release.report.get("rejected"),
        words("cli.file"): release.file,
        "SHA-256": release.sha256,
    }


def _release(context: Context, store: Store, release: Release, newest: Release) -> None:
    words = context.words
    st.markdown(f"## {words('data.release.number', number=str(release.number))}", anchors=False)
    if release.report:
        counts = {name: release.report[name] for name in ("accepted", "changed", "rejected")}
        st.markdown(plain(words("cli.rows", n=release.report["read"], **counts)))
        listed = store.report(release)
        if listed.height:
            messages = [Entry(**row).tell(words) for row in listed.iter_rows(named=True)]
            findings(context, listed.to_pandas().assign(message=messages), "history_findings")
    if release.based_on:
        st.markdown(f"### {words('history.changes', number=str(release.based_on))}", anchors=False)
        _changes(context, store, store.release(release.based_on), release)
    if release.versions != newest.versions:
        _back(context, store, release)


def _changes(context: Context, store: Store, before: Release, release: Release) -> None:
    """Draw what changed from one release to the next, of each kind of file; a dated one unless another was published."""
    published = form_of(release)
    for form in FORMS.values():
        changes = between(store, before, release, form)
        if any(changes.counts().values()) or (form.dated and published in (None, form)):
            st.markdown(plain(summary(form, changes).tell(context.words)))
            draw_changes(changes, context, "history")


def _back(context: Context, store: Store, release: Release) -> None:
    """Let a steward make the release current again."""
    words, number = context.words, str(release.number)
    who = allowed(context, f"ocod rollback {number}")
    if who is None:
        return
    sure = st.checkbox(words("history.sure", number=number), key=f"history_sure_{number}")
    if st.button(
        words("history.back", number=number), disabled=not sure, key=f"history_back_{number}", icon=":material/undo:"
    ):
        try:
            restored = store.rollback(release.number, who)
        except Problem as problem:
            st.error(plain(problem.tell(words)), icon=":material/error:")
            return
        st.session_state["history_done"] = {"number": str(restored.number), "restores": number}
        st.rerun()
