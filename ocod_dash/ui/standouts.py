"""What stands out: two or three findings, each with its figure and the way to see more."""

from collections.abc import Sequence

import streamlit as st

from ..metrics.findings import Finding
from .links import link
from .text import plain, quiet
from .visit import Visit


def standouts(visit: Visit, findings: Sequence[Finding | None], most: int = 3) -> None:
    """List the findings that there are: the figure large, the sentence under it, and a link to the place."""
    words = visit.words
    st.markdown(f"#### {words('standouts.title')}", anchors=False)
    for finding in [found for found in findings if found][:most]:
        lines = [quiet(plain(finding.say(words, visit.sample)))]
        if finding.figure:
            key, figure = finding.figure
            lines.insert(0, f"### :orange[{plain(words(key, n=figure))}]")
        st.markdown("\n\n".join(lines), anchors=False)
        if finding.place:
            more = {"icon": ":material/arrow_forward:", "icon_position": "right"}
            link(visit, "regions", words("standouts.more"), at=finding.place, **more)
