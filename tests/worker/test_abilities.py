"""What a worker needs works inside the lock, and it holds nothing but what it was handed."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from inzage.worker import Json, Limits, wire
from tests.worker.acts import abilities
from tests.worker.proving import PoolOf, ProvingPool

CONTENT = b"0123456789 some bytes"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    path = tmp_path / "file"
    path.write_bytes(CONTENT)
    os.utime(path, (1_700_000_000, 1_600_000_000))
    descriptor = os.open(path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


EXPECTED: dict[str, Json] = {
    "read_at_a_place": "34567",
    "read_as_a_file": "ytes",
    "tell_the_size": len(CONTENT),
    "tell_the_last_change": 1_600_000_000,
    "seek_the_end": len(CONTENT),
    "digest": hashlib.sha256(CONTENT).hexdigest(),
    "unpack": [100_000] * 4,
    "archive": ["zipped", ["a"]],
    "query": [42, 3],
    "days": ["2026-03-29T03:30:00+02:00", "2026-03-29"],
    "spell": ["xn--bcher-kva.example", "fi", "café", "é", "café", "xn--bcher-kva.example"],
    "compute": ["0.3333", [1], 1],
    "sleep_and_wake": True,
    "use_memory": 300 * 1024**2,
    "speak_aside": True,
}


@pytest.mark.parametrize("lock", ["newest", "floor", "nobody", "none"])
@pytest.mark.parametrize("ability", sorted(abilities.ABILITIES))
def test_a_worker_can(pool_of: PoolOf, file: int, ability: str, lock: str) -> None:
    reply = pool_of("abilities:do", lock).run({"ability": ability}, [file])
    assert reply == {"said": EXPECTED[ability]}


def test_what_is_asked_arrives_whole(pool_of: PoolOf, file: int) -> None:
    request: dict[str, Json] = {"a": [1, 2.5, None, True, "é\udc80\x00"], "b": {"large": "x" * 1_000_000}}
    reply = pool_of("abilities:echo").run(request, [file] * wire.MAX_DESCRIPTORS)
    assert reply == {"request": request, "inodes": [os.fstat(file).st_ino] * wire.MAX_DESCRIPTORS}


def test_a_session_keeps_what_it_was_handed(pool_of: PoolOf, file: int) -> None:
    with pool_of("abilities:remember").session() as session:
        for times in range(1, 5):
            assert session.ask({}, [file])["asked"] == [CONTENT.decode()] * times
        assert session.ask({})["asked"] == [CONTENT.decode()] * 4
    with pool_of("abilities:remember").session() as another:
        assert another.ask({})["asked"] == []


def test_a_worker_has_exactly_what_it_was_handed(pool_of: PoolOf, file: int) -> None:
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(5)]
    with pool_of("abilities:open_descriptors").session() as one, pool_of("abilities:open_descriptors").session() as two:
        first: Any = one.ask({}, [file, file])["open"]
        second: Any = two.ask({})["open"]
    for descriptor in held:
        os.close(descriptor)
    nothing, handed = Path(os.devnull).stat().st_ino, os.fstat(file).st_ino
    assert [first[number] for number in ("0", "1", "2")] == [nothing] * 3
    assert {number: inode for number, inode in first.items() if int(number) > 3} == {"4": handed, "5": handed}
    assert sorted(second) == ["0", "1", "2", "3"]


def test_the_brokers_secrets_are_not_in_a_worker(pool_of: PoolOf, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "key-of-the-broker-" + "k" * 20
    monkeypatch.setenv("INZAGE_KEY", key)
    needles = (key, abilities.NEEDLE_IN_THE_WORKER.decode())
    halves: list[Json] = [[needle[:12], needle[12:]] for needle in needles]
    with ProvingPool("tests.worker.acts.abilities:own_memory_holds", "none") as pool:
        reply = pool.run({"halves": halves}, limits=Limits(memory=4 * 1024**3))
    assert reply["found"] == [False, True]
    assert "INZAGE_KEY" not in str(reply["environment"])


def state_of(process: Path) -> list[str]:
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["", ""]


def children_of(pid: int) -> list[str]:
    """States of a process's children; ``Z`` is one that nobody buried."""
    states = (state_of(process) for process in Path("/proc").iterdir() if process.name.isdigit())
    return [state for state, parent, *_ in states if parent == str(pid)]


def settled(holds: Callable[[], bool]) -> bool:
    """Does it hold within the time that a burial may take?"""
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_hundreds_of_workers_leave_nothing_behind(file: int) -> None:
    with ProvingPool("tests.worker.acts.abilities:echo") as pool:
        pool.run({})
        before = len(list(Path("/proc/self/fd").iterdir()))
        warm_before = len(list(Path(f"/proc/{pool.warm_pid}/fd").iterdir()))
        for number in range(300):
            assert pool.run({"n": number}, [file])["request"] == {"n": number}
        assert len(list(Path("/proc/self/fd").iterdir())) == before
        assert "Z" not in children_of(os.getpid())
        assert settled(lambda: children_of(pool.warm_pid) == [])
        assert settled(lambda: len(list(Path(f"/proc/{pool.warm_pid}/fd").iterdir())) <= warm_before)


def test_many_threads_ask_at_once(pool_of: PoolOf, file: int) -> None:
    pool = pool_of("abilities:echo")

    def asked(number: int) -> bool:
        reply = pool.run({"n": number}, [file])
        return reply == {"request": {"n": number}, "inodes": [os.fstat(file).st_ino]}

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(asked, range(80)))


def test_threads_that_find_the_warm_process_dead_start_one(file: int) -> None:
    with ProvingPool("tests.worker.acts.abilities:echo") as pool, ThreadPoolExecutor(6) as threads:
        pool.run({})
        os.kill(pool.warm_pid, 9)
        replies = list(threads.map(lambda n: pool.run({"n": n})["request"], range(12)))
        assert replies == [{"n": n} for n in range(12)]
        assert len(children_of(os.getpid())) >= 1
