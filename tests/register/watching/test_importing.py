"""A list is imported on a decision of two people, once, with its line; withdrawn by one, with a line too."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from inzage.register import Refused
from inzage.register.log import verify
from inzage.register.models import Entry
from inzage.register.values import Role
from inzage.register.watching import importing
from inzage.register.watching.faults import ListGone
from inzage.watchlists import ListUnreadable, Meaning, OverlapsBenign, store
from inzage.watchlists.ingest import import_list
from inzage.watchlists.store import Lists
from tests.register.ground import BY, KINDS, LEAD, LISTS, SECOND, WHY, go, make, state
from tests.register.watching.desk import ENTRIES, Desk, agreed

AT = datetime(2026, 2, 10, 9, tzinfo=UTC)


def names(desk: Desk) -> list[str]:
    return [each.name for each in Lists.open(desk.lists, desk.kit).stored]


def test_what_was_agreed_to_is_imported_once(desk: Desk) -> None:
    found = desk.bring()
    decision = agreed(found.object)
    done = importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert (done.stored.name, done.stored.entries) == ("plaatsen", 2)
    assert (state(decision), names(desk), desk.kept()) == ("uitgevoerd", ["plaatsen"], [])
    with pytest.raises(Refused):
        importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    verify()


def test_nobody_imports_what_no_second_person_agreed_to(desk: Desk) -> None:
    found = desk.bring()
    data = {"act": "lijst-invoeren", "object": found.object, "reasons": WHY}
    decision = make("tweepersoonsbesluit", by=LISTS, data=data)
    with pytest.raises(Refused):
        importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert names(desk) == [] and state(decision) == "wacht"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LISTS}))
def test_only_a_list_manager_imports_or_withdraws(role: Role, desk: Desk) -> None:
    found = desk.bring()
    decision = agreed(found.object)
    with pytest.raises(Refused):
        importing.bring_in(KINDS, decision, BY[role], desk.places, AT)
    with pytest.raises(Refused):
        importing.withdraw("plaatsen", BY[role], desk.places)
    assert names(desk) == [] and state(decision) == "vastgesteld"


def test_who_agreed_does_not_import(desk: Desk) -> None:
    found = desk.bring()
    data = {"act": "lijst-invoeren", "object": found.object, "reasons": WHY}
    decision = make("tweepersoonsbesluit", by=LISTS, data=data)
    go(decision, "vastgesteld", SECOND[Role.LISTS])
    with pytest.raises(Refused):
        importing.bring_in(KINDS, decision, SECOND[Role.LISTS], desk.places, AT)
    importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert names(desk) == ["plaatsen"]


def test_another_list_than_was_agreed_to_is_not_imported(desk: Desk) -> None:
    found = desk.bring()
    decision = agreed(found.object)
    found.manifest_file.write_bytes(desk.signed(version="2"))
    with pytest.raises(ListGone):
        importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert names(desk) == [] and state(decision) == "vastgesteld"


def test_a_list_that_names_what_is_ordinary_goes_to_quarantine_and_the_decision_stays(desk: Desk) -> None:
    file, manifest = desk.places.files / "gewoon", desk.places.files / "gewoon.json"
    file.write_bytes(b"listed.example\n")
    manifest.write_bytes(desk.signed(b"listed.example\n", name="gewoon", meaning=Meaning.BENIGN))
    import_list(file, manifest, desk.lists, desk.kit, today=AT.date())
    decision = agreed(desk.bring().object)
    with pytest.raises(OverlapsBenign):
        importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert (state(decision), names(desk)) == ("vastgesteld", ["gewoon"])
    assert [each.manifest.name for each in store.quarantined(desk.lists, desk.kit.trust)] == ["plaatsen"]


def test_an_import_that_fails_on_the_disk_takes_no_step(desk: Desk) -> None:
    decision = agreed(desk.bring().object)
    with patch.object(importing, "import_list", side_effect=OSError), pytest.raises(OSError):
        importing.bring_in(KINDS, decision, LISTS, desk.places, AT)
    assert state(decision) == "vastgesteld"
    assert importing.bring_in(KINDS, decision, LISTS, desk.places, AT).stored.entries == len(ENTRIES.splitlines())


def test_a_withdrawal_is_in_the_log_and_its_entries_are_gone(desk: Desk) -> None:
    importing.bring_in(KINDS, agreed(desk.bring().object), LISTS, desk.places, AT)
    importing.withdraw("plaatsen", LISTS, desk.places)
    assert names(desk) == []
    assert [each.name for each in store.withdrawn(desk.lists, desk.kit.trust)] == ["plaatsen"]
    line = Entry.objects.order_by("-number")[0]
    assert (line.action, line.kind, line.actor) == ("list", "plaatsen", LISTS.key)
    assert line.subject == importing.subject_of("plaatsen") != importing.subject_of("andere")
    verify()


@pytest.mark.parametrize("name", ["niets", "../kit", "*system", ""])
def test_a_list_that_is_not_there_is_not_withdrawn_and_leaves_no_line(name: str, desk: Desk) -> None:
    before = Entry.objects.count()
    with pytest.raises(ListUnreadable):
        importing.withdraw(name, LISTS, desk.places)
    assert Entry.objects.count() == before
    assert LEAD.role is Role.LEAD
