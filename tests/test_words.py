"""Words, numbers and dates in both languages; and that every text is there, complete, and used."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from ocod_dash import geography
from ocod_dash.api import docs as api_docs
from ocod_dash.api import resources as api_resources
from ocod_dash.cli import forecasts
from ocod_dash.config import ROOT
from ocod_dash.criteria.figures import ANSWERS
from ocod_dash.criteria.limits import THRESHOLDS
from ocod_dash.exhibits import (
    about_sections,
    forecast_exhibits,
    forum_exhibits,
    licences,
    method_sections,
    next_exhibits,
    parameters,
    stage_texts,
    top_exhibit,
)
from ocod_dash.exhibits import stage_slides as present_slides
from ocod_dash.exhibits.place_exhibits import MAP_LAYERS
from ocod_dash.exhibits.register_gaps import MEASURED
from ocod_dash.exhibits.top_exhibit import MEASURES_OF_PLACES
from ocod_dash.exports import survey_rows
from ocod_dash.i18n import LANGUAGES, Message, Month, Percent, Words, language_of
from ocod_dash.i18n.words import catalogue, plural_form
from ocod_dash.ingest import FORMS, STAGES
from ocod_dash.ingest.claims.claim_form import BROUGHT
from ocod_dash.ingest.claims.claim_rules import rules as rules_of_claims
from ocod_dash.ingest.files import SEPARATORS
from ocod_dash.ingest.forms import RecordForm, corrections
from ocod_dash.ingest.forms.day_order import ORDERS
from ocod_dash.ingest.forms.report import SEVERITIES
from ocod_dash.ingest.register.centre_changes import COUNTED
from ocod_dash.ingest.register.centre_rules import rules
from ocod_dash.ingest.review import REVIEW_FORMS
from ocod_dash.metrics import (
    MEASURES,
    REVIEW_MEASURES,
    change,
    costs,
    inconsistencies,
    ledger,
    programme_status,
    programmes,
    reach,
    shown,
)
from ocod_dash.page_registry import PAGES
from ocod_dash.schema import COST_KINDS, OPTIONS, STATUSES, TABLES, empty
from ocod_dash.schema.tables import PRECISIONS, QUALIFIERS
from ocod_dash.siting.question import GOALS, NUMBERS
from ocod_dash.ui import download_dialog, live_map
from ocod_dash.ui.views import forum
from ocod_dash.usage import RECORDS
from ocod_dash.usage.raw_records import NO_CENTRE, NO_DAY, NOBODY
from ocod_dash.usage.run import STAGES as STAGES_OF_USAGE
from ocod_dash.view import PARAMETERS as OF_VIEW

EN, TH = Words("en"), Words("th")
NOTHING = {name: empty(name) for name in TABLES}

# Numbers and dates


def test_thai_dates_are_of_the_buddhist_era():
    day = date(2021, 5, 19)
    assert (TH.date(day), EN.date(day)) == ("19 พ.ค. 2564", "19 May 2021")
    assert (TH.month(day), EN.month(day)) == ("พ.ค. 2564", "May 2021")
    assert (TH.year(2021), EN.year(2021)) == ("2564", "2021")


def test_a_leap_day_stays_a_leap_day_in_the_buddhist_era():
    assert TH.date(date(2024, 2, 29)) == "29 ก.พ. 2567"


def test_numbers_have_thousands_separators_and_fixed_decimals():
    assert (EN.number(2394), TH.number(2394)) == ("2,394", "2,394")
    assert (EN.number(2394.55, 1), EN.number(1_234_567.0)) == ("2,394.6", "1,234,567")
    assert EN.number(12, 1) == "12.0"


def test_what_rounds_to_nothing_has_no_minus():
    assert (EN.number(-0.04, 1), EN.number(-0.4)) == ("0.0", "0")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (100, 0, "100%"),
        (99.96, 0, "99%"),
        (99.96, 1, "99.9%"),
        (89.557, 1, "89.6%"),
        (89.557, 0, "90%"),
        (0.04, 0, "1%"),
        (0.04, 1, "0.1%"),
        (0, 1, "0.0%"),
    ],
)
def test_a_percentage_never_rounds_to_all_or_none(value, decimals, expected):
    assert EN.percent(value, decimals) == TH.percent(value, decimals) == expected


@given(st.integers(1, 10**7).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_all_is_written_only_for_all_and_none_only_for_none(counts):
    part, whole = counts
    for written in (
        EN.percent(part / whole * 100),
        EN.percent(part / whole * 100, 1),
        EN.figure(Percent(part / whole * 100)),
    ):
        assert (float(written[:-1]) == 100) == (part == whole)
        assert (float(written[:-1]) == 0) == (part == 0)


# Messages


def test_figures_are_written_by_their_kind():
    chiang_mai = geography.place("50")
    assert EN.figure(2394) == "2,394"
    assert EN.figure(12.34) == "12.3"
    assert EN.figure(12.0) == "12"
    assert EN.figure(Percent(89.557)) == "89.6%"
    assert TH.figure(date(2021, 5, 19)) == "19 พ.ค. 2564"
    assert TH.figure(Month(2021, 5, 1)) == "พ.ค. 2564"
    assert (TH.figure(chiang_mai), EN.figure(chiang_mai)) == ("เชียงใหม่", "Chiang Mai")
    assert EN.figure(Message("status.open")) == "Open"
    assert EN.figure([1, 2, 3]) == "1, 2 and 3"
    assert EN.figure("as it is {0}") == "as it is {0}"


def test_a_name_is_in_the_language_or_else_in_the_other():
    row = {"name_th": "ศูนย์", "name_en": None}
    assert (TH.name(row), EN.name(row)) == ("ศูนย์", "ศูนย์")
    assert EN.name(row | {"name_en": "Centre"}) == "Centre"
    assert EN.name(row | {"name_en": float("nan")}) == "ศูนย์"


def test_the_names_of_a_frame_are_those_of_its_rows():
    rows = pd.DataFrame({"name_th": ["ศูนย์", "สอง", None], "name_en": [None, "Two", None], "code": ["1", "2", "3"]})
    assert EN.names(rows) == ["ศูนย์", "Two", ""] == [EN.name(row) for row in rows.to_dict("records")]
    assert TH.names(rows) == ["ศูนย์", "สอง", ""]
    assert EN.names(rows[["code"]]) == ["", "", ""]


def test_lists_read_as_in_a_sentence():
    assert EN.listing(["a", "b", "c"]) == "a, b and c"
    assert TH.listing(["ก", "ข", "ค"]) == "ก ข และค"
    assert TH.listing(["1,722", "2,222"]) == "1,722 และ 2,222"
    assert (EN.listing(["a"]), EN.listing([])) == ("a", "")


def test_english_has_a_singular_and_thai_needs_none():
    assert (EN("age.days", n=1), EN("age.days", n=2)) == ("1 day old", "2 days old")
    assert (TH("age.days", n=1), TH("age.days", n=2)) == ("1 วันที่แล้ว", "2 วันที่แล้ว")


def test_the_plural_form_is_chosen_by_the_rule_in_the_catalogue():
    russian = Catalog("ru")  # 1 and 21 are one form, 2 to 4 another, 5 to 20 the third
    assert [plural_form(russian, n) for n in (1, 21, 3, 5, 11)] == [0, 0, 1, 2, 2]
    assert [plural_form(catalogue("en"), n) for n in (1, 1.0, 0, 1.5)] == [0, 0, 1, 1]
    assert [plural_form(catalogue("th"), n) for n in (1, 2, 1.5)] == [0, 0, 0]


def test_braces_in_a_figure_stay_what_they_are():
    assert EN("notice.status", value="{hint}{0.__class__}", hint="").count("{hint}{0.__class__}") == 1


def test_a_message_that_is_not_there_is_an_error_that_names_it():
    with pytest.raises(KeyError, match=r"no.such.*en\.po"):
        EN("no.such")
    with pytest.raises(ValueError, match="'fr' is not a language of this product; expected one of th, en"):
        Words("fr")


@pytest.mark.parametrize(
    ("locale", "language"),
    [("th-TH", "th"), ("th", "th"), ("TH_th.UTF-8", "th"), ("en-GB", "en"), ("de", "en"), ("", "en"), (None, "en")],
)
def test_a_browsers_locale_decides_the_first_language(locale, language):
    assert language_of(locale) == language


# The catalogues

KEYS = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue("en") if message.id]
SAME_IN_BOTH = {
    "card.late",
    "figure.forecast",
    "cli.forecast.spi_t",
    "cli.forecast.ieac_on",
    "schedule.spi_t",
    "schedule.earned_on",
    "card.gained",
    "card.gained.compared",
    "top.equal",
    "forum.person",
    "language",
    "filter.as_of.shown",
    "finding.at",
    "finding.change",
    "finding.change.compared",
    "finding.gap",
    "finding.programmes",
    "place.both",
    "places.several",
}


def texts(language: str, key: str) -> tuple[str, ...]:
    text = catalogue(language).get(key).string
    return text if isinstance(text, tuple) else (text,)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_catalogues_have_the_same_messages_in_the_same_order():
    thai = [message.id if isinstance(message.id, str) else message.id[0] for message in catalogue("th") if message.id]
    assert thai == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice_in_a_catalogue(language):
    written = re.findall(r'^msgid "(.+)"$', (ROOT / f"ocod_dash/i18n/{language}.po").read_text("utf-8"), re.MULTILINE)
    assert len(written) == len(set(written)) == len(KEYS)


def test_a_message_names_the_same_figures_in_both_languages():
    for key in KEYS:
        (*singular, english), (thai,) = texts("en", key), texts("th", key)
        assert english, key
        assert thai, key
        assert placeholders(english) == placeholders(thai), key
        for text in singular:  # may say "the one" instead of the figure
            assert placeholders(text) in (placeholders(english), placeholders(english) - {"n"}), key


def test_a_message_is_in_its_language():
    thai = re.compile("[ก-๙]")
    for key in set(KEYS) - SAME_IN_BOTH:
        assert not any(thai.search(text) for text in texts("en", key)), key
        assert all(thai.search(text) for text in texts("th", key)), key


# The code's use of them


def declared() -> dict[str, list[str]]:
    """Return the columns of every table."""
    return {name: list(table.columns) for name, table in TABLES.items()}


FAR = ("days", "months", "years")
# What can stand in the holes of the keys that the code puts together.
HOLES = {
    "about.licence.{}": ("what", "files", "licence", "source", *licences.NONE),
    "about.personal.{}": about_sections.PERSONAL,
    "about.tested.{}": about_sections.TESTED,
    "about.untested.{}": about_sections.UNTESTED,
    "{}.title": [page.name for page in PAGES.values() if page.is_text],
    "method.published.{}": ("precision", "figure", "allowed"),
    "method.term.{}": method_sections.TERMS,
    "method.term.{}.meaning": method_sections.TERMS,
    "method.unknown.{}": method_sections.UNKNOWN,
    "api.{}": [resource.name for resource in api_resources.RESOURCES],
    "api.column.{}": api_resources.OTHER_COLUMNS,
    "api.docs.{}": (*api_docs.NOTES, *api_docs.LABELS),
    "bring.rows.{}": ("read", "accepted", "changed", "rejected"),
    "bring.scope.{}": ("all", "part"),
    "bring.{}": ("sheet", "encoding", "separator", "dates"),
    "bring.dates.{}": ("auto", *ORDERS),
    "corrections.values.{}": corrections.VALUES_HEADS,
    "changes.{}": ("added", "corrected", "withdrawn"),
    "chart.{}": ("opened", "closed", "due"),
    "cli.action.{}": (*(form.action or form.name for form in FORMS.values()), "rollback", "repair"),
    "cli.severity.{}": SEVERITIES,
    "cli.stage.{}": (*STAGES, "publish"),
    "cli.stage.usage.{}": STAGES_OF_USAGE,
    "cli.usage.{}": ("corrected", "unended"),
    "cli.usage.rejected.{}": (NO_CENTRE, NO_DAY, NOBODY),
    "cli.{}": ("release", "published_at", "as_of", "centres", "action", "file", "who"),
    "equity.fifth.{}": ("poorest", "middle", "richest"),
    "far.{}.ago": FAR,
    "cost.how.{}": costs.BASES,
    "option.{}.definition": OPTIONS,
    "review.sure.{}": ("both", "flips", "little"),
    "frame.{}": ("table", "cite"),
    "frame.{}.help": ("table", "csv", "png", "svg", "cite"),
    "frame.{}.name": ("table", "csv", "png", "svg", "cite"),
    "far.{}.to_go": FAR,
    "forum.day.{}": [kind.replace(" ", "_") for kind in forum.DAYS],
    "forum.equity.{}": ("poorest", "richest", "gini"),
    "forum.stage.{}": [stage for stage, _ in forum_exhibits.STAGES],
    "forum.story.{}": (*forum_exhibits.STORY, "project", "prize", "leaders"),
    "forum.story.{}.title": (*forum_exhibits.STORY, "project", "prize", "leaders"),
    "column.{}": MEASURED,
    "data.part.{}": parameters.DATA_PARTS,
    "difference.{}": (*COUNTED, "before", "after"),
    "field.{}": {field for form in (*FORMS.values(), RECORDS) for field in form.fields} | {"centres"},
    "figure.{}": ("behind", "ahead"),
    "form.claims.{}": BROUGHT,
    "form.{}.help": [form.name for form in FORMS.values() if form.command],
    "form.{}.page": [form.name for form in FORMS.values() if form.page],
    "form.{}.template": [form.name for form in FORMS.values() if form.templated],
    "form.{}.changes": [form.name for form in FORMS.values() if isinstance(form, RecordForm)],
    "form.{}.ask": FORMS,
    "form.{}.between": FORMS,
    "form.{}.check.help": FORMS,
    "form.{}.confirm": FORMS,
    "form.{}.file.help": FORMS,
    "form.{}.hint": FORMS,
    "form.{}.kind": FORMS,
    "form.{}.publish.help": FORMS,
    "form.{}.published": FORMS,
    "form.{}.rule": FORMS,
    "finding.{}": ("behind", "ahead"),
    "finding.{}.centres": ("behind", "ahead"),
    "finding.forecast.{}": ("few", "young", "still"),
    "forecast.{}": ("from", "to"),
    "forecast.state.{}": ("known", "complete", "few", "young", "still"),
    "schedule.{}": forecast_exhibits.SCHEDULE,
    "schedule.{}.definition": forecast_exhibits.SCHEDULE,
    "cli.forecast.{}": forecasts.COLUMNS,
    "finding.ledger.{}": ("inconsistent", "fell", "dates"),
    "finding.programmes.{}": (*programmes.STATUS_GROUPS, "unknown"),
    "guess.{}": ("field", "column", "confidence", "samples"),
    "ledger.{}": (
        "programme",
        "measure",
        "value",
        "unit",
        "as_of",
        "scope",
        "who",
        "superseded_on",
        "superseded_by",
        "withdrawn",
    ),
    "schema.{}": [
        key for name, columns in declared().items() for key in (name, *(f"{name}.{column}" for column in columns))
    ],
    "ledger.exactness.{}": QUALIFIERS,
    "ledger.found.{}": inconsistencies.KINDS,
    "ledger.kind.{}": (*ledger.KINDS, *inconsistencies.KINDS, "dates"),
    "ledger.kind.{}.help": (*ledger.KINDS, "dates"),
    "ledger.reading.{}": inconsistencies.KINDS,
    "ledger.sort.{}": parameters.SORTS,
    "card.gained.{}": ("percent",),
    "change.{}": [column for column in change.FIGURES if column.endswith("_between")],
    "level.{}.many": ("region", "province", "district"),
    "map.clusters.{}": ("open", "centres"),
    "map.layer.{}": MAP_LAYERS,
    "map.{}": live_map.TEXTS,
    "measure.{}": MEASURES | REVIEW_MEASURES,
    "measure.{}.definition": MEASURES | REVIEW_MEASURES,
    "option.{}": OPTIONS,
    "cost.kind.{}": COST_KINDS,
    "answer.{}": [figure for figure in ANSWERS if figure != "surveyed_on"],
    "answer.value.{}": {value for values in ANSWERS.values() for value in values},
    "review.needed.{}": ("less", "at_most", "at_least", "more", "is"),
    "review.threshold.{}": THRESHOLDS,
    "cli.review.{}": (
        *("option", "centres", "baht_a_year", "saves_baht_a_year", "flips", "decided_on_little", "surveyed", "decided"),
        *("place", "centre_id", "name", "position", "visits_per_open_day", "missing"),
        *(f"without_{km}km" for km in reach.RADII),
    ),
    "siting.column.{}": (
        "number",
        "code",
        "name",
        "province",
        "adds",
        "total",
        "nearest",
        "centre_id",
        "gained",
        "lost",
    ),
    "siting.goal.{}": GOALS,
    "siting.field.{}": NUMBERS,
    "siting.card.{}": next_exhibits.CARDS,
    "siting.card.{}.help": next_exhibits.CARDS,
    "siting.{}": ("without_after", "newly"),
    "measure.{}.short": shown("map"),
    "measure.{}.clause": MEASURES_OF_PLACES,
    "finding.change.{}": ("opened", "due", "before"),
    "finding.change.{}.none": ("opened", "due", "before"),
    "table.{}": ("percent", "points", "days", "baht", "baht_a_year", "km"),
    "top.{}": top_exhibit.ORDERS,
    "top.order.{}": top_exhibit.ORDERS,
    "notice.{}": (*OF_VIEW, "lang", *parameters.PARAMETERS),
    "page.{}": [path.stem for path in (ROOT / "pages").glob("*.py")],
    "programme.note.{}": [kind.replace(" ", "_") for kind in programme_status.NOTES],
    "programme.status.{}": programme_status.STATUSES,
    "present.{}": stage_texts.TEXTS,
    "present.key.{}": stage_texts.KEYS,
    "present.say.{}": (
        "title",
        "s_curve",
        "by_month",
        "forecast",
        "ranking",
        "lowest",
        "map",
        "funnel",
        "fifths",
        "review_places",
        "review_use",
        "review_survey",
        "next_curve",
        "inconsistencies",
    ),
    "finding.siting.beside.{}": ("more", "fewer", "same"),
    "siting.beside.{}": ("sites", "more", "left", "percent", "gini", "both", "mean", "cost"),
    "present.say.{}.sample": present_slides.RANKED,
    "published.filter.{}": (*programmes.TAGS, "programme"),
    "precision.{}": PRECISIONS,
    "qualifier.{}": [qualifier for qualifier in QUALIFIERS if qualifier != "exactly"],
    "reading.separator.{}": SEPARATORS.values(),
    "report.{}": {
        "aside",
        "left_out",
        "mapped",
        "missing",
        "unread",
        "read",
        "duplicate_row",
        "blank",
        "ditto",
        "range",
    }
    | {"not_answered"}
    | {rule.code for form in REVIEW_FORMS for rule in form.rules(NOTHING, date(2021, 5, 19))}
    | {rule.code for each in (rules, rules_of_claims) for rule in each(date(2021, 5, 19))},
    "region.{}": [region.code for region in geography.regions()],
    "status.{}": STATUSES,
    "survey.answer.{}_{}": (),
    "survey.form.{}": survey_rows.BESIDE,
    "survey.question.{}": survey_rows.QUESTIONS,
    "{}.{}": (),
    "download.kind.{}": download_dialog.KINDS,
    "download.kind.{}.about": download_dialog.KINDS,
    "download.what.{}": ("page", "all"),
}
PUT_TOGETHER = {pattern.format(part) for pattern, parts in HOLES.items() for part in parts} | {
    f"survey.answer.{question}_{answer}" for question, answers in survey_rows.QUESTIONS.items() for answer in answers
}
# The keys in the templates of what pages only show, each with the names of its figures.
IN_TEMPLATES = {
    key: set(re.findall(r"(\w+)=", figures))
    for room in ("ui", "web")
    for path in (ROOT / "ocod_dash" / room / "templates").glob("*.html")
    for key, figures in re.findall(r'words\("([\w.]+)"([^)]*)\)', path.read_text("utf-8"))
}
TAKE_A_KEY = {"words", "Finding", "Message", "Notice", "Problem", "__init__"}

CODE = [
    node
    for path in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "ocod_dash").rglob("*.py")]
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path)))
]


def pattern(node: ast.expr) -> str | None:
    """Return a text of the code, with ``{}`` where an f-string has a hole."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def either(node: ast.expr) -> list[ast.expr]:
    """Return what ``a if x else b`` may be."""
    return either(node.body) + either(node.orelse) if isinstance(node, ast.IfExp) else [node]


def asked_for() -> Iterator[tuple[str, set[str] | None]]:
    """Find every key in the code with the names of its figures; None where they are not written in the call."""
    for node in CODE:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keys = [key for key in map(pattern, either(node.args[0])) if key and "." in key]
        named = {keyword.arg for keyword in node.keywords}
        written = name in ("words", "Problem", "__init__") and None not in named and len(node.args) == 1
        if name in TAKE_A_KEY:
            yield from ((key, {str(each) for each in named} if written else None) for key in keys)


def test_a_key_in_the_code_is_in_the_catalogues_and_gets_its_figures():
    for key, figures in asked_for():
        assert key in (HOLES if "{}" in key else KEYS), key
        if figures is not None and key in KEYS:
            assert placeholders(texts("en", key)[-1]) <= figures, key


def test_a_key_in_a_template_is_in_the_catalogues_and_gets_its_figures():
    assert "programmes.more" in IN_TEMPLATES
    for key, figures in IN_TEMPLATES.items():
        assert key in KEYS, key
        assert placeholders(texts("en", key)[-1]) <= figures, key


def test_keys_that_the_code_puts_together_are_in_the_catalogues():
    assert PUT_TOGETHER - set(KEYS) == set()


def test_no_pattern_of_keys_is_out_of_use():
    assert set(HOLES) - {pattern(node) for node in CODE if isinstance(node, ast.JoinedStr)} == set()


def test_no_message_is_out_of_use():
    in_code = {node.value for node in CODE if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(KEYS) - in_code - PUT_TOGETHER - set(IN_TEMPLATES) == set()
