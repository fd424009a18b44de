"""What the three logs of a check have in common: one operation per ledger entry, and how it is named.

A log is made from a finished case, entry by entry, nothing left out but what was erased.
The ids are derived from the check's random id, so that a second export gives the same
ones, and the lines of *Logboek Dataverwerkingen*, of the audit log and of the decisions
are joined by them. Nobody's pseudonym, no reference of a mandate and no keyed name of an
artefact is in any line.

References: Logboek Dataverwerkingen (working draft 0.7/0.8: fields, no users, no sampling);
W3C Trace Context (widths of the ids); docs/manual/logboek.md.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inzage.record import Entry, EntryKind
from inzage.record.reading import Case
from inzage.signing.policy import Policy

Line = Mapping[str, object]

PROCESSING = "logboek.jsonl"
HANDOVER = "logboek-overdracht.jsonl"
AUDIT = "audit.jsonl"
DECISIONS = "besluiten.jsonl"
NAMES = (PROCESSING, HANDOVER, AUDIT, DECISIONS)
"""Files of an export. The handover has a file of its own, because its confidentiality is another."""

_CLOSED_WORD = re.compile(r"[a-z][a-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Logged:
    """One case as the logs see it: what was done, under which policy; ``subject``: encrypted, None where nobody."""

    case: Case
    policy: Policy
    subject: str | None

    @property
    def trace_id(self) -> str:
        """16 bytes (hex) that name the check in every log."""
        return _derived(self.case.check_id, "trace")[:32]

    @property
    def check(self) -> str:
        """The operation that is the check itself."""
        return self.named("check")

    def operation(self, entry: Entry) -> str:
        """8 bytes (hex) that name what one ledger entry says."""
        return self.named(f"entry {entry.sequence}")

    def decision(self, question: str, data_class: str | None) -> str:
        """8 bytes (hex) that name one decision of what may open."""
        return self.named(f"decision {question} {data_class or '-'}")

    def named(self, what: str) -> str:
        """8 bytes (hex) for anything of this check."""
        return _derived(self.case.check_id, what)[:16]

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """First and last moment (ms since 1970); None where nothing was opened."""
        told = [ms(entry.at) for entry in self.case.entries]
        return (min(told), max(told)) if told else None

    @cached_property
    def ends(self) -> Mapping[int, Entry]:
        """Sequence number of what was begun → the entry that ended it, where one did."""
        found: dict[int, Entry] = {}
        waiting: dict[object, Entry] = {}
        for entry in reversed(self.case.entries):
            if entry.kind is EntryKind.READ or is_an_end(entry):
                waiting[_place(entry)] = entry
            elif _place(entry) in waiting:
                found[entry.sequence] = waiting.pop(_place(entry))
        return found


def is_an_end(entry: Entry) -> bool:
    """Whether this says that a digest was ended, not that it was begun."""
    return entry.kind is EntryKind.DIGESTED and "begun" not in entry.facts


def ms(at: str) -> int:
    """Milliseconds since 1970 of an RFC 3339 instant."""
    return round(datetime.fromisoformat(at).timestamp() * 1000)


def word(value: object) -> str | None:
    """A word of our own closed vocabularies, or None: whatever else it may be goes into no log."""
    return value if isinstance(value, str) and _CLOSED_WORD.fullmatch(value) else None


def _place(entry: Entry) -> tuple[object, ...] | None:
    """What an entry is about, the same for a beginning and its end; None for what has no end."""
    facts = entry.facts
    match entry.kind:
        case EntryKind.OPENED | EntryKind.READ:
            return "artefact", facts.get("carrier"), facts.get("reader"), facts.get("artefact")
        case EntryKind.DIGESTED:
            return "carrier", facts.get("carrier")
    return None


def _derived(check_id: str, what: str) -> str:
    return hashlib.sha256(f"inzage log v1\n{check_id}\n{what}".encode()).hexdigest()
