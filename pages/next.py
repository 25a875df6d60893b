"""Next: where the next centres would bring most people within reach, and how good the plan is."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import next as next_page

shell.show(next_page.build)
