"""Badges: the kind of data, its age, and its release."""

from ..clock import BANGKOK
from ..i18n.elapsed import age
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
