"""Forum: the story of the WSIS Prize 2021, and what was proposed there beside the register's counts."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import forum

shell.show(forum.build)
