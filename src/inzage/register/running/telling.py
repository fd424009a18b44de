"""What of a case goes to the register: the result's counts and closed words, shorter, and nothing else.

Runs inside the lock, over a case whose every link holds.
"""

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from inzage.record import DOCUMENTS
from inzage.record.evidence import CaseEvidence
from inzage.record.reading import listed_documents, signed_json

Json = Mapping[str, Any]
SCHEMA = Path(__file__).with_name("result.schema.json")
"""The published form of a result (docs/schema), carried along."""


@cache
def result_form() -> Draft202012Validator:
    """The validator of results; loaded before the lock, which lets no file be read."""
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def case_told(evidence: CaseEvidence) -> dict[str, Any]:
    """The case as the record ``inname`` holds it (see the stage's contract)."""
    result = evidence.result
    told = {name: result[name] for name in ("check_id", "status", "marks", "mandate_sha256", "method_version")}
    ledger, span, handover = result["ledger"], evidence.span, result["handover"]
    return {
        **told,
        "code": ledger["code"],
        "begun": _moment(span[0] if span else None),
        "ended": _moment(span[1] if span else None),
        "window": dict(result["window"]),
        "ledger": {"entries": ledger["entries"], "root": ledger["root"]},
        "answers": [_answer(one) for one in result["answers"]],
        "coverage": _coverage(result["coverage"]),
        "intrusion": [_intrusion(one) for one in result["intrusion"]],
        "carriers": [_only(one, "ordinal", "kind", "presented", "owner") for one in result["carriers"]],
        "documents": _documents(evidence),
        "instrument": _only(result["instrument"], "version", "engine_sha256"),
        **({"handover": handover["number"]} if handover else {}),
    }


def _only(table: Json, *names: str) -> dict[str, Any]:
    return {name: table[name] for name in names}


def _moment(at: Any) -> str:  # noqa: ANN401 - a moment or nothing
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else ""


def _answer(one: Json) -> dict[str, Any]:
    plain = _only(one, "question", "block", "answer", "count", "days", "on_this_device", "reasons", "seen")
    return {
        **plain,
        **{name: one[name] for name in ("first", "last") if one[name]},
        "per_day": [{"day": day, "count": count} for day, count in one["per_day"]],
        "by": [_only(part, "carrier", "class", "count", "days") for part in one["by"]],
        "lists": [{"list": used["name"], "version": used["version"]} for used in one["lists"]],
    }


def _coverage(lines: list[Json]) -> list[dict[str, Any]]:
    """Artefacts and rows by class, what became of them, and why."""
    artefacts: Counter[tuple[str, str, str]] = Counter()
    rows: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        place = line["data_class"], line["status"], line["reason"] or ""
        artefacts[place] += 1
        rows[place] += line["rows"]
    return [
        {"data_class": place[0], "status": place[1], "artefacts": count, "rows": rows[place]}
        | ({"reason": place[2]} if place[2] else {})
        for place, count in sorted(artefacts.items())
    ]


def _intrusion(one: Json) -> dict[str, Any]:
    return _only(one, "data_class", "level", "human") | _only(one["machine"], "artefacts", "rows", "bytes")


def _documents(evidence: CaseEvidence) -> list[dict[str, str]]:
    if not evidence.store.has(DOCUMENTS):
        return []
    listed = listed_documents(signed_json(evidence.store, DOCUMENTS))
    return [{"document": name, "sha256": digest} for name, digest in sorted(listed.items())]
