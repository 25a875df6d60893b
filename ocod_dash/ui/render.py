"""HTML from the templates of the pages."""

from pathlib import Path

from .. import geography
from ..web.page_renderer import page_renderer


def _place_names() -> tuple[str, ...]:
    provinces = geography.provinces()
    places = [*geography.regions(), *provinces, *(d for p in provinces for d in geography.districts(p.code))]
    return tuple(place.name_th for place in places)


html = page_renderer(Path(__file__).parent / "templates", names=_place_names())
