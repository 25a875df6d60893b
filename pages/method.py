"""Method: what is counted and how, what is not known, and a glossary."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import document

shell.show(document.build)
