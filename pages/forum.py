"""Forum: the story of the WSIS Prize 2021, and what was proposed there beside what is counted."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import forum

shell.show(forum.build)
