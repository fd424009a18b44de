"""Lines of the audit log (BIO2 8.15): who did what to what, with which result, from where, when.

One line per ledger entry. *Who* is the role of the official to whom the kit is issued, and
the kit's key: a person's name is known to the organisation that issued it, not to the kit.

References: BIO2 8.15.01 (action, object, result, origin, actor, time); docs/schema/log-audit.schema.json.
"""

from collections.abc import Iterator

from inzage.record import Entry, EntryKind
from inzage.report.log import Line, Logged, ms, word

_IN_OWN_WORDS = frozenset({EntryKind.ATTENDED})
"""Entries whose reason somebody typed: one word of it looks like a word of ours, and may be a name."""


def audit(logged: Logged) -> Iterator[Line]:
    """The lines of one case, in the ledger's order."""
    for entry in logged.case.entries:
        yield {
            "trace_id": logged.trace_id,
            "operation_id": logged.operation(entry),
            "time": ms(entry.at),
            "actor": {"role": logged.policy.official, "kit": logged.case.kit_key.keyid},
            "action": entry.kind.value,
            "object": _object(logged, entry),
            "result": _result(entry),
            "origin": {"program": "inzage", "version": str(logged.case.result["instrument"].get("version", ""))},
            "look": entry.look,
            "allowed_by": _allowed_by(logged, entry),
        }


def _object(logged: Logged, entry: Entry) -> Line:
    carrier = entry.facts.get("carrier", entry.facts.get("ordinal") if entry.kind is EntryKind.CARRIER else None)
    return {
        "check": logged.case.check_id,
        "carrier": carrier if isinstance(carrier, int) else None,
        **{name: word(entry.facts.get(name)) for name in ("question", "reader", "data_class")},
    }


def _result(entry: Entry) -> str:
    """The status, else the reason, of which the entry speaks; where it speaks of none, it was done."""
    if entry.kind is EntryKind.CLOSED:
        return word(entry.facts.get("reason")) or "closed"
    if entry.kind in _IN_OWN_WORDS:
        return "done"
    return word(entry.facts.get("status")) or word(entry.facts.get("reason")) or "done"


def _allowed_by(logged: Logged, entry: Entry) -> list[str]:
    """The decisions on which this rests, by their operation ids."""
    data_class, questions = word(entry.facts.get("data_class")), entry.facts.get("for", [])
    if data_class is None or not isinstance(questions, list):
        return []
    return [logged.decision(question, data_class) for question in map(word, questions) if question]
