"""Overview: the state of the rollout in ten seconds."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import overview

shell.show(overview.build)
