"""A case that was taken in, in words: answers with their coverage, what was opened. Nothing that is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inzage.register.charts import Bars, Count, Coverage, Fill, Part, Said, figure
from inzage.register.models import Record
from inzage.register.web.saying import language, t
from inzage.report import words_codes as codes
from inzage.report.wording import say
from inzage.report.words_questions import QUESTIONS
from inzage.report.words_reasons import REASONS

TONES = {"no_indication": "ok", "indication": "attention", "not_assessable": "neutral"}
FILLS = {
    "read": Fill.READ,
    "degraded": Fill.PARTLY,
    "absent": Fill.ABSENT,
    "not_needed": Fill.NOT_NEEDED,
    "closed": Fill.CLOSED,
    "excluded": Fill.CLOSED,
    "out_of_period": Fill.CLOSED,
}
"""What is not here could not be read."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: its answer in words, why where it is not assessable, and the finding that can be disputed."""

    question: str
    answer: str
    meaning: str
    tone: str
    count: int
    days: int
    reasons: tuple[str, ...]
    seen: int
    per_day: str
    finding: Record | None


def answers(case: Mapping[str, Any], findings: list[Record]) -> list[Answered]:
    """Every answer of the case, in its own order."""
    known = {record.data["question"]: record for record in findings}
    return [_answered(one, known.get(one["question"].lower().replace("_", "-"))) for one in case["answers"]]


def _answered(one: Mapping[str, Any], finding: Record | None) -> Answered:
    lang = language()
    return Answered(
        question=say(QUESTIONS, one["question"], lang),
        answer=say(codes.ANSWERS, one["answer"], lang),
        meaning=say(codes.MEANINGS, one["answer"], lang),
        tone=TONES[one["answer"]],
        count=one["count"],
        days=one["days"],
        reasons=tuple(say(REASONS, reason, lang) for reason in one["reasons"]),
        seen=round(100 * one["seen"]),
        per_day=_weeks(one),
        finding=finding,
    )


def _weeks(one: Mapping[str, Any]) -> str:
    """Counts per week as bars, weeks without any between them; empty where nothing was counted."""
    counted = {date.fromisoformat(day["day"]): day["count"] for day in one["per_day"] if day["count"]}
    if not counted:
        return ""
    weeks = _between(min(counted), max(counted))
    for day, many in counted.items():
        weeks[_week(day)] += many
    said = Said(
        t("Aantal per week", "Number per week"),
        t("Hoe vaak dit per week is geteld.", "How often this was counted per week."),
        f"weken-{one['question'].replace('_', '-').lower()}",
        (t("Week", "Week"), t("Aantal", "Number")),
    )
    folded = t("Als tabel", "As a table")
    return figure(Bars(said, t("Aantal", "Number"), tuple(Count(name, many) for name, many in weeks.items())), folded)


def _between(first: date, last: date) -> dict[str, int]:
    """Every week from one day to another, with nothing in it yet."""
    days = range(0, (last - first).days + 1)
    return {_week(first + timedelta(days=n)): 0 for n in days}


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-{week:02}"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened of one class of data, by the machine and by people."""

    data_class: str
    level: str
    artefacts: int
    rows: int
    human: int


def intrusion(case: Mapping[str, Any]) -> list[Opened]:
    """The table of intrusion."""
    lang = language()
    return [
        Opened(
            say(codes.DATA_CLASSES, one["data_class"], lang),
            say(codes.LEVELS, one["level"], lang),
            one["artefacts"],
            one["rows"],
            one["human"],
        )
        for one in case["intrusion"]
    ]


def coverage(case: Mapping[str, Any]) -> str:
    """Which part of the sources was read, as one bar with its table."""
    counted: dict[str, int] = {}
    for one in case["coverage"]:
        counted[one["status"]] = counted.get(one["status"], 0) + 1
    if not counted:
        return ""
    lang = language()
    said = Said(
        t("Waar is gekeken", "Where was looked"),
        t(
            "Hoeveel soorten bronnen zijn gelezen, er niet waren of dicht bleven.",
            "How many kinds of sources were read, were absent or stayed closed.",
        ),
        "dekking",
        (t("Uitkomst", "Outcome"), t("Bronnen", "Sources"), t("Deel", "Share")),
    )
    parts = tuple(
        Part(say(codes.STATUSES, status, lang), many, FILLS.get(status, Fill.UNREADABLE))
        for status, many in counted.items()
    )
    return figure(Coverage(said, parts))


def unread(case: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(class of data, outcome, reason) of what was not read whole though it was there or asked."""
    lang = language()
    found = [one for one in case["coverage"] if one["status"] not in {"read", "absent", "not_needed"}]
    return [
        (
            say(codes.DATA_CLASSES, one["data_class"], lang),
            say(codes.STATUSES, one["status"], lang),
            say(REASONS, one.get("reason", ""), lang) if one.get("reason") else "",
        )
        for one in found
    ]


def marks(case: Mapping[str, Any]) -> list[str]:
    """What every document of this case says of itself."""
    return [say(codes.MARKS, mark, language()) for mark in case["marks"]]


def moot(plan: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a plan: (question, why) of those for which nothing opens."""
    lang, found = language(), plan.get("moot", {})
    return [(say(QUESTIONS, code, lang), say(REASONS, reason, lang)) for code, reason in found.items()]


def doors(plan: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Of a plan: the classes of data that open, and those that stay closed."""
    lang = language()
    opened = sorted({door["data_class"] for door in plan.get("doors", [])})
    closed = sorted(plan.get("not_opened", []))
    spoken = [[say(codes.DATA_CLASSES, each, lang) for each in one] for one in (opened, closed)]
    return spoken[0], spoken[1]
