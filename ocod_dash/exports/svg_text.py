"""An SVG of ours in two: its lines of text, for programs that set type better themselves, and its shapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

SPACE = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SPACE)


@dataclass(frozen=True)
class Run:
    """A part of a line in one colour and weight."""

    text: str
    bold: bool
    colour: str


@dataclass(frozen=True)
class Line:
    """A line of text: its position, in the SVG's own units.

    Parameters
    ----------
    x, y : float
        Where it begins, ends, or has its middle, as ``anchor`` says; its baseline.
    anchor : {"start", "middle", "end"}
        Which end of the line is at ``x``.
    size : float
        Of its type.
    runs : tuple of Run
        Its parts.
    """

    x: float
    y: float
    anchor: str
    size: float
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class SvgParts:
    """An SVG's size, its lines of text, and the SVG without them."""

    width: float
    height: float
    lines: list[Line]
    shapes: ElementTree.Element


def split_text(svg: str) -> SvgParts:
    """Split an SVG of ours into its lines of text and its shapes."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    lines = []
    for text in root.findall(f"{{{SPACE}}}text"):
        lines += list(_lines(text, float(root.attrib["font-size"])))
        root.remove(text)
    return SvgParts(width, height, lines, root)


def name_of(element: ElementTree.Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.removeprefix(f"{{{SPACE}}}")


def _lines(text: ElementTree.Element, size: float) -> Iterator[Line]:
    for line in list(text) or [text]:
        runs = [
            Run(
                part.text or "",
                int(part.get("font-weight", text.get("font-weight", "400"))) >= 600,
                part.get("fill", text.attrib["fill"]),
            )
            for part in (list(line) or [line])
        ]
        at = float(line.attrib["x"]), float(line.attrib["y"])
        yield Line(*at, text.get("text-anchor", "start"), float(text.get("font-size", size)), tuple(runs))
