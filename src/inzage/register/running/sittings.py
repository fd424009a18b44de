"""Each time that a run was in a worker's hands: from when, until when, what it cost, and where it then stood.

Kept with the run (``Run.sat``) as a list of ``{"from", "to", "state", "cpu"}``: moments in UTC, ``to`` empty while
it lasts, ``cpu`` in seconds of all its processes on this machine. What a dead worker left open ends at its last beat.
"""

import resource
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

MOST = 64
"""Sittings that are kept of a run, the last of them."""
LOST = "lost"
"""How a sitting ended whose worker was gone."""
Sat = Sequence[Mapping[str, Any]]


def opened(sat: Sat, at: datetime, last_beat: datetime | None) -> list[Mapping[str, Any]]:
    """With one more, from now. One that was never closed ended with its worker's last beat."""
    return [*closed(sat, last_beat or at, LOST), {"from": at.isoformat(), "to": "", "state": "", "cpu": 0.0}][-MOST:]


def closed(sat: Sat, at: datetime, state: str) -> list[Mapping[str, Any]]:
    """With the last one ended, if it was not."""
    if not sat or sat[-1]["to"]:
        return list(sat)
    return [*sat[:-1], {**sat[-1], "to": at.isoformat(), "state": state}]


def costed(sat: Sat, cpu: float) -> list[Mapping[str, Any]]:
    """With what the last one cost."""
    return [*sat[:-1], {**sat[-1], "cpu": round(cpu, 2)}] if sat else []


def spent() -> float:
    """Seconds of processor that all ended processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def span(one: Mapping[str, Any], until: datetime) -> tuple[datetime, datetime]:
    """From when to when; ``until`` where it lasts still."""
    return datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["to"]) if one["to"] else until
