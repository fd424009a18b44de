"""The inspection export: everything on the person, nobody of staff, and what is left out with the reason."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.register import Kind, Refused
from inzage.register.erasure_proof import as_file
from inzage.register.export import events, intervals
from inzage.register.faults import NoSuchRecord
from inzage.register.giving import give
from inzage.register.histories import current
from inzage.register.inspection import Asked, Capacity, Inspection, Purpose, Recipient, inspect
from inzage.register.inspection_facts import Fact, Place, Teller, staff_keys
from inzage.register.inspection_frames import FRAMES
from inzage.register.inspection_sheet import _printed, documents, sheet
from inzage.register.inspection_words import states, why, withheld
from inzage.register.log import verify
from inzage.register.models import Entry, Record
from inzage.register.values import Actor, Role
from inzage.register.writing import Links, Times, correct, record
from inzage.report.sheet import data
from inzage.report.voice import Voice
from tests.register.ground import (
    BY,
    EXAMPLES,
    EXPERT,
    KINDS,
    LEAD,
    OFFICER,
    PLANNER,
    WHY,
    at,
    condition,
    finished,
    go,
    make,
    parameters,
    train,
    trajectory,
)
from tests.register.privacy.cases import agreed, ask, closed, erased, full, grant

MADE = datetime(2026, 4, 1, 10, tzinfo=UTC)
WITHHELD = {"stop", "overdracht-politie"}


def told(place: Record, **more: Any) -> Inspection:
    return inspect(KINDS, Asked(place.about_id, **more), OFFICER, MADE)  # type: ignore[arg-type]


def said(inspection: Inspection) -> str:
    """All that a machine and a person read of it."""
    return json.dumps([inspection.json, data(sheet(inspection))], ensure_ascii=False)


def test_everything_on_every_trajectory_is_on_paperbut_what_is_left_out_by_law() -> None:
    place = full()
    second = make("jeugd", about=Record.objects.get(id=place.about_id))
    found = told(place)
    assert [part.trajectory.code for part in found.parts] == ["toezicht", "jeugd"]
    on_it = current(place.root).exclude(kind__in=WITHHELD)
    assert sorted(item.code for item in found.parts[0].items) == sorted(on_it.values_list("kind", flat=True))
    assert found.parts[1].items == ()
    assert second.root != place.root
    left = {(each.what, each.why): each.many for each in found.left_out}
    assert left["records", why("wet", "nl")] == 2
    assert left["fields", why("personeel", "nl")] == 4


def test_nothing_of_another_person_is_told() -> None:
    place, other = full(), full("P-9999")
    reasons = {"conclusion": "laag", "reasons": "Van een ander mens."}
    make("oordeel", trajectory=other, data={"judgement": reasons})
    whole = said(told(place))
    assert "P-0001" in whole
    assert "P-9999" not in whole
    assert "Van een ander mens" not in whole


def test_both_times_stand_with_every_step_and_a_role_with_both() -> None:
    place = full()
    item = next(item for item in told(place).parts[0].items if item.code == "controle")
    steps = Record.objects.get(kind="controle").steps.order_by("place")
    assert [(act.happened, act.recorded) for act in item.acts] == [(s.happened, s.recorded) for s in steps]
    assert [act.role for act in item.acts] == ["Planner", "Planner", "Toezichthouder", "Toezichthouder"]
    assert [act.sentence for act in item.acts][-1] == "Dit is gedaan."
    page = str(data(sheet(told(place))))
    assert "2 feb 2026, 12:00: gepland, door: planner. Opgeschreven op" in page


def test_a_correction_is_shown_with_what_it_said_before_and_who_mended_it() -> None:
    place = trajectory()
    talk = make("gesprek", "2026-02-06", trajectory=place)
    mended = talk
    for where in ("thuis", "telefoon"):
        mended = correct(KINDS, mended, OFFICER, EXAMPLES["gesprek"] | {"place": where}, Times(at("2026-02-06")))
    item = told(place).parts[0].items[0]
    assert [fact.value for fact in item.facts if fact.path == ("place",)] == ["Per telefoon"]
    assert [each.facts[0].value for each in item.earlier] == ["Op kantoor", "Thuis bij de betrokkene"]
    assert [(each.role, each.mended_by) for each in item.earlier] == [
        ("Planner", "Toezichthouder"),
        ("Toezichthouder", "Toezichthouder"),
    ]
    assert "Eerst stond er: Plaats: Op kantoor." in str(data(sheet(told(place))))


def test_why_a_check_was_stopped_is_left_out_and_that_it_was_is_not() -> None:
    held = condition()
    done = make("controle", "2026-02-02", trajectory=held.trajectory, about=held)
    train()
    for target, by in (("gepland", PLANNER), ("onderweg", OFFICER)):
        go(done, target, by, "2026-02-02")
    go(done, "gestopt", OFFICER, "2026-02-02", reason="bekend-materiaal")
    assert held.trajectory is not None
    found = told(held.trajectory)
    assert "Dit is gestopt voordat het klaar was." in said(found)
    assert "bekend" not in said(found).lower()
    assert why("wet", "nl") in {each.why for each in found.left_out}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.kinds.values() if kind.code == "controle"], ids=lambda k: k.name
)
def test_every_version_of_a_check_keeps_to_itself_why_it_was_stopped(kind: Kind) -> None:
    assert withheld("reason", kind.table.code) == "wet"


def test_findings_are_counts() -> None:
    item = next(item for item in told(full()).parts[0].items if item.code == "gedraging")
    facts = {fact.path[0]: fact.value for fact in item.facts}
    assert facts == {
        "question": "Visits listed place",
        "answer": "Aanwijzing",
        "count_band": "5 tot en met 19",
        "announced": "Ja",
    }


def test_the_person_s_own_words_stand_as_they_were_said() -> None:
    place = trajectory()
    words = "Dat klopt niet: ik was die dag thuis, de héle dag – vraag het maar."
    ask(place, "rectificatie", words)
    assert words in said(told(place))


def test_a_decision_of_two_people_on_the_person_is_on_paperand_one_that_would_warn_is_not() -> None:
    place = trajectory()
    agreed(place.root, "venster-verruimen", reasons="Omdat het venster te klein was.")
    agreed(place.root, "met-de-hand-verzegelen", reasons="Omdat er iets was gevonden.")
    whole = said(told(place))
    assert "venster te klein" in whole
    assert "iets was gevonden" not in whole


def test_the_same_export_twice_is_the_same_and_in_english_has_the_same_lines() -> None:
    place = full()
    assert told(place).file == told(place).file
    english = told(place, lang="en")
    assert [i.code for i in english.parts[0].items] == [i.code for i in told(place).parts[0].items]
    assert "This was done." in said(english)
    assert "Dit is" not in said(english)


def test_a_person_of_whom_nothing_else_is_there_and_one_who_is_not() -> None:
    person = make("persoon")
    found = inspect(KINDS, Asked(person.root), OFFICER, MADE)
    assert (found.parts, found.left_out) == ((), ())
    assert {fact.path[0]: fact.value for fact in found.person} == {
        "pseudonym": "P-0001",
        "source": "iris",
        "source_key": "A7F3",
    }
    assert "Er staat verder niets over u" in str(data(sheet(found)))
    with pytest.raises(NoSuchRecord):
        inspect(KINDS, Asked(trajectory().root), OFFICER, MADE)


def test_every_state_of_a_record_on_a_person_has_a_sentence() -> None:
    on_persons = [kind for kind in KINDS.kinds.values() if kind.scope == "traject"]
    missing = {state for kind in on_persons for state in kind.table.states} - states()
    assert missing == set()


def attended() -> tuple[Record, Record]:
    """A trajectory, and a check at which an expert from outside helped."""
    held = parameters(officials=["toezichthouder", "digitaal-deskundige", "extern-deskundige"])
    help_ = {"function": "extern-deskundige", "task": "technisch", "necessity": "Het toestel was voor ons onbekend."}
    done = make("controle", "2026-02-02", trajectory=held.trajectory, about=held, data={"attendees": [help_]})
    assert held.trajectory is not None
    return held.trajectory, done


def test_a_third_person_gets_the_lines_about_them_and_no_other() -> None:
    place, done = attended()
    asked = {"recipient": Recipient.THIRD, "capacity": Capacity.OUTSIDE_EXPERT, "records": [done.root]}
    found = told(place, **asked)
    assert [(each.code, each.happened) for each in found.mentions] == [("controle", done.happened)]
    assert [fact.value for fact in found.mentions[0].facts] == [
        "Deskundige van buiten",
        "Technisch helpen",
        "Het toestel was voor ons onbekend.",
    ]
    assert (found.person, found.parts) == ((), ())
    whole = said(found)
    for other in ("P-0001", "A7F3", "Online zedendelict", "Toezichthouder", "noord", "zo-1"):
        assert other not in whole
    assert "iemand anders" in whole


def test_a_third_person_whose_carrier_it_was() -> None:
    place = full()
    order = Record.objects.get(kind="opdracht")
    theirs, others = (make("gegevensdrager", trajectory=place, about=order, data={"owner": "ander"}) for _ in range(2))
    asked = {"recipient": Recipient.THIRD, "capacity": Capacity.OTHER}
    found = told(place, records=[theirs.root, order.root], **asked)
    assert [each.code for each in found.mentions] == ["gegevensdrager"]
    assert told(place, **asked).mentions == ()
    assert others.root != theirs.root
    assert "Er staat niets over u" in str(data(sheet(told(place, **asked))))


def test_an_export_leaves_a_line_with_its_purpose_and_sort_of_recipient() -> None:
    place = full()
    files = give(KINDS, Asked(place.about_id, Purpose.OBJECTION, Recipient.REPRESENTATIVE), OFFICER, MADE)  # type: ignore[arg-type]
    assert [file.name for file in files] == ["gegevens.json", "gegevens.pdf", "gegevens.html"]
    assert files[1].content.startswith(b"%PDF-")
    assert json.loads(files[0].content)["purpose"] == "bezwaar"
    assert b"namens de betrokkene" in files[2].content
    line = Entry.objects.order_by("-number").first()
    assert line is not None
    assert (line.action, line.kind, line.subject) == ("export", "bezwaar:gemachtigde", place.about_id)
    assert verify() == line.number


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICER, Role.LEAD)])
def test_other_roles_give_no_export(role: Role) -> None:
    place = trajectory()
    lines = Entry.objects.count()
    with pytest.raises(Refused, match="Only an officer or team leader"):
        give(KINDS, Asked(place.about_id), BY[role], MADE)  # type: ignore[arg-type]
    assert Entry.objects.count() == lines


def test_another_organisation_gives_no_export() -> None:
    place = trajectory()
    with pytest.raises(NoSuchRecord):
        give(KINDS, Asked(place.about_id), Actor("toezichthouder-9", Role.OFFICER, "sv-1"), MADE)  # type: ignore[arg-type]


def test_no_name_of_a_kind_of_recipient_or_purpose_is_longer_than_a_line_holds() -> None:
    assert max(len(f"{purpose}:{recipient}") for purpose in Purpose for recipient in Recipient) <= 64


def test_a_long_list_is_on_paperin_numbers_on_paper_and_whole_for_machines() -> None:
    many = tuple(Fact(("rows", str(n), "what"), f"Regels {n}: wat", "x") for n in range(1, 41))
    on_paper = _printed(many, Voice("nl", "client", FRAMES))
    assert on_paper == (("Regels", "40 regels, in het bestand dat u erbij krijgt"),)


SCHEMA = {"properties": {"keys": {"type": "array", "items": {"enum": ["a"]}}, "by": {"pattern": "x"}, "n": {}}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"keys": []}, "Geen"),
        ({"by": "gezien door toezichthouder-1."}, "gezien door (een medewerker)."),
        ({"by": "TOEZICHTHOUDER-1"}, "(een medewerker)"),
        ({"by": "toezichthouder-12"}, "toezichthouder-12"),
        ({"n": 12345}, "12.345"),
        ({"n": False}, "Nee"),
        ({"n": 0.754}, "75%"),
        ({"by": "2026-02-02T23:30:05.25Z"}, "3 feb 2026, 00:30"),
        ({"by": "2026-02-02T99"}, "2026-02-02T99"),
    ],
)
def test_a_value_in_words(value: dict[str, Any], text: str) -> None:
    make("persoon", by=OFFICER)
    assert [fact.value for fact in Teller("nl").facts(Place("x", "x"), SCHEMA, value)] == [text]


def named(key: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text, re.IGNORECASE) is not None


KEYS = st.from_regex(r"[a-z]{4,9}(-[a-z]{2,6})?-[0-9][0-9a-z]{0,4}", fullmatch=True)


def exports(place: Record) -> list[str]:
    """Whatever leaves the register about a person, as text."""
    thirds = [{"recipient": Recipient.THIRD, "capacity": each, "records": roots()} for each in Capacity]
    others: list[dict[str, Any]] = [{}, {"lang": "en"}, {"recipient": Recipient.REPRESENTATIVE}, *thirds]
    analysis = [*events(KINDS, b"key"), *intervals(KINDS, b"key")]
    return [*(said(told(place, **more)) for more in others), repr(analysis)]


def roots() -> list[Any]:
    return list(Record.objects.values_list("root", flat=True))


@given(keys=st.lists(KEYS, min_size=4, max_size=4, unique=True))
@settings(max_examples=12, deadline=None)
def test_no_key_of_staff_is_in_any_export(keys: list[str]) -> None:
    with transaction.atomic():
        officer, colleague, lead, helper = (
            Actor(key, role, "rn-1")
            for key, role in zip(keys, [Role.OFFICER, Role.OFFICER, Role.LEAD, Role.PLANNER], strict=True)
        )
        place = trajectory()
        team = [{"key": key, "function": "toezichthouder"} for key in (officer.key, colleague.key)]
        talk = record(
            KINDS,
            "gesprek",
            helper,
            {"performers": team, "place": "thuis"},
            Times(at("2026-02-06")),
            links=Links(place),
        )
        correct(KINDS, talk, officer, {"performers": team[1:], "place": "kantoor"}, Times(at("2026-02-06")))
        text = f"Besproken met {colleague.key}, ({lead.key}) en {helper.key}: {WHY}"
        for code, by in (("oordeel", officer), ("adviespunt", officer)):
            links = Links(place, place if code == "adviespunt" else None)
            body = {"judgement": {"conclusion": "laag", "reasons": text}} if code == "oordeel" else {"reasons": text}
            record(KINDS, code, by, EXAMPLES[code] | body, Times(at("2026-02-07")), links=links)
        request = ask(place, "rectificatie", text)
        go(request, "in_behandeling", lead, "2026-03-03", established="in-persoon")
        go(request, "afgewezen", lead, "2026-03-04", ground="ongegrond", reasons=text)
        make("toewijzing", trajectory=place, about=place, data={"officer": officer.key, "deputy": colleague.key})
        assert set(keys) <= staff_keys()
        for export in exports(place):
            assert [
                key for key in staff_keys() if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", export, re.I)
            ] == []
        transaction.set_rollback(True)


def test_the_files_themselves_name_nobody_of_staff_and_neither_does_a_proof_for_outside() -> None:
    place = closed(full())
    grant(ask(place, "rectificatie", f"Vraag het {EXPERT.key} of {LEAD.key}."))
    files = [file.content for file in documents(told(place)) if file.media_type != "application/pdf"]
    request = Record.objects.get(kind="verzoek-betrokkene")
    go(request, "uitgevoerd", LEAD, "2026-03-05")
    keys = staff_keys()
    done = erased(place.root)
    files.append(as_file(done.proof, None, outward=True))
    for content in files:
        assert [key for key in keys if named(key, content.decode())] == []


def test_a_finished_check_is_on_paperwith_functions_and_no_keys() -> None:
    held = condition()
    train()
    finished(held)
    assert held.trajectory is not None
    item = next(item for item in told(held.trajectory).parts[0].items if item.code == "controle")
    assert [fact.value for fact in item.facts if fact.path == ("performers",)] == [
        "Toezichthouder en digitaal deskundige"
    ]
