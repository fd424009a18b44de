"""A plan as JSON: what is signed into the ledger, stored in the case and shown before a check."""

from inzage.check import Door, Plan, Similar
from inzage.mandate import DataClass


def plan_to_json(plan: Plan) -> dict[str, object]:
    """The plan as canonical-able JSON; its digest stands in the ledger's first entry."""
    return {
        "version": 1,
        "mandate_sha256": plan.mandate.sha256,
        "order_sha256": plan.order.sha256 if plan.order else None,
        "on": plan.on.isoformat(),
        "window": {"from": plan.window[0].isoformat(), "to": plan.window[1].isoformat()} if plan.window else None,
        "questions": [
            {
                "code": q.code,
                "block": q.block,
                "indicator": q.indicator,
                "opens": [d.value for d in q.opens],
                "requires": list(q.requires),
                "whole": list(q.whole),
                "list_purpose": q.list_purpose,
                "nl": q.nl,
                "en": q.en,
            }
            for q in plan.questions
        ],
        "doors": [_door(door) for door in plan.doors],
        "refusals": [
            {"question": r.question, "data_class": r.data_class.value, "reason": r.reason.value} for r in plan.refusals
        ],
        "not_opened": [d.value for d in DataClass if d not in {door.data_class for door in plan.doors}],
        "moot": {question: reason.value for question, reason in sorted(plan.moot.items())},
        "budget": {
            "minutes": plan.budget.minutes,
            "artefacts": plan.budget.artefacts,
            "rows": plan.budget.rows,
            "entries": plan.budget.entries,
        },
        "lists": [{"name": name, "version": version} for name, version in sorted(plan.lists.items())],
        "marks": [mark.value for mark in plan.marks],
        **({"exception": dict(plan.exception)} if plan.exception else {}),
        **({"similar": _similar(plan.similar)} if plan.similar else {}),
    }


def _similar(similar: Similar) -> dict[str, object]:
    return {
        "questions": list(similar.questions),
        "most_pictures": similar.pictures,
        "entries": similar.entries,
        "nl": similar.nl,
        "en": similar.en,
    }


def _door(door: Door) -> dict[str, object]:
    return {
        "question": door.question,
        "reader": door.reader,
        "data_class": door.data_class.value,
        "stage": "ABC"[door.stage - 1],
    }
