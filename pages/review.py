"""Review: what the rules suggest for each open centre, what that comes to, and how sure it is."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import review

shell.show(review.build)
