"""The button that saves a file: its content is made when it is clicked, and the page does not run again."""

from collections.abc import Callable
from typing import Literal

import streamlit as st


def file_button(
    label: str,
    content: bytes | str | Callable[[], bytes],
    name: str,
    mime: str | None = None,
    *,
    key: str,
    look: Literal["primary", "secondary"] = "secondary",
) -> None:
    """Draw the button.

    Parameters
    ----------
    label : str
        What is on it.
    content : bytes, str or callable
        Of the file, or what makes it.
    name, mime : str
        Of the file.
    key : str
        Unique on the page.
    look : {"primary", "secondary"}
        Whether it is what the visitor came for.
    """
    st.download_button(
        label, content, name, mime, key=key, on_click="ignore", type=look, icon=":material/download:"
    )  # fmt: skip
