"""Present: the same findings and pictures as slides that fill the screen."""

from ocod_dash.ui import shell
from ocod_dash.ui.present import show

show(shell.context(), shell.notices())
