"""Today's date in Thailand, wherever the server is."""

from datetime import date, datetime, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7))


def today() -> date:
    """Return today's date in Thailand."""
    return datetime.now(BANGKOK).date()
