"""Where figures are from, in words, and how to cite them: the register and its release, or what others published."""

import re
from datetime import date

from .. import __version__
from ..clock import BANGKOK
from ..i18n import Words
from ..store import Release
from .publisher import public_address, publisher

# What BibTeX reads as a command, as the command that writes it; braces too, since it counts even escaped ones.
BIBTEX = str.maketrans(
    {sign: rf"\{sign}" for sign in "$&#%_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\n": " "}
)


def register(release: Release, words: Words) -> str:
    """Name the register and its release; a sample says so."""
    return words("register.sample" if release.sample else "register.real", number=release.number)


def counted(release: Release, day: date, words: Words) -> str:
    """Cite the register for what is counted on a day."""
    return words("measure.source", register=register(release, words), day=day)


def published(release: Release, day: date, words: Words) -> str:
    """Cite the tables of what others published up to a day."""
    return words("published.source", number=str(release.number), day=day)


def published_on(release: Release) -> date:
    """Return the day in Thailand on which a release was published."""
    return release.published_at.astimezone(BANGKOK).date()


def quoted(
    release: Release, words: Words, accessed: date, *, title: str = "", source: str = "", key: str = ""
) -> tuple[tuple[str, str], ...]:
    """Cite the dashboard, or one chart or table of it, to be copied: as a text and as BibTeX, each after its name.

    Parameters
    ----------
    release : Release
        The release.
    words : Words
        The language.
    accessed : datetime.date
        The day on which the reader saw it.
    title, source, key : str
        Of the chart or table; the whole where they are empty.
    """
    of = whole(release, words, accessed)
    text = words("about.cite.figure", title=title, source=source, whole=of) if title else of
    entry = bibtex(release, words, accessed, title=title, source=source, key=key)
    return (words("about.cite.text"), text), ("BibTeX", entry)


def whole(release: Release, words: Words, accessed: date | None = None) -> str:
    """Cite the dashboard with a release, as a text; with the day of access if it is given."""
    day = published_on(release)
    parts = (
        publisher(words),
        f"({words.year(day.year)})",
        words("about.cite.work", title=words("app.title"), version=__version__),
        _edition(release, words),
        public_address(),
        words("about.cite.accessed", day=accessed) if accessed else "",
    )
    return ". ".join(filter(None, parts)) + "."


def bibtex(
    release: Release, words: Words, accessed: date | None = None, *, title: str = "", source: str = "", key: str = ""
) -> str:
    """Cite the same as an entry for BibTeX and BibLaTeX; see :func:`quoted`."""
    day = published_on(release)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"ocod-release-{release.number}-{key}").strip("-")
    fields = {
        "author": f"{{{_escaped(publisher(words))}}}" if publisher(words) else "",
        "title": f"{{{_escaped(title or words('app.title'))}}}",
        "year": str(day.year),
        "version": __version__,
        "note": _escaped("; ".join(filter(None, (source, _edition(release, words))))),
        "url": public_address(),
        "urldate": accessed.isoformat() if accessed else "",
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@misc{{{name},", *lines, "}"])


def _edition(release: Release, words: Words) -> str:
    of = {"register": register(release, words), "day": release.as_of, "published": published_on(release)}
    edition = words("about.cite.edition", **of)
    return edition[:1].upper() + edition[1:]


def _escaped(text: str) -> str:
    return text.translate(BIBTEX)
