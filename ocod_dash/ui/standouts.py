"""What stands out: two or three findings, each with its figure and the way to see more."""

from ..exhibits import Visit, rollout
from ..metrics.findings import Finding
from .links import href
from .part import html, part


def standouts(visit: Visit) -> None:
    """List what stands out: the figure large, the sentence under it, and a link to the place."""
    words = visit.words
    found = [_said(visit, finding) for finding in rollout.standouts(visit)]
    part("standouts", html("standouts", title=words("standouts.title"), more=words("standouts.more"), found=found))


def _said(visit: Visit, finding: Finding) -> dict[str, str]:
    figure = visit.words(finding.figure[0], n=finding.figure[1]) if finding.figure else ""
    to = href("regions", at=finding.place) if finding.place else ""
    return {"figure": figure, "sentence": finding.say(visit.words, visit.sample), "to": to}
