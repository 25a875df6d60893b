"""The list of releases: who published what, when, from which file, with which report; and how to go back."""

import streamlit as st
from markupsafe import Markup

from ...exhibits import Context
from ...exhibits.release_tables import of_releases
from ...ingest import FORMS, Entry
from ...ingest.forms import summary
from ...metrics.claims import steward_name
from ...problem import Problem
from ...store import Release, Store, between, form_of
from ...store.public import public_name
from ...web import sheet
from ...web.markdown import note, plain
from ...web.parts import Items, Part
from ..headings import note as line
from ..links import same_page
from ..page_context import PageContext
from ..place_tables import table
from ..render import html
from .change_tables import draw_changes
from .preview import findings
from .steward import allowed, sign, steward

IN_SIGHT = 8  # releases


def history(page: PageContext) -> None:
    """Draw the releases, the newest first, and what is known of the one chosen."""
    context, words, store = page.context, page.words, page.context.data.store
    sign(context)
    if (done := st.session_state.get("history_done")) and done["number"] == str(store.releases()[-1].number):
        st.success(words("cli.rolled_back", **done), icon=":material/check_circle:")  # at each run
    sheet.show("history", _releases, page)
    for number in page.chosen("release"):
        _release(context, store, store.release(int(number)), store.releases()[-1])


def _releases(page: PageContext) -> Items:
    """Return the releases as the public may see them, each with a link to what is known of it."""
    context, words = page.context, page.words
    each, shown = context.data.store.releases()[::-1], of_releases(context)
    chosen, numbers = page.chosen("release"), [str(release.number) for release in each]
    marks = {
        "number": [
            Markup("▸ " if number in chosen else "")
            + html("link", to=same_page(page, release=number), text=words("data.release.number", number=number))
            for number in numbers
        ]
    }
    order = {
        "number": [f"{one.number:06}" for one in each],
        "at": [one.published_at.isoformat() for one in each],
        "as_of": [one.as_of.isoformat() for one in each],
    }
    yield line("history_hint", words("history.hint"))
    yield Part("history", table(context, shown, words("data.part.history"), rows=IN_SIGHT, marks=marks, order=order))


def _release(context: Context, store: Store, release: Release, newest: Release) -> None:
    words = context.words
    st.markdown(f"## {words('data.release.number', number=str(release.number))}", anchors=False)
    # Addresses are for the stewards alone.
    who = release.who if steward() else steward_name(words, public_name(release.who))
    note(words("history.audit", who=who, file=release.file, sha256=release.sha256))
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
        else:
            st.session_state["history_done"] = {"number": str(restored.number), "restores": number}
            st.rerun()
