"""When two runs of one check are equal: the normal form in which interruptions do not show.

Taken out: times, sequence, salts, root and code, the random id of the check, the number
of what a halt sealed, and how long it took. A reopening after an interruption is another
look, an entry of its own: looks above the first, the line that says the run went on, and
those that say that somebody set the clock, are left out. What remains (what was opened,
what was counted, what was answered) must agree.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from inzage.record import Entry, EntryKind
from inzage.signing.canonical import canonical

_OF_THIS_RUN = frozenset({"check_id", "seconds", "ledger", "handover"})
_OF_THIS_SEAL = frozenset({"number", "sha256"})
"""Sealing the same twice gives other bytes, as it must."""
_DISTURBANCES = frozenset({EntryKind.RESUMED, EntryKind.CLOCK})


def undisturbed(entries: Iterable[Entry], result: Mapping[str, Any]) -> dict[str, object]:
    """The normal form of a run: equal for two runs that did and found the same.

    Entries are a sorted collection, because with several workers the order in
    which artefacts come back is nobody's choice.
    """
    kept = [_told(entry) for entry in entries if entry.kind not in _DISTURBANCES and entry.look == 1]
    return {"entries": sorted(kept), "result": _without(result)}


def looks_again(entries: Iterable[Entry]) -> int:
    """How many openings were another look, after an interruption."""
    return sum(entry.look > 1 for entry in entries)


def _told(entry: Entry) -> str:
    facts = _without(entry.facts)
    if entry.kind is EntryKind.SEALED:
        facts = {name: value is not None if name in _OF_THIS_SEAL else value for name, value in facts.items()}
    return f"{entry.kind.value} {canonical(facts).decode('utf-8')}"


def _without(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in _OF_THIS_RUN}
