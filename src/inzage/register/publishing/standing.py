"""What is published of a question, and whether a concept still holds beside it when a second evaluator decides."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from inzage.evaluation import EvaluationFault
from inzage.evaluation.gate import Published
from inzage.evaluation.gate.passing import audit
from inzage.evaluation.told import read, told
from inzage.register import Kind
from inzage.register.models import Record
from inzage.register.values import Actor, Words

PUBLICATION = "publicatie"
DRAFT, ESTABLISHED, WITHDRAWN = "concept", "vastgesteld", "ingetrokken"
WENT_OUT = (ESTABLISHED, WITHDRAWN)
ALTERED = Words(
    "Wat dit concept bewaart, is niet wat er is voorgesteld. Laat het vervallen en maak een nieuw.",
    "What this draft keeps is not what was proposed. Let it lapse and make a new one.",
)


def kept(published: Published) -> tuple[str, str]:
    """A publication as text, and its digest."""
    text = json.dumps(told(published), sort_keys=True, ensure_ascii=False)
    return text, sha256(text.encode()).hexdigest()


def published_of(record: Record) -> Published:
    """What a record of a publication keeps. Raises NotAsTold where it is of another form than is read today."""
    found: Published = read(Published, json.loads(record.data["published"]))
    return found


def went_out(organisation: str, code: str) -> Iterator[Published]:
    """What an organisation published of a question, in order; withdrawn ones too."""
    found = Record.objects.filter(kind=PUBLICATION, organisation=organisation, state__in=WENT_OUT, data__code=code)
    return (published_of(each) for each in found.filter(corrected_by__isnull=True).order_by("happened", "id"))


def withstands(_: Kind, record: Record, __: Actor, ___: datetime) -> Words | None:
    """Why a concept cannot be established now, or nothing: looked at again as a reader would, beside what went out."""
    if sha256(record.data["published"].encode()).hexdigest() != record.data["published_sha256"]:
        return ALTERED
    try:
        audit(published_of(record), went_out(record.organisation, record.data["code"]))
    except EvaluationFault as fault:
        return Words(fault.sentence("nl"), fault.sentence("en"))
    return None
