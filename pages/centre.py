"""Centre: what is known of one centre: its use, what it costs, what was asked, suggested and decided."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import centre

shell.show(centre.build)
