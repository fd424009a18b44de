"""E1, yield: how many checks come to at least one indication, per kind of question, of what was presented."""

from collections.abc import Callable, Iterator

from inzage.evaluation import Cohort, Estimate, Figure, Protocol, Result, Rows, Trend, Unit
from inzage.evaluation.answering import OFTEN_ONE_PERSON, answered
from inzage.evaluation.check_figures import (
    EVERY_LOOK,
    SHOWN_ONLY,
    Group,
    asked,
    assessed,
    groups,
    has,
    indicated,
    no_questions,
    no_version,
    side_by_side,
    tells,
    without,
)
from inzage.evaluation.checks import KINDS, units
from inzage.evaluation.figuring import at, per_quarter, those
from inzage.evaluation.questions import Question
from inzage.words import Words

CODE = "E1"


def select(rows: Rows, _: Protocol) -> Cohort:
    """Every finished check, in order of entry."""
    return Cohort(tuple(units(rows)), rows.extracted_on)


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """Per version of the method the yield of any question and of each, beside what was declared and presented."""
    found = groups(cohort, protocol)
    return answered(
        cohort,
        protocol,
        figures=side_by_side(figure for group in found for figure in _figures(group)),
        trends=[trend for group in found for trend in _trends(group)],
        notes=[SHOWN_ONLY, EVERY_LOOK, OFTEN_ONE_PERSON, LAPSED],
        gaps=[*no_version(cohort), *no_questions(cohort), *without(cohort, "presented", NO_CARRIERS)],
        context={"questions": asked(cohort)},
    )


def looked_at(unit: Unit) -> bool:
    """Whether something was presented and a question answered; where no carrier was recorded, the answer tells."""
    return unit.marks["presented"] != 0 and bool(unit.marks["answered"])


def _figures(group: Group) -> Iterator[Figure]:
    yield group.share("yield-any", ANY, has("indications"), looked_at)
    for code in asked(group.cohort):
        label = Words(f"Aanwijzing bij de vraag {code}", f"Indication on the question {code}")
        yield group.share(f"yield-{code}", label, indicated(code), _answered(code))
    yield group.share("looked-at", LOOKED_AT, looked_at)
    yield group.share("refused", REFUSED, has("refused"))
    for mark, label in CARRIERS.items():
        yield _carriers(group, mark, label)


def _answered(code: str) -> Callable[[Unit], bool]:
    answer = assessed(code)
    return lambda unit: looked_at(unit) and answer(unit)


def _carriers(group: Group, mark: str, label: Words) -> Figure:
    of = those(group.cohort, group.of, tells(mark))
    many = sum(unit.marks[mark] for unit in at(group.cohort, of))
    units = those(group.cohort, of, has(mark))
    return Figure(mark, label, "count", Estimate(many, None, None, "telling"), units, of, group=group.name)


def _trends(group: Group) -> Iterator[Trend]:
    of = those(group.cohort, group.of, looked_at)
    if len(of) >= group.protocol.minimum:
        trend = per_quarter("yield-any", ANY, group.cohort, of, holds=has("indications"), group=group.name)
        yield from [trend] if trend else []


LOOKED_AT = Words(
    "Controles waarbij iets is aangereikt en ten minste één vraag is beantwoord",
    "Checks in which something was presented and at least one question answered",
)
REFUSED = Words("Controles waarbij iemand niet of niet helemaal meewerkte", "Checks with a refusal, whole or in part")
CARRIERS = {
    "declared": Words("Opgegeven gegevensdragers", "Data carriers declared"),
    "presented": Words("Aangeboden gegevensdragers", "Data carriers presented"),
    "undeclared": Words("Aangeboden zonder te zijn opgegeven", "Presented without having been declared"),
}
ANY = Words(
    "Controles met ten minste één aanwijzing, van wat is aangereikt", "Checks with an indication, of what was presented"
)
LAPSED = Words(
    "Een aanwijzing die na hertelling is vervallen, telt niet mee. Geen aanwijzing betekent niet dat er niets was.",
    "An indication that lapsed after a recount is not counted. No indication does not mean that there was nothing.",
)
NO_CARRIERS = Words(
    "controles zijn geen gegevensdragers vastgelegd; daar telt de controle mee zodra een vraag is beantwoord. Nodig "
    "is: elke opgegeven en aangeboden gegevensdrager.",
    "checks no data carriers were recorded; there the check counts once a question was answered. Needed is: each data "
    "carrier that was declared and presented.",
)

QUESTION = Question(CODE, KINDS, select, estimate)
