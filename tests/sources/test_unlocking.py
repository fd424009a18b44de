"""A key given to a locked session opens its one volume, once; afterwards it is nowhere to be found."""

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from inzage.formats.encryption import EncryptionKind, Secret, SecretKind, Try
from inzage.formats.encryption.luks_keys import MEMORY_MOST
from inzage.result import FileSystem, Reason, Status
from inzage.sources.folder import FolderSource
from inzage.sources.image import ImageSource
from inzage.sources.keys import Key
from inzage.sources.unlocking import Broken, NotTried, Tried, TryTold, give, told, tried_on
from inzage.worker import Garbage, WorkerDied
from tests.formats.encryption.made import PASSWORD, argon2id, described, headers, luks1, luks2, plain, secret, slot

SECTOR = 512
OPENED = Try(EncryptionKind.LUKS2, SecretKind.PASSWORD, opened=True)
REFUSED = Try(EncryptionKind.LUKS2, SecretKind.PASSWORD, opened=False, reason=Reason.ENCRYPTED)


@contextmanager
def disk(path: Path, content: bytes, *keys: Key) -> Iterator[ImageSource]:
    path.write_bytes(content)
    source = ImageSource(str(path), "raw", 1000, keys)
    try:
        yield source
    finally:
        source.close()


def key(password: str = PASSWORD, volume: int | None = None) -> Key:
    return Key(volume, secret(password))


def parted(*volumes: bytes) -> bytes:
    """A disk of primary partitions."""
    table, body = bytearray(SECTOR), b""
    table[510:512] = b"\x55\xaa"
    for number, volume in enumerate(volumes):
        whole = volume.ljust(-(-len(volume) // SECTOR) * SECTOR, b"\0")
        start = 1 + len(body) // SECTOR
        table[446 + 16 * number : 462 + 16 * number] = struct.pack("<B3xB3xII", 0, 0x83, start, len(whole) // SECTOR)
        body += whole
    return bytes(table) + body


BLANK = bytes(4096)
ONE = luks2(BLANK)
TWO = luks2(BLANK, {"0": "de tweede"})
SHUT = FileSystem("luks2", 0, Status.ENCRYPTED, Reason.ENCRYPTED)
EMPTY = FileSystem("blank", 0, Status.ABSENT)


def seen(source: ImageSource) -> list[FileSystem]:
    return list(source.survey().filesystems)


def test_without_a_key_it_stays_shut(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", ONE) as source:
        assert seen(source) == [SHUT]
        assert source.tried == ()


@pytest.mark.parametrize("content", [ONE, luks2(BLANK, slots={"0": slot(kdf=argon2id(memory=4096))})])
def test_the_key_opens_it_inside_the_lock(tmp_path: Path, content: bytes) -> None:
    given = key()
    with disk(tmp_path / "disk", content, given) as source:
        assert seen(source) == [EMPTY]
        assert source.tried == (Tried(0, OPENED),)
    assert bytes(given.secret.reveal()) == bytes(len(PASSWORD))


def test_another_key_does_not_and_is_a_try_all_the_same(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", ONE, key("een andere")) as source:
        assert seen(source) == [SHUT]
        assert source.tried == (Tried(0, REFUSED),)


def test_every_entry_is_one_try_in_its_order(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", ONE, key("eerst"), key("dan"), key(), key("daarna")) as source:
        assert seen(source) == [EMPTY]
        tried = [Tried(0, REFUSED), Tried(0, REFUSED), Tried(0, OPENED)]
        assert source.tried == (*tried, NotTried.NOT_LOCKED)


TABLE: list[tuple[tuple[tuple[str, int | None], ...], tuple[TryTold, ...], list[FileSystem]]] = [
    (((PASSWORD, 1),), (Tried(1, OPENED),), [EMPTY, SHUT]),
    ((("de tweede", 2),), (Tried(2, OPENED),), [SHUT, EMPTY]),
    ((("de tweede", 1),), (Tried(1, REFUSED),), [SHUT, SHUT]),
    (((PASSWORD, None),), (NotTried.SEVERAL_LOCKED,), [SHUT, SHUT]),
    (((PASSWORD, 3),), (NotTried.NO_SUCH_VOLUME,), [SHUT, SHUT]),
    (((PASSWORD, 0),), (NotTried.NO_SUCH_VOLUME,), [SHUT, SHUT]),
    (((PASSWORD, 1), ("de tweede", None)), (Tried(1, OPENED), Tried(2, OPENED)), [EMPTY, EMPTY]),
    (((PASSWORD, 1), (PASSWORD, 1)), (Tried(1, OPENED), NotTried.NOT_LOCKED), [EMPTY, SHUT]),
]


@pytest.mark.parametrize(("given", "tried", "there"), TABLE)
def test_a_key_is_for_the_volume_it_was_given_for(
    tmp_path: Path,
    given: tuple[tuple[str, int | None], ...],
    tried: tuple[TryTold, ...],
    there: list[FileSystem],
) -> None:
    keys = [key(password, volume) for password, volume in given]
    with disk(tmp_path / "disk", parted(ONE, TWO), *keys) as source:
        assert seen(source) == there
        assert source.tried == tried


def test_a_file_that_is_no_key_file_is_held_against_nothing(tmp_path: Path) -> None:
    given = Key(0, Secret(SecretKind.BEK, bytearray(b"a letter" * 20)))
    with disk(tmp_path / "disk", ONE, given) as source:
        assert source.unlock() == (NotTried.NO_KEY_FILE,)
    assert not any(given.secret.reveal())


def test_keys_are_handed_over_once_however_often_that_is_asked(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", ONE, key("een andere")) as source:
        assert source.unlock() == source.unlock() == (Tried(0, REFUSED),)
        assert seen(source) == [SHUT]
        assert source.tried == (Tried(0, REFUSED),)


def test_luks1_opens_inside_the_lock(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", luks1(BLANK), key()) as source:
        assert seen(source) == [EMPTY]
        assert source.tried == (Tried(0, Try(EncryptionKind.LUKS1, SecretKind.PASSWORD, opened=True)),)


def test_the_costliest_key_that_is_allowed_has_room_inside_the_lock(tmp_path: Path) -> None:
    content = luks2(BLANK, slots={"0": slot(kdf=argon2id(memory=MEMORY_MOST, time=1, cpus=4))})
    with disk(tmp_path / "disk", content, key()) as source:
        assert seen(source) == [EMPTY]


def test_a_price_beyond_the_bounds_is_an_answer(tmp_path: Path) -> None:
    said = described(plain(64, 3), {"0": slot(kdf=argon2id(memory=2**40))})
    with disk(tmp_path / "disk", headers(said).ljust(len(ONE), b"\0"), key()) as source:
        assert seen(source) == [SHUT]
        (tried,) = source.tried
    assert isinstance(tried, Tried)
    assert tried.result.reason is Reason.NO_MEMORY


def test_a_worker_that_ends_over_a_try_is_told_and_the_volume_is_shut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "disk"
    with disk(path, ONE, key(), key()) as source:
        ask, asked = source._worker._ask, []

        def dying(request: Any, end: float, *files: int) -> Any:
            if request["do"] == "unlock" and not asked:
                asked.append(request)
                raise WorkerDied(found="SIGKILL")
            return ask(request, end, *files)

        monkeypatch.setattr(source._worker, "_ask", dying)
        assert seen(source) == [EMPTY]
        assert source.tried == (Broken(SecretKind.PASSWORD, Reason.WORKER_DIED), Tried(0, OPENED))


def test_a_new_worker_does_not_have_the_key_of_the_old_one(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", ONE, key()) as source:
        assert seen(source) == [EMPTY]
        source._worker.let_go()
        told_again = source._worker.asked({"do": "systems", "volume": 0}, lambda reply: reply)
        assert told_again == {"systems": [["luks2", "encrypted", "encrypted"]]}


def test_a_key_for_a_carrier_without_locks_is_wiped_and_told(tmp_path: Path) -> None:
    given = key()
    source = FolderSource(str(tmp_path), 1000)
    assert tried_on(source, [given]) == (NotTried.NOT_LOCKED,)
    assert bytes(given.secret.reveal()) == bytes(len(PASSWORD))
    source.close()


CANARY = "kanarie-zingt-0815-\u00e9"


def everything_about(pid: int) -> bytes:
    """A process's arguments and environment, and of each memory it holds open, what is in it."""
    found = b""
    for name in ("cmdline", "environ"):
        found += Path(f"/proc/{pid}/{name}").read_bytes()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            if "memfd" in str(descriptor.readlink()):
                found += descriptor.read_bytes()
    return found


def test_the_secret_is_in_no_file_stream_argument_environment_or_exception(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    content = luks2(BLANK, {"0": CANARY})
    with disk(tmp_path / "disk", content, key(CANARY + "x"), key(CANARY)) as source:
        assert seen(source) == [EMPTY]
        told_of = repr((source.tried, vars(source), source._worker.__dict__))
        warm = source._worker._pool._pool._warm
        assert warm is not None
        about = everything_about(os.getpid()) + everything_about(warm[0].pid)
    needle = "kanarie-zingt"
    assert needle not in told_of + caplog.text + "".join(capfd.readouterr())
    assert needle.encode() not in about
    assert all(needle.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_no_message_carries_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from inzage.worker import wire  # noqa: PLC0415  (to watch it)

    frames: list[bytes] = []
    encode: Callable[[Any], bytes] = wire.encode
    monkeypatch.setattr(wire, "encode", lambda message: frames.append(encode(message)) or frames[-1])
    with disk(tmp_path / "disk", luks2(BLANK, {"0": CANARY}), key(CANARY)) as source:
        assert seen(source) == [EMPTY]
    assert any(b'"unlock"' in frame for frame in frames)
    assert all(b"kanarie" not in frame for frame in frames)


LIES: list[dict[str, Any]] = [
    {},
    {"not_tried": "later"},
    {"not_tried": "not_locked", "more": 1},
    {"not_tried": None},
    {"volume": 0},
    {"volume": 0, "encryption": "rot13", "how": "password", "opened": True, "reason": None},
    {"volume": 0, "encryption": "luks2", "how": "bek", "opened": True, "reason": None},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": 1, "reason": None},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": True, "reason": "encrypted"},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": False, "reason": None},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": False, "reason": "no_list"},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": False, "reason": ["encrypted"]},
    {"volume": True, "encryption": "luks2", "how": "password", "opened": True, "reason": None},
    {"volume": -1, "encryption": "luks2", "how": "password", "opened": True, "reason": None},
    {"volume": 0, "encryption": "luks2", "how": "password", "opened": True, "reason": None, "secret": "x"},
]


@pytest.mark.parametrize("reply", LIES, ids=range(len(LIES)))
def test_an_answer_that_fits_no_schema_is_garbage(reply: dict[str, Any]) -> None:
    with pytest.raises(Garbage):
        told(reply, key())


def test_an_answer_about_another_volume_is_garbage() -> None:
    reply: dict[str, Any] = {"volume": 2, "encryption": "luks2", "how": "password", "opened": True, "reason": None}
    assert told(reply, key(volume=2)) == Tried(2, OPENED)
    with pytest.raises(Garbage):
        told(reply, key(volume=1))


def test_a_secret_is_wiped_also_where_the_worker_dies() -> None:
    where = bytearray(b"geheim")

    def dying(_request: Any, _files: Any) -> Any:
        raise WorkerDied(found="SIGSEGV")

    with pytest.raises(WorkerDied):
        give(dying, Key(None, Secret(SecretKind.PASSWORD, where)))
    assert where == bytes(6)
