"""The result contract: a ``CheckResult`` as the JSON that is signed, printed and published.

Field names and order are those of ``docs/schema/result.schema.json``. Count, days
and classes are those of the acts that the answer counts. ``on_this_device`` is told
over all acts, and ``named`` holds the classes of those that do not count, so that
what was left out shows: ``count`` and the numbers of ``named`` together make all acts.
"""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from inzage.result import Answer, CarrierFacts, CheckResult, Coverage, FileSystem, Intrusion, Tally

Json = dict[str, object]

TIMEZONE = "Europe/Amsterdam"


def to_json(result: CheckResult) -> Json:
    """The whole result, in the contract's field order."""
    return {
        "check_id": result.check_id,
        "status": result.status.value,
        "marks": [mark.value for mark in result.marks],
        "mandate_sha256": result.mandate_sha256,
        "method_version": result.method_version,
        "timezone": TIMEZONE,
        "window": {"from": result.window[0].isoformat(), "to": result.window[1].isoformat()},
        "seconds": dict(result.seconds),
        "answers": [_answer(one) for one in result.answers],
        "coverage": [_coverage(one) for one in result.coverage],
        "carriers": [_carrier(one) for one in result.carriers],
        "intrusion": [_intrusion(one) for one in result.intrusion],
        "ledger": dict(result.ledger),
        "instrument": dict(result.instrument),
        "handover": {"number": result.handover} if result.handover else None,
    }


def printed(result: Mapping[str, object]) -> str:
    """A result to look at: a field on each line, and of what was read a line for each file."""
    fields = (f"  {_in_json(name)}: {_laid_out(name, said)}" for name, said in result.items())
    return "{\n" + ",\n".join(fields) + "\n}"


def _laid_out(name: str, said: object) -> str:
    if name != "coverage" or not isinstance(said, list) or not said:
        return json.dumps(said, ensure_ascii=False, indent=2).replace("\n", "\n  ")
    return "[\n" + ",\n".join(f"    {_in_json(row)}" for row in said) + "\n  ]"


_in_json = json.JSONEncoder(ensure_ascii=False).encode


def _answer(answer: Answer) -> Json:
    tally = answer.verdict.tally
    days = tally.days
    return {
        "question": answer.question,
        "block": answer.block,
        "answer": answer.verdict.kind.value,
        "count": tally.count,
        "days": len(days),
        "first": _day(days[0] if days else None),
        "last": _day(days[-1] if days else None),
        "per_day": [[day.isoformat(), acts] for day, acts in tally.per_day()],
        "by": _by_carrier(answer.by_carrier),
        "named": _named(answer),
        "on_this_device": _origins(answer.all_acts),
        "reasons": [reason.value for reason in answer.verdict.reasons],
        "seen": round(answer.verdict.seen, 4),
        "lists": [{"name": used.name, "version": used.version} for used in answer.lists],
    }


def _by_carrier(parts: Mapping[int, Tally]) -> list[Json]:
    return [
        {"carrier": carrier, "class": label, "count": acts, "days": days}
        for carrier, tally in sorted(parts.items())
        for label, acts, days in tally.per_label()
    ]


def _named(answer: Answer) -> list[Json]:
    """What was seen and does not count: by its class, by who may have done it, or because no answer was possible."""
    left = Tally(Counter(answer.all_acts.cells) - Counter(answer.verdict.tally.cells))
    return [{"class": label, "count": acts, "days": days} for label, acts, days in left.per_label()]


def _origins(acts: Tally) -> Json:
    counted: Counter[str] = Counter()
    for cell, number in acts.cells.items():
        counted[cell.on_this_device.value] += number
    return {origin: counted[origin] for origin in ("yes", "no", "unknown")}


def _coverage(line: Coverage) -> Json:
    return {
        "reader": line.reader,
        "ordinal": line.ordinal,
        "carrier": line.carrier,
        "container": line.container,
        "data_class": line.data_class.value,
        "status": line.status.value,
        "reason": line.reason.value if line.reason else None,
        "rows": line.rows,
        "records": dict(sorted(line.records.items())),
        "covers": {"first": _day(line.covers[0]), "last": _day(line.covers[1])} if line.covers else None,
    }


def _carrier(facts: CarrierFacts) -> Json:
    return {
        "ordinal": facts.ordinal,
        "key": facts.key,
        "kind": facts.kind,
        "presented": facts.presented,
        "owner": facts.owner,
        "containers": facts.containers,
        "filesystems": [_filesystem(one) for one in facts.filesystems],
        "size": facts.size,
        "serial": facts.serial,
        "whole": facts.whole.json if facts.whole else None,
    }


def _filesystem(system: FileSystem) -> Json:
    return {
        "type": system.type,
        "entries": system.entries,
        "status": system.status.value,
        "reason": system.reason.value if system.reason else None,
    }


def _intrusion(opened: Intrusion) -> Json:
    return {
        "data_class": opened.data_class.value,
        "level": opened.level.name.lower(),
        "machine": {"artefacts": opened.artefacts, "rows": opened.rows, "bytes": opened.bytes},
        "human": opened.human,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
