"""The page's title: the finding for the place in view."""

import streamlit as st

from ..metrics.findings import Finding
from .text import plain
from .visit import Visit


def title(visit: Visit, finding: Finding) -> None:
    """Write the finding as the page's title; of a sample it begins by saying so."""
    st.title(plain(say(visit, finding)), anchor=False)


def say(visit: Visit, finding: Finding) -> str:
    """Write a finding as a sentence, with the place in view before it."""
    place = visit.view.place
    if place is None:
        return finding.say(visit.words, visit.sample)
    at = {"place": place, "sentence": visit.words(finding.key, **finding.figures)}
    return Finding("finding.at", at).say(visit.words, visit.sample)


def sentence(visit: Visit, finding: Finding) -> str:
    """Write a finding as a chart's title; the frame's source line says that it is of the sample."""
    return finding.say(visit.words, sample=False)
