"""Highlights: two or three findings, each with its figure and a link to more."""

from ..exhibits import forecast_exhibits, rollout_exhibits
from ..metrics.findings import Finding
from ..web.parts import Part
from .links import href
from .page_context import PageContext
from .render import html


def highlights(page: PageContext) -> Part:
    """Return the highlights: the figure large, the sentence under it, and a link to the place."""
    words = page.words
    found = [_highlight(page, finding) for finding in rollout_exhibits.highlights(page.context)]
    shown = html("highlights", title=words("highlights.title"), more=words("highlights.more"), found=found)
    return Part("highlights", shown)


def schedule(page: PageContext) -> Part | None:
    """Return how late the rollout is: each figure large, and under it what it is; None where no plan is known."""
    numbers = forecast_exhibits.numbers(page.context)
    if not numbers:
        return None
    title = page.context.counted(page.words("schedule.title"))
    return Part("schedule", html("schedule", title=title, numbers=numbers))


def _highlight(page: PageContext, finding: Finding) -> dict[str, str]:
    figure = page.words(finding.figure[0], n=finding.figure[1]) if finding.figure else ""
    to = href(page, "regions", at=finding.place) if finding.place else ""
    colour = "blue" if finding.figure and finding.figure[0] in ("figure.ahead", "figure.opened") else "orange"
    return {
        "figure": figure,
        "colour": colour,
        "sentence": page.context.counted(page.context.clause(finding)),
        "to": to,
    }
