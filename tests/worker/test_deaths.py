"""Whatever becomes of a worker, the broker gets an answer: which death, and no word of content."""

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inzage.errors import InzageError
from inzage.worker import CannotLock, Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from tests.worker.acts import deaths
from tests.worker.proving import ENTRY, PoolOf, ProvingPool

MEGABYTE = 1024**2


@pytest.mark.parametrize(
    ("way", "kind", "found"),
    [
        ("take 3 GB", OutOfMemory, "1024 MiB"),
        ("take bit by bit", OutOfMemory, "1024 MiB"),
        ("no memory in sqlite", OutOfMemory, "1024 MiB"),
        ("exit 0", WorkerDied, "exit 0"),
        ("exit 7", WorkerDied, "exit 7"),
        ("read nowhere", WorkerDied, "SIGSEGV"),
        ("recurse", WorkerDied, "RecursionError"),
        ("ValueError", WorkerDied, "ValueError"),
        ("SystemExit", WorkerDied, "SystemExit"),
        ("KeyboardInterrupt", WorkerDied, "KeyboardInterrupt"),
        ("own error", WorkerDied, "LookupError"),
        ("late import", WorkerDied, "ModuleNotFoundError"),
        ("not a number", Garbage, "BufferError"),
        ("no JSON", Garbage, "BufferError"),
        ("no mapping", WorkerDied, "TypeError"),
        ("too large", Garbage, "BufferError"),
        ("too much beside", Garbage, "BufferError"),
        ("too deep to write", Garbage, "BufferError"),
        ("too deep to take", Garbage, "> 32"),
    ],
)
def test_each_death_has_its_name(pool_of: PoolOf, way: str, kind: type[WorkerDied], found: str) -> None:
    with pytest.raises(WorkerDied) as died:
        pool_of("deaths:die").run({"way": way})
    assert type(died.value) is kind
    assert died.value.facts == {"found": found}


@pytest.mark.parametrize("way", [way for way in deaths.WAYS if way.startswith("raw: ")])
def test_a_worker_that_breaks_the_protocol_is_garbage(pool_of: PoolOf, way: str) -> None:
    patience = Limits(wall_seconds=0.5 if way == "raw: trickle" else 30)
    expected = {"raw: half a frame": WorkerDied, "raw: trickle": OutOfTime}.get(way, Garbage)
    with pool_of("deaths:die", "none").session(patience) as session, pytest.raises(WorkerDied) as died:
        session.ask({"way": way})
        session.ask({})
    assert type(died.value) is expected
    assert deaths.CONTENT not in str(died.value.facts)


@pytest.mark.parametrize("way", ["loop", "sleep"])
def test_the_clock_on_the_wall_ends_a_worker(pool_of: PoolOf, way: str) -> None:
    with pytest.raises(OutOfTime) as died:
        pool_of("deaths:die").run({"way": way}, limits=Limits(wall_seconds=0.3))
    assert died.value.facts == {"found": "0.3 s"}


def test_its_own_work_ends_a_worker() -> None:
    with ProvingPool("tests.worker.acts.deaths:die") as pool, pytest.raises(OutOfTime) as died:
        pool.run({"way": "loop"}, limits=Limits(cpu_seconds=1, wall_seconds=60))
    assert died.value.facts == {"found": "1 s CPU"}


def test_less_memory_is_less(pool_of: PoolOf) -> None:
    small = Limits(memory=300 * MEGABYTE)
    with pytest.raises(OutOfMemory) as died:
        pool_of("deaths:die").run({"way": "take bit by bit"}, limits=small)
    assert died.value.facts == {"found": "300 MiB"}


def test_a_worker_out_of_time_is_dead_when_the_broker_says_so(pool_of: PoolOf) -> None:
    with pool_of("deaths:die").session() as session:
        pid = session.ask({})["pid"]
        with pytest.raises(OutOfTime):
            session.ask({"way": "loop"}, seconds=0.2)
    assert not Path(f"/proc/{pid}").exists()


def test_after_a_death_a_session_is_over(pool_of: PoolOf) -> None:
    with pool_of("deaths:die").session() as session:
        with pytest.raises(WorkerDied):
            session.ask({"way": "ValueError"})
        with pytest.raises(WorkerDied, match="EOF"):
            session.ask({})


def test_one_death_does_not_touch_another_worker(pool_of: PoolOf) -> None:
    pool = pool_of("deaths:die")
    with pool.session() as kept:
        pid = kept.ask({})["pid"]
        with pytest.raises(WorkerDied):
            pool.run({"way": "read nowhere"})
        assert kept.ask({})["pid"] == pid


def gone(pid: object) -> bool:
    """Wait for a process to be gone."""
    until = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_a_closed_pool_leaves_no_process_behind_at_all() -> None:
    with ProvingPool("tests.worker.acts.deaths:die") as pool:
        session = pool.session()
        pids = [session.ask({})["pid"], pool.warm_pid]
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_what_a_worker_cost_that_was_never_ended_is_counted() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with ThreadPoolExecutor(1) as threads:
        with ProvingPool("tests.worker.acts.deaths:die") as pool:
            asked = threads.submit(pool.session().ask, {"way": "loop"})
            time.sleep(0.5)
        assert isinstance(asked.exception(), WorkerDied)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before > 0.2


def test_a_dead_warm_process_takes_its_worker_along_and_is_started_anew() -> None:
    with ProvingPool("tests.worker.acts.deaths:die") as pool:
        with pool.session() as session:
            pid, warm = session.ask({})["pid"], pool.warm_pid
            os.kill(warm, signal.SIGKILL)
            with pytest.raises(WorkerDied, match="zygote"):
                session.ask({"way": "sleep"})
        assert gone(pid)
        assert pool.run({})["pid"] != pid
        assert pool.warm_pid != warm


def test_a_warm_process_that_dies_unseen_is_started_anew() -> None:
    with ProvingPool("tests.worker.acts.deaths:die") as pool:
        for _ in range(3):
            pool.run({})
            os.kill(pool.warm_pid, signal.SIGKILL)
        assert pool.run({})["pid"] > 0  # type: ignore[operator]


class Stillborn(ProvingPool):
    """Starts a program that is no warm process."""

    def _command(self, descriptor: int) -> list[str]:
        return [sys.executable, "-I", "-c", "pass"]


def test_a_warm_process_that_never_speaks_is_a_death() -> None:
    with Stillborn("x") as pool, pytest.raises(WorkerDied, match="zygote"):
        pool.run({})


class Shortlived(ProvingPool):
    """Starts one that says it is ready and is gone."""

    def _command(self, descriptor: int) -> list[str]:
        code = f"import socket; socket.socket(fileno={descriptor}).send(b'{{\"ready\":true}}')"
        return [sys.executable, "-I", "-c", code]


def test_a_warm_process_that_dies_twice_is_a_death() -> None:
    with Shortlived("x") as pool, pytest.raises(WorkerDied, match="zygote"):
        pool.run({})


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_the_brokers_death_is_the_workers_death(state: str) -> None:
    busy = "import threading; threading.Thread(target=lambda: s.ask({'way': 'loop'}), daemon=True).start()"
    code = f"""
import sys, time
sys.path.insert(0, {str(ENTRY.parents[2])!r})
from tests.worker.proving import ProvingPool
pool = ProvingPool("tests.worker.acts.deaths:die")
s = pool.session()
print(s.ask({{}})["pid"], pool.warm_pid, flush=True)
{busy if state == "busy" else ""}
time.sleep(60)
"""
    broker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert broker.stdout is not None
    pids = broker.stdout.readline().split()
    assert len(pids) == 2
    assert all(Path(f"/proc/{pid}").exists() for pid in pids)
    broker.kill()
    broker.wait()
    broker.stdout.close()
    assert all(gone(pid) for pid in pids)


def test_a_worker_that_cannot_lock_gets_nothing(pool_of: PoolOf) -> None:
    with pytest.raises(CannotLock) as refused:
        pool_of("deaths:die", "broken").run({})
    assert refused.value.facts["found"] == os.strerror(1)


def test_a_worker_without_a_lock_is_refused_where_one_is_wanted() -> None:
    class Pretender(ProvingPool):
        def _command(self, descriptor: int) -> list[str]:
            return [*super()._command(descriptor)[:-1], "none"]

    with Pretender("tests.worker.acts.deaths:die") as pool, pytest.raises(CannotLock) as refused:
        pool.run({})
    assert refused.value.facts["found"] == "unconfined"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", [WorkerDied, OutOfTime, OutOfMemory, Garbage])
def test_each_death_is_a_sentence(kind: type[InzageError], language: str) -> None:
    sentence = kind(found="SIGSEGV").sentence(language)  # type: ignore[arg-type]
    assert "SIGSEGV" in sentence
    assert sentence.endswith(").")


def test_deaths_leave_no_line_open(pool_of: PoolOf) -> None:
    pool = pool_of("deaths:die")
    pool.run({})
    before = sorted(Path("/proc/self/fd").iterdir())
    for way in ("exit 7", "ValueError", "too deep to take", "sleep") * 5:
        with pytest.raises(WorkerDied):
            pool.run({"way": way}, limits=Limits(wall_seconds=0.1))
    assert sorted(Path("/proc/self/fd").iterdir()) == before
