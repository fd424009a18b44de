"""A kit: its files, its secrets, and what happens when somebody spoils them."""

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.signing import KitFault, PayloadType, Role
from inzage.signing.dsse import read, sign, verify
from inzage.signing.keys import PrivateKey, PublicKey
from inzage.signing.kit import Kit
from inzage.signing.secret import SECRET_BYTES
from inzage.signing.trust import TrustStore


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit.create(tmp_path / "kit", laboratory=True)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_kit_has_its_parts(kit: Kit) -> None:
    assert {file.name for file in kit.path.iterdir()} == {
        "kit.toml",
        "private.pem",
        "public.pem",
        "lists.key",
        "case.key",
        "persons",
        "retired",
        "trust",
        "used_orders.jsonl",
    }
    assert PublicKey.load(kit.path / "public.pem") == kit.key.public
    assert {folder.name for folder in (kit.path / "trust").iterdir()} == {role.value for role in Role}


def test_a_kit_read_again_is_the_same(kit: Kit) -> None:
    again = Kit.load(kit.path)
    assert again == kit
    assert again.list_key() == kit.list_key()
    assert again.case_key() == kit.case_key()


def test_secrets_are_for_their_owner_alone(kit: Kit) -> None:
    kit.person_key("P-1")
    secret = [
        kit.path / "private.pem",
        kit.path / "lists.key",
        kit.path / "case.key",
        *(kit.path / "persons").iterdir(),
    ]
    assert {mode(file) for file in secret} == {0o600}
    assert mode(kit.path) == 0o700


@pytest.mark.parametrize("laboratory", [True, False])
def test_what_a_new_kit_may(tmp_path: Path, laboratory: bool) -> None:
    policy = Kit.create(tmp_path / "Noord", laboratory=laboratory).policy
    assert policy.laboratory is laboratory
    assert policy.encrypt_at_rest is not laboratory
    assert policy.name == "Noord"
    assert policy.missing == ("retention_days", "dpia")


def test_a_new_kit_trusts_itself_alone(kit: Kit) -> None:
    assert kit.trust.keys(Role.KIT) == (kit.key.public,)
    assert all(kit.trust.keys(role) == () for role in Role if role is not Role.KIT)
    envelope = read(sign(b"{}", PayloadType.MANDATE, [kit.key]), file="x")
    assert verify(envelope, PayloadType.MANDATE, [Role.KIT], kit.trust) == b"{}"


def test_no_two_kits_share_a_secret(tmp_path: Path) -> None:
    kits = [Kit.create(tmp_path / name, laboratory=True) for name in "ab"]
    secrets = [secret for kit in kits for secret in (kit.key.seed, kit.list_key(), kit.case_key(), kit.person_key("P"))]
    assert len(set(secrets)) == len(secrets)


def test_each_person_has_a_lasting_key_of_their_own(kit: Kit) -> None:
    first, second = kit.person_key("P-1"), kit.person_key("P-2")
    assert len(first) == SECRET_BYTES
    assert first != second
    assert Kit.load(kit.path).person_key("P-1") == first


def test_a_persons_file_does_not_bear_the_pseudonym(kit: Kit) -> None:
    kit.person_key("../P-1")
    assert [file.name for file in (kit.path / "persons").iterdir()] == [hashlib.sha256(b"../P-1").hexdigest() + ".key"]


def test_two_at_once_make_one_key(kit: Kit) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(kit.person_key("P-1"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_kit_is_never_made_over_something(kit: Kit) -> None:
    with pytest.raises(KitFault) as caught:
        Kit.create(kit.path, laboratory=False)
    assert "een andere map" in caught.value.sentence("nl")
    assert Kit.load(kit.path) == kit


def test_an_interrupted_creation_is_no_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(KitFault) as caught:
        patch.setattr(os, "fsync", refuse)
        Kit.create(tmp_path / "kit", laboratory=True)
    assert "No space" in caught.value.sentence("nl")
    with pytest.raises(KitFault):
        Kit.load(tmp_path / "kit")


def spoil(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda path: (path / name).write_bytes(data)


def remove(name: str) -> Callable[[Path], object]:
    return lambda path: (path / name).unlink()


DEFECTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no_directory": (shutil.rmtree, "kit.toml"),
    "no_policy": (remove("kit.toml"), "kit.toml"),
    "policy_not_toml": (spoil("kit.toml", b"["), "kit.toml"),
    "policy_with_unknown_field": (spoil("kit.toml", b"retention_day = 3"), "retention_day"),
    "no_private_key": (remove("private.pem"), "private.pem"),
    "private_key_garbage": (spoil("private.pem", b"x"), "private.pem"),
    "no_public_key": (remove("public.pem"), "public.pem"),
    "public_key_of_another": (spoil("public.pem", PrivateKey.generate().public.pem), "public.pem"),
    "private_key_for_all": (lambda path: (path / "private.pem").chmod(0o644), "private.pem"),
    "list_key_for_all": (lambda path: (path / "lists.key").chmod(0o640), "lists.key"),
    "case_key_for_all": (lambda path: (path / "case.key").chmod(0o604), "case.key"),
    "no_trust": (lambda path: shutil.rmtree(path / "trust"), "trust"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_spoilt_kit_is_refused_by_name(kit: Kit, defect: str) -> None:
    act, word = DEFECTS[defect]
    act(kit.path)
    with pytest.raises(KitFault) as caught:
        Kit.load(kit.path)
    for sentence in (caught.value.sentence("nl"), caught.value.sentence("en")):
        assert word in sentence
        assert "{" not in sentence


def test_a_persons_key_that_others_may_read_is_refused(kit: Kit) -> None:
    kit.person_key("P-1")
    next((kit.path / "persons").iterdir()).chmod(0o644)
    with pytest.raises(KitFault):
        Kit.load(kit.path)


@pytest.mark.parametrize("data", [b"", b"x" * 31, b"x" * 33])
def test_a_secret_of_another_length_is_never_used(kit: Kit, data: bytes) -> None:
    (kit.path / "lists.key").write_bytes(data)
    with pytest.raises(KitFault) as caught:
        kit.list_key()
    assert "lists.key" in caught.value.sentence("nl")


def test_a_missing_secret_is_a_sentence(kit: Kit) -> None:
    (kit.path / "case.key").unlink()
    with pytest.raises(KitFault):
        kit.case_key()


def test_rotation_keeps_the_old_public_key_and_every_secret(kit: Kit) -> None:
    person, case, lists = kit.person_key("P-1"), kit.case_key(), kit.list_key()
    new = kit.rotate()
    assert new.key != kit.key
    assert new.own_keys() == (new.key.public, kit.key.public)
    assert new.trust.keys(Role.KIT) == (new.key.public,)
    assert (new.person_key("P-1"), new.case_key(), new.list_key()) == (person, case, lists)
    assert kit.key.seed not in b"".join(file.read_bytes() for file in kit.path.rglob("*") if file.is_file())
    assert set(new.rotate().own_keys()[1:]) == {kit.key.public, new.key.public}


def test_rotation_leaves_what_others_are_trusted_for(kit: Kit) -> None:
    police = PrivateKey.generate().public
    TrustStore.add(kit.path / "trust", Role.POLICE, police)
    assert Kit.load(kit.path).rotate().trust.keys(Role.POLICE) == (police,)


class Killed(BaseException):
    """Stands in for a kill: nothing catches it."""


def test_a_rotation_killed_anywhere_leaves_a_kit_that_works(
    tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, survived, step = os.fsync, 0, 0
    while True:
        copy = tmp_path / f"copy{step}"
        shutil.copytree(kit.path, copy)
        left = step

        def fsync(descriptor: int) -> None:
            nonlocal left
            real(descriptor)
            left -= 1
            if left < 0:
                raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            try:
                Kit.load(copy).rotate()
                break
            except Killed:
                survived += 1
        again = Kit.load(copy)
        assert again.trust.keys(Role.KIT) == (again.key.public,)
        assert PublicKey.load(copy / "public.pem") == again.key.public
        assert kit.key.public in again.own_keys()
        again.rotate()
        step += 1
    assert survived >= 6
