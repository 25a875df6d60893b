"""The theme, in one place: colours, status shapes, type; the Plotly template, maps and theme read it."""

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from .i18n import LANGUAGES, Words

FONT = "Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, sans-serif"

# Distinguishable with normal, deuteranopic and protanopic sight, and on pages and cards of both themes.
STATUS_COLOURS = {
    "open": "#3485DA",
    "in_progress": "#E06923",
    "planned": "#8C8E93",
    "suspended": "#8E5488",
    "closed": "#8C6358",
}
# Streamlit's names of the colours of statuses: of its badges and our style sheets.
STATUS_OPTIONS = {
    "blueColor": STATUS_COLOURS["open"],
    "orangeColor": STATUS_COLOURS["in_progress"],
    "grayColor": STATUS_COLOURS["planned"],
    "violetColor": STATUS_COLOURS["suspended"],
}
# Status is never shown by colour alone: each has a shape, drawn in a box of 24 by 24.
STATUS_SHAPES = {
    "open": '<circle cx="12" cy="12" r="9.5" fill="{c}"/>',
    "in_progress": '<circle cx="12" cy="12" r="8" fill="#fff" stroke="{c}" stroke-width="3"/>'
    '<path d="M12 4a8 8 0 0 1 0 16z" fill="{c}"/>',
    "planned": '<circle cx="12" cy="12" r="7.5" fill="#fff" stroke="{c}" stroke-width="3.5"/>',
    "suspended": '<rect x="3" y="8" width="18" height="8" fill="{c}"/>',
    "closed": '<path d="M5 5l14 14M19 5L5 19" stroke="{c}" stroke-width="4.5"/>',
}
# The same for what may become of a centre; a lasting end looks as a closed centre does.
OPTION_COLOURS = {
    "keep": "#3485DA",
    "improve": "#2C8A66",
    "move": "#E06923",
    "hand_over": "#8E5488",
    "close": "#8C6358",
    "ask": "#8C8E93",
}
OPTION_SHAPES = {
    "keep": STATUS_SHAPES["open"],
    "improve": '<rect x="4" y="4" width="16" height="16" fill="{c}"/>',
    "move": '<path d="M12 2L22.5 20.5H1.5z" fill="{c}"/>',
    "hand_over": '<path d="M12 1L23 12L12 23L1 12z" fill="{c}"/>',
    "close": STATUS_SHAPES["closed"],
    "ask": STATUS_SHAPES["planned"],
}
# A possible site of a new centre: outlined, as it is a suggestion.
SITE = "site"
SITE_COLOUR = "#E06923"
SITE_SHAPE = '<path d="M12 1.5L21.5 9L18 21.5H6L2.5 9z" fill="#fff" stroke="{c}" stroke-width="3"/>'
# What a centre on a map or in a table is marked with.
MARK_COLOURS = STATUS_COLOURS | OPTION_COLOURS | {SITE: SITE_COLOUR}
MARK_SHAPES = STATUS_SHAPES | OPTION_SHAPES | {SITE: SITE_SHAPE}


def mark_name(mark: str, words: Words) -> str:
    """Name what a mark means: a status, an option or a possible site."""
    if mark == SITE:
        return words("siting.mark")
    return words(f"status.{mark}" if mark in STATUS_COLOURS else f"option.{mark}")


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    text: str
    quiet: str
    ground: str
    card: str
    line: str
    grid: str
    plan: str
    muted: str
    open_text: str
    todo_text: str
    sample_text: str
    sample_ground: str
    sequence: tuple[str, ...]
    edge: str  # a hairline round areas, so that the palest class shows on the ground


LIGHT = Palette(
    text="#14213D", quiet="#5B6472", ground="#FFFFFF", card="#F5F7FA", line="#DDE3EB", grid="#EDF0F4", plan="#14213D",
    muted="#D5DBE3", open_text="#1F66B0", todo_text="#A8450B", sample_text="#B45309", sample_ground="#FFF7E6",
    sequence=("#DCEBF5", "#A9CDE6", "#6BA9D3", "#2F7FB8", "#0B4F84"), edge="#8DA2B8",
)  # fmt: skip
DARK = Palette(
    text="#E8ECF2", quiet="#9AA5B5", ground="#0E1117", card="#171C26", line="#2A3242", grid="#1E2532", plan="#E8ECF2",
    muted="#333C4C", open_text="#7DB6EE", todo_text="#F2A365", sample_text="#F8C471", sample_ground="#3A2A0A",
    sequence=("#16324A", "#1F4F74", "#2F75A8", "#66A9D6", "#BFE0F5"), edge="#4A6178",
)  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """How things are drawn for one visitor: language and theme."""

    language: str
    dark: bool = False

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return DARK if self.dark else LIGHT

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return Words(self.language)

    @property
    def type_size(self) -> int:
        """Type size of charts, in pixels."""
        return LANGUAGES[self.language].type_size


def mark_svg(mark: str, size: int = 24, padding: int = 0) -> Markup:
    """Draw the shape of a status or an option as SVG, with ``padding`` around it in units of its 24 by 24 box."""
    box = f"{-padding} {-padding} {24 + 2 * padding} {24 + 2 * padding}"
    body = MARK_SHAPES[mark].format(c=MARK_COLOURS[mark])
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="{box}">{body}</svg>'
    )


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return ``#RRGGBB`` as red, green, blue, alpha of 0 to 255, as deck.gl wants it."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [alpha]


def rgba(colour: str, alpha: float) -> str:
    """Return ``#RRGGBB`` with an alpha of 0 to 1, as CSS and Plotly want it."""
    return "rgba({},{},{},{})".format(*rgb(colour)[:3], alpha)
