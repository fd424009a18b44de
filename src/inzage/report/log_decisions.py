"""Lines of the authorisation decisions: what was allowed and refused, under which mandate and order.

One line for each question and class of data that the check could have opened, as the plan
has it, and one for each question that no list or building block could answer. A refusal is
an outcome, not an error.

References: Authorization Decision Log (Logius, working version: ``adl.core``);
docs/schema/log-decision.schema.json.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from inzage.artefact import AMSTERDAM
from inzage.report.log import Line, Logged, word


@dataclass(frozen=True, slots=True)
class _Decision:
    question: str
    data_class: str | None
    reason: str | None

    @property
    def order(self) -> tuple[str, str]:
        return self.question, self.data_class or ""


def decisions(logged: Logged) -> Iterator[Line]:
    """The decisions of one case, by question and class of data."""
    plan = logged.case.plan
    blocks = {one["code"]: one["block"] for one in plan["questions"]}
    for one in sorted(_decided(logged), key=lambda decision: decision.order):
        yield {
            "trace_id": logged.trace_id,
            "operation_id": logged.decision(one.question, one.data_class),
            "parent_operation_id": logged.check,
            "event_name": "inzage.decide",
            "timestamp": _when(logged),
            "status": "Ok",
            "attributes": {
                "adl.core.request": {"question": one.question, "data_class": one.data_class, "on": plan["on"]},
                "adl.core.response": {"decision": "refusal" if one.reason else "permit", "reason": one.reason},
                "adl.core.policies": {
                    "mandate_sha256": plan["mandate_sha256"],
                    "order_sha256": plan["order_sha256"],
                    "block": blocks.get(one.question),
                },
                "adl.core.information": {"method_version": logged.case.result["method_version"]},
            },
        }


def _decided(logged: Logged) -> set[_Decision]:
    """Every pair that could have opened: refused, moot with its question, or permitted."""
    plan = logged.case.plan
    refused = {(one["question"], one["data_class"]): one["reason"] for one in plan["refusals"]}
    moot: dict[str, str] = dict(plan["moot"])
    asked = {(one["code"], data_class) for one in plan["questions"] for data_class in one["opens"]}
    asked |= {(door["question"], door["data_class"]) for door in plan["doors"]}
    permitted = {pair for pair in asked if pair not in refused and pair[0] not in moot}
    return {
        *(
            _Decision(question, data_class, word(reason) or "refused")
            for (question, data_class), reason in refused.items()
        ),
        *(_Decision(question, None, word(reason) or "moot") for question, reason in moot.items()),
        *(_Decision(question, data_class, None) for question, data_class in permitted),
    }


def _when(logged: Logged) -> int:
    """The moment the check began (ms); where nothing was opened, the first of its day."""
    if logged.span:
        return logged.span[0]
    day = datetime.fromisoformat(str(logged.case.plan["on"])).date()
    return round(datetime.combine(day, time(), AMSTERDAM).timestamp() * 1000)
