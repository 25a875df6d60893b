"""The legend in the map's corner: classes with their limits, outlines, marks, discs."""

from pathlib import Path

import pandas as pd
from markupsafe import Markup

from ..metrics import MEASURES
from ..metrics.measures import LEAST
from ..templates import renderer
from ..theme import MARK_COLOURS, Theme, mark_name
from .deck import DISC_ALPHA, disc_radius
from .scale import Scale

DISTINCT = 0.75  # of the largest disc's centres: one of more looks the same
_render = renderer(Path(__file__).parent / "templates")


def html(
    classes: Scale | None,
    points: pd.DataFrame | None,
    hexagons: pd.DataFrame | None,
    counted: str,
    theme: Theme,
    few: bool = False,
) -> Markup:
    """Write the legend of what the map shows.

    Parameters
    ----------
    classes : Scale or None
        Of the provinces.
    points, hexagons : pandas.DataFrame or None
        The centres shown.
    counted : str
        The column of ``hexagons`` that is shown.
    theme : Theme
        Language and theme.
    few : bool
        Whether a province is outlined because few centres make its share.
    """
    words = theme.words
    blocks: list[tuple[str, list[tuple[str, str]], str]] = []
    if classes:
        edge = f"box-shadow:inset 0 0 0 1px {theme.palette.edge}"
        rows = [(f"background:{colour};{edge}", limits) for colour, limits in reversed(classes.classes(theme))]
        if few:
            rows.append((f"box-shadow:inset 0 0 0 2px {theme.palette.text}", words("map.few", n=LEAST)))
        blocks.append((MEASURES[classes.measure].written(words), rows, ""))
    if hexagons is not None and len(hexagons):
        most = int(hexagons[counted].max())
        sizes = [n for n in (1, 5, 20, 100, 1000, 10_000) if n < most * DISTINCT] + [most] * bool(most)
        rows = [(_disc(n, theme), words.number(n)) for n in sizes[-3:]]
        if (hexagons[counted] == 0).any():
            rows.insert(0, (_ring(theme), words("map.clusters.none")))
        blocks.append((words(f"map.clusters.{counted}"), rows, words("map.clusters.note")))
    if points is not None and len(points):
        shown = [mark for mark in MARK_COLOURS if (points.mark == mark).any()]
        rows = [(_shape(mark), mark_name(mark, words)) for mark in shown]
        blocks.append((words("map.layer.centres"), rows, ""))
    return _render("legend", blocks=blocks)


def _disc(centres: int, theme: Theme) -> str:
    across, colour = round(2 * disc_radius(centres)), theme.palette.text
    tint = f"color-mix(in srgb,{colour} {DISC_ALPHA / 2.55:.0f}%,transparent)"
    return f"width:{across}px;height:{across}px;border:1px solid {colour};border-radius:50%;background:{tint}"


def _ring(theme: Theme) -> str:
    across = round(2 * disc_radius(1))
    return f"width:{across}px;height:{across}px;border:1px solid {theme.palette.quiet};border-radius:50%"


def _shape(mark: str) -> str:
    """Draw a mark with CSS, as SVG is dropped from a page's HTML."""
    colour = MARK_COLOURS[mark]
    disc = f"width:13px;height:13px;border-radius:50%;border:2px solid {colour};"
    cross = (
        f"width:11px;height:11px;border:0;background:linear-gradient(45deg,transparent 42%,{colour} 42% 58%,"
        f"transparent 58%),linear-gradient(-45deg,transparent 42%,{colour} 42% 58%,transparent 58%)"
    )
    solid = f"width:13px;height:13px;border:0;background:{colour};"
    return {
        "open": disc + f"background:{colour}",
        "in_progress": disc + f"background:linear-gradient(90deg,#fff 50%,{colour} 50%)",
        "planned": disc + "background:#fff",
        "suspended": f"width:13px;height:6px;border:0;background:{colour}",
        "closed": cross,
        "keep": disc + f"background:{colour}",
        "improve": solid,
        "move": solid + "clip-path:polygon(50% 0,100% 92%,0 92%)",
        "hand_over": solid + "clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%)",
        "close": cross,
        "ask": disc + "background:#fff",
        "site": disc + "background:#fff",
    }[mark]
