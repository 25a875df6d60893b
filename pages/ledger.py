"""Ledger: what others published in numbers, and how it compares with the register."""

from ocod_dash.ui import shell
from ocod_dash.ui.views import ledger

shell.show(ledger.build)
