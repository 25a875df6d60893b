"""What a file to take away holds: the exhibits of some pages, in order, and the facts of its title page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

import pandas as pd

from ..clock import BANGKOK, today
from ..exhibits import Exhibit, Visit, equity, forum, ledger, numbers, over_time, places, programmes, rollout
from ..exhibits.numbers import Number
from ..exhibits.tables import heading
from ..metrics import MEASURES, claims, findings
from ..metrics import ledger as of_ledger
from ..metrics import programmes as of_programmes
from ..metrics import rollout as of_rollout
from ..problem import Problem
from ..view import View

REGISTER, PUBLISHED = ("overview", "regions", "map"), ("programmes", "forum", "ledger")
PAGES = REGISTER + PUBLISHED


@dataclass(frozen=True)
class Order:
    """What is to be taken away.

    Parameters
    ----------
    visit : Visit
        The release, the view and the look.
    pages : tuple of str
        The pages whose exhibits go in.
    on : datetime.date, optional
        The day of what others published; today if not said.
    tags : mapping of str to tuple of str
        The programmes' filters.
    measure : str
        What colours the map.
    layers : tuple of str
        What the map shows: ``places.MAP_LAYERS``.
    """

    visit: Visit
    pages: tuple[str, ...] = PAGES
    on: date | None = None
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measure: str = places.MAP_MEASURES[0]
    layers: tuple[str, ...] = places.MAP_LAYERS[:1]

    @property
    def published(self) -> Visit:
        """The visit of the pages of what others published: nowhere in particular, on their own day."""
        return replace(self.visit, view=View(as_of=self.on or today()))

    @property
    def of_sample(self) -> bool:
        """Whether figures of the sample register are in it."""
        return self.visit.sample and bool(set(self.pages) & {*REGISTER, "ledger"})

    def speaking(self, language: str) -> "Order":
        """Return the same in another language."""
        return replace(self, visit=replace(self.visit, look=replace(self.visit.look, language=language)))


@dataclass(frozen=True)
class Chapter:
    """A page's exhibits, with its headline numbers and what stands out where it says that."""

    page: str
    exhibits: list[Exhibit]
    numbers: list[Number] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def chapters(order: Order) -> list[Chapter]:
    """Return what goes in, page by page.

    Raises
    ------
    Problem
        If there is nothing to show.
    """
    visit, made = order.visit, []
    for page in (page for page in PAGES if page in order.pages):
        if page in REGISTER and visit.ask(of_rollout.summary).empty:
            continue
        known = [exhibit for exhibit in CONTENTS[page](order) if exhibit]
        if page == "overview":
            said = [finding.say(visit.words, visit.sample) for finding in rollout.standouts(visit)]
            made.append(Chapter(page, known, numbers.headline(visit, visit.ask(of_rollout.summary).iloc[0]), said))
        elif known:
            made.append(Chapter(page, known))
    if not made:
        raise Problem("export.empty", places=visit.chosen)
    return made


def exhibit(order: Order, key: str) -> Exhibit:
    """Return the exhibit of a key.

    Raises
    ------
    Problem
        If nothing that goes in has this key; it names those there are.
    """
    every = _by_key(order)
    if key not in every:
        near = next(iter(get_close_matches(key, every, n=1)), "")
        hint = order.visit.words("notice.hint", nearest=near) if near else ""
        raise Problem("export.no_chart", value=key, hint=hint, known=", ".join(every))
    return every[key]


def keys(order: Order) -> list[str]:
    """Return the keys of the exhibits that go in."""
    return list(_by_key(order))


def _by_key(order: Order) -> dict[str, Exhibit]:
    return {exhibit.key: exhibit for chapter in chapters(order) for exhibit in chapter.exhibits}


def _overview(order: Order) -> Iterator[Exhibit | None]:
    yield from (rollout.s_curve(order.visit), rollout.still_to_do(order.visit), rollout.provinces(order.visit))


def _regions(order: Order) -> Iterator[Exhibit | None]:
    visit = order.visit
    if not places.in_plan(visit).empty:
        yield from (places.ranking(visit), places.curves(visit), places.table(visit))
    yield from (equity.lorenz(visit), equity.fifths(visit))


def _map(order: Order) -> Iterator[Exhibit | None]:
    visit = order.visit
    classes = places.classes(visit, order.measure) if "provinces" in order.layers else None
    yield places.country_map(visit, order.measure, classes, places.dots(visit) if "centres" in order.layers else None)


def _programmes(order: Order) -> Iterator[Exhibit | None]:
    visit = order.published
    rows = of_programmes.tagged(visit.ask(of_programmes.cards), **order.tags)
    if rows.empty:
        return
    yield from (programmes.timeline(visit, rows, visit.ask(of_programmes.events)), programmes.matrix(visit, rows))
    known, named = (
        visit.ask(claims.known),
        {row["programme_id"]: visit.words.name(row) for row in rows.to_dict("records")},
    )
    for own, aims in of_programmes.over_time(known[known.subject.isin(named)]):
        title = over_time.title(visit, named[own.subject.iloc[0]], own)
        yield over_time.over_time(visit, own.claim_id.iloc[0], title, own, aims)


def _forum(order: Order) -> Iterator[Exhibit | None]:
    visit = order.published
    events = visit.ask(of_programmes.events)
    events = events[events.subject.isin([forum.PRIZE, forum.FORUM])]
    yield forum.funnel(visit, visit.ask(claims.known))
    yield forum.timeline(visit, events, visit.ask(of_programmes.cards))


def _ledger(order: Order) -> Iterator[Exhibit | None]:
    visit, release = order.published, order.visit.data.release
    known, events = visit.ask(claims.known), visit.ask(of_programmes.events)
    yield from (ledger.told_twice(visit, rows) for rows in of_ledger.told_twice(events[events.past]))
    yield from (ledger.group(visit, group) for group in of_ledger.groups(known) if group.kind in ("conflict", "fell"))
    total = visit.ask(of_rollout.summary, View(as_of=release.as_of))
    if not total.empty:
        yield ledger.against(visit, of_ledger.against(known, total.iloc[0], release.as_of), release.as_of)
    yield ledger.every(visit, known.sort_values(["as_of", "claim_id"], ascending=[False, True]), known)
    if not (former := visit.ask(claims.former)).empty:
        yield ledger.former(visit, former, known)


CONTENTS = {
    "overview": _overview,
    "regions": _regions,
    "map": _map,
    "programmes": _programmes,
    "forum": _forum,
    "ledger": _ledger,
}


def title(order: Order) -> str:
    """Return what the file says first: how far the rollout is, or the pages that it holds."""
    visit, words = order.visit, order.visit.words
    total = visit.ask(of_rollout.summary)
    if set(order.pages) & set(REGISTER) and not total.empty:
        return visit.say(findings.headline(total.iloc[0]))
    return words.listing([words(f"page.{page}") for page in order.pages])


def facts(order: Order) -> list[tuple[str, str]]:
    """Return what the title page tells: what is chosen, the release, the days, the language."""
    visit, words, release = order.visit, order.visit.words, order.visit.data.release
    told = [(words("export.pages"), words.listing([words(f"page.{page}") for page in order.pages]))]
    if set(order.pages) & set(REGISTER):
        told += [(words("export.filters"), visit.chosen), (words("export.as_of"), words.date(visit.day))]
    if set(order.pages) & set(PUBLISHED):
        told.append((words("export.on"), words.date(order.published.day)))
    published = words.date(release.published_at.astimezone(BANGKOK))
    told += [
        (words("export.release"), words("export.release.of", register=visit.register, day=published)),
        (words("language"), words(f"language.{words.language}")),
        (words("export.made"), words.date(today())),
    ]
    return told


def definitions(visit: Visit) -> pd.DataFrame:
    """Return every measure with what it means."""
    words = visit.words
    return pd.DataFrame(
        {
            words("export.measure"): [words(f"measure.{measure}") for measure in MEASURES],
            words("dictionary.meaning"): [words(f"measure.{measure}.definition") for measure in MEASURES],
        }
    )


def defined(exhibit: Exhibit) -> list[str]:
    """Return the definitions of the measures that stand in an exhibit's table."""
    words, heads = exhibit.visit.words, set(exhibit.table().columns)
    names = {measure: {words(f"measure.{measure}"), heading(exhibit.visit, measure)} for measure in MEASURES}
    return [
        f"{words(f'measure.{measure}')}: {words(f'measure.{measure}.definition')}"
        for measure, own in names.items()
        if own & heads
    ]


def sources(order: Order, held: list[Chapter]) -> list[str]:
    """Return the citations of what goes in."""
    cited = [exhibit.source for chapter in held for exhibit in chapter.exhibits]
    return list(dict.fromkeys(cited)) + [order.visit.words("equity.caveat")] * ("regions" in order.pages)


def name(order: Order, kind: str, chart: str = "") -> str:
    """Return a name for the file: of a sample, with that word in it."""
    of = order.pages if len(order.pages) == 1 else ()
    marks = (
        (chart, *("sample",) * exhibit(order, chart).of_sample)
        if chart
        else ("ocod", *of, *("sample",) * order.of_sample)
    )
    return f"{'_'.join(marks)}_{order.visit.day.isoformat()}_{order.visit.words.language}.{kind}"
