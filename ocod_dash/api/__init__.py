"""Interfaces for other programs: figures as JSON, CSV and GeoJSON, a health check, and usage figures for Prometheus."""

from .monitor import RequestMetrics
from .routes import routes

__all__ = ["RequestMetrics", "routes"]
