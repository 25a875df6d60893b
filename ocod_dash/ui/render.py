"""HTML from the templates of the pages."""

from pathlib import Path

from .. import geography
from ..web.page_renderer import page_renderer


def place_names() -> tuple[str, ...]:
    """Return the names of regions, provinces and districts in Thai, which no line of a heading or a table breaks."""
    provinces = geography.provinces()
    places = [*geography.regions(), *provinces, *(d for p in provinces for d in geography.districts(p.code))]
    return tuple(place.name_th for place in places)


html = page_renderer(Path(__file__).parent / "templates", names=place_names())
