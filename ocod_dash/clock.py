"""Which day it is, in the one time zone that the product has: Thailand's."""

from datetime import date, datetime, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7))


def today() -> date:
    """Return the day that it is in Thailand, wherever the server stands."""
    return datetime.now(BANGKOK).date()
