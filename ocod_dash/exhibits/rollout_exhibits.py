"""The rollout of the place in view: its course, what is left to do, the highlights."""

from dataclasses import replace
from datetime import date
from functools import partial

from .. import charts, maps
from ..metrics import findings, forecast_findings, pace, places, rollout
from ..metrics.findings import Finding
from . import change_exhibits, forecast_exhibits
from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import of_course, of_places
from .place_exhibits import chosen_map
from .schedule import late_days


@cached_exhibit
def s_curve(context: Context) -> Exhibit | None:
    """Show the centres opened against the plan; None where the register knows one day only."""
    course, total = context.ask(rollout.course), context.ask(rollout.summary).iloc[0]
    if total.dates < 2:
        return None
    against = findings.against_plan(total, course, late_days(context))
    clause, measured = context.clause(against), context.words("overview.curve")
    draw = partial(charts.rollout.s_curve, course, total, context.theme, context.judges)
    return Exhibit(context, "s_curve", clause, measured, partial(of_course, context, course), draw)


@cached_exhibit
def by_month(context: Context) -> Exhibit | None:
    """Show how many centres opened in each of the last months, and the pace; None where the register knows one day only."""
    course, total = context.ask(rollout.course), context.ask(rollout.summary).iloc[0]
    if total.dates < 2:
        return None
    clause = context.clause(pace.pace(total, context.ask(pace.recent)) or findings.headline(total))
    measured = context.words("rollout.by_month", day=context.day, windows=list(pace.WINDOWS))
    draw = partial(charts.rollout.by_month, course, context.theme)
    return Exhibit(context, "by_month", clause, measured, partial(of_course, context, course), draw)


@cached_exhibit
def still_to_do(context: Context) -> Exhibit | None:
    """Show what each place one level down has still to open; None where nothing is left, or nothing to compare."""
    below, total = context.ask(places.progress, level=context.view.level), context.ask(rollout.summary).iloc[0]
    if total.not_open == 0 or context.view.district:
        return None
    clause = context.clause(findings.most_left(below) or findings.headline(total))
    most = places.worst_first(below, "not_open")
    table = partial(of_places, context, most, ("in_plan", "open", "not_open", "percent_not_open"))
    draw = partial(charts.places.still_to_do, most[most.not_open > 0], context.theme)
    return Exhibit(context, "still_to_do", clause, context.words("overview.todo"), table, draw)


@cached_exhibit
def provinces(context: Context) -> Exhibit:
    """Show on a small map which share of its plan each province has still to open; of a district, its centres."""
    if context.view.district:
        of_district = chosen_map(context.of_all_statuses, "percent_not_open", ("centres",))
        hint = context.words("overview.map.hint")
        return replace(of_district, context=context, key="provinces", hint=hint, of_statuses=False)
    words, theme, total = context.words, context.theme, context.ask(rollout.summary).iloc[0]
    inside = context.ask(places.progress, level="province")
    every = context.ask(places.progress, context.view.at(None), level="province")
    clause = context.clause(findings.largest_share_left(inside) or findings.headline(total))
    shown = places.worst_first(inside, "percent_not_open")
    table = partial(of_places, context, shown, ("in_plan", "open", "percent_not_open"))
    draw = maps.picture.still_to_open(every, theme, context.view.province_codes)
    return Exhibit(
        context, "provinces", clause, words("overview.map"), table, draw_map=draw, hint=words("overview.map.hint")
    )


def highlights(context: Context) -> list[Finding]:
    """Return the highlights: what changed, when all would be open, where most and the largest share is left.

    Where no date is known, how fast centres open; where nothing else is known, how it is against the plan.
    """

    def found() -> list[Finding]:
        total, speed = context.ask(rollout.summary).iloc[0], context.ask(pace.recent)
        below = context.ask(places.progress, level=context.view.level)
        inside = context.ask(places.progress, level="province")
        forecast, _ = forecast_exhibits.of_view(context)
        done = (
            forecast_findings.finding(forecast, total) if forecast.days and context.judges else pace.pace(total, speed)
        )
        found = (done, findings.most_left(below), findings.largest_share_left(inside))
        known = [finding for finding in found if finding] or [findings.against_plan(total, context.ask(rollout.course))]
        changed = change_exhibits.of_view(context)
        first = changed.finding if changed else None
        return [context.stated(finding) for finding in ([first] if first else []) + known]

    return context.cached("highlights", found)


def month_ends(context: Context) -> list[date]:
    """Return the days that the slider stops at: the ends of the months of the register's course, and its own day."""
    course, last = context.ask(rollout.course, context.view.at(None).on(None)), context.data.release.as_of
    return [on.date() for on in course.on if on.date() < last] + [last]
