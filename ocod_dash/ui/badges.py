"""Badges: what is shown, how old it is, and of which release."""

from datetime import date, datetime

from ..clock import BANGKOK
from ..i18n import Words
from ..web.parts import Part
from .page_context import PageContext
from .render import html


def badges(page: PageContext) -> Part:
    """Return the badges of a page: of the register, or of what others published."""
    return _published(page) if page.page.day == "published" else _register(page)


def _published(page: PageContext) -> Part:
    """Return that what is shown was published by others, and for which day."""
    words, day = page.words, page.published_on
    shown = words("badge.published.today" if day == page.today else "badge.published", day=day)
    text = words("badge.published.release", shown=shown, number=str(page.context.data.release.number))
    return Part("badges", html("badges", mark="", text=text, help="", help_label=""), always=True)


def _register(page: PageContext) -> Part:
    """Return the sample badge, the data's age and the release."""
    words, release = page.words, page.context.data.release
    data = words("badge.data", day=release.as_of, age=age(release.as_of, page.today, words))
    day = release.published_at.astimezone(BANGKOK).date()
    published = words("badge.release", number=str(release.number), day=day)
    mark = words("badge.sample") if page.context.sample else ""
    text, help_label = f"{data} · {published}", words("cards.help", name=mark)
    return Part(
        "badges",
        html("badges", mark=mark, text=text, help=words("badge.sample.help"), help_label=help_label),
        always=True,
    )


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
