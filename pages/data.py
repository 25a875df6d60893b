"""Data: the state of the register, uploading a file, its history, and what everything means."""

from ocod_dash.ui import data, shell

data.show(shell.context())
shell.show_foot()
