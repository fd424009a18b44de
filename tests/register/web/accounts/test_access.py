"""The log of signing in: every line on the one before, and none changed or gone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from inzage.register.faults import ChainBroken
from inzage.register.web.accounts import access
from inzage.register.web.accounts.access import ACTIONS, note, verify
from inzage.register.web.accounts.models import Access


def test_lines_hold_together() -> None:
    assert verify() == 0
    made = [note("aangemeld", f"planner-{number}") for number in range(3)]
    assert [line.number for line in made] == [1, 2, 3] and verify() == 3
    assert [line.previous for line in made[1:]] == [line.hash for line in made[:-1]]


def test_what_it_does_not_know_is_no_line() -> None:
    with pytest.raises(KeyError):
        note("iets", "planner-1")
    assert all(words.nl and words.en for words in ACTIONS.values())


def test_a_clock_that_goes_back_does_not_turn_the_order_round(monkeypatch: pytest.MonkeyPatch) -> None:
    first = note("aangemeld", "planner-1")
    monkeypatch.setattr(access, "now", lambda: first.recorded - timedelta(days=1))
    assert note("afgemeld", "planner-1").recorded == first.recorded and verify() == 2


@pytest.mark.parametrize("change", [{"subject": "planner-2"}, {"by": "x"}])
def test_the_database_refuses_to_change_a_line(change: dict[str, str]) -> None:
    note("aangemeld", "planner-1")
    with pytest.raises(DatabaseError, match="access_stands"), transaction.atomic():
        Access.objects.update(**change)
    with pytest.raises(DatabaseError, match="access_stands"), transaction.atomic():
        Access.objects.all().delete()
    assert verify() == 1


@pytest.mark.parametrize(
    "done",
    ["UPDATE accounts_access SET subject = 'x' WHERE number = 2", "DELETE FROM accounts_access WHERE number = 2"],
)
def test_who_opens_the_file_leaves_a_chain_that_does_not_hold(done: str) -> None:
    for number in range(3):
        note("aangemeld", f"planner-{number}")
    with connection.cursor() as cursor:
        unguarded(cursor)
        cursor.execute(done)
    with pytest.raises(ChainBroken):
        verify()


def unguarded(cursor: object) -> None:
    """As somebody does who has the file."""
    drop = {
        "sqlite": ["DROP TRIGGER access_no_update", "DROP TRIGGER access_no_delete"],
        "postgresql": ["ALTER TABLE accounts_access DISABLE TRIGGER USER"],
    }
    for statement in drop[connection.vendor]:
        cursor.execute(statement)  # type: ignore[attr-defined]
