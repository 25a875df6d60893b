"""What is shown, how old it is, which release; it notices a new release while the page is open."""

from datetime import date, datetime

import streamlit as st

from ..clock import BANGKOK, today
from ..config import settings
from ..exhibits import Visit
from ..i18n import Words
from ..loader import open_release
from . import address
from .part import html, part


def watch(visit: Visit) -> None:
    """Keep watch for a new release."""
    st.fragment(_look_out, run_every=settings().watch_seconds)(visit)


def _look_out(visit: Visit) -> None:
    """Run the page again when there is a new release, and say so once."""
    release = visit.data.release
    if open_release().release.number != release.number:
        st.rerun()
    seen = st.session_state.setdefault("seen_release", release.number)
    if seen != release.number:
        st.session_state["seen_release"] = release.number
        st.toast(visit.words("badge.new", number=str(release.number)), icon=":material/update:")


def published(visit: Visit) -> None:
    """Say that what is shown was published by others, and for which day."""
    words, day = visit.words, address.day()
    shown = words("badge.published.today" if day == today() else "badge.published", day=day)
    told = words("badge.published.release", shown=shown, number=str(visit.data.release.number))
    part("badges", html("badges", mark="", told=told, help="", help_label=""))


def badges(visit: Visit) -> None:
    """Draw the sample badge, the data's age and the release."""
    words, release = visit.words, visit.data.release
    data = words("badge.data", day=release.as_of, age=age(release.as_of, today(), words))
    day = release.published_at.astimezone(BANGKOK).date()
    published = words("badge.release", number=str(release.number), day=day)
    mark = words("badge.sample") if visit.sample else ""
    help_label = words("cards.help", name=mark)
    told = f"{data} · {published}"
    part("badges", html("badges", mark=mark, told=told, help=words("badge.sample.help"), help_label=help_label))


def age(day: date, today: date, words: Words) -> str:
    """Say how old data of a day are: in days, then months, then years."""
    days = (today - day).days
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days <= 0:
        return words("age.today")
    if months < 1:
        return words("age.days", n=days)
    return words("age.months", n=months) if months < 24 else words("age.years", n=months // 12)


def ago(moment: datetime, now: datetime, words: Words) -> str:
    """Say how long ago something happened: just now, or in minutes, hours, days."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return words("ago.now")
    if minutes < 60:
        return words("ago.minutes", n=minutes)
    return words("ago.hours", n=minutes // 60) if minutes < 60 * 48 else words("ago.days", n=minutes // (60 * 24))
