"""A recount in words: which findings wait for one, who may have it made, and what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inzage.register.models import Record
from inzage.register.running.recounts import DISPUTED
from inzage.register.running.tables import Run
from inzage.register.values import Actor
from inzage.register.web.saying import language, t
from inzage.register.web.stepping import Way, ways
from inzage.report import words_codes as codes
from inzage.report.wording import say
from inzage.report.words_questions import QUESTIONS


@dataclass(frozen=True, slots=True)
class Disputed:
    """A finding that is disputed. ``mine``: this actor recorded it, so somebody else has it counted again."""

    finding: Record
    question: str
    mine: bool
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Recounted:
    """One question: what the check said, what the recount says, and whether that is the same."""

    question: str
    then: str
    now: str
    same: bool


def disputed(findings: list[Record], by: Actor) -> list[Disputed]:
    """Findings that wait for a recount."""
    return [_disputed(each, by) for each in findings if each.state == DISPUTED]


def _disputed(finding: Record, by: Actor) -> Disputed:
    question = say(QUESTIONS, finding.data["question"].replace("-", "_"), language())
    return Disputed(finding, question, finding.actor == by.key, tuple(each for each in ways(finding, by) if each.open))


def recounted(run: Run | None) -> list[Recounted]:
    """What a recount came to, question by question."""
    told: Mapping[str, Any] = (run.outcome if run else None) or {"questions": []}
    return [
        Recounted(say(QUESTIONS, one["question"], language()), _count(one["then"]), _count(one["now"]), one["same"])
        for one in told["questions"]
    ]


def _count(one: Mapping[str, Any]) -> str:
    answer = say(codes.ANSWERS, one["answer"], language())
    return f"{answer} ({t('geteld', 'counted')}: {one['count']}; {t('dagen', 'days')}: {one['days']})"
