"""What a file of published figures would do: its report, what would change in the ledger; then publishing it."""

import streamlit as st

from ...exhibits import Context
from ...exports import csv
from ...ingest import Outcome
from ...metrics import claims
from ...store import Release, Store, compose_claims, publish_claims
from ...store.claims import BROUGHT
from ...view import EVER
from ...web.markdown import note, plain
from .changes import claims as changes
from .preview import publish_when_sure, report, said_of, whole

TEMPLATE = "claims.csv"


def explain(context: Context) -> None:
    """Draw what a file does, and offer the figures as they are, to begin one with."""
    words = context.words
    note(words("bring.claims.rule"))
    st.download_button(
        words("bring.claims.template"),
        lambda: _template(context),
        TEMPLATE,
        "text/csv",
        key="bring_template",
        on_click="ignore",
        icon=":material/download:",
    )


def preview(context: Context, store: Store, outcome: Outcome, base: Release, file_id: str) -> None:
    """Draw the report, then what would change, then how to publish."""
    words = context.words
    report(context, outcome, file_id)
    if not whole(context, outcome, file_id):
        return
    draft = compose_claims(store, outcome, base, outcome.report.faulty)
    counts = draft.changes.counts()
    st.markdown(f"#### {words('bring.changes')}", anchors=False)
    st.markdown(plain(words("changes.claims", **draft.figures())))
    for name in BROUGHT:
        if n := draft.figures()[name]:
            note(words(f"changes.claims.{name}", n=n))
    if any(counts.values()):
        changes(context, draft.changes, "bring")
        command = ["ocod", "claims", "publish", outcome.file, *said_of(store, outcome, file_id)]
        sentence = words("bring.claims.confirm", **counts)
        publish_when_sure(context, file_id, "claims", sentence, command, lambda who: publish_claims(store, draft, who))


def _template(context: Context) -> bytes:
    """Write every claim with its source as a file that can be brought in again."""
    rows = context.ask(claims.known, EVER).drop(columns=["entered_on", "entered_by"])
    # A figure is written to its last digit.
    return csv.csv(rows.assign(value=[f"{value:.15g}" for value in rows["value"]]), context.source)
