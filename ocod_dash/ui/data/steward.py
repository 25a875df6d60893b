"""Who may publish from the page: a steward who has signed in; everyone else gets the command that does it."""

import streamlit as st

from ...config import stewards
from ...exhibits import Context
from ...web.markdown import note, plain


def steward() -> str | None:
    """Return the address of the steward who has signed in, or None."""
    if not _configured() or not st.user.get("is_logged_in"):
        return None
    address = str(st.user.get("email") or "").strip().lower()
    # An address that its provider has not verified is only a claim.
    verified = str(st.user.get("email_verified")).lower() != "false"
    return address if verified and address in stewards() else None


def sign(context: Context) -> None:
    """Draw who has signed in, or the button to sign in: before a file is chosen, for signing in leaves the page."""
    words = context.words
    if not _configured():
        note(words("steward.none"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="steward"):
        if not st.user.get("is_logged_in"):
            st.button(words("steward.in"), on_click=st.login, key="steward_in", icon=":material/login:")
            note(words("steward.first"))
            return
        who = str(st.user.get("email") or "–")
        if steward():
            note(words("steward.is", who=who))
        else:
            st.warning(plain(words("steward.other", who=who)), icon=":material/lock:")
        st.button(words("steward.out"), on_click=st.logout, type="tertiary", key="steward_out")


def allowed(context: Context, command: str) -> str | None:
    """Return the steward who may go on, or draw the command by which others do it.

    Parameters
    ----------
    context : Context
        This run.
    command : str
        The command that does the same.
    """
    found = steward()
    if found is None:
        note(context.words("steward.or"))
        st.code(command, language=None)
    return found


def _configured() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # what Streamlit raises where there are no secrets
        return False
