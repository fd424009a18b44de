"""What a machine must offer, and that nothing runs where it does not."""

import os
import resource
import sys
from pathlib import Path

import pytest

from inzage.worker import CannotLock, Limits, calls, kernel, landlock, lock


@pytest.mark.parametrize(
    ("abi", "seccomp", "sufficient"),
    [(0, True, False), (1, True, False), (2, True, True), (3, True, True), (10, True, True), (10, False, False)],
)
def test_what_suffices(abi: int, seccomp: bool, sufficient: bool) -> None:
    assert lock.Confinement(abi, seccomp).sufficient is sufficient


@pytest.mark.parametrize("offered", [lock.Confinement(1, True), lock.Confinement(7, False), lock.Confinement(0, False)])
def test_no_lock_is_made_where_too_little_is_offered(
    offered: lock.Confinement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "confinement", lambda: offered)
    with pytest.raises(CannotLock) as refused:
        lock.Lock()
    assert refused.value.facts == {"expected": lock.EXPECTED, "found": offered.found}
    assert offered.found in refused.value.sentence("nl")
    assert refused.value.exit_code == 1


def test_looking_locks_nothing() -> None:
    lock.confinement.cache_clear()
    assert lock.confinement().sufficient
    assert Path("/proc/self/status").read_text().count("NoNewPrivs:\t0") == 1
    assert any(Path("/").iterdir())


def test_the_library_is_there_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert calls.available()
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    assert not calls.available()


def test_without_the_library_there_is_no_seccomp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "available", lambda: False)
    lock.confinement.cache_clear()
    found = lock.confinement()
    lock.confinement.cache_clear()
    assert not found.seccomp
    assert not found.sufficient


def test_a_kernel_without_the_calls_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(kernel, "syscall", refuse)
    monkeypatch.setattr(kernel, "prctl", refuse)
    lock.confinement.cache_clear()
    found = lock.confinement()
    lock.confinement.cache_clear()
    assert found == lock.Confinement(0, False)


@pytest.mark.parametrize(
    ("abi", "fs", "net", "scoped"),
    [
        (1, 0x1FFF, 0, 0),
        (2, 0x3FFF, 0, 0),
        (3, 0x7FFF, 0, 0),
        (4, 0x7FFF, 3, 0),
        (5, 0xFFFF, 3, 0),
        (6, 0xFFFF, 3, 3),
        (8, 0xFFFF, 3, 3),
        (9, 0x1FFFF, 3, 3),
        (10, 0x1FFFF, 15, 3),
        (99, 0x1FFFF, 15, 3),
    ],
)
def test_the_rights_of_each_abi(abi: int, fs: int, net: int, scoped: int) -> None:
    assert landlock.rights_at(abi) == landlock.Rights(fs, net, scoped)


def test_this_kernel_knows_what_its_abi_is_documented_to_know() -> None:
    here, documented = landlock.rights_here(), landlock.rights_at(landlock.version())
    assert (here.fs & documented.fs, here.net & documented.net) == (documented.fs, documented.net)
    assert here.scoped & documented.scoped == documented.scoped


def test_no_call_is_both_allowed_and_deadly() -> None:
    names = [*calls.ALLOWED, *calls.DEADLY]
    assert len(names) == len(set(names))


FORBIDDEN = (
    *("open", "openat", "openat2", "creat", "stat", "newfstatat", "statx", "access", "readlink", "getdents64"),
    *("write", "pwrite64", "writev", "sendfile", "splice", "copy_file_range", "truncate", "ftruncate", "fallocate"),
    *("socket", "socketpair", "connect", "bind", "sendto", "accept4", "fork", "vfork", "clone", "clone3", "execve"),
    *("execveat", "kill", "tkill", "tgkill", "ioctl", "fcntl", "prctl", "prlimit64", "memfd_create", "mmap"),
    *("dup2", "pipe2", "seccomp", "landlock_restrict_self", "setuid", "capset", "chdir", "chroot"),
)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_dangerous_call_is_allowed_whatever_its_arguments(name: str) -> None:
    assert name not in calls.ALLOWED
    assert name not in [only.call for only in calls.WHERE]


def test_descriptors_are_looked_at_as_python_does(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 12345)
    for place in (path, tmp_path, Path(os.devnull)):
        descriptor = os.open(place, os.O_RDONLY)
        assert tuple(kernel.fstat(descriptor)) == tuple(os.fstat(descriptor))
        os.close(descriptor)


def test_a_machine_of_another_kind_keeps_pythons_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_FSTAT", None)
    assert kernel.fstat(0) == os.fstat(0)


def test_looking_at_nothing_is_an_error() -> None:
    with pytest.raises(OSError, match="Bad file descriptor"):
        kernel.fstat(1 << 20)


def test_a_limit_above_what_is_allowed_is_the_allowed_one() -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32))
        lock.limit(Limits(memory=2**40))
        os.write(writer, str(resource.getrlimit(resource.RLIMIT_AS)[0]).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reader, 100) == str(2**32).encode()
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize(
    ("size", "extra"), [(0, 0), (499_999, 0), (500_000, 1), (1_000_000, 2), (1_800_000_000, 3600), (10**13, 3600)]
)
def test_time_scales_with_size_up_to_an_hour(size: int, extra: int) -> None:
    limits = Limits(memory=7, cpu_seconds=10, wall_seconds=20.5)
    assert limits.for_size(size) == Limits(memory=7, cpu_seconds=10 + extra, wall_seconds=20.5 + extra)
