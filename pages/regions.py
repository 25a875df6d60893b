"""Regions: how places compare, one level down from the place in view."""

import streamlit as st

from ocod_dash import charts
from ocod_dash.i18n import Month
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import compare, empty, frame, links, tables, title, visit

here = visit.current()
words, level, look = here.words, here.view.level, here.look

total = empty.total(here)
progress = here.ask(places.progress, level=level)
course = here.ask(rollout.course, level=level)
shown = progress[progress.in_plan > 0]
MEASURES = ("in_plan", "open", "in_progress", "planned", "percent_complete", "behind_plan", "per_100k")

title.title(here, findings.spread(progress) or findings.headline(total))
empty.unplaced(here)

left, right = st.columns(2, gap="large")
with left:
    finding = title.sentence(here, findings.finished(shown))
    ranking = charts.places.ranking(shown, look)
    table = tables.of_places(here, shown, ("in_plan", *charts.places.STACK, "percent_complete"))
    down = {"on_select": links.on_bar("chart_ranking"), "selection_mode": "points"} if level != "district" else {}
    frame.chart(here, "ranking", ranking, finding, words("regions.ranking"), table, **down)
with right:
    finding = title.sentence(
        here, findings.behind_places(shown) if total.dates > 1 else findings.against_plan(total, course)
    )
    if total.dates > 1:
        curves = charts.places.small_curves(course, shown, look)
        measured = words("regions.curves", first=Month(*course.on.min().timetuple()[:3]), last=here.day)
        frame.chart(here, "curves", curves, finding, measured, tables.of_course(here, course, progress))
    else:
        frame.reason(words("overview.no_curve"), finding)

with frame.frame(
    here, "places", words("regions.table", n=len(shown), level=words(f"level.{level}.many")), words("regions.table.hint"),
    tables.of_places(here, progress, MEASURES), picture=False,
):  # fmt: skip
    tables.places(here, progress, course, MEASURES)
compare.compare(here, shown, course, MEASURES)
