"""What there is to show: a finding with its picture and its figures, for pages, slides, reports and workbooks alike."""

from .exhibit import Exhibit, kept
from .visit import Visit

__all__ = ["Exhibit", "Visit", "kept"]
