"""A plan as JSON: what is signed into the ledger, stored in the case and shown before a check."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from inzage.check import Budget, Door, Plan, Similar
from inzage.mandate import CheckOrder, DataClass, Mandate, Refusal, RefusalReason
from inzage.mandate.catalogue import questions_of
from inzage.result import Mark, Reason


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


def plan_of(data: bytes, mandate: Mandate, order: CheckOrder | None) -> Plan:
    """The plan that ``plan.json`` holds, for its mandate and order; what pictures look like is not asked again.

    Raises:
        ValueError, KeyError, TypeError: it holds none.
    """
    told: Mapping[str, Any] = json.loads(data)
    window = told["window"]
    return Plan(
        mandate=mandate,
        order=order,
        on=date.fromisoformat(told["on"]),
        questions=tuple(questions_of(mandate)),
        doors=tuple(Door(one["question"], one["reader"], DataClass(one["data_class"])) for one in told["doors"]),
        refusals=tuple(
            Refusal(one["question"], DataClass(one["data_class"]), RefusalReason(one["reason"]))
            for one in told["refusals"]
        ),
        moot={question: Reason(reason) for question, reason in told["moot"].items()},
        window=(date.fromisoformat(window["from"]), date.fromisoformat(window["to"])) if window else None,
        budget=Budget(**told["budget"]),
        lists={one["name"]: one["version"] for one in told["lists"]},
        marks=tuple(Mark(mark) for mark in told["marks"]),
        exception=told.get("exception"),
    )
