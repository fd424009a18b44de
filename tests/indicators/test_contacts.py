"""Whom the person wrote to, which group he wrote in: what he did counts, what others did is named."""

import dataclasses

import pytest

from inzage.indicators import Evidence
from inzage.indicators.banned_contact import BannedContact
from inzage.indicators.used_listed_group import UsedListedGroup
from inzage.mandate.named import Named, token_of
from inzage.observations import Call, Contact, Message
from inzage.result import AnswerKind
from tests.indicators.acts import IN, call, contact, labels, message
from tests.indicators.evidence import evidence, tally
from tests.indicators.lookups import Table, benign

SALT = bytes(16)
NAMED = {"salt": SALT.hex(), "tokens": [token_of(SALT, "+31 6 12345678"), token_of(SALT, "Jan@post.example")]}
GROUP = "120363000000000001@g.us"


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (message("0612345678"), ["sent"]),
        (message("31612345678@s.whatsapp.net"), ["sent"]),
        (message("JAN@POST.EXAMPLE"), ["sent"]),
        (call("+31612345678"), ["sent"]),
        (message("0612345678", IN), ["received"]),
        (call("0612345678", IN), ["received"]),
        (contact("06-1234 5678"), ["address_book"]),
        # near misses: one digit off, a group in which both are, nobody
        (message("0612345679"), []),
        (message("0612345678", in_group=True), []),
        (message("0612345678", group=GROUP), []),
        (message(""), []),
        (contact("jan"), []),
    ],
)
def test_a_named_person_is_known_in_every_spelling(seen: Message | Call | Contact, counts: list[str]) -> None:
    assert labels(BannedContact((), {"personen": NAMED}), [seen]) == counts


@pytest.mark.parametrize("parameters", [{}, {"personen": None}, {"personen": {"salt": "00", "tokens": []}}])
def test_where_nobody_is_named_nothing_counts(parameters: dict[str, object]) -> None:
    assert labels(BannedContact((), parameters), [message(""), message("0612345678"), contact("")]) == []


def test_the_same_person_under_another_salt_is_nobody() -> None:
    other = NAMED | {"salt": (b"\1" * 16).hex()}
    assert labels(BannedContact((), {"personen": other}), [message("0612345678")]) == []


def test_a_parameter_tells_how_many_are_named() -> None:
    assert Named.of(NAMED).known == 2
    assert Named.of(None).known == 0


@pytest.mark.parametrize(
    ("seen", "counts"),
    [
        (message(group=GROUP), ["class-g"]),
        (message(group=GROUP.upper()), ["class-g"]),
        (message(group=GROUP, direction=IN), ["received"]),
        # near misses: between two, in a group without a number, in another group, a contact with the group's number
        (message(), []),
        (message(in_group=True), []),
        (message(group="120363000000000002@g.us"), []),
        (message(contact=GROUP), []),
        (message(group="family@g.us"), []),
    ],
)
def test_only_a_listed_group_counts(seen: Message, counts: list[str]) -> None:
    lookups = [Table({GROUP: "class-g", "family@g.us": "class-g"}), benign("family@g.us")]
    assert labels(UsedListedGroup(lookups, {}), [seen]) == counts  # type: ignore[arg-type]


def test_what_others_did_is_named_and_carries_no_indication() -> None:
    for judged, named in ((BannedContact, "received"), (BannedContact, "address_book"), (UsedListedGroup, "received")):
        given = evidence()
        assert judged.judge(_with(given, named)).kind is AnswerKind.NO_INDICATION
        assert judged.judge(_with(given, "sent")).kind is AnswerKind.INDICATION


def _with(given: Evidence, label: str) -> Evidence:
    return dataclasses.replace(given, from_own=tally("y", label))
