"""Overview: the state of the rollout in ten seconds."""

import streamlit as st

from ocod_dash import charts, geography, maps
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import cards, claims, empty, frame, standouts, tables, title, visit

here = visit.current()
words, view, look = here.words, here.view, here.look

total = empty.total(here)
course = here.ask(rollout.course)
below = here.ask(places.progress, level=view.level)
provinces = here.ask(places.progress, view.at(None), level="province")

title.title(here, findings.headline(total))
cards.headline(here, total, of_provinces=len(view.province_codes) or len(geography.provinces()))

left, right = st.columns([2, 1], gap="large")
with left:
    plan = title.sentence(here, findings.against_plan(total, course))
    if total.dates > 1:
        curve = charts.rollout.s_curve(course, total, look)
        frame.chart(here, "s_curve", curve, plan, words("overview.curve"), tables.of_course(here, course))
    else:
        frame.reason(words("overview.no_curve"), plan)
with right:
    pace, most = findings.pace(total, course), findings.most_left(below)
    standouts.standouts(here, [pace, most, findings.largest_share_left(provinces)])

left, right = st.columns(2, gap="large")
with left:
    finding = title.sentence(here, most or findings.headline(total))
    table = tables.of_places(here, below, ("in_plan", "open", "not_open", "percent_not_open"))
    bars = charts.places.still_to_do(below[below.in_plan > 0], look)
    frame.chart(here, "still_to_do", bars, finding, words("overview.todo"), table)
    claims.beside(here)
with right:
    finding = title.sentence(here, findings.largest_share_left(provinces) or findings.headline(total))
    table = tables.of_places(here, provinces, ("in_plan", "open", "percent_not_open"))
    classes = maps.scale.quantiles(provinces.percent_not_open, "percent_not_open")
    picture = maps.picture.country(provinces, classes, look, view.province_codes)
    frame.picture(here, "map", picture, finding, words("overview.map"), table, height=480)
