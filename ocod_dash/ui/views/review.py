"""Review: what the rules suggest for each open centre, what that comes to, and how sure it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from ... import schema, scratch
from ...charts.review_charts import MOST_POINTS
from ...criteria.limits import Limits
from ...exhibits import Exhibit, review_exhibits, review_map
from ...exhibits.headline import Number
from ...exports import survey_form
from ...metrics import review_findings
from ...web.parts import File, Items, Part, columns
from ..cards import cards
from ..empty_states import no_centre, total
from ..exhibit_card import card, reason, table_card
from ..headings import note, section, title
from ..links import href, same_page
from ..live_map import live_map
from ..page_context import PageContext
from ..place_tables import linked, mark, table
from ..render import html

HEIGHT = 640  # of the map, in pixels
ROWS, MOST_ROWS = 20, 100  # of the list in sight, and on the page; its files have them all
MIME = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
FORMS = {"xlsx": "XLSX", "csv": "CSV", "xlsform": "XLSForm"}
FILES_ONLY = ("trend", "months_known", "cost_per_visit", "next_km", "decided_on")  # columns of the list that files have


def build(page: PageContext) -> Items:
    """Return the finding, the options, where they are, use against cost, the survey, the list of centres and the rules."""
    context, chosen = page.context, review_exhibits.limits(page)
    if total(context) is None:
        yield no_centre(context)
        return
    if not review_exhibits.is_known(context):
        yield reason(page.words("review.nothing"), page.words("review.nothing.help"))
        return
    shown, rows = page.exhibits(), review_exhibits.suggested(context, chosen)
    yield title(context.say(review_findings.options(rows)))
    yield note("review_note", page.words("review.note"))
    yield cards(context, "review_cards", _numbers(page, chosen))
    yield _thresholds(page, chosen)
    links = {
        code: href(page, "review", at=code, choices=_choices(page))
        for code in shown["review_places"].table().frame.code
    }
    points = _links(page, rows.centre_id) if len(rows) <= MOST_POINTS else {}
    use, survey = ([card(shown[key], links=points)] if key in shown else [] for key in ("review_use", "review_survey"))
    left = [card(shown["review_places"], links=links), *use]
    yield columns((1, 1), left, [_map(page, shown["review_map"], chosen), *survey])
    yield table_card(shown["review_options"], _table(shown["review_options"]))
    yield _forms(page)
    yield from _list(page, shown, chosen)


def _map(page: PageContext, exhibit: Exhibit, chosen: Limits) -> Part:
    """Return the map, on which each centre leads to its own page."""
    layers, meanings = review_map.layers(page.context, chosen), review_map.meanings(page.words)
    own = href(page, "centre", choices=_choices(page))
    own += ("&" if "?" in own else "?") + "id="
    return card(exhibit, middle=live_map(page, layers, exhibit.alternative, HEIGHT, own, meanings))


def _list(page: PageContext, shown: Mapping[str, Exhibit], chosen: Limits) -> Items:
    """Return the list of centres with its filter, and the rules."""
    words, rows = page.words, review_exhibits.listed(page.context, chosen, page.chosen("option"))
    yield section("review_list", words("review.list"), words("review.list.note"))
    yield _filter(page)
    yield table_card(shown["review_centres"], _centres(page, shown["review_centres"], rows.head(MOST_ROWS)))
    if len(rows) > MOST_ROWS:
        yield note("review_more", words("review.list.more", n=MOST_ROWS))
    yield table_card(shown["review_rules"], _table(shown["review_rules"]))


def _numbers(page: PageContext, chosen: Limits) -> list[Number]:
    """Return how many centres each option is suggested for, with how many of them would change with the thresholds."""
    words, found = page.words, []
    for row in review_exhibits.totals(page.context, chosen).itertuples():
        remark = words("review.card", flips=row.flips, little=row.decided_on_little)
        definition = words(f"option.{row.option}.definition")
        found.append(Number(row.option, words(f"option.{row.option}"), words.number(row.centres), remark, definition))
    return found


def _thresholds(page: PageContext, chosen: Limits) -> Part:
    """Return the thresholds, each with the values that a link sets it to."""
    words = page.words
    rows = [
        (
            words(f"review.threshold.{name}"),
            [
                (
                    words.number(offered, 0 if offered.is_integer() else 1),
                    same_page(page, limits=chosen.having(name, offered).encode()),
                    offered == value,
                )
                for offered in map(float, values)
            ],
        )
        for name, value, values in review_exhibits.thresholds(chosen)
    ]
    changed = chosen.changed
    reset = same_page(page, limits="") if changed else ""
    return Part(
        "review_thresholds",
        html("thresholds", title=words("review.thresholds"), changed=words("review.changed", n=changed) if changed else "",
             rows=rows, reset=reset, again=words("review.reset")),
    )  # fmt: skip


def _forms(page: PageContext) -> Part:
    """Return the form of the survey of the province in view, in each kind of file; elsewhere, how to get one."""
    words, provinces = page.words, page.context.view.provinces
    help = words("review.forms.help" if len(provinces) == 1 else "review.forms.choose")
    heading = html("heading", text=words("review.forms"), note=help)
    if len(provinces) != 1:
        return Part("survey_form", heading)
    buttons = [(kind, name, f"{words('review.forms')}: {name}", help) for kind, name in FORMS.items()]
    row = html("row", buttons=buttons, source=("", "", ""), failed=words("frame.failed"))
    return Part("survey_form", heading, row, answers={kind: partial(_form, page, kind) for kind in FORMS})


def _form(page: PageContext, kind: str) -> File:
    data, (province, *_) = page.context.data, page.context.view.provinces
    name = survey_form.name(data, province, kind, page.words.language)
    with scratch.folder() as folder:
        file = Path(folder, name)
        survey_form.make(data, province, kind, page.words, file)
        return File(name, MIME[file.suffix], file.read_bytes())


def _filter(page: PageContext) -> Part:
    """Return the options that the list can be of."""
    words, only = page.words, page.chosen("option")
    links = [(words("review.every"), same_page(page, option=""), not only)]
    links += [(words(f"option.{each}"), same_page(page, option=each), only == (each,)) for each in schema.OPTIONS]
    return Part("review_filter", html("choices", label=words("review.option"), links=links))


def _choices(page: PageContext) -> dict[str, str]:
    chosen = ",".join(page.chosen("limits"))
    return {"limits": chosen} if chosen else {}


def _links(page: PageContext, ids: Iterable[str]) -> dict[str, str]:
    """Return the addresses of the centres' own pages, by id."""
    return {code: href(page, "centre", choices=_choices(page) | {"id": code}) for code in ids}


def _centres(page: PageContext, exhibit: Exhibit, rows: pd.DataFrame) -> Markup:
    """Return the list, each centre a link to its own page, each option with its mark."""
    shown = review_exhibits.of_centres(page.context, rows).without(*FILES_ONLY)
    marks = {
        "centre": linked(shown.frame.centre_id, shown.frame.centre, _links(page, rows.centre_id)),
        "option": [mark(option) for option in shown.frame.option_code],
    }
    bare = replace(shown, frame=shown.frame.assign(centre=""))
    return table(exhibit.context, bare, exhibit.title, rows=ROWS, marks=marks)


def _table(exhibit: Exhibit) -> Markup:
    return table(exhibit.context, exhibit.table(), exhibit.title)
