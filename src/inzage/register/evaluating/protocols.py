"""A question's record and the protocol in it: those that are shipped, those adopted, which of them are the same."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from inzage.evaluation import NotAsTold, Protocol
from inzage.evaluation.catalogue import protocols, unsound, untold
from inzage.evaluation.told import protocol_read, protocol_told
from inzage.register.evaluating.faults import OldForm, UnsoundProtocol
from inzage.register.models import Record

WHOLE = 2
"""The first version of the kind that holds a whole protocol."""
DRAFT, LOCKED, CLOSED = "concept", "vergrendeld", "afgesloten"

ASKED = frozenset(["code", "follow_up_days", "competing", "fixed_sample", "rollout_order"])
"""Fields on which the program's figures rest; whom it counts, and how, lies in its code, whatever a text says."""


def protocol_of(question: Record) -> Protocol:
    """The protocol that a question's record holds.

    Raises:
        OldForm: its kind's version holds none, or it is not of the form that is read today.
    """
    if question.version < WHOLE:
        raise OldForm()
    try:
        return protocol_read(question.data)
    except NotAsTold:
        raise OldForm() from None


def checked(question: Record) -> Protocol:
    """The protocol, where it makes sense too. Raises OldForm, UnsoundProtocol."""
    protocol = protocol_of(question)
    for field, expected in chain(unsound(protocol, protocol.code), untold(protocol)):
        raise UnsoundProtocol(field=field, expected=(expected.nl, expected.en))
    return protocol


def data_of(protocol: Protocol, version: int | None = None) -> dict[str, Any]:
    """A protocol as the data of a question, under another version where one is given."""
    told = protocol_told(protocol)
    return told | ({"version": version} if version else {})


def shipped() -> tuple[Protocol, ...]:
    """The protocols that come with the program, the pilot first."""
    return tuple(protocols().values())


def next_version(code: str, questions: Iterable[Record]) -> int:
    """The version of the next question of a code, given those there are."""
    return 1 + max((each.data["version"] for each in questions if each.data.get("code") == code), default=0)


def differing(one: Record, other: Record) -> frozenset[str]:
    """Fields in which two questions differ; the version itself is none of them, and an empty list is as none."""
    here, there = _said(one), _said(other)
    return frozenset(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def asks_the_same(one: Record, other: Record) -> bool:
    """Whether the program answers two whole questions alike, whatever their texts say.

    Who looks at one has seen the other's figures.
    """
    return not differing(one, other) & ASKED


def _said(question: Record) -> dict[str, Any]:
    return {name: value for name, value in question.data.items() if name != "version" and value != []}
