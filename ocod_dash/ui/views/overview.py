"""Overview: the state of the rollout in ten seconds."""

from markupsafe import Markup

from ...exhibits import Exhibit, forecast_exhibits
from ...exhibits.headline import headline
from ...metrics import activity, findings, review_findings
from ...web.parts import Items, Part, columns
from ..cards import cards
from ..empty_states import no_centre, total
from ..exhibit_card import card, curve_card, reason
from ..headings import title
from ..highlights import highlights, schedule
from ..links import href, province_links
from ..page_context import PageContext
from ..published_totals import published_totals
from ..render import html


def build(page: PageContext) -> Items:
    """Return the headline and the exhibits behind it."""
    context = page.context
    if (summary := total(context)) is None:
        yield no_centre(context)
        return
    shown = page.exhibits()
    yield title(context.say(findings.headline(summary)))
    yield cards(context, "cards", headline(context, summary))
    yield _usage(page)
    yield columns((2, 1), [curve_card(context, shown.get("s_curve"))], [highlights(page)])
    yield from _forecast(page, shown.get("forecast"))
    links = province_links(page, "regions")
    left = [_places(page, shown[key]) for key in ("overdue", "still_to_do") if key in shown]
    right = [card(shown["provinces"], links=links), published_totals(page)]
    yield columns((1, 1), left or right[:1], right if left else right[1:])


def _usage(page: PageContext) -> Part | None:
    """Return how the centres were used in the last full month, with a link to more; nothing where no use is reported."""
    found = review_findings.usage(page.context.ask(activity.latest_month))
    if found is None:
        return None
    link = html("link", to=href(page, "review"), text=page.words("overview.review"))
    return Part("usage", html("note", text=page.context.say(found)) + link)


def _forecast(page: PageContext, exhibit: Exhibit | None) -> Items:
    """Return when all would be open, or why that is not known, beside how late the rollout is; nothing where all are open."""
    context, words = page.context, page.words
    if forecast_exhibits.is_complete(context):
        return
    if exhibit:
        notes = Markup().join(html("note", text=note) for note in forecast_exhibits.notes(context))
        shown = card(exhibit, below=notes)
    else:
        shown = reason(words("forecast.none"), forecast_exhibits.finding(context), key="no_forecast")
    late = schedule(page)
    yield columns((2, 1), [shown], [late]) if late else shown


def _places(page: PageContext, exhibit: Exhibit) -> Part:
    """Return places as bars that are links, of the whole country with a link to the ranking of all provinces."""
    links = {code: href(page, "regions", at=code) for code in exhibit.table().frame.code}
    if exhibit.key != "overdue" or page.context.view.province_codes:
        return card(exhibit, links=links)
    to = href(page, "regions", level="province")
    return card(exhibit, links=links, below=html("link", to=to, text=page.words("overview.all_provinces")))
