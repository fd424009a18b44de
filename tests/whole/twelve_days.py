"""Days of an invented carrier: so many days before the check, at an hour of the clock in Amsterdam."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from inzage.artefact import AMSTERDAM

NOON = 12.0


@dataclass(frozen=True)
class Days:
    """Counted back from the day of the check."""

    today: date

    def ago(self, days: int) -> str:
        """The day itself, as a result writes it."""
        return (self.today - timedelta(days=days)).isoformat()

    def at(self, days: int, hour: float = NOON) -> datetime:
        """A moment of that day, by the clock in Amsterdam; ``hour`` in hours."""
        seconds = round(hour * 3600)
        wall = time(seconds // 3600, seconds // 60 % 60, seconds % 60, tzinfo=AMSTERDAM)
        return datetime.combine(self.today - timedelta(days=days), wall).astimezone(UTC)

    def utc(self, days: int, hour: float = NOON) -> str:
        """The same moment, as the makers of artefacts take it."""
        return self.at(days, hour).strftime("%Y-%m-%d %H:%M:%S")

    def touch(self, file: Path, days: int, hour: float = NOON) -> None:
        """Let a file have been changed last at that moment."""
        moment = self.at(days, hour).timestamp()
        os.utime(file, (moment, moment))
