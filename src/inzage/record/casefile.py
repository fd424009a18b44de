"""The case file: one directory that one check leaves, written in ``<case>.part`` until it is whole.

Whatever instant a kill strikes, either ``<case>`` stands finished, or ``<case>.part``
can be resumed. Steps, in an order that makes each one repeatable: the papers, then
``case.json`` (now it can be resumed), the journal line by line, then at the end the
ledger, the checkpoint, the signed result, away with the journal, and the rename.
"""

import base64
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inzage.record import (
    CASE,
    CHECKPOINT,
    HANDOVER,
    KIT_KEY,
    LEDGER,
    MANDATE,
    ORDER,
    PLAN,
    RESULT,
    CannotWrite,
    CaseDamaged,
    CaseExists,
    CaseInterrupted,
    CaseOfAnother,
    Entry,
    EntryKind,
    NothingToResume,
)
from inzage.record.card import Card
from inzage.record.digests import begun_facts, leaf_of_result
from inzage.record.journal import JOURNAL, Beat, Journal, KeptCounts, Noted
from inzage.record.ledger import Line, leaf_of, salts, written
from inzage.record.merkle import Tree
from inzage.record.note import Checkpoint, code, sign_checkpoint
from inzage.record.place import held, part_of, put_in_place, refuse_finished
from inzage.record.result_json import to_json
from inzage.record.stop import STOP
from inzage.record.store import Store, cannot_write
from inzage.result import CheckResult
from inzage.signing import PayloadType
from inzage.signing.canonical import canonical, joined
from inzage.signing.dsse import sign
from inzage.signing.kit import Kit

_PAPERS = {
    MANDATE: ("opdracht", "mandate"),
    ORDER: ("controleopdracht", "check order"),
    PLAN: ("opzet", "plan"),
}


RESERVE = "reserve"
ROOM = 512 * 1024
"""Bytes kept free for the entry of a halt, whose sealed bundle is some tens of kB at most."""


@dataclass(frozen=True, slots=True)
class Note:
    """An entry to be added: ``outcome`` is kept beside it for a later resume; ``look``: how often it was opened."""

    kind: EntryKind
    facts: Mapping[str, object]
    outcome: KeptCounts | None = None
    look: int = 1


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """A closed ledger: its entries, root (hex) and printed code, as the result states them."""

    entries: int
    root: str
    code: str

    @property
    def json(self) -> dict[str, object]:
        """As ``CheckResult.ledger`` holds them."""
        return {"entries": self.entries, "root": self.root, "code": self.code}


class CaseWriter:
    """A case being written. One process at a time; ``begin`` or ``resume`` gives it."""

    def __init__(self, final: Path, store: Store, kit: Kit, lock: int) -> None:
        """Called by ``begin`` and ``resume`` only."""
        self._final, self._store, self._kit, self._lock = final, store, kit, lock
        store.sweep()
        self._journal = Journal(store)
        self.clock: Callable[[], Mapping[str, object] | None] = lambda: None
        """Asked at each entry but the first: was the clock set since? What it says becomes an entry before it."""
        self._tree = Tree(noted.line.leaf for noted in self._journal)

    @classmethod
    def begin(
        cls, path: Path, *, kit: Kit, mandate: bytes, order: bytes | None, plan: bytes, check_id: str
    ) -> "CaseWriter":
        """A new case in ``path``, which must be absent or empty."""
        refuse_finished(path)
        part = part_of(path)
        try:
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from None
        with held(path) as lock:
            if (part / CASE).exists():
                raise CaseInterrupted(case=path)
            card = Card(check_id, kit.key.public.keyid, "aes-256-gcm" if kit.policy.encrypt_at_rest else "plain")
            papers = {MANDATE: mandate, ORDER: order, PLAN: plan}
            begun_facts(card, papers)  # papers that are no envelopes begin no case
            store = Store(part, card, kit.case_key() if kit.policy.encrypt_at_rest else None)
            _lay_papers(store, kit, papers)
            return lock.keep(cls(path, store, kit, lock.descriptor))

    @classmethod
    def resume(
        cls, path: Path, *, kit: Kit, mandate: bytes, order: bytes | None, plan: bytes | None = None
    ) -> "CaseWriter":
        """Go on with an interrupted case; papers must be those of its beginning.

        ``plan=None``: take the plan that was made then (``.plan``), because a plan
        made today may have other days in its window.

        Raises:
            CaseExists: it is finished (a rename that a kill prevented is done first).
            NothingToResume: there is no interrupted case.
            CaseOfAnother: mandate, order, plan or kit are not those of the beginning.
        """
        refuse_finished(path)
        if not (part_of(path) / CASE).exists():
            refuse_finished(path)  # by another process, a moment ago
            raise NothingToResume(case=path)
        with held(path) as lock:
            store = Store.open(part_of(path), kit)
            _same_papers(path, store, kit, {MANDATE: mandate, ORDER: order, PLAN: plan})
            if store.has(RESULT) and not store.has(JOURNAL):
                put_in_place(path)
                raise CaseExists(case=path)
            return lock.keep(cls(path, store, kit, lock.descriptor))

    @property
    def check_id(self) -> str:
        """The random name of this check."""
        return self._store.card.check_id

    @property
    def beat(self) -> Beat | None:
        """What the clocks said at the last entry; None before the first."""
        return self._journal.beat

    @property
    def plan(self) -> bytes:
        """``plan.json`` as it was when the check began."""
        return self._store.read(PLAN)

    @property
    def begun(self) -> dict[str, object]:
        """Facts that the ledger's first entry must hold: digests of the papers, the kit, the check."""
        return begun_facts(self._store.card, papers_of(self._store))

    def append(
        self,
        kind: EntryKind,
        facts: Mapping[str, object],
        *,
        outcome: KeptCounts | None = None,
        look: int = 1,
        durable: bool = True,
    ) -> Entry:
        """Add an entry to the ledger; ``CannotWrite`` where the disk refuses, and then it is not there."""
        return self.append_all([Note(kind, facts, outcome, look)], durable=durable)[0]

    def append_all(self, notes: Sequence[Note], *, durable: bool = True) -> tuple[Entry, ...]:
        """Add entries in one write, with one wait for the disk; ``CannotWrite``: not one of them is there.

        A kill may leave the first so many of them.
        """
        step = self.clock() if self._journal.count else None  # the first says which check it is
        if step is not None:
            self._add([Note(EntryKind.CLOCK, step)], durable=durable)
        return self._add(notes, durable=durable)

    def _add(self, notes: Sequence[Note], *, durable: bool) -> tuple[Entry, ...]:
        at, first = _now(), self._journal.count + 1
        made = tuple(Entry(first + n, at, note.kind, note.facts, note.look) for n, note in enumerate(notes))
        lines = list(map(Line.of, made, salts(len(made))))
        self._journal.append_all(list(zip(lines, (note.outcome for note in notes), strict=True)), durable=durable)
        for line in lines:
            self._tree.append(line.leaf)
        return made

    def append_at_last(
        self, kind: EntryKind, facts: Mapping[str, object], *, outcome: KeptCounts | None = None
    ) -> Entry:
        """Add the entry that must be written even where the disk has just filled up: from the room kept for it."""
        try:
            return self.append(kind, facts, outcome=outcome)
        except CannotWrite:
            self._store.remove(RESERVE)
            return self.append(kind, facts, outcome=outcome)

    def keep_room(self) -> None:
        """Keep some room on the disk for a last entry; ``CannotWrite`` where there is none."""
        if not self._store.has(RESERVE):
            self._store.keep_room(RESERVE, ROOM)

    @property
    def sealed(self) -> bytes | None:
        """The signed envelope of a halt, as committed; None where nothing was sealed."""
        seals = map(_sealed_by, self._journal.of_kind(EntryKind.SEALED))
        return next((seal for seal in seals if seal is not None), None)

    def entries(self) -> Iterator[tuple[Entry, KeptCounts | None]]:
        """Every entry so far, with the outcome that was noted beside it."""
        for noted in self._journal:
            yield noted.entry, noted.outcome

    def finish(self, make_result: Callable[[LedgerFacts], CheckResult]) -> LedgerFacts:
        """Close the ledger, sign checkpoint and result, and put the case in its place.

        ``make_result`` is told how many entries there are; root and code are still empty,
        because they are over the result too: its leaf is the tree's last one.
        Killed anywhere in between, ``resume`` and ``finish`` end it all the same.
        """
        result = to_json(make_result(LedgerFacts(self._tree.size, "", "")))
        ledger, whole = self._ledger()
        sealed = self.sealed
        fields = {name: canonical(said) for name, said in result.items()}
        whole.append(leaf_of_result(fields))
        facts = LedgerFacts(self._tree.size, whole.root.hex(), code(whole.root))
        checkpoint = Checkpoint(self.check_id, whole.size, whole.root)
        payload = joined(fields | {"ledger": canonical(facts.json)})
        for name in (RESERVE, STOP):
            self._store.remove(name)
        if sealed is not None:
            self._store.write(HANDOVER, sealed)
        self._store.write(LEDGER, ledger)
        self._store.write(CHECKPOINT, sign_checkpoint(checkpoint, self._kit.key))
        self._store.write(RESULT, sign(payload, PayloadType.RESULT, [self._kit.key]))
        self._store.remove(JOURNAL)
        put_in_place(self._final)
        (self._final / STOP).unlink(missing_ok=True)  # asked for between the sweep above and the rename: too late
        self.close()
        return facts

    def _ledger(self) -> tuple[bytes, Tree]:
        """The ledger and its tree, from what lies on the disk; ``CaseDamaged`` where that is not what was written."""
        tree, rows = Tree(), []
        with suppress(ValueError):  # a line that is none: then the root is not that of what was written either
            for fields in self._journal.fields():
                tree.append(leaf_of(fields))
                rows.append(written(fields))
        if (tree.size, tree.root) != (self._tree.size, self._tree.root):
            found = ("iets anders dan er geschreven is", "something other than was written")
            raise CaseDamaged(case=self._store.directory, file=JOURNAL, found=found)
        return b"".join(rows), tree

    def close(self) -> None:
        """Let go of the files; the case stays as it is. Safe to call twice."""
        if self._lock >= 0:
            self._journal.close()
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> "CaseWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _sealed_by(noted: Noted) -> bytes | None:
    return None if noted.outcome is None else base64.b64decode(noted.outcome["envelope"])


def papers_of(store: Store) -> dict[str, bytes | None]:
    """Mandate, order and plan as they lie in a case; None where one is absent."""
    return {name: store.read(name) if store.has(name) else None for name in _PAPERS}


def _lay_papers(store: Store, kit: Kit, papers: Mapping[str, bytes | None]) -> None:
    """Write what the check is about; ``case.json`` last, because from then on it can be resumed."""
    store.remove(JOURNAL)
    store.write(KIT_KEY, kit.key.public.pem)
    for name, data in papers.items():
        if data is None:
            store.remove(name)
        else:
            store.write(name, data)
    store.write(CASE, store.card.bytes)


def _same_papers(path: Path, store: Store, kit: Kit, papers: Mapping[str, bytes | None]) -> None:
    if store.read(KIT_KEY) != kit.key.public.pem:
        raise CaseOfAnother(case=path, what=("uitrusting", "kit"))
    for name, data in papers.items():
        known = store.read(name) if store.has(name) else None
        if data != known and not (name == PLAN and data is None):
            raise CaseOfAnother(case=path, what=_PAPERS[name])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
