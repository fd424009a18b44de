"""Writing records of a trial: days are counted back from one day, and keys follow from the order of writing."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from inzage.register import Catalogue
from inzage.register.models import Record
from inzage.register.moving import Asked, move
from inzage.register.values import Actor
from inzage.register.web.invented.cast import Team
from inzage.register.writing import Links, Times, record
from inzage.register.zones import AMSTERDAM

NOWHERE = Links()


class Stage:
    """One organisation's part. ``ago``: days before the day; negative is still to come."""

    def __init__(self, catalogue: Catalogue, day: date, team: Team) -> None:
        self.catalogue, self.day, self.team = catalogue, day, team
        self.written = 0

    def on(self, ago: int) -> date:
        """The day so many days back."""
        return self.day - timedelta(ago)

    def iso(self, ago: int) -> str:
        """The same as data hold it."""
        return self.on(ago).isoformat()

    def at(self, ago: int, hour: int = 10) -> datetime:
        """An hour of that day."""
        return datetime.combine(self.on(ago), time(hour), AMSTERDAM)

    def digest(self, of: str) -> str:
        """Something that looks like the digest of a paper that is not there."""
        return sha256(f"{self.team.organisation} {of}".encode()).hexdigest()

    def make(
        self,
        code: str,
        by: Actor,
        ago: int,
        data: Mapping[str, Any],
        *,
        on: Record | None = None,
        about: Record | None = None,
        due: int | None = None,
    ) -> Record:
        """A record; ``on``: its trajectory; ``due``: by which day, in days from now."""
        self.written += 1
        key = uuid5(NAMESPACE_URL, f"inzage:trial:{self.team.organisation}:{self.written}")
        times = Times(self.at(ago), due=None if due is None else self.on(-due))
        return record(self.catalogue, code, by, data, times, links=Links(on, about), key=key)

    def go(self, thing: Record, target: str, by: Actor, ago: int, **details: Any) -> None:  # noqa: ANN401 as JSON has it
        """A step."""
        move(self.catalogue, Asked(thing.id, target, by, self.at(ago, 15), details))
