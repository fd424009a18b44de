"""A question that counts checks by office and method without any library, in the place of the pilot."""

from collections.abc import Iterator

import pytest

from inzage.evaluation import Cohort, Estimate, Estimator, Figure, Protocol, Result, Rows, Unit, questions
from inzage.evaluation.answering import answered
from inzage.evaluation.questions import Question
from inzage.words import Words

KINDS_SEEN = ("controle", "gedraging", "toezicht")


def select(rows: Rows, _: Protocol) -> Cohort:
    """A unit for each check that was finished, found or not."""
    done = {span.source: span for span in rows.spans_of("controle") if span.state == "gedaan"}
    found = {event.about for event in rows.of("gedraging") if event.attributes["answer"] == "indication"}
    regions = {event.source: str(event.attributes["region"]) for event in rows.of("toezicht")}
    units = [
        Unit(
            event.person,
            (event.source,),
            done[event.source].since,
            rows.extracted_on,
            group=regions.get(event.trajectory, ""),
            marks={"found": event.source in found, "method": event.attributes["method_version"]},
        )
        for event in rows.of("controle")
        if event.source in done
    ]
    return Cohort(tuple(units), rows.extracted_on)


def estimate(cohort: Cohort, protocol: Protocol) -> Result:
    """The share in which something was found."""
    of = tuple(range(len(cohort.units)))
    units = tuple(place for place in of if cohort.units[place].marks["found"])
    share = Estimate(len(units) / len(of), 0.0, 1.0, "telling") if of else None
    label = Words("Controles met een aanwijzing", "Checks with an indication")
    return answered(cohort, protocol, figures=[Figure("opbrengst", label, "share", share, units, of)])


QUESTION = Question("pilot-50", KINDS_SEEN, select, estimate)
ANYTIME = Estimator.ANYTIME.value


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The questions of the program are this one."""
    monkeypatch.setattr(questions, "questions", lambda: {QUESTION.code: QUESTION})
    yield
