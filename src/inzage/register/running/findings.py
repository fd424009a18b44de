"""What a case says, as findings: one per question, one per class of data that was opened. Nothing that is not in it."""

from collections.abc import Mapping
from typing import Any

from inzage.register import Catalogue
from inzage.register.models import Record
from inzage.register.running.examining import moment
from inzage.register.values import Actor
from inzage.register.writing import Links, Times, record

BEHAVIOUR, OPENED = "gedraging", "inbreuktelling"
BANDS = ((0, "0"), (4, "1-4"), (19, "5-19"), (99, "20-99"))
MANY = "100+"


def keep_findings(catalogue: Catalogue, case: Mapping[str, Any], about: Record, by: Actor) -> None:
    """Record them, within the transaction of the intake."""
    announced = about.data["notice"] == "aangekondigd"
    for answer in case["answers"]:
        _keep(catalogue, BEHAVIOUR, behaviour(answer, case["code"], announced=announced), case, about, by)
    for line in case["intrusion"]:
        _keep(catalogue, OPENED, opened(line), case, about, by)


def behaviour(answer: Mapping[str, Any], code: str, *, announced: bool) -> dict[str, Any]:
    """A question and its answer, with an order of magnitude."""
    return {
        "question": _word(answer["question"]),
        "answer": answer["answer"],
        "count_band": band(answer["count"]),
        "announced": announced,
        "case_code": code,
    }


def opened(line: Mapping[str, Any]) -> dict[str, Any]:
    """What machine and human opened of a class of data."""
    return {
        "data_class": _word(line["data_class"]),
        "machine_rows": line["rows"],
        "human_looks": line["human"],
    }


def band(count: int) -> str:
    """The order of magnitude of a count."""
    return next((name for most, name in BANDS if count <= most), MANY)


def _word(code: str) -> str:
    return code.lower().replace("_", "-").replace(".", "-")


def _keep(  # noqa: PLR0917 (the kind, what it says, and on whose word)
    catalogue: Catalogue, kind: str, data: Mapping[str, Any], case: Mapping[str, Any], about: Record, by: Actor
) -> None:
    record(catalogue, kind, by, data, Times(moment(case["ended"])), links=Links(about.trajectory, about))
