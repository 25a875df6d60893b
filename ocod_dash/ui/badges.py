"""Badges: the kind of data, its age, and its release."""

from ..exhibits.citation import published_on
from ..i18n.elapsed import age
from ..web.parts import Part
from .page_context import PageContext
from .render import html


def badges(page: PageContext) -> Part:
    """Return the badges of a page: of the register, or of what others published."""
    words, published = page.words, page.page.day == "published"
    mark = words("badge.sample") if page.context.sample and not published else ""
    text, help_label = _published(page) if published else _register(page), words("cards.help", name=mark)
    shown = html("badges", mark=mark, text=text, help=words("badge.sample.help"), help_label=help_label)
    return Part("badges", shown, always=True)


def fault(page: PageContext) -> list[str]:
    """Say that the current release cannot be read, where that is so, and which one is shown."""
    release, day = page.context.data.release, published_on(page.context.data.release)
    return [page.words("badge.unreadable", number=str(release.number), day=day)] if page.context.data.fault else []


def _published(page: PageContext) -> str:
    """Say that what is shown was published by others, and for which day."""
    words, day = page.words, page.published_on
    shown = words("badge.published.today" if day == page.today else "badge.published", day=day)
    return words("badge.published.release", shown=shown, number=str(page.context.data.release.number))


def _register(page: PageContext) -> str:
    """Say how old the data are, and of which release."""
    words, release = page.words, page.context.data.release
    data = words("badge.data", day=release.as_of, age=age(release.as_of, page.today, words))
    published = words("badge.release", number=str(release.number), day=published_on(release))
    return f"{data} · {published}"
