"""Programmes: what each is, its status on the day, and its goals."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import programmes

shell.show(programmes.build)
