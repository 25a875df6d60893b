"""About: who publishes this site, how to cite it, its licences, privacy and accessibility."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import document

shell.show(document.build)
