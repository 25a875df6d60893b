"""What stands out: two or three findings, each with its figure and the way to see more."""

from ..exhibits import Context
from ..exhibits import rollout_exhibits as rollout
from ..metrics.findings import Finding
from .links import href
from .part import html, part


def highlights(context: Context) -> None:
    """List what stands out: the figure large, the sentence under it, and a link to the place."""
    words = context.words
    found = [_said(context, finding) for finding in rollout.highlights(context)]
    part("standouts", html("standouts", title=words("standouts.title"), more=words("standouts.more"), found=found))


def _said(context: Context, finding: Finding) -> dict[str, str]:
    figure = context.words(finding.figure[0], n=finding.figure[1]) if finding.figure else ""
    to = href("regions", at=finding.place) if finding.place else ""
    return {"figure": figure, "sentence": finding.say(context.words, context.sample), "to": to}
