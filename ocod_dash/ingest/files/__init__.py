"""Reading any file that holds a table: text, a workbook, JSON or GeoJSON, whatever the table holds."""

from .header import header_key
from .read import read
from .source import EXTRA, ROW, SEPARATORS, Reading, Source, separator_name

__all__ = ["EXTRA", "ROW", "SEPARATORS", "Reading", "Source", "header_key", "read", "separator_name"]
