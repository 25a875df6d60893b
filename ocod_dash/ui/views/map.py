"""Map: where the centres are, where the work is, and how the rollout spread."""

from ...exhibits import place_exhibits
from ...exhibits.place_exhibits import MAP_LAYERS, NO_LAYER
from ...exhibits.rollout_exhibits import month_ends
from ...metrics import findings, measure_findings, places, shown
from ...web import fields
from ...web.parts import Items, Part, columns
from ..empty_states import no_centre, total
from ..exhibit_card import card
from ..headings import note, title
from ..live_map import live_map
from ..page_context import PageContext
from ..place_panel import panel

HEIGHT = 660


def build(page: PageContext) -> Items:
    """Return the map with its days, and beside it the place in view."""
    context = page.context
    if (summary := total(context)) is None:
        yield no_centre(context)
        return
    inside, measure = context.ask(places.progress, level="province"), page.chosen("measure")[0]
    coloured = "provinces" in page.chosen("layers")
    furthest = measure_findings.furthest_off(inside, measure) if coloured else None
    yield title(context.say(furthest or findings.headline(summary)))
    exhibit = page.exhibits()["map"]
    layers = place_exhibits.map_layers(context, measure, page.chosen("layers"))
    drawn = live_map(page, layers, exhibit.alternative, HEIGHT)
    shown = [*_controls(page), card(exhibit, middle=drawn), _days(page)]
    yield columns((2, 1), shown, panel(page))


def _controls(page: PageContext) -> Items:
    """Return what to colour and which layers to show."""
    words = page.words
    if page.context.view.district:
        yield note("map_district", words("map.district.note"))
        return
    measures = [(measure, words(f"measure.{measure}")) for measure in shown("map")]
    yield fields.one(words, "map_measure", "measure", words("map.measure"), measures, page.chosen("measure")[0])
    layers = [(layer, words(f"map.layer.{layer}")) for layer in MAP_LAYERS]
    yield fields.pills(
        words, "map_layers", "layers", words("map.layers"), layers, page.chosen("layers"), nothing=NO_LAYER
    )


def _days(page: PageContext) -> Part:
    """Return the slider over the months and its play button; of a register that knows one day only, that it does."""
    stops = month_ends(page.context)
    if len(stops) < 2:
        return note("map_days", page.words("map.no_history"))
    return fields.player(page.words, "map_days", "as_of", stops, page.context.day)
