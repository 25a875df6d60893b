"""Typefaces and scripts of others, which pages and exports read. A file's name has its version: browsers keep it for good."""

from pathlib import Path

ASSETS = Path(__file__).parent
DECKGL = next(ASSETS.glob("deckgl-*.min.js")).name  # web/static/map_deck.js says which
PLOTLY = next(ASSETS.glob("plotly-basic-*.min.js")).name  # web/static/plotly.js says which
