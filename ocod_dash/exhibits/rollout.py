"""The rollout of the place in view: its course, what is left to do, what stands out."""

from functools import partial

from .. import charts, maps
from ..metrics import findings, places, rollout
from ..metrics.findings import Finding
from .exhibit import Exhibit, kept
from .places import highest_first
from .tables import of_course, of_places
from .visit import Visit


@kept
def s_curve(visit: Visit) -> Exhibit | None:
    """Show the centres opened against the plan; None where the register knows one day only."""
    course, total = visit.ask(rollout.course), visit.ask(rollout.summary).iloc[0]
    if total.dates < 2:
        return None
    title = visit.sentence(findings.against_plan(total, course))
    draw = partial(charts.rollout.s_curve, course, total, visit.look)
    return Exhibit(visit, "s_curve", title, visit.words("overview.curve"), partial(of_course, visit, course), draw)


@kept
def by_month(visit: Visit) -> Exhibit | None:
    """Show how many centres opened in each of the last months, and the pace; None where the register knows one day only."""
    course, total = visit.ask(rollout.course), visit.ask(rollout.summary).iloc[0]
    if total.dates < 2:
        return None
    pace = findings.pace(total, course)
    since = pace.figures.get("since") if pace else None
    title = visit.sentence(pace or findings.headline(total))
    measured = visit.words("rollout.by_month.pace" if since is not None else "rollout.by_month", day=visit.day)
    draw = partial(charts.rollout.by_month, course, visit.look, since)
    return Exhibit(visit, "by_month", title, measured, partial(of_course, visit, course), draw)


@kept
def still_to_do(visit: Visit) -> Exhibit:
    """Show what each place one level down has still to open."""
    below, total = visit.ask(places.progress, level=visit.view.level), visit.ask(rollout.summary).iloc[0]
    title = visit.sentence(findings.most_left(below) or findings.headline(total))
    most = below.sort_values("not_open", ascending=False, kind="stable")  # as the bars stand
    table = partial(of_places, visit, most, ("in_plan", "open", "not_open", "percent_not_open"))
    draw = partial(charts.places.still_to_do, below, visit.look)
    return Exhibit(visit, "still_to_do", title, visit.words("overview.todo"), table, draw)


@kept
def provinces(visit: Visit) -> Exhibit:
    """Show on a small map which share of its plan each province has still to open."""
    words, look, total = visit.words, visit.look, visit.ask(rollout.summary).iloc[0]
    inside = visit.ask(places.progress, level="province")
    every = visit.ask(places.progress, visit.view.at(None), level="province")
    title = visit.sentence(findings.largest_share_left(inside) or findings.headline(total))
    shown = highest_first(visit, every, "percent_not_open")
    table = partial(of_places, visit, shown, ("in_plan", "open", "percent_not_open"))
    draw = maps.picture.still_to_open(every, look, visit.view.province_codes)
    return Exhibit(
        visit, "provinces", title, words("overview.map"), table, draw_map=draw, hint=words("overview.map.hint")
    )


def standouts(visit: Visit) -> list[Finding]:
    """Return what stands out: the pace, where most is left, where the largest share is left, as far as they are known."""

    def found() -> list[Finding]:
        total, course = visit.ask(rollout.summary).iloc[0], visit.ask(rollout.course)
        below = visit.ask(places.progress, level=visit.view.level)
        inside = visit.ask(places.progress, level="province")
        said = (findings.pace(total, course), findings.most_left(below), findings.largest_share_left(inside))
        return [finding for finding in said if finding]

    return visit.keep("standouts", found)
