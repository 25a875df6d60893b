"""What a file to download holds: the exhibits of some pages, in order, and the facts of its title page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from difflib import get_close_matches

from ..exhibits import Context, Exhibit, Table, over_time
from ..exhibits import equity_exhibits as equity
from ..exhibits import forum_exhibits as forum
from ..exhibits import headline as numbers
from ..exhibits import ledger_exhibits as ledger
from ..exhibits import place_exhibits as places
from ..exhibits import programme_exhibits as programmes
from ..exhibits import rollout_exhibits as rollout
from ..exhibits.headline import Number
from ..i18n import LANGUAGES
from ..ingest import Problem
from ..metrics import MEASURES, claims, findings
from ..metrics import ledger as of_ledger
from ..metrics import programmes as of_programmes
from ..metrics import rollout as of_rollout
from ..view import View

REGISTER, PUBLISHED = ("overview", "regions", "map"), ("programmes", "forum", "ledger")
PAGES = REGISTER + PUBLISHED
BANGKOK = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Order:
    """What is to be downloaded.

    Parameters
    ----------
    context : Context
        The release, the view and the look.
    pages : tuple of str
        The pages whose exhibits go in.
    on : datetime.date, optional
        The day of what others published; today without any.
    tags : mapping of str to tuple of str
        The programmes' filters.
    measure : str
        What colours the map.
    layers : tuple of str
        What the map shows: ``places.MAP_LAYERS``.
    """

    context: Context
    pages: tuple[str, ...] = PAGES
    on: date | None = None
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measure: str = places.MAP_MEASURES[0]
    layers: tuple[str, ...] = places.MAP_LAYERS[:1]

    @property
    def published(self) -> Context:
        """The visit of the pages of what others published: nowhere in particular, on their own day."""
        return replace(self.context, view=View(as_of=self.on or datetime.now(BANGKOK).date()))

    @property
    def of_sample(self) -> bool:
        """Whether figures of the sample register are in it."""
        return self.context.sample and bool(set(self.pages) & {*REGISTER, "ledger"})

    def speaking(self, language: str) -> "Order":
        """Return the same in another language."""
        return replace(self, context=replace(self.context, theme=replace(self.context.theme, language=language)))


@dataclass(frozen=True)
class Chapter:
    """A page's exhibits, with its headline numbers and its highlights where it has any."""

    page: str
    exhibits: list[Exhibit]
    numbers: list[Number] = field(default_factory=list)
    highlights: list[str] = field(default_factory=list)


def chapters(order: Order) -> list[Chapter]:
    """Return what goes in, page by page.

    Raises
    ------
    Problem
        If there is nothing to show.
    """
    context, found = order.context, []
    for page in (page for page in PAGES if page in order.pages):
        if page in REGISTER and context.ask(of_rollout.summary).empty:
            continue
        known = [exhibit for exhibit in CONTENTS[page](order) if exhibit]
        if page == "overview":
            lines = [finding.say(context.words, context.sample) for finding in rollout.highlights(context)]
            found.append(
                Chapter(page, known, numbers.headline(context, context.ask(of_rollout.summary).iloc[0]), lines)
            )
        elif known:
            found.append(Chapter(page, known))
    if not found:
        raise Problem("export.empty", places=context.chosen)
    return found


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
        hint = order.context.words("notice.hint", nearest=near) if near else ""
        raise Problem("export.no_chart", value=key, hint=hint, known=", ".join(every))
    return every[key]


def keys(order: Order) -> list[str]:
    """Return the keys of the exhibits that go in."""
    return list(_by_key(order))


def _by_key(order: Order) -> dict[str, Exhibit]:
    return {exhibit.key: exhibit for chapter in chapters(order) for exhibit in chapter.exhibits}


def _overview(order: Order) -> Iterator[Exhibit | None]:
    yield from (rollout.s_curve(order.context), rollout.still_to_do(order.context), rollout.provinces(order.context))


def _regions(order: Order) -> Iterator[Exhibit | None]:
    context = order.context
    if not places.in_plan(context).empty:
        yield from (places.ranking(context), places.curves(context), places.table(context))
    yield from (equity.lorenz(context), equity.fifths(context))


def _map(order: Order) -> Iterator[Exhibit | None]:
    context = order.context
    classes = places.classes(context, order.measure) if "provinces" in order.layers else None
    yield places.country_map(
        context, order.measure, classes, places.dots(context) if "centres" in order.layers else None
    )


def _programmes(order: Order) -> Iterator[Exhibit | None]:
    context = order.published
    rows = of_programmes.tagged(context.ask(of_programmes.cards), **order.tags)
    if rows.empty:
        return
    yield from (programmes.timeline(context, rows, context.ask(of_programmes.events)), programmes.matrix(context, rows))
    known, named = (
        context.ask(claims.known),
        {row["programme_id"]: context.words.name(row) for row in rows.to_dict("records")},
    )
    for own, aims in of_programmes.over_time(known[known.subject.isin(named)]):
        title = over_time.title(context, named[own.subject.iloc[0]], own)
        yield over_time.over_time(context, own.claim_id.iloc[0], title, own, aims)


def _forum(order: Order) -> Iterator[Exhibit | None]:
    context = order.published
    events = context.ask(of_programmes.events)
    events = events[events.subject.isin([forum.PRIZE, forum.FORUM])]
    yield forum.funnel(context, context.ask(claims.known))
    yield forum.timeline(context, events, context.ask(of_programmes.cards))


def _ledger(order: Order) -> Iterator[Exhibit | None]:
    context, release = order.published, order.context.data.release
    known, events = context.ask(claims.known), context.ask(of_programmes.events)
    yield from (ledger.told_twice(context, rows) for rows in of_ledger.told_twice(events[events.past]))
    yield from (ledger.group(context, group) for group in of_ledger.groups(known) if group.kind in ("conflict", "fell"))
    total = context.ask(of_rollout.summary, View(as_of=release.as_of))
    if not total.empty:
        yield ledger.against(context, of_ledger.against(known, total.iloc[0], release.as_of), release.as_of)
    yield ledger.every(context, known.sort_values(["as_of", "claim_id"], ascending=[False, True]), known)
    if not (former := context.ask(claims.former)).empty:
        yield ledger.former(context, former, known)


CONTENTS = {
    "overview": _overview,
    "regions": _regions,
    "map": _map,
    "programmes": _programmes,
    "forum": _forum,
    "ledger": _ledger,
}


def title(order: Order) -> str:
    """Return the title of the file: how far the rollout is, or the pages that it holds."""
    context, words = order.context, order.context.words
    total = context.ask(of_rollout.summary)
    if set(order.pages) & set(REGISTER) and not total.empty:
        return context.say(findings.headline(total.iloc[0]))
    return words.listing([words(f"page.{page}") for page in order.pages])


def facts(order: Order) -> list[tuple[str, str]]:
    """Return the lines of the title page: what is chosen, the release, the days, the language."""
    context, words, release = order.context, order.context.words, order.context.data.release
    lines = [(words("export.pages"), words.listing([words(f"page.{page}") for page in order.pages]))]
    if set(order.pages) & set(REGISTER):
        lines += [(words("export.filters"), context.chosen), (words("export.as_of"), words.date(context.day))]
    if set(order.pages) & set(PUBLISHED):
        lines.append((words("export.on"), words.date(order.published.day)))
    published = words.date(release.published_at.astimezone(BANGKOK))
    lines += [
        (words("export.release"), words("export.release.of", register=context.register, day=published)),
        (words("language"), LANGUAGES[words.language].label),
        (words("export.made"), words.date(datetime.now(BANGKOK).date())),
    ]
    return lines


def definitions(context: Context) -> Table:
    """Return every measure with what it means: ``measure``, ``meaning``."""
    words = context.words
    return Table.of(
        {
            "measure": (words("export.measure"), [words(f"measure.{measure}") for measure in MEASURES]),
            "meaning": (words("dictionary.meaning"), [words(f"measure.{measure}.definition") for measure in MEASURES]),
        }
    )


def defined(exhibit: Exhibit) -> list[str]:
    """Return the definitions of the measures that are columns of an exhibit's table."""
    words, columns = exhibit.context.words, exhibit.table().frame.columns
    return [
        f"{words(f'measure.{measure}')}: {words(f'measure.{measure}.definition')}"
        for measure in MEASURES
        if measure in columns
    ]


def sources(order: Order, held: list[Chapter]) -> list[str]:
    """Return the citations of what goes in."""
    cited = [exhibit.source for chapter in held for exhibit in chapter.exhibits]
    return list(dict.fromkeys(cited)) + [order.context.words("equity.caveat")] * ("regions" in order.pages)


def name(order: Order, kind: str, chart: str = "") -> str:
    """Return a name for the file: of a sample, with that word in it."""
    of = order.pages if len(order.pages) == 1 else ()
    marks = (
        (chart, *("sample",) * exhibit(order, chart).of_sample)
        if chart
        else ("ocod", *of, *("sample",) * order.of_sample)
    )
    return f"{'_'.join(marks)}_{order.context.day.isoformat()}_{order.context.words.language}.{kind}"
