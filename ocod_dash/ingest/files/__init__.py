"""Reading any file that holds a table: text, a workbook, JSON, GeoJSON or HTML, whatever the table holds."""

from .apart import prepare, read_apart
from .dittos import with_dittos_read
from .file import File
from .header import header_key
from .read import read
from .rows import LONGEST
from .source import ASIDE, DITTO, EXTRA, ROW, SEPARATORS, VALUES_SHEET, Reading, Source, separator_name

__all__ = [
    "ASIDE",
    "DITTO",
    "EXTRA",
    "LONGEST",
    "ROW",
    "SEPARATORS",
    "VALUES_SHEET",
    "File",
    "Reading",
    "Source",
    "header_key",
    "prepare",
    "read",
    "read_apart",
    "separator_name",
    "with_dittos_read",
]
