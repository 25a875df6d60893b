"""The addresses of the API: each asks the metrics that the pages ask."""

from collections.abc import Iterator
from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Query, Request, Response

from ..metrics import claims as of_claims
from ..metrics import places, points, rollout
from ..metrics import programmes as of_programmes
from .answer import answer, fresh, stream
from .openapi import described
from .params import PAGE, Asked, OfCentres, OfClaims, OfProgrammes, OfRegister
from .resources import CENTRES, CLAIMS, DISTRICTS, PROGRAMMES, PROVINCES, REGIONS, SUMMARY

router = APIRouter()
READ = 50_000  # centres that are read from the store at once
PART = 1_000  # centres that are written at once, so that others get their turn between


@router.get("/summary", **described(SUMMARY))
def summary(request: Request, given: Annotated[OfRegister, Query()]) -> Response:
    """Answer with the headline numbers of the places in view."""
    asked = fresh(request, given, SUMMARY)
    found = asked.data.ask(rollout.summary, asked.view)
    if found.empty:  # no centre in view: none of anything, and of none no share
        found = pd.DataFrame([{name: 0 if SUMMARY.kind(name) == "integer" else None for name in SUMMARY.columns}])
    return answer(asked, found)


@router.get("/regions", **described(REGIONS))
def regions(request: Request, given: Annotated[OfRegister, Query()]) -> Response:
    """Answer with the regions in view."""
    asked = fresh(request, given, REGIONS)
    return answer(asked, asked.data.ask(places.progress, asked.view, level="region"))


@router.get("/provinces", **described(PROVINCES))
def provinces(request: Request, given: Annotated[OfRegister, Query()]) -> Response:
    """Answer with the provinces in view."""
    asked = fresh(request, given, PROVINCES)
    return answer(asked, asked.data.ask(places.progress, asked.view, level="province"))


@router.get("/districts", **described(DISTRICTS))
def districts(request: Request, given: Annotated[OfRegister, Query()]) -> Response:
    """Answer with the districts in view, and how many centres have no known one."""
    asked = fresh(request, given, DISTRICTS)
    without = int(asked.data.ask(places.unplaced, asked.view).centres.iloc[0])
    return answer(asked, asked.data.ask(places.progress, asked.view, level="district"), without_district=without)


@router.get("/centres", **described(CENTRES))
def centres(request: Request, given: Annotated[OfCentres, Query()]) -> Response:
    """Answer with the centres in view: a page of them, or as a file all."""
    asked = fresh(request, given, CENTRES)
    if asked.limit is None and asked.format != "json":
        return stream(asked, _parts(asked))
    limit = asked.limit or PAGE
    found = asked.data.read(points.page, asked.view, limit=limit + 1, after=asked.after)
    page, further = found.head(limit), None
    if len(found) > limit:
        going_on = request.url.include_query_params(limit=limit, after=page.centre_id.iloc[-1])
        further = f"{going_on.path}?{going_on.query}"
    total = int(asked.data.ask(points.count, asked.view).centres.iloc[0])
    answered = answer(asked, page, total=total, next=further)
    if further:
        answered.headers["Link"] = f'<{further}>; rel="next"'
    return answered


@router.get("/programmes", **described(PROGRAMMES))
def programmes(request: Request, given: Annotated[OfProgrammes, Query()]) -> Response:
    """Answer with the programmes, how each stands on the day, and the sources that name it."""
    asked = fresh(request, given, PROGRAMMES)
    rows = of_programmes.tagged(asked.data.ask(of_programmes.cards, asked.view), **asked.chosen)
    sources = asked.data.ask(of_claims.sources, asked.view).set_index("source_id")

    def of_sources(row: Any, column: str) -> str:
        named = row.named_in.split(";") if isinstance(row.named_in, str) else []
        return "; ".join(sources.reindex([name.strip() for name in named])[column].dropna())

    for column, of in (("publishers", "publisher"), ("publishers_th", "publisher_th"), ("addresses", "address")):
        rows[column] = [of_sources(row, of) for row in rows.itertuples()]
    return answer(asked, rows)


@router.get("/claims", **described(CLAIMS))
def claims(request: Request, given: Annotated[OfClaims, Query()]) -> Response:
    """Answer with the published figures known on the day, each with who said it and where."""
    asked = fresh(request, given, CLAIMS)
    rows, of = asked.data.ask(of_claims.known, asked.view), asked.chosen["programme"]
    return answer(asked, rows[rows.subject.isin(of)] if of else rows)


def _parts(asked: Asked) -> Iterator[pd.DataFrame]:
    """Read all centres in view, part by part; the first part comes even when there is none."""
    after = asked.after
    while True:
        found = asked.data.read(points.page, asked.view, limit=READ, after=after)
        for start in range(0, max(len(found), 1), PART):
            yield found.iloc[start : start + PART]
        if len(found) < READ:
            return
        after = found.centre_id.iloc[-1]
