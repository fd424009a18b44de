"""Proposing an act of two people from a screen: its reasons are asked, the rest the screen knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest

from inzage.register.erasing import DECISION
from inzage.register.log import now
from inzage.register.models import Record
from inzage.register.web.acting import actor_of
from inzage.register.web.kinds import catalogue
from inzage.register.web.reading import visible
from inzage.register.web.schema_forms import SchemaForm, form_of
from inzage.register.writing import Times, record
from inzage.register.zones import day_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """The form of the reasons, with its own key, so that posting twice is once."""

    form: SchemaForm
    key: UUID

    @property
    def ready(self) -> bool:
        """Whether it was sent and says enough."""
        return self.form.is_valid()


def asked(request: HttpRequest) -> Proposal:
    """What was sent, or an empty form."""
    schema: dict[str, Any] = dict(catalogue().on(DECISION, day_of(now())).data)
    only = {"type": "object", "required": ["reasons"], "properties": {"reasons": schema["properties"]["reasons"]}}
    sent = request.POST if request.method == "POST" else None
    return Proposal(form_of(only, kind=DECISION, data=sent), _key(request.POST.get("_key", "")))


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


def propose(request: HttpRequest, proposal: Proposal, data: Mapping[str, str]) -> Record:
    """The decision, waiting for a second person. ``data``: the act, and what it is on."""
    before = visible(actor_of(request)).filter(root=proposal.key).first()
    happened = before.happened if before else now()
    told = {**proposal.form.value(), **data}
    return record(catalogue(), DECISION, actor_of(request), told, Times(happened), key=proposal.key)
