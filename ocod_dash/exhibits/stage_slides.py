"""The slides: each one finding with one picture, from the same exhibits as the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..criteria.limits import Limits
from ..i18n import LANGUAGES, Words
from ..metrics import MEASURES, claims, findings, next_sites, programme_status, programmes, shown
from ..metrics import rollout as counted
from ..metrics.claims import date_text
from ..problem import Problem
from ..siting.plan import Plan
from ..siting.question import Question
from . import claim_text, next_exhibits, next_plan, programme_exhibits
from . import equity_exhibits as equity
from . import forecast_exhibits as forecast
from . import forum_exhibits as forum
from . import headline as numbers
from . import inconsistency_exhibits as published
from . import map_months as months
from . import place_exhibits as places
from . import review_exhibits as review
from . import rollout_exhibits as rollout
from . import title_page as opening
from .context import Context
from .exhibit import Exhibit
from .title_page import TitlePage

USUAL = Limits()  # thresholds of the review
RANKED = ("ranking", "lowest")  # slides on which places are compared
MOST_SOURCES = 7  # publishers on the last slide, those with most figures


@dataclass(frozen=True)
class Line:
    """A figure with its name, or a name with a text; ``colour`` marks it."""

    text: str
    name: str
    remark: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Slide:
    """A finding with one picture, as the browser gets it.

    Parameters
    ----------
    key : str
        Unique in the deck; ``present.say.<key>`` is what the presenter may say.
    title, measured, source : str
        The finding; measure, unit and place; where the figures are from.
    sample : bool
        Whether they are the sample register's.
    say : str
        For the presenter.
    meanings : tuple of str
        For the presenter: what the figures mean.
    alt : str
        What a reader who does not see the picture should know.
    figures : tuple of Line
        Numbers, the first one large.
    chart : str
        A figure as Plotly's JSON.
    map : Months, optional
        A map with its months.
    rows : tuple of Line
        Names, each with a text.
    title_page : TitlePage, optional
        Who presents, and where the figures can be read.
    """

    key: str
    title: str
    measured: str
    source: str
    sample: bool
    say: str
    meanings: tuple[str, ...] = ()
    alt: str = ""
    figures: tuple[Line, ...] = ()
    chart: str = ""
    map: months.Months | None = None
    rows: tuple[Line, ...] = ()
    title_page: TitlePage | None = None


def decks(context: Context, today: Context) -> dict[str, list[Slide]]:
    """Make the slides of a view with centres in it, by language; ``today`` is the context of what was published."""
    return {language: deck(_in(language, context), _in(language, today)) for language in LANGUAGES}


def deck(context: Context, today: Context) -> list[Slide]:
    """Make the slides of a view in the context's language."""
    return context.cached("deck", lambda: [slide for slide in _slides(context, today) if slide], of=str(today.day))


def _in(language: str, context: Context) -> Context:
    return replace(context, theme=replace(context.theme, language=language))


def _slides(context: Context, today: Context) -> Iterator[Slide | None]:
    words = context.words
    yield _title(context)
    yield _headline(context)
    yield _of(rollout.s_curve(context), "behind_plan")
    yield _of(rollout.by_month(context), "open")
    yield _of(forecast.ahead(context), more=" ".join(forecast.notes(context)))
    yield _of(places.lowest(context), "overdue") if len(places.in_plan(context)) > 1 else None
    yield None if context.view.district else _map(context)  # a colour is that of a whole province
    yield _programmes(today)
    yield _of(forum.funnel(today, today.ask(claims.known)))
    yield _of(equity.fifths(context), "per_100k", more=words("equity.caveat"))
    if review.is_known(context):
        yield _of(review.by_place(context, USUAL, most=places.FEW))
        yield _of(review.use(context, USUAL))
        yield _of(review.survey(context))
    yield _of(_next_sites(context))
    yield _inconsistencies(today)
    yield _sources(context, today)


def _of(exhibit: Exhibit | None, *measures: str, more: str = "") -> Slide | None:
    """Make a slide of an exhibit with a chart, and of the measures whose definitions belong to it; None of none."""
    if exhibit is None:
        return None
    meanings = (*_meanings(exhibit.context, *measures), *filter(None, [more]))
    return _slide(exhibit, meanings=meanings, chart=exhibit.spec)


def _slide(exhibit: Exhibit, **picture: Any) -> Slide:
    return Slide(
        exhibit.key, exhibit.title, exhibit.subtitle, exhibit.source, exhibit.of_sample,
        _say(exhibit), alt=exhibit.alternative, **picture,
    )  # fmt: skip


def _say(exhibit: Exhibit) -> str:
    """Write what the presenter may say: of a sample, nothing that singles out a place."""
    words, key = exhibit.context.words, exhibit.key
    plain = exhibit.of_sample and key in RANKED
    return words(f"present.say.{key}.sample" if plain else f"present.say.{key}")


def _title(context: Context) -> Slide | None:
    """Make the slide of who presents; None where the settings name no publisher, logo or public address."""
    words, page = context.words, opening.title_page(context)
    if page is None:
        return None
    measured = " · ".join([context.places or words("country"), words.date(context.day)])
    say, title = words("present.say.title"), words("app.title")
    return Slide("title", title, measured, context.source, context.sample, say, title_page=page)


def _headline(context: Context) -> Slide:
    words, total = context.words, context.ask(counted.summary).iloc[0]
    behind, colour = numbers.against_plan(context, total)
    large, *beside = numbers.of_view(context, "slides")
    first = Line(_written(context, large, total), words(f"measure.{large}"), behind, colour)
    others = [Line(_written(context, measure, total), words(f"measure.{measure}")) for measure in beside]
    meanings = _meanings(context, *shown("speaker_notes"))
    title, say = context.say(findings.headline(total)), words("present.say.headline")
    measured = " · ".join([context.places or words("country"), words.date(context.day)])
    return Slide("headline", title, measured, context.source, context.sample, say, meanings, figures=(first, *others))


def _map(context: Context) -> Slide:
    return _slide(months.exhibit(context), meanings=_meanings(context, months.MEASURE), map=months.months(context))


def _programmes(today: Context) -> Slide:
    words, rows = today.words, programmes.only(programme_exhibits.on_the_day(today))
    lines = []
    for _, row in rows.iterrows():
        notes = [programme_status.note_text(words, note) for note in programme_exhibits.notes(today, row.programme_id)]
        status = " · ".join([programme_status.status_text(words, row), *notes])
        who = words.of(row, "evidence_publisher")
        lines.append(Line(status, programmes.title(words, row), who, row.status if who else ""))
    title, say = today.sentence(programmes.headline(rows)), words("present.say.programmes")
    measured = words("present.programmes", day=today.day)
    return Slide("programmes", title, measured, claim_text.source(today), False, say, rows=tuple(lines))


def _next_sites(context: Context) -> Exhibit | None:
    """Return what the usual number of new centres would bring, chosen site by site; None where no question is to be asked."""
    try:
        plan = Plan.greedy(next_plan.study(context.data, context.view, Question()))
    except Problem:
        return None
    exhibit = next_exhibits.curve(context, plan)
    return exhibit and replace(exhibit, clause=context.clause(next_sites.headline(plan)))


def _inconsistencies(today: Context) -> Slide | None:
    """Make a slide of the published figures that do not fit together; None where all do."""
    exhibit, found = published.exhibit(today), published.found(today)
    if exhibit is None:
        return None
    words = today.words
    rows = (
        Line(published.figures(today, one), words(f"ledger.kind.{one.kind}"), published.sentence(today, one))
        for one in found
    )
    notes = (text for one in found for text in published.readings(today, one))
    return _slide(exhibit, rows=tuple(rows), meanings=tuple(notes))


def _sources(context: Context, today: Context) -> Slide:
    words = context.words
    counts = published.publishers(today)
    lines = [Line(words("present.counted"), context.register, words.date(context.data.release.as_of), "counted")]
    for row in counts.head(MOST_SOURCES).itertuples():
        newest = date_text(words, row.newest, row.precision)
        lines.append(Line(_amount(words, row.figures, row.sources), str(row.Index), newest))
    rest = counts.iloc[MOST_SOURCES:]
    if len(rest):
        amount = _amount(words, rest.figures.sum(), rest.sources.sum())
        lines.append(Line(amount, words("present.others", n=len(rest))))
    title, cited = today.sentence(published.headline(today, today.ask(claims.known))), claim_text.source(today)
    measured = words("present.sources", n=len(counts))
    say, meanings = words("present.say.sources"), (words("claims.different_words"),)
    return Slide("sources", title, measured, cited, context.sample, say, meanings, rows=tuple(lines))


def _amount(words: Words, figures: int, sources: int) -> str:
    return " · ".join((words("present.figures", n=int(figures)), words("present.publications", n=int(sources))))


def _meanings(context: Context, *measures: str) -> tuple[str, ...]:
    words = context.words
    return tuple(f"{words(f'measure.{each}')}: {words(f'measure.{each}.definition')}" for each in measures)


def _written(context: Context, measure: str, total: Any) -> str:
    return MEASURES[measure].write(total[measure], context.words)
