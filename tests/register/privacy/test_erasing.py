"""Erasing with proof: two people, one transaction, nothing else; and the bytes are gone from the file."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.register import Overtaken, Refused, erasing
from inzage.register.erasing import NotErasable, clear, erase, is_below, needs, sweep
from inzage.register.faults import ChainBroken, NoSuchRecord, RegisterFault
from inzage.register.histories import current
from inzage.register.log import ERASE, head, verify
from inzage.register.models import Entry, Erasure, Gone, Record, Step
from inzage.register.running.tables import Paper
from inzage.register.values import Actor, Role
from inzage.register.writing import Links, Times, correct, record
from tests.register.ground import ADMIN, BY, EXAMPLES, KINDS, LEAD, OFFICER, at, go, make, trajectory
from tests.register.privacy.cases import (
    COLLEAGUE,
    ENDED,
    LONG_AFTER,
    agreed,
    ask,
    closed,
    erased,
    full,
    grant,
    proposed,
)


def refused(act: Any) -> str:
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()
    return str(fault.value)


def test_a_whole_trajectory_goes_with_its_corrections_steps_and_person_and_the_chain_holds() -> None:
    place, other = closed(full()), full("P-0002")
    versions = Record.objects.filter(trajectory_id=place.root).count()
    kept = current(other.root).count()
    before = Entry.objects.count()
    done = erased(place.root)
    assert not Record.objects.filter(trajectory_id=place.root).exists()
    assert not Record.objects.filter(id=place.id).exists()
    assert [each.data["pseudonym"] for each in Record.objects.filter(kind="persoon")] == ["P-0002"]
    assert done.proof.counts["versions"] == versions + 2
    assert current(other.root).count() == kept
    assert Step.objects.exclude(record__in=Record.objects.all()).count() == 0
    assert verify() == Entry.objects.count() == before + 4  # proposed, agreed, erased, carried out


def test_only_what_is_due_goes_and_the_rest_stays_whole() -> None:
    place = closed(full())
    days = KINDS.kinds["gegevensdrager", 1].retention_days
    done = erased(place.root, date.fromordinal(date.fromisoformat(ENDED).toordinal() + days + 1))
    assert done.proof.counts == {"kinds": {"gegevensdrager@1": 1}, "versions": 1, "steps": 1}
    assert Record.objects.filter(kind="controle").exists()
    assert verify() == Entry.objects.count()


def test_a_correction_goes_with_what_it_corrects() -> None:
    place = closed(full())
    talks = list(Record.objects.filter(kind="gesprek").values_list("id", flat=True))
    done = erased(place.root, date(2031, 3, 1))
    assert len(talks) == 2
    assert set(talks) <= set(Gone.objects.values_list("record", flat=True))
    assert done.proof.counts["kinds"]["gesprek@1"] == 1
    assert Record.objects.filter(id=place.id).exists()


def refusal(act: Any) -> str:
    with pytest.raises(RegisterFault) as fault:
        act()
    return fault.value.sentence("nl")


def test_without_two_people_nothing_goes() -> None:
    place = closed(full())
    waiting = proposed(place.root)
    assert "tweede persoon" in refusal(lambda: erase(KINDS, waiting.id, ADMIN, LONG_AFTER))
    go(waiting, "niet_ingestemd", LEAD, "2036-11-02", reason="Nog niet nodig.")
    assert "tweede persoon" in refusal(lambda: erase(KINDS, waiting.id, ADMIN, LONG_AFTER))
    assert "tweede persoon" in refusal(lambda: erase(KINDS, uuid4(), ADMIN, LONG_AFTER))
    other = agreed(place.root, "venster-verruimen")
    assert "tweede persoon" in refusal(lambda: erase(KINDS, other.id, ADMIN, LONG_AFTER))
    assert Record.objects.filter(id=place.id).exists()
    assert not Erasure.objects.exists()


def test_a_decision_that_was_changed_after_it_was_agreed_on_does_not_count() -> None:
    place, other = closed(full()), closed(full("P-0002"))
    decision = agreed(place.root)
    said = decision.data | {"subject": str(other.root)}
    with pytest.raises(Refused, match="second person decided"):
        correct(KINDS, Record.objects.get(id=decision.id), OFFICER, said, Times(decision.happened))
    assert needs(decision.id).data["subject"] == str(place.root)


def test_a_decision_serves_once() -> None:
    place = closed(full())
    decision = agreed(place.root)
    erase(KINDS, decision.id, ADMIN, date(2031, 3, 1))
    assert Record.objects.get(id=decision.id).state == "uitgevoerd"
    with pytest.raises(Refused):
        erase(KINDS, decision.id, ADMIN, LONG_AFTER)
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in BY if role not in (LEAD.role, ADMIN.role)])
def test_who_may_not_carry_it_out_erases_nothing(role: Role) -> None:
    place = closed(full())
    decision = agreed(place.root)
    assert "niet aan uw rol" in refusal(lambda: erase(KINDS, decision.id, BY[role], LONG_AFTER))
    assert Record.objects.filter(id=place.id).exists()
    assert not Erasure.objects.exists()
    assert verify() == Entry.objects.count()


def test_within_its_term_nothing_goes_and_the_sentence_says_until_when() -> None:
    place = closed(full())
    decision = agreed(place.root)
    said = refusal(lambda: erase(KINDS, decision.id, ADMIN, date(2026, 3, 2)))
    assert "2028-02-29" in said
    assert Record.objects.get(id=decision.id).state == "vastgesteld"


def test_why_nothing_goes_yet() -> None:
    place = full()
    assert "loopt nog" in refusal(lambda: erased(place.root))
    closed(place)
    make("bewaarplicht", ENDED, by=LEAD, trajectory=place)
    assert "plicht om te bewaren" in refusal(lambda: erased(place.root))
    thing = make("organisatie")
    assert "niet voorbij" in refusal(lambda: erased(thing.root))
    with pytest.raises(NoSuchRecord):
        erased(uuid4())


def test_another_organisation_erases_nothing_and_decides_on_nothing_of_this_one() -> None:
    place = closed(full())
    decision = agreed(place.root)
    stranger = Actor("systeembeheerder-9", ADMIN.role, "sv-1")
    with pytest.raises(NoSuchRecord):
        erase(KINDS, decision.id, stranger, LONG_AFTER)
    theirs = Record.objects.get(id=decision.id)
    raw("DROP TRIGGER record_stands" + (" ON register_record" if connection.vendor == "postgresql" else ""))()
    Record.objects.filter(id=theirs.id).update(organisation="sv-1")
    assert "erasure_needs_two" in refused(lambda: entered(theirs.id, place.root))
    with pytest.raises(NoSuchRecord):
        erase(KINDS, decision.id, stranger, LONG_AFTER)
    assert not Gone.objects.exists()


def test_a_granted_request_erases_all_before_the_term_and_names_itself() -> None:
    place = closed(full())
    request = grant(ask(place))
    done = erased(place.root, date(2026, 3, 10))
    assert done.proof.request == str(request.root)
    assert not Record.objects.filter(trajectory_id=place.root).exists()
    assert not Record.objects.filter(kind="persoon").exists()
    assert verify() == Entry.objects.count()


@pytest.mark.parametrize("hold", ["open", "disputed", "duty", "inspection", "not granted"])
def test_a_request_does_not_erase_what_must_be_kept(hold: str) -> None:
    place = full()
    if hold != "open":
        closed(place)
    request = ask(place)
    if hold != "not granted":
        grant(request)
    if hold == "disputed":
        go(Record.objects.get(kind="gedraging"), "betwist", OFFICER, ENDED)
    if hold == "duty":
        make("bewaarplicht", ENDED, by=LEAD, trajectory=place)
    if hold == "inspection":
        ask(place, "inzage")
    with pytest.raises(NotErasable):
        erased(place.root, date(2026, 3, 10))
    assert Record.objects.filter(id=place.id).exists()


def test_a_person_without_a_trajectory_and_staff_go_alone() -> None:
    person, thing = make("persoon"), make("beeldbelasting")
    for each in (person, thing):
        done = erased(each.root)
        assert done.proof.counts["versions"] == 1
    assert not Record.objects.filter(id__in=[person.id, thing.id]).exists()


def test_what_other_tables_keep_of_a_record_goes_with_it(tmp_path: Path) -> None:
    place = closed(full())
    order = Record.objects.get(kind="opdracht")
    Paper.objects.create(sha256="ab" * 32, about=order, envelope=b"signed")
    done = erased(place.root)
    assert not Paper.objects.exists()
    assert done.proof.counts["kinds"]["opdracht@3"] == 1


def test_only_folders_among_the_register_s_files_go(tmp_path: Path) -> None:
    files, elsewhere = tmp_path / "files", tmp_path / "elsewhere"
    case = files / "cases" / "one"
    for each in (case, elsewhere):
        each.mkdir(parents=True)
        (each / "held").write_bytes(b"x")
    (files / "link").symlink_to(elsewhere)
    asked = [case, files, elsewhere, files / "link", files / ".." / "elsewhere", Path()]
    going = [each for each in asked if is_below(each, files)]
    assert going == [case]
    clear(going)
    assert not case.exists()
    assert (elsewhere / "held").exists()
    clear(going)  # what is gone already is no trouble


def test_every_table_with_a_key_to_a_record_is_emptied_of_what_goes() -> None:
    from django.apps import apps  # noqa: PLC0415 needs the apps that the tests set up

    pointing = {
        field.model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is Record and getattr(field, "concrete", False)
    }
    reached = {query.model for query in erasing._beside(Gone.objects.none().values("record"))}
    assert pointing - reached == {Record, Step}


def test_a_record_that_was_erased_does_not_come_back() -> None:
    key = uuid4()
    place = closed(trajectory())
    make("gesprek", "2026-02-06", trajectory=place, key=key)
    erased(place.root)
    again = trajectory()
    with pytest.raises(Refused, match="does not come back"):
        record(KINDS, "gesprek", OFFICER, EXAMPLES["gesprek"], Times(at("2026-02-06")), links=Links(again), key=key)
    said = refused(lambda: Record.objects.create(**row(again, id=key, root=key)))
    assert "record_comes_not_back" in said


def rows(model: type[Model]) -> QuerySet[Model]:
    return model._default_manager.all()


def row(of: Record, **changed: Any) -> dict[str, Any]:
    return {field.attname: getattr(of, field.attname) for field in Record._meta.concrete_fields} | changed


def raw(statement: str, *given: object) -> Any:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, list(given))

    return act


def test_the_database_lets_no_record_step_or_erasure_go_otherwise() -> None:
    place = closed(full())
    erased(place.root, date(2031, 3, 1))
    for model in (Record, Step, Entry, Erasure, Gone):
        assert f"{model._meta.model_name}_stays" in refused(lambda: rows(model)._raw_delete("default"))  # noqa: B023
    assert "erasure_stands" in refused(lambda: Erasure.objects.update(subject=uuid4()))
    assert "gone_stands" in refused(lambda: Gone.objects.update(record=uuid4()))


def entered(decision: UUID, subject: UUID, line: int | None = None) -> Erasure:
    erasure = Erasure(line_id=line or head()[0] + 1, decision=decision, subject=subject, counts={})
    erasure.save(force_insert=True)
    return erasure


def test_the_database_asks_two_people_for_an_erasure() -> None:
    place, other = closed(full()), closed(full("P-0002"))
    waiting, widening, good = proposed(place.root), agreed(place.root, "venster-verruimen"), agreed(place.root)
    for decision in (uuid4(), waiting.id, widening.id):
        assert "erasure_needs_two" in refused(lambda: entered(decision, place.root))  # noqa: B023 called at once
    assert "erasure_needs_two" in refused(lambda: entered(good.id, other.root))
    assert "erasure_before_its_line" in refused(lambda: entered(good.id, place.root, head()[0]))
    entered(good.id, place.root)
    assert "decision" in refused(lambda: entered(good.id, place.root, head()[0] + 2))


def test_the_database_lets_an_erasure_take_only_what_hangs_on_its_subject() -> None:
    place, other = closed(full()), closed(full("P-0002"))
    erasure = entered(agreed(place.root).id, place.root)
    for key in (other.id, Record.objects.get(trajectory=other, kind="oordeel").id, other.about_id):
        assert "gone_of_the_subject" in refused(lambda: Gone.objects.create(record=key, erasure=erasure))  # noqa: B023
    talk = Record.objects.get(trajectory=place, kind="oordeel")
    Gone.objects.create(record=talk.id, erasure=erasure)
    assert "record_stays" in refused(raw("DELETE FROM register_record WHERE kind = 'controle'"))
    Step.objects.filter(record=talk).delete()


def test_an_erasure_whose_line_is_written_takes_nothing_more() -> None:
    place = closed(full())
    erased(place.root, date(2031, 3, 1))
    erasure = Erasure.objects.get()
    assert "gone_before_the_line" in refused(lambda: Gone.objects.create(record=place.id, erasure=erasure))


def test_an_erasure_without_its_line_is_undone_when_the_transaction_ends() -> None:
    place = closed(full())
    decision = agreed(place.root)

    def quietly() -> None:
        entered(decision.id, place.root)
        connection.check_constraints()

    refused(quietly)
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("table", ["record", "step", "entry", "erasure", "gone"])
def test_no_table_is_emptied(table: str) -> None:
    erased(closed(full()).root, date(2031, 3, 1))
    connection.check_constraints()
    emptied = {"postgresql": f"TRUNCATE register_{table} CASCADE", "sqlite": f"DELETE FROM register_{table}"}  # noqa: S608
    assert "_stays" in refused(raw(emptied[connection.vendor]))


def unguarded(*rules: tuple[str, str]) -> None:
    for rule, table in rules:
        on = f" ON register_{table}" if connection.vendor == "postgresql" else ""
        raw(f"DROP TRIGGER {rule}{on}")()


def test_an_erasure_changed_behind_the_register_s_back_is_found() -> None:
    place = closed(full())
    erased(place.root, date(2031, 3, 1))
    line = Entry.objects.get(action=ERASE)
    unguarded(("erasure_stands", "erasure"))
    Erasure.objects.update(counts={"kinds": {}})
    with pytest.raises(ChainBroken) as broken:
        verify()
    assert broken.value.facts["entry"] == line.number


def test_an_erased_record_that_is_back_is_found() -> None:
    place = closed(full())
    talk = Record.objects.filter(kind="gesprek").first()
    assert talk is not None
    kept = row(talk)
    erased(place.root, date(2031, 3, 1))
    unguarded(("record_comes_not_back", "record"), ("record_takes_over", "record"), ("record_by_right", "record"))
    Record.objects.create(**kept)
    with pytest.raises(ChainBroken):
        verify()


def test_somebody_was_first() -> None:
    place = closed(full())
    decision = agreed(place.root)
    go(decision, "vervallen", OFFICER)
    with pytest.raises((Refused, Overtaken)):
        erase(KINDS, decision.id, ADMIN, LONG_AFTER)


@given(days=st.lists(st.integers(700, 4000), min_size=1, max_size=3), dispute=st.booleans())
@settings(max_examples=12, deadline=None)
def test_whatever_goes_in_whatever_order_the_chain_holds(days: list[int], dispute: bool) -> None:
    with transaction.atomic():
        place, other = closed(full()), full("P-0002")
        kept = current(other.root).count()
        if dispute:
            go(Record.objects.get(kind="gedraging", trajectory=place), "betwist", OFFICER, ENDED)
        for each in days:
            day = date.fromordinal(date.fromisoformat(ENDED).toordinal() + each)
            try:
                with transaction.atomic():
                    erased(place.root, day)
            except (NotErasable, NoSuchRecord):
                pass
        assert verify() == Entry.objects.count()
        assert current(other.root).count() == kept
        assert Gone.objects.filter(record__in=Record.objects.values("id")).count() == 0
        connection.check_constraints()
        transaction.set_rollback(True)


CANARY = "CANARY-7f3a9c-in-the-officer-s-own-words"
STORY = f"""
import sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from django.db import connection, connections, DatabaseError, transaction
from inzage.register.adopting import adopt
from inzage.register.log import verify
from inzage.register.models import Entry, Record
from tests.register.ground import KINDS, OFFICER, EXAMPLES, WHY, make, at, go
from tests.register.privacy import cases
call_command("migrate", verbosity=0)
adopt(KINDS)
connection.cursor().execute(sys.argv[2])
place = cases.closed(cases.full("P-7777"))
for number in range(30):
    make("vervolg", "2026-02-08", by=OFFICER, trajectory=place, about=Record.objects.get(kind="gedraging"),
         data={{"reasons": f"{CANARY} {{number}} " + "x" * (number * 120)}})
other = cases.full("P-8888")
def held():
    return b"".join(file.read_bytes() for end in ("", "-wal") if (file := Path(sys.argv[1] + end)).exists())
print("before", held().count(b"{CANARY}") >= 30)
done = cases.erased(place.root)
print("lines", verify() == Entry.objects.count(), len(done.proof.lines))
left = held()
print("after", left.count(b"{CANARY}"), left.count(b"P-7777"), left.count(b"P-8888") > 0, len(left) > 100000)
try:
    with transaction.atomic():
        Record.objects.filter(kind="oordeel")._raw_delete("default")
    print("gone")
except DatabaseError as fault:
    print("refused", "record_stays" in str(fault))
try:
    with transaction.atomic():
        from inzage.register.models import Erasure
        decision = cases.agreed(cases.closed(other).root)
        Erasure.objects.create(line_id=10**6, decision=decision.id, subject=other.root, counts={{}})
    print("quietly")
except DatabaseError as fault:
    print("undone", Erasure.objects.count())
"""


def story(folder: Path, pragma: str) -> dict[str, str]:
    """What the story above printed, on a file of its own."""
    environment = os.environ | {
        "INZAGE_DATABASE": str(folder / "it"),
        "DJANGO_SETTINGS_MODULE": "inzage.register.settings",
    }
    environment.pop("INZAGE_DATABASE_URL", None)
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", STORY, str(folder / "it"), pragma]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def test_the_bytes_are_gone_from_the_file(tmp_path: Path) -> None:
    said = story(tmp_path, "PRAGMA user_version")
    assert said["before"] == "True"
    assert said["after"] == "0 0 True True"
    assert said["refused"] == "True"
    assert said["undone"] == "1"
    assert said["lines"].startswith("True")


def test_without_overwriting_the_search_finds_them(tmp_path: Path) -> None:
    said = story(tmp_path, "PRAGMA secure_delete=OFF")
    assert int(said["after"].split()[0]) > 0


def test_within_a_transaction_nothing_is_swept() -> None:
    assert sweep() is False


def test_the_lead_and_the_colleague_are_two() -> None:
    assert COLLEAGUE.key != LEAD.key
    assert BY[LEAD.role] is LEAD
