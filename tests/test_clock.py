"""Today is Thailand's, wherever the server stands."""

from datetime import UTC, date, datetime, tzinfo

from ocod_dash import clock


class Evening(datetime):
    """A clock that stands at 20:00 in Greenwich on 19 May 2021: 03:00 on the 20th in Bangkok."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2021, 5, 19, 20, tzinfo=UTC).astimezone(tz)


def test_the_day_begins_when_it_does_in_thailand(monkeypatch):
    monkeypatch.setattr(clock, "datetime", Evening)
    assert clock.today() == date(2021, 5, 20)
