"""Typefaces and scripts of others, which pages and exports read. A file's name has its version: browsers keep it for good."""

from pathlib import Path

ASSETS = Path(__file__).parent
PLOTLY = "plotly-basic-4.1.1.min.js"  # the version that the Python package draws for
