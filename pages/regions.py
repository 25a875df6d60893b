"""Regions: how places compare, one level down from the place in view."""

from functools import partial

import streamlit as st

from ocod_dash import charts
from ocod_dash.metrics import findings, places, rollout
from ocod_dash.ui import compare, empty, equity, frame, links, tables, visit
from ocod_dash.ui.frame import Caption
from ocod_dash.ui.title import sentence, title

MEASURES = ("in_plan", "open", "in_progress", "planned", "percent_complete", "behind_plan", "per_100k")

here = visit.current()
words, level, look = here.words, here.view.level, here.look

total = empty.total(here)
progress = here.ask(places.progress, level=level)
course = here.ask(rollout.course, level=level)
shown = progress[progress.in_plan > 0]

title(here, findings.spread(progress) or findings.headline(total))
empty.unplaced(here)
if shown.empty:
    st.stop()

left, right = st.columns(2, gap="large")
with left:
    finding, hint = sentence(here, findings.finished(shown)), words("regions.ranking.hint")
    table = partial(tables.of_places, here, shown, ("in_plan", *charts.places.STACK, "percent_complete"))
    caption = Caption("ranking", finding, words("regions.ranking", points=places.BEHIND), table, hint)
    click = links.on_bar("chart_ranking")
    frame.chart(here, caption, partial(charts.places.ranking, progress, look), on_select=click, selection_mode="points")
with right:
    if total.dates > 1:
        table = partial(tables.of_course, here, course, progress)
        measured = words("regions.curves", last=here.day)
        caption = Caption("curves", sentence(here, findings.behind_places(shown)), measured, table)
        frame.chart(here, caption, partial(charts.places.small_curves, course, shown, look))
    else:
        frame.reason(words("overview.no_curve"), sentence(here, findings.against_plan(total, course)))

every = words("regions.table", n=len(shown), level=words(f"level.{level}.many"))
table = partial(tables.of_places, here, progress, MEASURES)
with frame.frame(here, Caption("places", every, words("regions.table.measured"), table), picture=False):
    tables.places(here, progress, MEASURES, course)
compare.compare(here, shown, course, MEASURES)
equity.section(here)
