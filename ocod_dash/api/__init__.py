"""The doors for other programs: figures as JSON, CSV and GeoJSON; whether all is well; how it is used."""

from .monitor import Counted
from .routes import routes

__all__ = ["Counted", "routes"]
