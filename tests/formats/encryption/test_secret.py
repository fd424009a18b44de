"""A secret shows itself nowhere, is not copied, and is gone when its try is over."""

import copy
import os
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption import EncryptionKind, Secret, SecretKind
from inzage.formats.encryption.handover import MOST, lent, received
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import attempt
from inzage.result import Reason
from tests.formats.encryption.made import Memory, argon2id, luks1, luks2, plain, secret, slot
from tests.formats.encryption.test_bitlocker import Protection, protector, volume

CANARY = "kanarie-zingt-4711"
SHOWN: list[Callable[[Any], str]] = [repr, str, "{}".format, "{0!r}".format, lambda one: f"{[one]} {{{one}: {one}}}"]


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("kind", SecretKind)
def test_it_does_not_show_itself(kind: SecretKind, shown: Callable[[Any], str]) -> None:
    said = shown(secret(CANARY, kind))
    assert kind.value in said
    assert CANARY not in said


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_it_is_not_copied(copied: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError) as told:
        copied(secret(CANARY))
    assert CANARY not in str(told.value)


def test_it_has_no_room_for_more_and_no_way_to_compare() -> None:
    assert not hasattr(secret(CANARY), "__dict__")
    assert secret(CANARY) != secret(CANARY)


@given(value=st.binary(max_size=200))
def test_wiped_is_wiped_where_it_lay(value: bytes) -> None:
    where = bytearray(value)
    one = Secret(SecretKind.PASSWORD, where)
    one.wipe()
    assert where == bytes(len(value))
    assert bytes(one.reveal()) == bytes(len(value))


@given(value=st.binary(max_size=2000), kind=st.sampled_from(SecretKind))
def test_what_is_lent_is_received_whole_and_then_gone(value: bytes, kind: SecretKind) -> None:
    mine = Secret(kind, bytearray(value))
    with lent(mine) as memory:
        other = os.dup(memory)
        watching = os.dup(memory)
        theirs = received(kind.value, other)
        assert (theirs.kind, bytes(theirs.reveal())) == (kind, value)
        with pytest.raises(OSError, match="descriptor"):
            os.fstat(other)
    assert bytes(mine.reveal()) == bytes(len(value))
    assert os.pread(watching, 10_000, 0) == b""
    os.close(watching)
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(memory)


def test_it_is_gone_also_where_the_request_failed() -> None:
    mine = secret(CANARY)
    with pytest.raises(KeyError), lent(mine) as memory:
        watching = os.dup(memory)
        raise KeyError
    assert os.pread(watching, 100, 0) == b""
    assert bytes(mine.reveal()) == bytes(len(CANARY))
    os.close(watching)


def test_a_kind_that_is_none_is_refused_without_a_word_of_it() -> None:
    with lent(secret(CANARY)) as memory, pytest.raises(ValueError, match="guess") as told:
        received("guess", os.dup(memory))
    assert CANARY not in "".join(traceback.format_exception(told.value))


def test_the_longest_key_file_fits() -> None:
    with lent(secret(b"k" * MOST, SecretKind.BEK)) as memory:
        assert len(received("bek", os.dup(memory)).reveal()) == MOST


VOLUMES = {
    "luks1": luks1(plain(1024)),
    "luks2": luks2(plain(1024)),
    "luks2, argon2id": luks2(plain(1024), slots={"0": slot(kdf=argon2id())}),
    "luks2, damaged": luks2(plain(1024))[:20_000],
    "bitlocker, damaged": volume(protector(Protection.PASSWORD)),
    "bitlocker, key file": volume(protector(Protection.STARTUP)),
    "filevault, damaged": bytes(10) + b"\x10\x00" + bytes(76) + b"CS" + bytes(100_000),
}


@pytest.mark.parametrize("kind", SecretKind)
@pytest.mark.parametrize("case", VOLUMES)
def test_a_try_that_fails_leaves_no_trace_of_it(
    case: str, kind: SecretKind, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    where = bytearray(CANARY.encode())
    blocks = Memory(VOLUMES[case])
    found = encryption_of(blocks)
    assert found is not None
    tried = attempt(blocks, found, Secret(kind, where))
    assert not tried.result.opened
    assert isinstance(tried.result.reason, Reason)
    assert where == bytes(len(CANARY))
    assert CANARY not in repr(tried) + caplog.text + "".join(capfd.readouterr())


def test_a_fault_on_the_way_carries_nothing_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that repeats in its error what it was given."""

    def repeat(_blocks: object, given_secret: Secret) -> None:
        raise OSError(f"could not open with {given_secret.text()}")

    monkeypatch.setattr("inzage.formats.encryption.unlock._UNLOCKED", dict.fromkeys(EncryptionKind, repeat))
    blocks = Memory(VOLUMES["luks2"])
    found = encryption_of(blocks)
    assert found is not None
    tried = attempt(blocks, found, secret(CANARY))
    assert tried.result.reason is Reason.DAMAGED
    assert CANARY not in repr(tried)
