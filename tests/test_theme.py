import tomllib

import pytest

from ocod_dash.config import ROOT
from ocod_dash.theme import DARK, FONT, LIGHT, STATUS_COLOURS, STATUS_OPTIONS

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
THEME = CONFIG["theme"] | {
    name: CONFIG["theme"][name] | STATUS_OPTIONS for name in ("light", "dark")
}  # as app.py sets it
NAMES = ("blue", "orange", "yellow", "gray", "red", "green", "violet")
BOTH = pytest.mark.parametrize(("name", "palette"), [("light", LIGHT), ("dark", DARK)])


def light_of(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dim, bright = sorted((light_of(one), light_of(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_is_21_to_1():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@BOTH
def test_streamlits_theme_has_the_colours_of_ours(name, palette):
    theme = THEME[name]
    ours = {
        "backgroundColor": palette.ground,
        "secondaryBackgroundColor": palette.card,
        "textColor": palette.text,
        "borderColor": palette.line,
        "grayTextColor": palette.quiet,
        "blueColor": STATUS_COLOURS["open"],
        "blueTextColor": palette.open_text,
        "orangeColor": STATUS_COLOURS["in_progress"],
        "orangeTextColor": palette.todo_text,
        "grayColor": STATUS_COLOURS["planned"],
        "violetColor": STATUS_COLOURS["suspended"],
        "yellowTextColor": palette.sample_text,
        "yellowBackgroundColor": palette.sample_ground,
    }
    assert {option: theme[option] for option in ours} == ours


@BOTH
@pytest.mark.parametrize("colour", NAMES)
def test_coloured_text_can_be_read_on_page_card_and_badge(name, palette, colour):
    grounds = palette.ground, palette.card, THEME[name][f"{colour}BackgroundColor"]
    assert min(contrast(THEME[name][f"{colour}TextColor"], ground) for ground in grounds) >= 4.5


@BOTH
def test_a_button_can_be_read_and_a_link_too(name, palette):
    assert contrast("#FFFFFF", THEME[name]["primaryColor"]) >= 4.5
    assert contrast(THEME[name]["linkColor"], palette.ground) >= 4.5


def test_the_type_is_ours_and_small():
    assert THEME["font"] == FONT
    files = [ROOT / "ocod_dash" / face["url"] for face in THEME["fontFaces"]]
    assert sum(file.stat().st_size for file in files) < 90_000
    assert (files[0].parent / "OFL.txt").exists()


def test_nothing_is_told_to_anyone():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["showEmailPrompt"] is False
    assert CONFIG["client"]["showErrorLinks"] is False
