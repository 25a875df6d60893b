"""From raw records of use (bookings, tickets, wi-fi sessions) to months of activity, on Polars or on Apache Spark."""

from .engine import Engine, engine_of
from .record_fields import RECORDS
from .run import Rolled, roll_up

__all__ = ["RECORDS", "Engine", "Rolled", "engine_of", "roll_up"]
