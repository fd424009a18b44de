"""A machine: it says that it is there, begins nothing without room, and counts what its sittings cost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from inzage.register.log import now
from inzage.register.running import machines, sittings, working
from inzage.register.running.claims import Worker
from inzage.register.running.places import Places
from inzage.register.running.tables import Machine
from tests.register.ground import KINDS

PLENTY = 2 * machines.DISK
AT = datetime(2026, 11, 22, 23, tzinfo=UTC)


def has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, disk: int, memory: str) -> None:
    monkeypatch.setattr(machines.shutil, "disk_usage", lambda _: SimpleNamespace(free=disk))
    told = tmp_path / "meminfo"
    told.write_text(f"MemTotal: 99999999 kB\n{memory}\n", encoding="ascii")
    monkeypatch.setattr(machines, "MEMINFO", told)


ROOM: dict[str, tuple[int, str, str]] = {
    "all of it": (PLENTY, "MemAvailable: 524288 kB", ""),
    "a byte of disk too little": (machines.DISK - 1, "MemAvailable: 9999999 kB", "disk"),
    "a page of memory too little": (PLENTY, "MemAvailable: 524284 kB", "memory"),
    "a kernel that does not say": (PLENTY, "MemFree: 1 kB", ""),
}


@pytest.mark.parametrize("what", ROOM)
def test_a_run_needs_room(what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    disk, memory, lacking = ROOM[what]
    has(monkeypatch, tmp_path, disk, memory)
    assert machines.lacks(tmp_path) == lacking
    assert lacking in ("", *machines.LACKS)


def reaching(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], Any]) -> list[object]:
    asked: list[object] = []

    def connect(where: object, seconds: float) -> Any:
        asked.append((where, seconds))
        return answer()

    monkeypatch.setattr(machines.socket, "create_connection", connect)
    return asked


def test_a_cluster_that_does_not_answer_is_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    has(monkeypatch, tmp_path, PLENTY, "")

    def refuses() -> None:
        raise ConnectionRefusedError

    asked = reaching(monkeypatch, refuses)
    assert machines.lacks(tmp_path, "tcp://plan.example:8786") == "cluster"
    assert machines.lacks(tmp_path) == ""
    assert asked == [(("plan.example", 8786), machines.REACHED)]
    reaching(monkeypatch, lambda: SimpleNamespace(close=lambda: None))
    assert machines.lacks(tmp_path, "tcp://plan.example:8786") == ""


def test_a_cluster_that_answered_is_asked_again_after_a_while(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    has(monkeypatch, tmp_path, PLENTY, "")
    asked = reaching(monkeypatch, lambda: SimpleNamespace(close=lambda: None))
    moment = [1000.0]
    monkeypatch.setattr(machines.time, "monotonic", lambda: moment[0])
    watch = machines.Watch(tmp_path, "tcp://plan.example:8786")
    assert [watch.lacks() for _ in range(3)] == ["", "", ""]
    assert len(asked) == 1
    moment[0] += machines.SIGN.total_seconds()
    assert (watch.lacks(), len(asked)) == ("", 2)


def test_a_cluster_that_did_not_answer_is_asked_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    has(monkeypatch, tmp_path, PLENTY, "")

    def refuses() -> None:
        raise ConnectionRefusedError

    asked = reaching(monkeypatch, refuses)
    watch = machines.Watch(tmp_path, "tcp://plan.example:8786")
    assert [watch.lacks() for _ in range(3)] == ["cluster"] * 3
    assert len(asked) == 3


@pytest.mark.parametrize("lacking", ["disk", ""])
def test_a_worker_begins_nothing_while_something_lacks_and_says_so(
    lacking: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[object] = []
    monkeypatch.setattr(machines, "lacks", lambda *_: lacking)
    monkeypatch.setattr(working, "work_once", done.append)
    ends = iter([False, False, True])
    bench = working.Bench(KINDS, Places(tmp_path, tmp_path), Worker(), lambda: next(ends), seats=3)
    working.work_forever(bench, pause=0)
    told = Machine.objects.get()
    assert (told.lacks, told.seats, told.elsewhere, len(done)) == (lacking, 3, False, 0 if lacking else 2)
    assert not machines.away(told.seen, now())


def test_a_machine_that_gives_no_sign_is_away() -> None:
    assert machines.away(None, AT)
    assert machines.away(AT - machines.AWAY - timedelta(seconds=1), AT)
    assert not machines.away(AT - machines.AWAY, AT)


def test_a_sitting_lasts_until_it_is_put_down_and_a_lost_one_until_its_last_beat() -> None:
    later = [AT + timedelta(minutes=minute) for minute in range(6)]
    first = sittings.opened([], later[0], None)
    assert sittings.span(first[0], later[5]) == (later[0], later[5])
    put_back = sittings.closed(sittings.costed(first, 12.345), later[1], "queued")
    assert put_back == [{"from": later[0].isoformat(), "to": later[1].isoformat(), "state": "queued", "cpu": 12.35}]
    lost = sittings.opened(sittings.opened(put_back, later[2], later[1]), later[4], later[3])
    assert [(sittings.span(one, later[5]), one["state"]) for one in lost] == [
        ((later[0], later[1]), "queued"),
        ((later[2], later[3]), sittings.LOST),
        ((later[4], later[5]), ""),
    ]
    assert sittings.closed([], AT, "queued") == []


def test_no_more_sittings_are_kept_than_a_reader_needs() -> None:
    sat: Any = []
    for minute in range(200):
        sat = sittings.opened(sat, AT + timedelta(minutes=minute), None)
    assert len(sat) == sittings.MOST
