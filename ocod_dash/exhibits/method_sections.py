"""What the page Method says: what is counted and how, with the limits that the code uses, and what is not known."""

from datetime import date

from .. import geography
from ..geography.gazetteer import DISTRICTS_AS_OF, PROVINCES_AS_OF
from ..i18n import Words
from ..metrics import MEASURES, ledger, programmes
from ..metrics.backtest import AHEAD, ORIGINS
from ..metrics.equity import FIFTHS
from ..metrics.forecast import BLOCK, LATELY, LEAST_MONTHS, PATHS, RANGES, YEARS
from ..metrics.measures import LEAST
from ..metrics.pace import WINDOWS
from ..metrics.places import BEHIND
from ..schema import STATUSES
from ..schema.tables import QUALIFIERS
from ..view import EVER
from .claim_text import programme, term
from .context import Context
from .document import Section, sources

ABOUT_CENTRES = ("mdes_ryt9_2021", "matichon_2021", "nation_2025_09", "nation_2025_11", "smartcity_2024")
OF_YEARS = ("dopa_2022", "dopa_2021", "nso_ses_2021")
ROUND = 1300  # the figure that shows what a qualifier allows
TERMS = ("register", "release", "reference_date", "milestone", "published", "source", "steward", "points", "sample")
UNKNOWN = ("register", "provinces", "centres", "internet", "area", "origin")


def method(context: Context, today: date) -> tuple[Section, ...]:
    """Return the sections of the page; they are the same on every day."""
    words = context.words
    return (
        _centre(context),
        _places(words),
        _progress(words),
        _forecast(words),
        _published(words),
        _people(context),
        _unknown(context),
        _statuses(words),
        _measures(words),
        _terms(words),
    )


def _centre(context: Context) -> Section:
    words = context.words
    texts = words("method.centre"), words("method.centre.origin"), words("method.centre.counted")
    return Section("centre", words("method.centre.title"), texts, links=sources(context, *ABOUT_CENTRES))


def _places(words: Words) -> Section:
    regions = geography.regions()
    rows = tuple((words.name(each), words.number(len(geography.provinces(each.code)))) for each in regions)
    provinces = geography.provinces()
    districts = sum(len(geography.districts(each.code)) for each in provinces)
    text = words("method.places", regions=len(regions), provinces=len(provinces), districts=districts)
    return Section("places", words("method.places.title"), (text,), heads=_heads(words), rows=rows)


def _heads(words: Words) -> tuple[str, ...]:
    return words("filter.region"), words("method.places.provinces")


def _progress(words: Words) -> Section:
    points = (
        words("method.progress.status"),
        words("method.progress.behind", points=BEHIND),
        words("method.progress.pace", windows=list(WINDOWS)),
        words("method.progress.filter"),
    )
    return Section("progress", words("method.progress.title"), points=points)


def _forecast(words: Words) -> Section:
    points = (
        words("method.forecast.schedule"),
        words("method.forecast.indices"),
        words("method.forecast.simulations", paths=PATHS, block=BLOCK),
        words("method.forecast.ranges", ranges=list(RANGES), years=YEARS),
        words("method.forecast.unknown", months=LEAST_MONTHS, lately=LATELY, least=LEAST),
        words("method.forecast.tested", origins=ORIGINS, months=AHEAD, of=LEAST_MONTHS),
        words("method.forecast.limits"),
    )
    return Section("forecast", words("method.forecast.title"), points=points, texts=(words("method.forecast"),))


def _published(words: Words) -> Section:
    rows = tuple(
        (
            words(f"ledger.exactness.{qualifier}"),
            words.number(ROUND),
            words("method.published.range", low=low, high=high) if low < high else words.number(low),
        )
        for qualifier in QUALIFIERS
        for low, high in (ledger.allowed(ROUND, qualifier),)
    )
    heads = tuple(words(f"method.published.{name}") for name in ("precision", "figure", "allowed"))
    texts = (words("method.published"), words("method.published.conflict"))
    points = (
        words("method.published.additions"),
        words("method.published.totals", days=ledger.NEAR.days),
        words("method.published.calculated"),
        words("method.published.sums", days=ledger.NEAR.days),
    )
    return Section("published", words("method.published.title"), texts, heads=heads, rows=rows, points=points)


def _people(context: Context) -> Section:
    words = context.words
    points = (
        words("method.people.registered"),
        words("method.people.years", provinces=PROVINCES_AS_OF, districts=DISTRICTS_AS_OF),
        words("method.people.income", fifths=FIFTHS),
        f"{words('measure.gini')}: {words('measure.gini.definition')}",
    )
    return Section("people", words("method.people.title"), points=points, links=sources(context, *OF_YEARS))


def _unknown(context: Context) -> Section:
    """List what is not known: of the centres, and of each programme what its row says."""
    words = context.words
    rows = context.ask(programmes.cards, EVER)
    of_programmes = (
        words(
            "method.unknown.programme",
            programme=programme(context, row.programme_id),
            measures=[term(context, "measure", each) for each in row.unknown.split(";")],
        )
        for row in rows[rows.unknown.notna()].itertuples()
    )
    points = (*(words(f"method.unknown.{each}") for each in UNKNOWN), *of_programmes)
    return Section("unknown", words("method.unknown.title"), (words("method.unknown"),), points=points)


def _statuses(words: Words) -> Section:
    facts = tuple((words(f"status.{each}"), words(f"measure.{each}.definition")) for each in STATUSES)
    return Section("statuses", words("method.statuses.title"), facts=facts)


def _measures(words: Words) -> Section:
    others = [each for each in MEASURES if each not in STATUSES]
    facts = tuple((words(f"measure.{each}"), words(f"measure.{each}.definition")) for each in others)
    return Section("measures", words("method.measures.title"), facts=facts)


def _terms(words: Words) -> Section:
    facts = tuple((words(f"method.term.{each}"), words(f"method.term.{each}.meaning")) for each in TERMS)
    return Section("terms", words("method.terms.title"), facts=facts)
