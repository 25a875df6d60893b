"""What there is to show: a finding with its picture and its figures, for pages, slides, reports and workbooks alike."""

from .context import Context
from .exhibit import Exhibit, cached_exhibit
from .figure_tables import Table

__all__ = ["Context", "Exhibit", "Table", "cached_exhibit"]
