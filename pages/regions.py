"""Regions: how places compare, one level down from the place in view."""

import streamlit as st

from ocod_dash import charts
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
    frame.chart(
        here, "ranking", lambda: charts.places.ranking(progress, look), finding, words("regions.ranking"),
        lambda: tables.of_places(here, shown, ("in_plan", *charts.places.STACK, "percent_complete")),
        on_select=links.on_bar("chart_ranking"), selection_mode="points",
    )  # fmt: skip
with right:
    if total.dates > 1:
        finding = title.sentence(here, findings.behind_places(shown))
        frame.chart(
            here, "curves", lambda: charts.places.small_curves(course, shown, look), finding,
            words("regions.curves", last=here.day),            lambda: tables.of_course(here, course, progress),
        )  # fmt: skip
    else:
        frame.reason(words("overview.no_curve"), title.sentence(here, findings.against_plan(total, course)))

with frame.frame(
    here, "places", words("regions.table", n=len(shown), level=words(f"level.{level}.many")), words("regions.table.hint"),
    lambda: tables.of_places(here, progress, MEASURES), picture=False,
):  # fmt: skip
    tables.places(here, progress, course, MEASURES)
compare.compare(here, shown, course, MEASURES)
