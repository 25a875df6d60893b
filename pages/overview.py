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
inside = here.ask(places.progress, level="province")

title.title(here, findings.headline(total))
cards.headline(here, total, of_provinces=len(view.province_codes) or len(geography.provinces()))

left, right = st.columns([2, 1], gap="large")
with left:
    plan = title.sentence(here, findings.against_plan(total, course))
    if total.dates > 1:
        frame.chart(
            here, "s_curve", lambda: charts.rollout.s_curve(course, total, look), plan, words("overview.curve"),
            lambda: tables.of_course(here, course),
        )  # fmt: skip
    else:
        frame.reason(words("overview.no_curve"), plan)
with right:
    pace, most = findings.pace(total, course), findings.most_left(below)
    standouts.standouts(here, [pace, most, findings.largest_share_left(inside)])

left, right = st.columns(2, gap="large")
with left:
    finding = title.sentence(here, most or findings.headline(total))
    frame.chart(
        here, "still_to_do", lambda: charts.places.still_to_do(below, look), finding, words("overview.todo"),
        lambda: tables.of_places(here, below, ("in_plan", "open", "not_open", "percent_not_open")),
    )  # fmt: skip
    claims.beside(here)
with right:
    finding = title.sentence(here, findings.largest_share_left(inside) or findings.headline(total))
    frame.picture(
        here, "map", lambda: maps.picture.still_to_open(provinces, look, view.province_codes), finding, words("overview.map"),
        lambda: tables.of_places(here, provinces, ("in_plan", "open", "percent_not_open")), height=480,
    )  # fmt: skip
