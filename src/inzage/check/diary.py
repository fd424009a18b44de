"""The run's own memory in the ledger: nothing is written twice, nothing done twice.

A check can be killed at any instant. What the ledger holds is then what happened:
``note`` adds an entry unless the very same one stands there already, ``opening``
counts another look where an artefact had been opened before, and ``outcome_of``
gives back the counts of an artefact that was read before the interruption.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from inzage.errors import RefusedByMandate
from inzage.record import CaseFault, Entry, EntryKind
from inzage.record.casefile import CaseWriter, Note
from inzage.result import Coverage, Reason, Status, WholeDigest

LAID = ("key", "kind", "presented", "owner", "excluded")
"""What may not change about a carrier once something was read; the carrier itself never may."""

_EACH = frozenset({EntryKind.OPENED, EntryKind.READ})
"""Entries of which there is one for each artefact; they are never given to ``note``, and so need not be compared."""

_READING = frozenset({EntryKind.OPENED, EntryKind.READ, EntryKind.ENDED})


class AnotherCarrier(CaseFault, RefusedByMandate):
    """A resumed check was given another carrier than it began with, or the same one laid otherwise."""

    nl = (
        "De onderbroken controle begon met een andere gegevensdrager op plaats {ordinal}, of met andere gegevens "
        "erover. Geef dezelfde gegevensdragers in dezelfde volgorde, met dezelfde --kind, --presented, --owner en "
        "--exclude; verder is er niets geopend."
    )
    en = (
        "The interrupted check began with another carrier in place {ordinal}, or with other facts about it. "
        "Give the same carriers in the same order, with the same --kind, --presented, --owner and --exclude; "
        "nothing more was opened."
    )


class Diary:
    """A ledger that a resumed run can go on with."""

    def __init__(self, case: CaseWriter) -> None:
        self._case = case
        self._noted: set[str] = set()
        self._opened: Counter[str] = Counter()
        self._outcomes: dict[str, Mapping[str, Any]] = {}
        self._over: dict[str, Reason] = {}
        self._carriers: dict[object, Mapping[str, object]] = {}
        self._wholes: dict[object, WholeDigest | None] = {}
        self._sealed: Mapping[str, object] | None = None
        self._reading = self._begun = False
        for entry, outcome in case.entries():
            self._remember(entry.kind, entry.facts)
            if outcome is not None and entry.kind is EntryKind.READ:
                self._outcomes[_spot_key(entry.facts)] = outcome

    def _remember(self, kind: EntryKind, facts: Mapping[str, object]) -> None:
        self._begun = True
        if kind not in _EACH:
            self._noted.add(_mark(kind, facts))
        if kind is EntryKind.OPENED:
            self._opened[_spot_key(facts)] += 1
        if kind is EntryKind.CARRIER:
            self._carriers[facts["ordinal"]] = facts
        if kind is EntryKind.SEALED:
            self._sealed = facts
        if kind is EntryKind.DIGESTED:
            self._wholes[facts["carrier"]] = _whole(facts)
        if kind is EntryKind.SKIPPED and facts.get("status") == Status.OVER_BUDGET:
            self._over[_spot_key(facts)] = Reason(str(facts["reason"]))
        self._reading |= kind in _READING

    @property
    def begun(self) -> bool:
        """Does the ledger hold anything yet?"""
        return self._begun

    def note(self, kind: EntryKind, facts: Mapping[str, object], *, durable: bool = False) -> None:
        """Add an entry, unless the same one is there."""
        if _mark(kind, facts) not in self._noted:
            self._case.append(kind, facts, durable=durable)
            self._remember(kind, facts)

    def table(self, carriers: int) -> None:
        """So many carriers lie on the table; ``AnotherCarrier`` where reading began with more or fewer."""
        known = len(self._carriers)
        if known > carriers or (self._reading and known < carriers):
            raise AnotherCarrier(ordinal=min(known, carriers) + 1)

    def carrier(self, facts: Mapping[str, object]) -> None:
        """Say which carrier lies in a place; ``AnotherCarrier`` where another lay there, or it lay otherwise."""
        known = self._carriers.get(facts["ordinal"], facts)
        if any(known.get(name) != facts.get(name) for name in (LAID if self._reading else LAID[:1])):
            raise AnotherCarrier(ordinal=facts["ordinal"])
        self.note(EntryKind.CARRIER, facts, durable=True)

    def tried(self, *tries: Mapping[str, object]) -> None:
        """Say of keys that they were given, or what came of them; each time anew, for each is a try."""
        for facts in tries:
            self._case.append(EntryKind.TRIED, facts, durable=True)

    @property
    def sealed(self) -> Mapping[str, object] | None:
        """The facts of the seal that ended this check's reading, or None."""
        return self._sealed

    @property
    def entries(self) -> Iterator[Entry]:
        """Everything the ledger holds, in order."""
        return (entry for entry, _ in self._case.entries())

    def keep_room(self) -> None:
        """Keep room on the disk for a halt, unless there was one already."""
        if self._sealed is None:
            self._case.keep_room()

    def sealing(self, facts: Mapping[str, object], sealed: Mapping[str, Any] | None) -> None:
        """Commit a halt with what it seals, durably, even on a disk that has just filled up."""
        self._case.append_at_last(EntryKind.SEALED, facts, outcome=sealed)
        self._remember(EntryKind.SEALED, facts)

    def resumed(self) -> None:
        """Say that the run goes on after an interruption."""
        self._case.append(EntryKind.RESUMED, {}, durable=True)

    def opening(self, *artefacts: Mapping[str, object]) -> None:
        """Say, before it happens, that these are opened; of one opened before, a kill came between: another look."""
        looks = [self._opened[_spot_key(facts)] + 1 for facts in artefacts]
        notes = [Note(EntryKind.OPENED, facts, look=look) for facts, look in zip(artefacts, looks, strict=True)]
        self._case.append_all(notes, durable=True)
        for facts in artefacts:
            self._remember(EntryKind.OPENED, facts)

    def read(self, *artefacts: tuple[Mapping[str, object], Mapping[str, Any]]) -> None:
        """Say of opened artefacts what became of each, with its counts for a later resume.

        Nobody waits for the disk: what a run says next before it opens something, and that it ended, is waited for,
        and with it all before it. A kill loses nothing; after a power cut the last ones may have to be read again.
        """
        self._case.append_all([Note(EntryKind.READ, facts, outcome) for facts, outcome in artefacts], durable=False)

    def whole_begun(self, carrier: int) -> bool:
        """Was a digest over this whole carrier begun, before the interruption or since?"""
        return carrier in self._wholes

    def whole_of(self, carrier: int) -> WholeDigest | None:
        """What came of that digest; None where it was not begun, or did not end."""
        return self._wholes.get(carrier)

    def over_budget(self, facts: Mapping[str, object]) -> Reason | None:
        """Why an artefact was left shut before the interruption: what a budget closed stays closed."""
        return self._over.get(_spot_key(facts))

    def outcome_of(self, facts: Mapping[str, object]) -> Mapping[str, Any] | None:
        """The counts of an artefact read before the interruption, or None."""
        return self._outcomes.get(_spot_key(facts))


def facts_of(coverage: Coverage) -> dict[str, object]:
    """A coverage line as ledger facts: closed words, counts, ordinals."""
    return {
        "carrier": coverage.carrier,
        "reader": coverage.reader,
        "ordinal": coverage.ordinal,
        "container": coverage.container,
        "data_class": coverage.data_class.value,
        "status": coverage.status.value,
        "reason": coverage.reason.value if coverage.reason else None,
        "rows": coverage.rows,
        "records": dict(coverage.records),
    }


def _whole(facts: Mapping[str, Any]) -> WholeDigest | None:
    """None: begun, and not yet ended."""
    if "begun" in facts:
        return None
    reason = Reason(str(facts["reason"])) if facts["reason"] else None
    return WholeDigest(facts["sha256"], facts["bytes"], facts["size"], reason)


def _mark(kind: EntryKind, facts: Mapping[str, object]) -> str:
    return f"{kind} {json.dumps(facts, sort_keys=True)}"


def _spot_key(facts: Mapping[str, object]) -> str:
    """By the artefact itself: its ordinal moves where a profile came or went between two sittings."""
    return f"{facts.get('carrier')}/{facts.get('reader')}/{facts.get('artefact')}"
