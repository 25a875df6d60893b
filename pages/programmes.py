"""Programmes: what each is, how it stands on the day, and what it is meant to serve."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import programmes

shell.show(programmes.build)
