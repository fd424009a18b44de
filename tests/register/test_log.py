"""The chain: every write has its line, every change is found, four writers at once lose nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from inzage.register import ChainBroken, duties, erasing_rules, log, triggers
from inzage.register.log import START, canonical, head, verify
from inzage.register.models import Entry, Record
from tests.register.ground import OFFICER, at, go, make, trajectory
from tests.register.server import second_database

WRITERS, EACH = 4, 25
WRITER = """
import sys, django
django.setup()
from tests.register.ground import LEAD, go, make
for number in range(int(sys.argv[2])):
    made = make("persoon", data={"pseudonym": f"P-{sys.argv[1]}{number:03d}"})
    go(made, "beeindigd", LEAD)
"""
READER = """
import django
django.setup()
from inzage.register.log import verify
from inzage.register.models import Entry, Record
print(verify(), Record.objects.count(), Entry.objects.values("previous").distinct().count())
"""
MADE = """
import django
django.setup()
from django.core.management import call_command
from inzage.register.adopting import adopt
from tests.register.ground import KINDS
call_command("migrate", verbosity=0)
adopt(KINDS)
"""


@pytest.fixture
def written() -> Record:
    """A few lines: made, moved, made."""
    thing = trajectory()
    go(thing, "geschorst", OFFICER)
    make("gesprek", trajectory=thing)
    return thing


def test_every_line_is_bound_to_the_one_before(written: Record) -> None:
    lines = list(Entry.objects.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert [line.previous for line in lines] == [START, *(line.hash for line in lines[:-1])]
    assert (verify(), head()) == (4, (4, lines[-1].hash))


def test_an_empty_log_holds() -> None:
    assert (verify(), head()) == (0, (0, START))


def unguarded() -> None:
    """Take the triggers off, as whoever opens the file can."""
    with connection.cursor() as cursor:
        for rule in (*triggers.RULES, *duties.SQLITE, *erasing_rules.RULES):
            on = f" ON register_{rule.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {rule.name}{on}")


CHANGES: dict[str, tuple[Callable[[Record], object], int]] = {
    "another actor": (lambda _: Entry.objects.filter(number=2).update(actor="ander-1"), 2),
    "another moment": (lambda _: Entry.objects.filter(number=1).update(recorded=at("2020-01-01")), 1),
    "another hash": (lambda _: Entry.objects.filter(number=3).update(hash="0" * 64), 3),
    "a line taken out": (lambda _: Entry.objects.filter(number=2).delete(), 2),
    "the first line taken out": (lambda _: Entry.objects.filter(number=1).delete(), 1),
    "other data": (lambda thing: Record.objects.filter(id=thing.id).update(data={"region": "zuid"}), 2),
    "another maker": (lambda thing: Record.objects.filter(id=thing.id).update(actor="ander-1"), 2),
    "another day": (lambda thing: Record.objects.filter(id=thing.id).update(happened=at("2020-01-01")), 2),
    "other details of a step": (lambda thing: thing.steps.filter(place=1).update(details={"x": 1}), 3),
    "a step taken out": (lambda thing: thing.steps.filter(place=1).delete(), 3),
    "a step nobody took": (lambda thing: thing.steps.filter(place=1).update(place=7), 3),
    "a state without a step": (lambda thing: Record.objects.filter(id=thing.id).update(state="gesloten"), 4),
    "a record taken out": (lambda thing: Record.objects.filter(trajectory=thing).delete(), 4),
    "the end cut off": (lambda _: Entry.objects.filter(number=4).delete(), 3),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_behind_the_register_s_back_is_found(written: Record, what: str) -> None:
    change, line = CHANGES[what]
    assert verify() == 4
    unguarded()
    change(written)
    with pytest.raises(ChainBroken) as broken:
        verify()
    assert broken.value.facts["entry"] == line
    assert "wis niets" in broken.value.sentence("nl")


def test_the_line_of_a_record_cannot_be_guessed_without_its_salt() -> None:
    first, second = make("organisatie"), make("organisatie")
    digests = Entry.objects.filter(subject__in=[first.id, second.id]).values_list("digest", flat=True)
    assert len(set(digests)) == 2
    assert first.salt != second.salt


def test_a_clock_that_was_set_back_is_told_and_the_order_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    make("persoon")
    first = Entry.objects.get(number=1)
    monkeypatch.setattr(log, "now", lambda: first.recorded - timedelta(days=1))
    make("organisatie")
    second = Entry.objects.get(number=2)
    assert (first.clock_back, second.clock_back, second.recorded) == (False, True, first.recorded)
    assert verify() == 2


@pytest.mark.parametrize(("value", "spelled"), [({"b": 1, "a": "é"}, '{"a":"é","b":1}'), ([None, True], "[null,true]")])
def test_a_value_has_one_spelling(value: object, spelled: str) -> None:
    assert canonical(value).decode() == spelled
    assert canonical(at("2026-01-05", 13)) == b'"2026-01-05T12:00:00.000000+00:00"'


def ran(code: str, where: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | where | {"DJANGO_SETTINGS_MODULE": "inzage.register.settings"}
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(
        command, cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def told(process: subprocess.Popen[str]) -> str:
    out, wrong = process.communicate(timeout=120)
    assert process.returncode == 0, wrong
    return out


def elsewhere(address: str, folder: Path) -> dict[str, str]:
    """A database of its own, of the sort that this test is on."""
    if address:
        return {"INZAGE_DATABASE_URL": second_database(address)}
    return {"INZAGE_DATABASE": str(folder / "register.sqlite3")}


def test_four_writers_at_once_lose_nothing(tmp_path: Path, database: str) -> None:
    where = elsewhere(database, tmp_path)
    told(ran(MADE, where))
    writers = [ran(WRITER, where, str(number), str(EACH)) for number in range(WRITERS)]
    for writer in writers:
        told(writer)
    lines = WRITERS * EACH * 2
    assert told(ran(READER, where)).split() == [str(lines), str(WRITERS * EACH), str(lines)]
