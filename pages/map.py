"""Map: where the centres are, where the work is, and how the rollout spread."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import map

shell.show(map.build)
