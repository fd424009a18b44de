"""The whole suite of ways out, inside every kind of worker that there is.

The same lock, the same limits and the same libraries as the real one has once it is
warm: a library that keeps a thread, a descriptor or a socket, or that needs a call which
would have to be allowed, shows here.
"""

import ast
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzage.worker import OutOfMemory, WorkerDied
from inzage.worker.pool import Pool
from tests.worker import kinds
from tests.worker.acts import escapes
from tests.worker.proving import PoolOf, ProvingPool

each_kind = pytest.mark.parametrize("kind", kinds.KINDS)


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A file outside, and a descriptor of it that is writable by mistake."""
    path = tmp_path / "evidence"
    path.write_bytes(b"as it was")
    descriptor = os.open(path, os.O_RDWR)
    yield path, descriptor
    os.close(descriptor)


def company(pool_of: PoolOf, act: str, kind: str) -> ProvingPool:
    """Workers that do an act in the company of a real handler."""
    return pool_of(act, limits=kinds.limits_of(kind), beside=kind)


def test_the_handlers_of_the_source_are_the_kinds_that_pools_start() -> None:
    assert set(kinds.KINDS) == kinds.named()
    assert len(kinds.KINDS) >= 6
    assert {given for _, given in kinds.pools()} <= {"HANDLER", "READERS", "DISKS", "handler"}


def test_a_new_handler_would_be_found() -> None:
    tree = ast.parse(
        "def handle(request: Request, descriptors: Sequence[int]) -> Reply: ...\n"
        "def _handle(request: Request, descriptors: Sequence[int]) -> Reply: ...\n"
        "def other(request: Request) -> Reply: ...\n"
    )
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and kinds.is_handler(node)] == [
        "handle"
    ]


@each_kind
def test_every_way_out_is_refused(pool_of: PoolOf, victim: tuple[Path, int], kind: str) -> None:
    path, descriptor = victim
    reply = company(pool_of, "escapes:look_around", kind).run({"path": str(path)}, [descriptor])
    assert reply == {"free": [], "tried": len(escapes.TRIES)}
    assert len(escapes.TRIES) >= 50
    assert path.read_bytes() == b"as it was"
    assert list(path.parent.iterdir()) == [path]


@each_kind
def test_the_worst_ways_end_the_worker(pool_of: PoolOf, victim: tuple[Path, int], kind: str) -> None:
    path, descriptor = victim
    ended: dict[str, object] = {}
    for way in escapes.FATAL:
        with pytest.raises(WorkerDied) as died:
            company(pool_of, "escapes:attempt", kind).run({"way": way, "path": str(path)}, [descriptor])
        ended[way] = died.value.facts["found"]
    assert ended == dict.fromkeys(escapes.FATAL, signal.SIGSYS.name)


@each_kind
def test_more_memory_than_it_may_use_ends_it(pool_of: PoolOf, kind: str) -> None:
    with pytest.raises(OutOfMemory):
        company(pool_of, "deaths:die", kind).run({"way": "take 3 GB"})


@each_kind
def test_its_libraries_left_no_descriptor_open(pool_of: PoolOf, victim: tuple[Path, int], kind: str) -> None:
    nothing, handed = Path(os.devnull).stat().st_ino, victim[0].stat().st_ino
    held: Any = company(pool_of, "abilities:open_descriptors", kind).run({}, [victim[1]])["open"]
    channel = held.pop("3")
    assert held == {"0": nothing, "1": nothing, "2": nothing, "4": handed}
    assert channel not in (nothing, handed)


def status_of(pid: int) -> dict[str, str]:
    """What the kernel says of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def bounds_of(pid: int) -> dict[str, list[str]]:
    """A process's limits: soft and hard."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()[1:]
    return {line[:25].strip(): line[25:].split()[:2] for line in lines}


def worker_of(pool: Pool) -> int:
    """The one worker of a pool of the real kind, seen from outside."""
    assert pool._warm is not None
    warm = str(pool._warm[0].pid)
    numbers = (int(process.name) for process in Path("/proc").iterdir() if process.name.isdigit())
    (worker,) = (number for number in numbers if parent_of(number) == warm)
    return worker


def parent_of(pid: int) -> str:
    try:
        return status_of(pid)["PPid"]
    except OSError:
        return ""


@each_kind
def test_the_real_one_is_locked_as_the_kernel_tells_it(kind: str) -> None:
    limits = kinds.limits_of(kind)
    with Pool(kind, limits=limits) as pool, pool.session():
        worker = worker_of(pool)
        told, bounds = status_of(worker), bounds_of(worker)
    assert (told["Seccomp"], told["NoNewPrivs"], told["Threads"]) == ("2", "1", "1")
    assert {told[name].strip("0") for name in ("CapEff", "CapPrm", "CapInh")} == {""}
    assert bounds["Max address space"] == [str(limits.memory)] * 2
    assert bounds["Max cpu time"] == [str(limits.cpu_seconds), str(limits.cpu_seconds + 1)]
    assert bounds["Max file size"] == bounds["Max core file size"] == ["0", "0"]
