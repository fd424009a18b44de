"""A concept: what of a result the gate lets through, at a level that the question's protocol allows."""

import re
from datetime import date, timedelta
from uuid import UUID

from inzage import __version__
from inzage.evaluation import Level, Protocol, Result
from inzage.evaluation.gate.drafting import draft
from inzage.evaluation.gate.passing import gate
from inzage.register import Catalogue
from inzage.register.evaluating.protocols import DRAFT, checked
from inzage.register.inspection_facts import staff_keys
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.publishing.faults import NamesStaff, NotPublishable
from inzage.register.publishing.standing import PUBLICATION, kept, went_out
from inzage.register.values import Actor
from inzage.register.writing import Links, Times, record

KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[0-9][0-9a-z]*")
"""The form that keys of staff have."""
LEVELS = (Level.WORK_FLOOR, Level.ORGANISATION, Level.PUBLIC)
"""From the narrowest circle of readers to the widest."""
STAYS = (
    "Cijfers van de werkvloer blijven op de pagina van de vraag; zij worden niet gepubliceerd.",
    "Figures of the work floor stay on the question's page; they are not published.",
)
TOO_WIDE = (
    "Het protocol staat deze kring van lezers niet toe. Leg daarvoor een nieuwe versie van de vraag vast.",
    "The protocol does not allow this circle of readers. Register a new version of the question for it.",
)
NOT_LOCKED = (
    "Deze vraag is nog niet vergrendeld. Laat een tweede evaluator haar eerst lezen en vergrendelen.",
    "This question is not locked yet. Have a second evaluator read and lock it first.",
)
OTHER = (
    "Dit antwoord hoort bij een andere vraag of een andere versie.",
    "This answer belongs to another question, or another version.",
)


def levels(protocol: Protocol) -> tuple[Level, ...]:
    """At which levels a question's figures may be published, the narrowest first."""
    return LEVELS[1 : LEVELS.index(protocol.publication) + 1]


def propose(
    catalogue: Catalogue,
    by: Actor,
    question: Record,
    result: Result,
    level: Level,
    *,
    since: date | None = None,
    key: UUID | None = None,
) -> Record:
    """A concept of what may be told of a result. ``since``: from when on units entered; None: all there are.

    Raises:
        NotPublishable: at this level, or of a question that is not locked or another's.
        NamesStaff: a key of staff would go out.
        NothingLeft, NotToPublish: the gate lets nothing through.
        Refused: their role proposes none.
    """
    _may(question, result, level)
    until = result.extracted_on + timedelta(1)
    through = gate(draft(result, until, since), level, went_out(by.organisation, result.protocol))
    text, digest = kept(through)
    _nobody_of_staff(text)
    data = {
        "code": result.protocol,
        "publication": level.value,
        "extracted_on": result.extracted_on.isoformat(),
        "cohort_sha256": result.cohort_sha256,
        "code_version": f"inzage-{__version__}",
        "published": text,
        "published_sha256": digest,
    }
    return record(catalogue, PUBLICATION, by, data, Times(now()), links=Links(about=question), key=key)


def _may(question: Record, result: Result, level: Level) -> None:
    protocol = checked(question)
    if level is Level.WORK_FLOOR:
        raise NotPublishable(why=STAYS)
    if question.state == DRAFT:
        raise NotPublishable(why=NOT_LOCKED)
    if (result.protocol, result.version) != (protocol.code, protocol.version):
        raise NotPublishable(why=OTHER)
    if level not in levels(protocol):
        raise NotPublishable(why=TOO_WIDE)


def _nobody_of_staff(text: str) -> None:
    if set(KEY.findall(text)) & staff_keys():
        raise NamesStaff()
