"""The releases as a table for everybody: when each was published, by whom, from which file."""

from ..clock import BANGKOK
from ..metrics.claims import steward_name
from ..store.public import public_name
from .context import Context
from .figure_tables import Table

LETTERS = 12  # of a checksum


def of_releases(context: Context) -> Table:
    """Return the releases, the newest first; their number is left to the page, which links it, and no address is in it."""
    words, each = context.words, context.data.store.releases()[::-1]
    at = [release.published_at.astimezone(BANGKOK) for release in each]
    actions = [words(f"cli.action.{release.action}", restores=str(release.restores)) for release in each]
    return Table.of(
        {
            "number": (words("cli.release"), [""] * len(each)),
            "at": (words("history.published_at"), [f"{words.date(day.date())} {day:%H:%M}" for day in at]),
            "action": (words("cli.action"), actions),
            "who": (words("cli.who"), [steward_name(words, public_name(release.who)) for release in each]),
            "as_of": (words("cli.as_of"), [words.date(release.as_of) for release in each]),
            "centres": (words("cli.centres"), [release.counts.get("centres", 0) for release in each]),
            "rejected": (words("history.rejected"), [release.report.get("rejected") for release in each]),
            "file": (words("cli.file"), [release.file for release in each]),
            "sha256": ("SHA-256", [release.sha256[:LETTERS] for release in each]),
        }
    )
