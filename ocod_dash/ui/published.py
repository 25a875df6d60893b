"""The pages of what others published: their own date, and their own filters at the side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from ..exhibits import Visit, said
from ..exhibits.said import EVER
from ..loader import Data
from ..metrics import claims
from ..metrics import programmes as of_programmes
from ..metrics.findings import Finding
from ..view import View
from . import address
from .text import plain, quiet
from .title import entitled
from .visit import current

FILTERS = tuple(of_programmes.TAGS)
ON = "published_on"
WIDTH = 232  # pixels of a date


def visit() -> Visit:
    """Return this run's visit, on the date of the published pages and nowhere in particular."""
    return replace(current(), view=View(as_of=address.day()))


def register() -> Visit:
    """Return a visit to the whole country on the register's own date, for what is counted beside what was published."""
    return replace(current(), view=View())


@lru_cache(maxsize=4)
def options(data: Data) -> dict[str, tuple[str, ...]]:
    """Return what a release lets the visitor choose, by name: tags, programmes, claims."""
    rows = data.ask(of_programmes.cards, EVER)
    # A link to a figure that was withdrawn since still leads to what became of it.
    known = dict.fromkeys((*data.ask(claims.known, EVER).claim_id, *data.ask(claims.former, EVER).claim_id))
    sorted_tags = {name: tuple(sorted(of_programmes.every_tag(rows, name), key=_natural)) for name in FILTERS}
    return sorted_tags | {"programme": tuple(rows.programme_id), "claim": tuple(known)}


def wanted() -> dict[str, tuple[str, ...]]:
    """Return the tags chosen, by filter."""
    return {name: address.chosen(name) for name in FILTERS}


def date_alone(visit: Visit) -> None:
    """Draw the date at the side."""
    with st.sidebar:
        _date(visit)


def programmes(visit: Visit) -> None:
    """Draw the date and the programmes' filters at the side."""
    allowed = options(visit.data)
    with st.sidebar:
        _multiselect(visit, "kind", allowed, lambda code: said.term(visit, "programme_kind", code))
        _multiselect(visit, "line", allowed, lambda code: f"{code} {said.term(visit, 'action_line', code)}")
        _multiselect(visit, "sdg", allowed, lambda code: f"{code} {said.term(visit, 'sdg', code)}")
        _multiselect(visit, "agency", allowed, lambda code: said.term(visit, "agency", code))
        _date(visit)
        _clear(visit, *FILTERS, "on")


def ledger(visit: Visit) -> None:
    """Draw the date, and the ledger's search, filter and order, at the side."""
    words, state, allowed = visit.words, st.session_state, options(visit.data)
    with st.sidebar:
        state["filter_search"] = "".join(address.chosen("search"))
        st.text_input(
            words("ledger.search"),
            key="filter_search",
            max_chars=address.MOST_LETTERS,
            placeholder=words("ledger.search.placeholder"),
            on_change=lambda: address.choose("search", *filter(None, [state["filter_search"].strip()])),
        )
        _multiselect(visit, "programme", allowed, partial(said.programme, visit))
        state["filter_sort"] = address.chosen("sort")[0]
        st.selectbox(
            words("ledger.sort"),
            address.SORTS,
            format_func=lambda order: words(f"ledger.sort.{order}"),
            key="filter_sort",
            on_change=lambda: address.choose("sort", state["filter_sort"]),
        )
        _date(visit)
        _clear(visit, "search", "programme", "claim", "sort", "on", "count_on")


def title(visit: Visit, finding: Finding) -> None:
    """Write a page's title, of what was published: never of the sample."""
    entitled(visit.sentence(finding))


def day_input(visit: Visit, label: str, key: str, name: str, shown: date) -> None:
    """Draw a date of these pages; Streamlit writes it in the Common Era, so the Thai date stands below."""
    words, state = visit.words, st.session_state
    state[key] = shown
    st.date_input(
        label,
        value=None,
        min_value=date(2000, 1, 1),
        max_value=date(2099, 12, 31),
        format="DD/MM/YYYY",
        width=WIDTH,
        key=key,
        on_change=lambda: address.choose(name, *([state[key].isoformat()] if state[key] else [])),
    )
    if words.language == "th":
        st.markdown(quiet(plain(words("filter.as_of.shown", day=shown))))


def _date(visit: Visit) -> None:
    day_input(visit, visit.words("published.on"), ON, "on", address.day())


def _multiselect(visit: Visit, name: str, allowed: dict[str, tuple[str, ...]], write: Callable[[str], str]) -> None:
    words, state, key = visit.words, st.session_state, f"filter_{name}"
    state[key] = list(address.chosen(name))
    st.multiselect(
        words(f"published.filter.{name}"),
        allowed[name],
        format_func=write,
        key=key,
        placeholder=words("filter.all"),
        on_change=lambda: address.choose(name, *state[key]),
    )


def clear(*names: str) -> None:
    """Choose nothing of these, from the next run on."""
    for name in names:
        address.choose(name)


def _clear(visit: Visit, *names: str) -> None:
    chosen = any(address.chosen(name) != address.CHOICES[name].default for name in names)
    words = visit.words
    icon = ":material/close:"
    st.button(
        words("filter.clear"), on_click=clear, args=names, type="tertiary", icon=icon, disabled=not chosen, key="clear"
    )


def _natural(tag: str) -> tuple[Any, ...]:
    """Order C2 before C10, and 4 before 16."""
    letters = tag.rstrip("0123456789") if " " not in tag else tag.split(" ")[0].rstrip("0123456789")
    digits = tag.split(" ")[0][len(letters) :]
    return letters, int(digits) if digits.isdigit() else 0, tag
