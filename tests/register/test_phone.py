"""The manual check of a telephone: nothing is looked at that is not granted, and no look goes unrecorded."""

import pytest

from inzage.mandate.catalogue import blocks
from inzage.register import phone
from inzage.register.faults import Refused
from inzage.register.models import Record
from inzage.register.phone_protocol import protocol
from tests.register.ground import (
    CHECK,
    EXPERT,
    KINDS,
    LEAD,
    OFFICER,
    PAIR,
    PARAMETERS,
    PLANNER,
    STANDING,
    at,
    condition,
    go,
    make,
    train,
)

SAID = {"answer": "no_indication", "count_band": "0", "at": at("2026-02-02")}
SOFTWARE = "forbidden_software_present"


def begun(block: str = "alg-3", human: tuple[str, ...] = ("instellingen", "inhoud"), **data: object) -> Record:
    """A manual check under way, on a condition of a block with these grants to people."""
    parameters = PARAMETERS | {"human": list(human)}
    of = condition(**STANDING | {"block": block, "parameters": parameters})
    train(subject="handmatige-telefooncontrole")
    wanted = CHECK | {"carriers": ["phone"], "platform": "iOS", "grants": ["instellingen"]} | data
    made = make("telefooncontrole", "2026-02-02", trajectory=of.trajectory, about=of, data=wanted)
    go(made, "gepland", PLANNER, "2026-02-02")
    if "inhoud" in made.data["grants"]:
        agree(made)
    go(made, "onderweg", OFFICER, "2026-02-02")
    return Record.objects.get(id=made.id)


def agree(check: Record) -> None:
    """Two people open the door to content for one check."""
    decided = make("tweepersoonsbesluit", by=OFFICER, data={"act": "inhoud-openen", "subject": str(check.root)})
    go(decided, "vastgesteld", LEAD)
    go(decided, "uitgevoerd", EXPERT)


def said(record: Record, kind: str) -> list[Record]:
    return list(Record.objects.filter(about=record, kind=kind))


def test_every_question_of_every_block_has_a_step_or_a_reason_why_nobody_looks() -> None:
    asked = {question.code for block in blocks() for question in block.questions}
    answered = {code for step in protocol().steps for code in step.questions}
    assert answered | protocol().closed.keys() == asked
    assert not answered & protocol().closed.keys()


def test_a_step_of_content_is_one_that_asks_for_it() -> None:
    settings = {step.data_class for step in protocol().steps if step.grant == "instellingen"}
    content = {step.data_class for step in protocol().steps if step.grant == "inhoud"}
    assert settings == {"device_facts", "connected_devices", "software"}
    assert not settings & content


@pytest.mark.parametrize("platform", ["iOS", "Android"])
def test_every_step_says_the_way_in_both_languages(platform: str) -> None:
    for step in protocol().steps:
        assert len(step.path[platform]) >= 2
        assert all(words.nl and words.en for words in step.path[platform])


def test_a_look_stands_there_before_its_answer() -> None:
    check = begun()
    with pytest.raises(Refused, match="First record that you are going to look"):
        phone.answer(KINDS, check, SOFTWARE, SAID, OFFICER)
    look = phone.look(KINDS, check, SOFTWARE, OFFICER, at("2026-02-02"))
    assert look.data["data_class"] == "software"
    answer = phone.answer(KINDS, check, SOFTWARE, SAID, OFFICER)
    assert (answer.data["question"], answer.data["announced"]) == ("forbidden-software-present", True)


def test_without_a_look_only_not_assessable_is_an_answer() -> None:
    check = begun()
    phone.answer(KINDS, check, SOFTWARE, SAID | {"answer": "not_assessable"}, OFFICER)
    assert said(check, "handmatige-blik") == []
    with pytest.raises(Refused, match="has an answer already"):
        phone.answer(KINDS, check, SOFTWARE, SAID, OFFICER)


@pytest.mark.parametrize(
    ("block", "human", "grants", "performers", "allowed"),
    [
        ("alg-3", ("instellingen",), ["instellingen"], PAIR, True),
        ("zo-1", ("instellingen", "inhoud"), ["instellingen", "inhoud"], PAIR, True),
        ("zo-1", ("instellingen", "inhoud"), ["instellingen"], PAIR, False),  # this check did not ask for it
        ("zo-1", ("instellingen", "inhoud"), ["instellingen", "inhoud"], PAIR[:1], False),  # alone
        ("zo-4", ("instellingen", "inhoud"), ["instellingen", "inhoud"], PAIR, False),  # nobody reads conversations
        ("zo-6", ("instellingen", "inhoud"), ["instellingen", "inhoud"], PAIR, False),  # nobody looks at pictures
    ],
)
def test_a_person_looks_where_condition_and_check_grant_it_and_at_content_with_two(
    block: str, human: tuple[str, ...], grants: list[str], performers: list[dict[str, str]], allowed: bool
) -> None:
    check = begun(block, human, grants=grants, performers=performers)
    question = phone.asks(check)[0].code
    if allowed:
        phone.look(KINDS, check, question, OFFICER, at("2026-02-02"))
    else:
        with pytest.raises(Refused):
            phone.look(KINDS, check, question, OFFICER, at("2026-02-02"))
    assert len(said(check, "handmatige-blik")) == int(allowed)


def test_a_question_that_the_condition_does_not_ask_is_never_looked_for() -> None:
    with pytest.raises(Refused):
        phone.look(KINDS, begun("alg-3"), "hours_kept", OFFICER, at("2026-02-02"))


def test_nothing_is_looked_at_before_the_check_began_or_after_it_ended() -> None:
    check = begun()
    phone.answer(KINDS, check, SOFTWARE, SAID | {"answer": "not_assessable"}, OFFICER)
    phone.finish(KINDS, check, OFFICER, at("2026-02-02"), 20)
    ended = Record.objects.get(id=check.id)
    assert ended.state == "gedaan"
    with pytest.raises(Refused, match="not begun yet, or is over"):
        phone.look(KINDS, ended, SOFTWARE, OFFICER, at("2026-02-03"))


def test_the_end_adds_up_the_looks_of_people_and_none_of_the_machine() -> None:
    check = begun()
    for by in (OFFICER, EXPERT):
        phone.look(KINDS, check, SOFTWARE, by, at("2026-02-02"))
    phone.answer(KINDS, check, SOFTWARE, SAID, OFFICER)
    phone.finish(KINDS, check, OFFICER, at("2026-02-02"), 20)
    (opened,) = said(check, "inbreuktelling")
    assert opened.data == {"data_class": "software", "machine_rows": 0, "human_looks": 2}


def test_a_check_does_not_end_while_a_question_has_no_answer() -> None:
    check = begun()
    with pytest.raises(Refused, match="Not every question"):
        phone.finish(KINDS, check, OFFICER, at("2026-02-02"), 20)
    assert Record.objects.get(id=check.id).state == "onderweg"
    assert said(check, "gedraging") == []


def test_what_nobody_looks_for_ends_as_not_assessable() -> None:
    check = begun("zo-6")
    phone.finish(KINDS, check, OFFICER, at("2026-02-02"), 5)
    (answer,) = said(check, "gedraging")
    assert answer.data["answer"] == "not_assessable"
