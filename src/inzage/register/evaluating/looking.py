"""A look at the figures of a locked question: selected, answered, and kept as a record with a line in the log.

A look that could not be answered leaves a line too: whoever looks often enough sees something, answered or not.
"""

import json
from dataclasses import asdict
from hashlib import sha256
from uuid import UUID, uuid5

from django.db.models import QuerySet

from inzage import __version__
from inzage.evaluation import Cohort, EvaluationFault, Protocol, Result, Rows, Unit
from inzage.evaluation.asking import answer, cohort_of
from inzage.evaluation.questions import question as asked
from inzage.evaluation.told import result_read, result_told
from inzage.register import Catalogue
from inzage.register.evaluating.faults import Closed, NotLocked
from inzage.register.evaluating.protocols import CLOSED, LOCKED, WHOLE, asks_the_same, checked, protocol_of
from inzage.register.evaluating.rows import rows
from inzage.register.faults import NoSuchRecord
from inzage.register.log import note, writing
from inzage.register.models import Record
from inzage.register.values import Actor
from inzage.register.visibility import visible
from inzage.register.writing import Links, Times, record, refuse
from inzage.register.zones import day_of

QUESTION, LOOK = "vraag", "blik"
REFUSED = "look-refused"
"""What the line of the log is called where a look could not be answered."""
DIGITS = 16
"""Of the digest of one unit."""


def question_of(catalogue: Catalogue, by: Actor, root: UUID) -> Record:
    """A question of the actor's own organisation. Raises NoSuchRecord."""
    found = visible(catalogue, by).filter(root=root, kind=QUESTION, organisation=by.organisation).first()
    if found is None:
        raise NoSuchRecord(expected=QUESTION, key=str(root))
    return found


def looks(catalogue: Catalogue, by: Actor, question: Record) -> QuerySet[Record]:
    """The looks at a question, the last one first."""
    found = visible(catalogue, by).filter(kind=LOOK, organisation=by.organisation, about=question.root)
    return found.order_by("-happened", "-recorded")


def next_number(catalogue: Catalogue, by: Actor, question: Record) -> int:
    """Which look the next one is. Of the looks only their numbers are read: each holds a whole result."""
    return 1 + max(looks(catalogue, by, question).values_list("data__number", flat=True), default=0)


def looked_elsewhere(catalogue: Catalogue, by: Actor, question: Record) -> int:
    """How often was looked at other versions that ask the same: a new version does not begin the count again."""
    if question.version < WHOLE:
        return 0
    others = visible(catalogue, by).filter(kind=QUESTION, organisation=by.organisation, version__gte=WHOLE)
    others = others.filter(data__code=question.data["code"]).exclude(root=question.root)
    return sum(looks(catalogue, by, each).count() for each in others if asks_the_same(question, each))


def look(catalogue: Catalogue, by: Actor, root: UUID) -> Record:
    """Look at the figures now.

    Raises:
        NoSuchRecord: no question of the actor's organisation.
        Refused: their role does not look at figures.
        NotLocked, Closed, OldForm, UnsoundProtocol: the question cannot be looked at, and what to do.
        EvaluationFault: it could not be answered; that it was tried stands in the log.
        Overtaken: somebody else looked at the same moment.
    """
    question = question_of(catalogue, by, root)
    may_look(catalogue, by, question)
    protocol = checked(question)
    with writing() as at:
        moment = at.recorded  # all that was recorded until then is there: the chain was ours for a moment
    number = next_number(catalogue, by, question)
    seen = number + looked_elsewhere(catalogue, by, question)
    try:
        cohort, result = _answered(protocol, rows(catalogue, question, by, moment), seen)
    except EvaluationFault as fault:
        _tried(question, by, fault)
        raise
    told = _told(number, cohort, result)
    links, key = Links(about=question), uuid5(question.root, f"{LOOK}-{number}")
    return record(catalogue, LOOK, by, told, Times(moment), links=links, key=key)


def may_look(catalogue: Catalogue, by: Actor, question: Record) -> None:
    """Raises Refused, NotLocked or Closed where this actor cannot look at this question now."""
    kind = catalogue.on(LOOK, day_of(question.recorded))
    if by.role not in kind.makers:
        raise refuse(kind.made)
    if question.state != LOCKED:
        raise Closed() if question.state == CLOSED else NotLocked()


def _answered(protocol: Protocol, seen: Rows, looked: int) -> tuple[Cohort, Result]:
    of = asked(protocol.code)
    return cohort_of(of, protocol, seen), answer(of, protocol, seen, looks=looked)


def _tried(question: Record, by: Actor, fault: EvaluationFault) -> None:
    with writing() as at:
        told = sha256(fault.sentence("en").encode()).hexdigest()
        note(REFUSED, question.root, by, at, kind=type(fault).__name__, told=told)


def _told(number: int, cohort: Cohort, result: Result) -> dict[str, object]:
    text = json.dumps(result_told(result), sort_keys=True, ensure_ascii=False)
    return {
        "number": number,
        "extracted_on": cohort.extracted_on.isoformat(),
        "cohort_sha256": cohort.sha256,
        "code_version": f"inzage-{__version__}",
        "counted": result.counted,
        "result": text,
        "result_sha256": sha256(text.encode()).hexdigest(),
        "units": [digest_of(unit) for unit in cohort.units],
    }


def digest_of(unit: Unit) -> str:
    """What a unit is known by afterwards. It holds random keys, so that nothing can be guessed from it."""
    told = json.dumps(asdict(unit), default=str, sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:DIGITS]


def result_of(seen: Record) -> Result:
    """The result that a look keeps. Raises NotAsTold where it is of another form than is read today."""
    return result_read(json.loads(seen.data["result"]))


def planned(question: Record) -> int | None:
    """How many looks a question plans; None for any number."""
    return protocol_of(question).looks
