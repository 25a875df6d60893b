"""A shape of any outline on a slide. The library measures the whole outline again at each of its points; this does it once."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from .slide import inches, written

LINE = 6350  # half a point


def freeform(
    number: int,
    name: str,
    alternative: str,
    rings: Sequence[Sequence[tuple[float, float]]],
    fill: str,
    line: str,
    width: int = LINE,
) -> Any:
    """Return a shape of closed outlines, to be appended to a group.

    Parameters
    ----------
    number : int
        Its id, unlike any other on the slide.
    name, alternative : str
        Its name, and the text for screen readers.
    rings : sequence of sequence of (float, float)
        The outlines' corners, in inches on the slide.
    fill, line : str
        Colours, as ``#RRGGBB``.
    width : int
        Of the line, in English Metric Units, 12,700 to a point.
    """
    points = [[(int(inches(x)), int(inches(y))) for x, y in ring] for ring in rings]
    across, down = zip(*(point for ring in points for point in ring), strict=True)
    left, top, wide, high = min(across), min(down), max(across) - min(across), max(down) - min(down)
    path = "".join(_ring([(x - left, y - top) for x, y in ring]) for ring in points)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(written(name))} '
        f"descr={quoteattr(written(alternative))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{_colour(fill)}<a:ln w="{width}">{_colour(line)}</a:ln></p:spPr></p:sp>'
    )


def _ring(points: list[tuple[int, int]]) -> str:
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in rest)}<a:close/>"


def _colour(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
