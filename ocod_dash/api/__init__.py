"""The doors for other programs: figures as JSON, CSV and GeoJSON; whether all is well; how it is used."""

from .doors import doors
from .monitor import Counted

__all__ = ["Counted", "doors"]
