"""The resources of the API: each is computed by the metrics that the pages use."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query, Request, Response
from starlette.responses import JSONResponse

from ..criteria.limits import Limits
from ..exhibits import Context, forecast_exhibits, inconsistency_exhibits, next_plan, plan_tables
from ..exhibits.site_description import describe
from ..exports.records import records
from ..i18n import LANGUAGES
from ..metrics import change as of_change
from ..metrics import claims as of_claims
from ..metrics import places, points, rollout
from ..metrics import programmes as of_programmes
from ..metrics import review as of_review
from ..problem import Problem
from ..siting.question import Question
from ..store import saved_plans
from ..theme import Theme
from ..view import View
from .answer import answer, parse_conditional, stream
from .errors import error_response
from .openapi import route_options
from .params import ValidRequest
from .request_models import (
    PAGE,
    CentreParameters,
    ChangeParameters,
    ClaimParameters,
    CommonParameters,
    ForecastParameters,
    ProgrammeParameters,
    RegisterParameters,
    ReviewParameters,
    SitingParameters,
)
from .resources import (
    ABOUT,
    CENTRES,
    CHANGE,
    CLAIMS,
    DISTRICTS,
    FORECAST,
    INCONSISTENCIES,
    OPENINGS,
    PLANS,
    PROGRAMMES,
    PROVINCES,
    REGIONS,
    REVIEW,
    SITING,
    SUMMARY,
)

router = APIRouter()
READ = 50_000  # centres read from the store at once
WAIT = 0.5  # seconds in which most questions are solved: they need no second request
CHUNK = 1_000  # centres written at once, so that other requests get their turn in between


@router.get("/summary", **route_options(SUMMARY))
def summary(request: Request, parameters: Annotated[RegisterParameters, Query()]) -> Response:
    """Answer with the headline numbers of the places in view."""
    valid = parse_conditional(request, parameters, SUMMARY)
    rows = valid.data.ask(rollout.summary, valid.view)
    if rows.empty:  # no centre in view: counts are 0, and shares of them unknown
        rows = pd.DataFrame([{name: 0 if SUMMARY.type_of(name) == "integer" else None for name in SUMMARY.columns}])
    return answer(valid, rows)


@router.get("/regions", **route_options(REGIONS))
def regions(request: Request, parameters: Annotated[RegisterParameters, Query()]) -> Response:
    """Answer with the regions in view."""
    valid = parse_conditional(request, parameters, REGIONS)
    return answer(valid, valid.data.ask(places.progress, valid.view, level="region"))


@router.get("/provinces", **route_options(PROVINCES))
def provinces(request: Request, parameters: Annotated[RegisterParameters, Query()]) -> Response:
    """Answer with the provinces in view."""
    valid = parse_conditional(request, parameters, PROVINCES)
    return answer(valid, valid.data.ask(places.progress, valid.view, level="province"))


@router.get("/districts", **route_options(DISTRICTS))
def districts(request: Request, parameters: Annotated[RegisterParameters, Query()]) -> Response:
    """Answer with the districts in view, and how many centres have no known one."""
    valid = parse_conditional(request, parameters, DISTRICTS)
    without = int(valid.data.ask(places.unplaced, valid.view).centres.iloc[0])
    return answer(valid, valid.data.ask(places.progress, valid.view, level="district"), without_district=without)


@router.get("/change", **route_options(CHANGE))
def change(request: Request, parameters: Annotated[ChangeParameters, Query()]) -> Response:
    """Answer with what changed in the period in each place, and in all places in view together."""
    valid = parse_conditional(request, parameters, CHANGE)
    days, level = of_change.period(valid.view.on(valid.day)), valid.chosen["level"][0]
    rows = valid.data.ask(of_change.between, valid.view, level=level)
    totals = records(valid.data.ask(of_change.between, valid.view)[list(of_change.FIGURES)])
    without = {"without_district": int(valid.data.ask(places.unplaced, valid.view).centres.iloc[0])}
    return answer(
        valid,
        rows.assign(first_day=pd.Timestamp(days.first), last_day=pd.Timestamp(days.last)),
        totals=totals[0] if totals else None,
        **(without if level == "district" else {}),
    )


@router.get("/openings", **route_options(OPENINGS))
def openings(request: Request, parameters: Annotated[ChangeParameters, Query()]) -> Response:
    """Answer with how many centres opened in each month and place."""
    valid = parse_conditional(request, parameters, OPENINGS)
    view, level = of_change.of_months(valid.view.on(valid.day)), valid.chosen["level"][0]
    return answer(valid, valid.data.ask(of_change.by_month, view, level=level))


@router.get("/forecast", **route_options(FORECAST))
def forecast(request: Request, parameters: Annotated[ForecastParameters, Query()]) -> Response:
    """Answer with the earned schedule of each place, when it would be complete, and how good past forecasts were."""
    valid = parse_conditional(request, parameters, FORECAST)
    return answer(valid, forecast_exhibits.by_place(valid.data, valid.view, valid.chosen["level"][0]))


@router.get("/centres", **route_options(CENTRES))
def centres(request: Request, parameters: Annotated[CentreParameters, Query()]) -> Response:
    """Answer with the centres in view: a page of them, or all as a file."""
    valid = parse_conditional(request, parameters, CENTRES)
    if valid.limit is None and valid.format != "json":
        return stream(valid, _chunks(valid))
    rows = valid.data.read(points.page, valid.view, limit=(valid.limit or PAGE) + 1, after=valid.after)
    return _page(request, valid, rows, int(valid.data.ask(points.count, valid.view).centres.iloc[0]))


@router.get("/review", **route_options(REVIEW))
def review(request: Request, parameters: Annotated[ReviewParameters, Query()]) -> Response:
    """Answer with the open centres in view and what the rules suggest for each: a page of them, or all as a file."""
    valid = parse_conditional(request, parameters, REVIEW)
    limits, options = Limits.parse(valid.chosen["limits"])[0], valid.chosen["option"]
    ask = partial(valid.data.ask, view=valid.view)
    rows = of_review.with_rules(of_review.suggested(lambda metric: ask(metric), limits), ask(of_review.rules))
    rows = rows[rows.option.isin(options)] if options else rows
    if valid.limit is None and valid.format != "json":
        return answer(valid, rows)
    return _page(request, valid, rows[rows.centre_id > valid.after], len(rows))


@router.get("/siting", **route_options(SITING))
def siting(request: Request, parameters: Annotated[SitingParameters, Query()]) -> Response:
    """Answer with where the next centres would bring most; 202 while the solver is at work."""
    valid = parse_conditional(request, parameters, SITING)
    asked = Question.parse(valid.chosen)[0]
    try:
        job = next_plan.job(valid.data, valid.view, asked)
    except Problem as problem:
        return _unanswered(problem)
    job.wait(WAIT)
    if job.problem:
        return _unanswered(job.problem)
    if job.plan is None:
        content = {"state": "solving", "proven": job.share}
        again = {"Location": str(request.url), "Retry-After": "1", "Cache-Control": "no-store"}
        return JSONResponse(content, 202, again)
    plan = job.plan
    rows = plan.sites().rename({"province": "province_code", "district": "district_code"}).to_pandas()
    return answer(valid, rows, plan=plan.figures() | {"by_place": plan.by_place().to_dicts()})


@router.get("/plans", **route_options(PLANS))
def plans(request: Request, parameters: Annotated[CommonParameters, Query()]) -> Response:
    """Answer with the saved plans of next centres, and at how many sites of each a centre has opened since."""
    valid = parse_conditional(request, parameters, PLANS)
    context = Context(valid.data, View(), Theme(valid.words.language))
    rows = plan_tables.described(context, list(saved_plans(valid.data.store).values()))
    return answer(valid, pd.DataFrame(rows, columns=list(PLANS.columns)))


def _unanswered(problem: Problem) -> Response:
    """Answer that a question cannot be solved, with what would work, or not now."""
    status = {"siting.busy": 503, "siting.broken": 500}.get(problem.key, 422)
    return error_response(status, problem.key, **problem.figures)


def _page(request: Request, valid: ValidRequest, rows: pd.DataFrame, total: int) -> Response:
    """Answer with as many rows as a page has, and the address of the next page where there are more."""
    limit = valid.limit or PAGE
    page, following = rows.head(limit), None
    if len(rows) > limit:
        url = request.url.include_query_params(limit=limit, after=page.centre_id.iloc[-1])
        following = f"{url.path}?{url.query}"
    response = answer(valid, page, total=total, next=following)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@router.get("/programmes", **route_options(PROGRAMMES))
def programmes(request: Request, parameters: Annotated[ProgrammeParameters, Query()]) -> Response:
    """Answer with the programmes, the status of each on the day and its source, and the sources that name it."""
    valid = parse_conditional(request, parameters, PROGRAMMES)
    described = of_programmes.described(partial(valid.data.ask, view=valid.view), valid.day)
    rows = of_programmes.tagged(described, **valid.chosen)
    sources = valid.data.ask(of_claims.sources, valid.view).set_index("source_id")

    def of_sources(row: Any, column: str) -> str:
        named = row.named_in.split(";") if isinstance(row.named_in, str) else []
        return "; ".join(sources.reindex([name.strip() for name in named])[column].dropna())

    for column, of in (("publishers", "publisher"), ("publishers_th", "publisher_th"), ("addresses", "address")):
        rows[column] = [of_sources(row, of) for row in rows.itertuples()]
    return answer(valid, rows)


@router.get("/claims", **route_options(CLAIMS))
def claims(request: Request, parameters: Annotated[ClaimParameters, Query()]) -> Response:
    """Answer with the figures published by the day, each with its publisher and link."""
    valid = parse_conditional(request, parameters, CLAIMS)
    rows, chosen = valid.data.ask(of_claims.known, valid.view), valid.chosen["programme"]
    return answer(valid, rows[rows.subject.isin(chosen)] if chosen else rows)


@router.get("/inconsistencies", **route_options(INCONSISTENCIES))
def inconsistencies(request: Request, parameters: Annotated[ClaimParameters, Query()]) -> Response:
    """Answer with the pairs of published figures that do not fit together, and how each may be read."""
    valid = parse_conditional(request, parameters, INCONSISTENCIES)
    rows, chosen = inconsistency_exhibits.rows(valid.data, valid.view, LANGUAGES), valid.chosen["programme"]
    return answer(valid, rows[rows.subject.isin(chosen)] if chosen else rows)


@router.get("/about", **route_options(ABOUT))
def about(request: Request, parameters: Annotated[CommonParameters, Query()]) -> Response:
    """Answer with who publishes this site, its version, licence and citation."""
    valid = parse_conditional(request, parameters, ABOUT)
    return answer(valid, pd.DataFrame([describe(valid.data.release, valid.words)]))


def _chunks(valid: ValidRequest) -> Iterator[pd.DataFrame]:
    """Read all centres in view, chunk by chunk; the first chunk comes even when there is no centre."""
    after = valid.after
    while True:
        rows = valid.data.read(points.page, valid.view, limit=READ, after=after)
        for start in range(0, max(len(rows), 1), CHUNK):
            yield rows.iloc[start : start + CHUNK]
        if len(rows) < READ:
            return
        after = rows.centre_id.iloc[-1]
