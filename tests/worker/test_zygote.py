"""The warm process runs code of this package alone, and is started with nothing of the broker's."""

import socket
import subprocess
import sys

import pytest

from inzage.worker import CannotLock, WorkerDied, wire, zygote
from inzage.worker.pool import Pool
from tests.worker.acts.deaths import CONTENT


@pytest.mark.parametrize(
    "name",
    [
        "os:system",
        "subprocess:run",
        "tests.worker.acts.abilities:echo",
        "inzage:main",
        "inzagetool.module:function",
        "inzage.worker.wire",
        "inzage.worker.wire:",
        ":function",
        "",
        "../inzage.worker:x",
    ],
)
def test_code_from_elsewhere_is_not_loaded(name: str) -> None:
    with pytest.raises(ValueError, match="outside the package"):
        zygote.load(name)
    with Pool(name) as pool, pytest.raises(WorkerDied) as refused:
        pool.run({})
    assert refused.value.facts == {"found": "ValueError"}


@pytest.mark.parametrize(
    ("name", "found"),
    [("inzage.worker.nothing:x", "ModuleNotFoundError"), ("inzage.worker.wire:nothing", "AttributeError")],
)
def test_a_handler_that_is_not_there_is_told_by_class(name: str, found: str) -> None:
    with Pool(name) as pool, pytest.raises(WorkerDied) as refused:
        pool.run({})
    assert refused.value.facts == {"found": found}


def test_what_a_handler_needs_later_is_loaded_before() -> None:
    module = "tests.worker.acts.needy"
    for name in (module, "colorsys"):
        sys.modules.pop(name, None)
    handler = zygote.load(f"{module}:handle", "tests.worker.acts")
    assert "colorsys" in sys.modules
    assert handler({}, []) == {"warmed": ["called"]}


def test_what_it_is_given_is_there_before_it_is_warmed() -> None:
    sys.modules.pop("tests.worker.acts.needy", None)
    handler = zygote.load("tests.worker.acts.needy:handle", "tests.worker.acts", ({"a": 1}, [7]))
    assert handler({}, []) == {"warmed": [[{"a": 1}, 7], "called"]}


def first_word(prepare: object) -> dict[str, object]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        zygote.serve(theirs, prepare)  # type: ignore[arg-type]
        return dict(wire.decode(ours.recv(4096)))


def test_a_machine_that_cannot_lock_says_so_at_the_start() -> None:
    def prepare() -> object:
        raise CannotLock(expected="a", found="Landlock ABI 0")

    assert first_word(prepare) == {"cannot_lock": "Landlock ABI 0"}


def test_a_failure_at_the_start_is_told_by_its_class() -> None:
    def prepare() -> object:
        raise RuntimeError(CONTENT)

    assert first_word(prepare) == {"failed": "RuntimeError"}


class Refusing(Pool):
    """Starts a warm process on a machine that cannot lock."""

    def _command(self, descriptor: int) -> list[str]:
        word = wire.encode_body({"cannot_lock": "Landlock ABI 1, seccomp +"}).decode()
        code = f"import socket; socket.socket(fileno={descriptor}).send({word!r}.encode())"
        return [sys.executable, "-I", "-c", code]


def test_the_broker_hears_that_a_machine_cannot_lock() -> None:
    with Refusing("inzage.worker.wire:encode") as pool, pytest.raises(CannotLock) as refused:
        pool.run({})
    assert refused.value.facts["found"] == "Landlock ABI 1, seccomp +"


def test_the_real_entry_locks_unless_told_otherwise() -> None:
    """``inzage.worker.kernel:fstat`` is no handler; what counts is how far its worker comes."""
    for unconfined in (False, True):
        with Pool("inzage.worker.kernel:fstat", unconfined=unconfined) as pool:
            assert pool._command(9)[1:] == [
                *("-I", "-m", "inzage.worker.zygote", "9", "inzage.worker.kernel:fstat"),
                "open" if unconfined else "locked",
            ]
            with pytest.raises(WorkerDied) as died:
                pool.run({})
            assert died.value.facts == {"found": "TypeError"}


def test_something_to_give_is_announced_and_refused_by_a_kind_that_takes_nothing() -> None:
    with Pool("inzage.worker.kernel:fstat", given=({}, [])) as pool:
        assert pool._command(9)[-2:] == ["locked", "given"]
        with pytest.raises(WorkerDied) as died:
            pool.run({})
        assert died.value.facts == {"found": "AttributeError"}


def test_the_warm_process_loads_no_network() -> None:
    code = (
        "import sys; from inzage.worker import zygote; zygote.warm(); "
        "print([m for m in ('ssl', 'asyncio', 'http', 'urllib.request', 'multiprocessing') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
