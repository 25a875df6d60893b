"""Regions: how places compare, one level down from the place in view."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import regions

shell.show(regions.build)
