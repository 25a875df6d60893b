"""A live dashboard of Thailand's community digital centres."""

__version__ = "0.1.0"
