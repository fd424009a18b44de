"""Evidence in a few words: coverage as family:status, acts as origin letters."""

from collections.abc import Iterable
from datetime import UTC, datetime

from inzage.indicators import Evidence
from inzage.mandate import DataClass
from inzage.observations import OnThisDevice
from inzage.result import Coverage, Reason, Status, Tally

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
ORIGINS = {"y": OnThisDevice.YES, "n": OnThisDevice.NO, "u": OnThisDevice.UNKNOWN}


def tally(origins: str, label: str = "class-a") -> Tally:
    """``"yyn"``: two acts on this device, one on another."""
    return Tally.of((label, AT, ORIGINS[letter]) for letter in origins)


def coverage(words: Iterable[str]) -> list[Coverage]:
    """``"main:read"``, ``"main:unreadable:other_kind"``: one artefact each, its reader named after its family."""
    found = []
    for ordinal, word in enumerate(words):
        family, status, *reason = word.split(":")
        why = Reason(reason[0]) if reason else None
        found.append(Coverage(family, ordinal, 0, 0, DataClass.BROWSING, Status(status), why))
    return found


def evidence(
    own: str = "",
    shared: str = "",
    covered: str = "main:read",
    *,
    required: tuple[str, ...] = ("main",),
    short: bool = False,
    lists: Reason | None = None,
) -> Evidence:
    """What ``judge`` weighs."""
    families = {name: name for name in ("main", "side", "more")}
    return Evidence(coverage(covered.split()), families, required, short, lists, tally(own), tally(shared))
