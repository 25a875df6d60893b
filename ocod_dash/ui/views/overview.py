"""Overview: the state of the rollout in ten seconds."""

from ...exhibits.headline import headline
from ...metrics import findings
from ...web.parts import Items, columns
from ..cards import cards
from ..empty_states import no_centre, total
from ..exhibit_card import card, curve_card
from ..headings import title
from ..highlights import highlights
from ..links import province_links
from ..page_context import PageContext
from ..published_totals import published_totals


def build(page: PageContext) -> Items:
    """Return the headline and the exhibits behind it."""
    context = page.context
    if (summary := total(context)) is None:
        yield no_centre(context)
        return
    shown = page.exhibits()
    yield title(context.say(findings.headline(summary)))
    yield cards(context, "cards", headline(context, summary))
    yield columns((2, 1), [curve_card(context, shown.get("s_curve"))], [highlights(page)])
    links = province_links(page, "regions")
    left = [
        card(shown[key], links=links if key == "overdue" else {}) for key in ("overdue", "still_to_do") if key in shown
    ]
    yield columns(
        (1, 1),
        left,
        [card(shown["provinces"], links=links), published_totals(page)],
    )
