"""Overview: the state of the rollout in ten seconds."""

from functools import partial

import streamlit as st

from ocod_dash import charts, geography, maps
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import cards, claims, empty, frame, standouts, tables, visit
from ocod_dash.ui.frame import Caption
from ocod_dash.ui.title import sentence, title

here = visit.current()
words, view, look = here.words, here.view, here.look

total = empty.total(here)
course = here.ask(rollout.course)
below = here.ask(places.progress, level=view.level)
inside = here.ask(places.progress, level="province")
provinces = here.ask(places.progress, view.at(None), level="province")
headline, plan = findings.headline(total), findings.against_plan(total, course)
most_left, largest_share = findings.most_left(below), findings.largest_share_left(inside)

title(here, headline)
cards.headline(here, total, of_provinces=len(view.province_codes) or len(geography.provinces()))

left, right = st.columns([2, 1], gap="large")
with left:
    if total.dates > 1:
        table = partial(tables.of_course, here, course)
        caption = Caption("s_curve", sentence(here, plan), words("overview.curve"), table)
        frame.chart(here, caption, partial(charts.rollout.s_curve, course, total, look))
    else:
        frame.reason(words("overview.no_curve"), sentence(here, plan))
with right:
    standouts.standouts(here, [findings.pace(total, course), most_left, largest_share])

left, right = st.columns(2, gap="large")
with left:
    table = partial(tables.of_places, here, below, ("in_plan", "open", "not_open", "percent_not_open"))
    caption = Caption("still_to_do", sentence(here, most_left or headline), words("overview.todo"), table)
    frame.chart(here, caption, partial(charts.places.still_to_do, below, look))
    claims.beside(here)
with right:
    table = partial(tables.of_places, here, provinces, ("in_plan", "open", "percent_not_open"))
    finding, hint = sentence(here, largest_share or headline), words("overview.map.hint")
    caption = Caption("provinces", finding, words("overview.map"), table, hint)
    frame.picture(here, caption, partial(maps.picture.still_to_open, provinces, look, view.province_codes), height=480)
