"""What a mandate lacks, or opens too widely: each remark with the ruling that asks for it.

Remarks are for people who draft and advise; they refuse nothing. What refuses is
``decide`` (each door) and ``admit`` (the check). ``LintRemark.advice`` can stand in an
advice to the court as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from inzage.mandate import Mandate, NotAdmitted, Permit, Question
from inzage.mandate.catalogue import questions_of
from inzage.mandate.decide import decide
from inzage.mandate.lint_missing import MISSING
from inzage.mandate.lint_rules import PRECISE
from inzage.mandate.lint_wide import WIDE


class Kind(StrEnum):
    """What is the matter with a field."""

    MISSING = "missing"
    WIDE = "wide"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class LintRemark:
    """One remark. ``source``: ECLI number or article; ``advice``: Dutch, for the court."""

    field: str
    kind: Kind
    source: str
    nl: str
    en: str
    advice: str


def lint(draft: Mandate) -> list[LintRemark]:
    """Every remark on a mandate, in the order of its fields. A validation mandate has none."""
    if draft.validation:
        return []
    return [*_missing(draft), *_unaskable(draft), *_wide(draft), *_closed(draft)]


def opens_today(mandate: Mandate, on: date) -> tuple[Permit, ...]:
    """The doors that open on a day all the same, question by question."""
    decisions = [decide(mandate, one, question, on) for question in _questions(mandate) for one in question.opens]
    return tuple(decision for decision in decisions if isinstance(decision, Permit))


def _missing(draft: Mandate) -> Iterator[LintRemark]:
    for rule in MISSING:
        if rule.applies(draft):
            yield LintRemark(rule.field, Kind.MISSING, rule.source, rule.nl, rule.en, rule.advice)


def _unaskable(draft: Mandate) -> Iterator[LintRemark]:
    """Conditions that ask nothing as they stand: an unknown block, or one that is not filled in."""
    for at, condition in enumerate(draft.conditions, 1):
        try:
            questions_of(replace(draft, conditions=(condition,)))
        except NotAdmitted as error:
            yield LintRemark(
                f"conditions[{at}]",
                Kind.MISSING,
                PRECISE,
                error.sentence("nl"),
                error.sentence("en"),
                f"Geadviseerd wordt voorwaarde {condition.block} zo in te vullen dat vaststaat wat verboden is.",
            )


def _wide(draft: Mandate) -> Iterator[LintRemark]:
    for rule in WIDE:
        if rule.applies(draft):
            yield LintRemark(rule.field, Kind.WIDE, rule.source, rule.nl, rule.en, rule.advice)


def _closed(draft: Mandate) -> Iterator[LintRemark]:
    """Questions that the mandate asks and of which no door opens: they cannot be answered."""
    for question in _questions(draft):
        if not set(question.opens) & set(draft.manner.data_classes):
            names = ", ".join(question.opens)
            yield LintRemark(
                "manner.data_classes",
                Kind.CLOSED,
                "ECLI:NL:HR:2022:807",
                f"De vraag «{question.nl}» kan niet worden beantwoord: geen van de soorten {names} is opengesteld.",
                f"The question “{question.en}” cannot be answered: none of the classes {names} is opened.",
                f"Om voorwaarde {question.block} te kunnen controleren, is inzage nodig in: {names}.",
            )


def _questions(mandate: Mandate) -> tuple[Question, ...]:
    try:
        return questions_of(mandate)
    except NotAdmitted:
        return ()
