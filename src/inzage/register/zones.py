"""Days are those of Amsterdam, whatever the database keeps."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The Amsterdam day of a moment."""
    return moment.astimezone(AMSTERDAM).date()


def end_of(day: date) -> datetime:
    """The last moment of an Amsterdam day."""
    return datetime.combine(day, time.max, AMSTERDAM)
