"""What stands out: two or three findings, each with its figure and the way to see more."""

import streamlit as st

from ..exhibits import Visit, rollout
from .links import link
from .text import plain, quiet


def standouts(visit: Visit) -> None:
    """List what stands out: the figure large, the sentence under it, and a link to the place."""
    words = visit.words
    st.markdown(f"#### {words('standouts.title')}", anchors=False)
    for finding in rollout.standouts(visit):
        lines = [quiet(plain(finding.say(words, visit.sample)))]
        if finding.figure:
            key, figure = finding.figure
            lines.insert(0, f"### :orange[{plain(words(key, n=figure))}]")
        st.markdown("\n\n".join(lines), anchors=False)
        if finding.place:
            icon = ":material/arrow_forward:"
            link(visit, "regions", words("standouts.more"), at=finding.place, icon=icon, icon_position="right")
