"""What the page About says: who publishes this site, how to cite it, its licences, privacy and accessibility."""

from datetime import date
from urllib.parse import urlsplit

from .. import __version__
from ..config import EMAIL, settings
from ..i18n import Words
from . import citation, licences
from .context import Context
from .document import Cell, Link, Section
from .publisher import publisher, updates

# What tests hold of the page's accessibility, and what is known not to be held.
TESTED = ("axe", "contrast", "colour", "names", "fits", "keyboard", "charts", "reports")
UNTESTED = ("readers", "reflow", "data", "slides")
# What personal data this site may hold.
PERSONAL = ("stewards", "officials", "reports")


def about(context: Context, today: date) -> tuple[Section, ...]:
    """Return the sections of the page.

    Parameters
    ----------
    context : Context
        The release and the language.
    today : datetime.date
        The day of access, for citations.
    """
    return (
        _what(context),
        _publisher(context),
        _version(context),
        _cite(context, today),
        _licences(context.words),
        _privacy(context.words),
        _accessibility(context.words),
        _limits(context.words),
    )


def _what(context: Context) -> Section:
    words, release = context.words, context.data.release
    official = words("about.official", publisher=publisher(words)) if settings().official else words("about.unofficial")
    register = (
        words("about.sample")
        if context.sample
        else words("about.register", n=release.counts.get("centres", 0), day=release.as_of)
    )
    return Section(
        "what", words("about.what.title"), texts=(words("about.what"), official, register, words("about.claims"))
    )


def _publisher(context: Context) -> Section:
    words, contact = context.words, settings().contact
    how = (
        words("about.contact.how") if contact else words("about.contact.none", number=str(context.data.release.number))
    )
    facts: list[tuple[str, Cell]] = [(words("about.publisher.name"), publisher(words) or words("about.publisher.none"))]
    if contact:
        address = f"mailto:{contact}" if EMAIL[-1].fullmatch(contact) else contact
        facts.append((words("about.contact"), Link(contact, address)))
    return Section("publisher", words("about.publisher.title"), facts=tuple(facts), texts=(how,))


def _version(context: Context) -> Section:
    words, release = context.words, context.data.release
    day = citation.published_on(release)
    facts = (
        (words("about.version.program"), __version__),
        (words("about.version.release"), words("about.version.published", number=str(release.number), day=day)),
        (words("about.version.register"), words.date(release.as_of)),
    )
    return Section(
        "version",
        words("about.version.title"),
        facts=facts,
        texts=(updates(words) or words("about.updates.none"), words("about.updates.kept")),
    )


def _cite(context: Context, today: date) -> Section:
    words, release = context.words, context.data.release
    quoted = citation.quoted(release, words, today)
    return Section(
        "cite", words("about.cite.title"), texts=(words("about.cite.each"), words("about.cite.whole")), quoted=quoted
    )


def _licences(words: Words) -> Section:
    rows, heads = licences.table(words)
    texts = (words("about.licences.code", licence=licences.CODE), words("about.licences.data"))
    return Section(
        "licences", words("about.licences.title"), texts=texts, heads=heads, rows=rows, links=licences.texts()
    )


def _privacy(words: Words) -> Section:
    style = urlsplit(settings().map_style or "").netloc
    texts = (
        words("about.privacy.visit"),
        words("about.privacy.map", host=style) if style else words("about.privacy.outside"),
        words("about.privacy.log"),
        words("about.privacy.upload"),
        words("about.privacy.controller", publisher=publisher(words))
        if publisher(words)
        else words("about.privacy.controller.none"),
    )
    contacts = words("about.personal.contacts" if settings().personal_data else "about.personal.contacts.none")
    return Section(
        "privacy",
        words("about.privacy.title"),
        texts=texts,
        points=(*(words(f"about.personal.{each}") for each in PERSONAL), contacts),
    )


def _accessibility(words: Words) -> Section:
    points = tuple(words(f"about.tested.{each}") for each in TESTED)
    return Section("accessibility", words("about.accessibility.title"), (words("about.accessibility"),), points=points)


def _limits(words: Words) -> Section:
    points = tuple(words(f"about.untested.{each}") for each in UNTESTED)
    return Section("limits", words("about.limits.title"), points=points)
