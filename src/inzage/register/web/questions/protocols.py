"""A protocol as a table that is read, and versions of one question beside each other with what differs marked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inzage.evaluation import Estimator
from inzage.register import words
from inzage.register.evaluating.protocols import differing
from inzage.register.models import Record
from inzage.register.values import Actor, Words
from inzage.register.web.listing import Row, rows
from inzage.register.web.questions.lines import ANY, code_of, questions, said, version_of, whole
from inzage.register.web.saying import say, t

FIELDS = (
    "decision_rule", "population", "time_zero", "compared", "exposure_rule", "outcome", "source", "follow_up_days",
    "competing", "estimators", "minimum", "fixed_sample", "looks", "lag_days", "publication", "heads", "rollout_order",
)  # fmt: skip
"""In the order of the table; the title and the decision stand above it."""
CODED = frozenset(["time_zero", "publication", "heads", "rung"])
ESTIMATORS: Mapping[str, Words] = {
    Estimator.WILSON: Words("aandeel met Wilson-interval", "share with a Wilson interval"),
    Estimator.ANYTIME: Words(
        "aandeel, geldig bij elke blik (bèta-binomiaal)", "share, valid at every look (beta-binomial)"
    ),
    Estimator.MEDIAN: Words("mediaan met bootstrap", "median with bootstrap"),
    Estimator.KAPLAN_MEIER: Words("tijd tot iets gebeurt (Kaplan-Meier)", "time to an event (Kaplan-Meier)"),
    Estimator.AALEN_JOHANSEN: Words(
        "tijd tot iets gebeurt, met concurrerend einde (Aalen-Johansen)",
        "time to an event with competing ends (Aalen-Johansen)",
    ),
    Estimator.COX: Words("verhouding van snelheden (Cox)", "ratio of hazards (Cox)"),
    Estimator.MCNEMAR: Words("verandering bij dezelfde personen (McNemar)", "change in the same persons (McNemar)"),
    Estimator.POISSON: Words("aantal per tijd (Poisson)", "number per time (Poisson)"),
    Estimator.SEGMENTED: Words("onderbroken tijdreeks", "interrupted time series"),
    Estimator.STRATIFIED: Words(
        "vergelijking binnen groepen (Mantel-Haenszel)", "comparison within groups (Mantel-Haenszel)"
    ),
    Estimator.POOLED: Words("gedeeltelijk samengenomen over groepen", "partially pooled over groups"),
    Estimator.FUNNEL: Words("trechter", "funnel"),
    Estimator.COUNT: Words("telling", "count"),
}
"""What a way of estimating is called. The first of a protocol is that of its main figure."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a protocol. ``differs``: from another version on the same page."""

    label: str
    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Another version of the same question. ``fields``: what differs, as it stands there and as it stands here."""

    row: Row
    version: int
    fields: tuple[tuple[str, str, str], ...]


def table(question: Record, differs: frozenset[str] = frozenset()) -> list[Field]:
    """What a question asks, in the reader's language."""
    return [Field(label(name), value(name, question.data), name in differs) for name in FIELDS]


def table_of(data: Mapping[str, Any]) -> list[Field]:
    """The same of a protocol that nobody adopted."""
    return [Field(label(name), value(name, data)) for name in FIELDS]


def label(name: str) -> str:
    """What stands beside a field."""
    return say(words.label(name, "vraag"))


def value(name: str, data: Mapping[str, Any]) -> str:
    """A field of a protocol, in words."""
    told = data.get(name)
    if name == "looks" and told is None:
        return say(ANY)
    if told in (None, [], ()):
        return t("niet van toepassing", "not applicable")
    if isinstance(told, list):
        return "; ".join(_word(name, each) for each in told)
    return said(told) if isinstance(told, Mapping) else _word(name, told)


def _word(name: str, told: object) -> str:
    if name == "estimators":
        return say(ESTIMATORS.get(str(told)) or words.plain(str(told)))
    if name in CODED:
        return say(words.value(name, told))
    return say(words.plain(str(told))) if isinstance(told, str) else str(told)


def beside(by: Actor, question: Record) -> list[Beside]:
    """Other questions of the same code, each with the fields in which they differ."""
    others = [each for each in questions(by) if whole(each) and code_of(each) == code_of(question)]
    others = [each for each in others if each.root != question.root]
    return [
        Beside(row, version_of(each), tuple(_differences(question, each)))
        for each, row in zip(others, rows(others), strict=True)
    ]


def _differences(here: Record, there: Record) -> Iterator[tuple[str, str, str]]:
    names = ("title", "decision_served", "rung", *FIELDS)
    found = differing(here, there)
    for name in names:
        if name in found:
            yield label(name), value(name, there.data), value(name, here.data)
