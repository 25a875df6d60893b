"""The map that moves, as a part of a page: each province leads to the same page about it."""

from .. import geography
from ..config import settings
from ..exhibits.place_exhibits import MapLayers
from ..web import own_files
from ..web.parts import NO_LINKS, Links, Map
from .links import province_links
from .page_context import PageContext

TEXTS = ("inset", "closer", "further", "reset", "wheel", "still")


def live_map(
    page: PageContext, shown: MapLayers, alternative: str, height: int, centre: str = "", meanings: Links = NO_LINKS
) -> Map:
    """Return a map on which each province is a link.

    Parameters
    ----------
    page : PageContext
        What the visitor asks for.
    shown : MapLayers
        The layers, and the legend.
    alternative : str
        What a reader who does not see the map should know.
    height : int
        In pixels.
    centre : str
        Address of a centre's own page, without its id at the end; centres with an id are links then.
    meanings : mapping of str to str
        What the marks mean.
    """
    links, layers = province_links(page, page.page.name), shown.layers
    path = own_files.offer(geography.OUTLINES, geography.outlines_file())
    return Map(
        layers=layers.description["layers"],
        window=layers.description["initialViewState"],
        areas={code: {**area, "href": links[code]} for code, area in layers.areas.items()},
        few=layers.few,
        front=layers.front,
        marks=layers.marks,
        names=layers.names,
        inset=layers.inset,
        outlines=f"{page.base}/{path}",
        alt=alternative,
        texts={text: page.words(f"map.{text}") for text in TEXTS},
        height=height,
        legend=shown.legend,
        style=settings().map_style,
        page=centre,
        meanings=meanings,
    )
