"""A sheet: parts of a page that follow each other, shown as one element of Streamlit's, however many parts it has."""

from collections.abc import Callable, Hashable, Mapping
from hashlib import sha256
from typing import Any, Protocol, TypeVar

import streamlit as st

from ..cache import cached
from . import answers
from .navigation import component_script, run_again
from .parts import Items, Sheet

MEGABYTES = 64  # of sheets, up to 0.2 MB each


class Context(Protocol):
    """All that a sheet is built of: the one argument of the function that builds it."""

    @property
    def key(self) -> Hashable:
        """What distinguishes one context from another; its ``repr`` is the same in every process."""

    @property
    def only(self) -> str:
        """The key of the one part that is shown alone; all are shown when empty."""


C = TypeVar("C", bound=Context)
Build = Callable[[C], Items]
Actions = Mapping[str, Callable[[Sheet], None]]
NO_ACTIONS: Actions = {}
_sheet = st.components.v2.component("ocod_sheet", js=component_script("sheet.js"), isolate_styles=False)


def show(key: str, build: Build[C], context: C, actions: Actions = NO_ACTIONS) -> Sheet:
    """Show the parts that a function builds, as one element.

    Parameters
    ----------
    key : str
        Unique on the page.
    build : callable
        A pure function of its one argument; its parts are built once for all visitors with the same context.
    context : Context
        Its argument.
    actions : mapping of str to callable, optional
        What a click on a button with ``data-action`` does in this run, by the button's action; it gets the sheet.

    Returns
    -------
    Sheet
        What is shown.
    """
    sheet = built(build, context)
    if sheet.content:
        answers.register(token(build, context), lambda: built(build, context))
        shown = _sheet(key=f"sheet_{key}", data=sheet.content, on_action_change=run_again)
        if shown.action in actions:
            actions[shown.action](sheet)
    return sheet


def token(build: Build[Any], context: Context) -> str:
    """Return by what the browser asks for a sheet's answers."""
    return sha256(repr(_key(build, context)).encode()).hexdigest()[:32]


def _key(build: Build[Any], context: Context) -> Hashable:
    return build.__module__, build.__qualname__, context.key


@cached(MEGABYTES, key=_key)
def built(build: Build[Any], context: Any) -> Sheet:
    """Return a sheet, built once for all visitors of the same view."""
    return Sheet(build(context), token(build, context), context.only)
