"""Who may publish from the page: a steward who has signed in; everyone else is told how it is done by command."""

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from ...config import settings
from ...exhibits import Visit
from ..text import note, plain


def steward() -> str | None:
    """Return the address of the steward who has signed in, or None."""
    if not _configured() or not st.user.get("is_logged_in"):
        return None
    address = str(st.user.get("email") or "").strip().lower()
    # An address that its provider has not verified is only a claim.
    verified = st.user.get("email_verified") is not False
    known = {each.strip().lower() for each in (settings().stewards or "").split(",")} - {""}
    return address if verified and address in known else None


def door(visit: Visit, command: str) -> str | None:
    """Return the steward who may go on, or draw what anyone else can do.

    Parameters
    ----------
    visit : Visit
        This run.
    command : str
        The command that does the same.
    """
    words = visit.words
    found = steward()
    if found:
        return found
    if not _configured():
        note(words("steward.none"))
    elif st.user.get("is_logged_in"):
        st.warning(plain(words("steward.other", who=str(st.user.get("email") or "–"))), icon=":material/lock:")
        st.button(words("steward.out"), on_click=st.logout, key="steward_out")
    else:
        st.button(words("steward.in"), on_click=st.login, key="steward_in", icon=":material/login:")
        note(words("steward.or"))
    st.code(command, language=None)
    return None


def _configured() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False
