"""The trust store: a folder per role, a file per key."""

from pathlib import Path

import pytest

from inzage.signing import KeyUnreadable, KitFault, Role
from inzage.signing.keys import PrivateKey
from inzage.signing.trust import SHORT, TrustStore

ONE, TWO = PrivateKey.generate().public, PrivateKey.generate().public


def test_a_key_counts_for_the_role_it_was_added_to_alone(tmp_path: Path) -> None:
    file = TrustStore.add(tmp_path, Role.REGISTER, ONE)
    trust = TrustStore.load(tmp_path)
    assert file == tmp_path / "register" / f"{ONE.keyid[:SHORT]}.pem"
    assert {role: trust.keys(role) for role in Role if trust.keys(role)} == {Role.REGISTER: (ONE,)}
    assert trust.knows(ONE.keyid)
    assert not trust.knows(TWO.keyid)


def test_adding_twice_is_adding_once(tmp_path: Path) -> None:
    for _ in range(2):
        TrustStore.add(tmp_path, Role.POLICE, ONE)
    assert TrustStore.load(tmp_path).keys(Role.POLICE) == (ONE,)


def test_several_keys_in_one_role(tmp_path: Path) -> None:
    TrustStore.add(tmp_path, Role.LIST_ISSUER, ONE)
    TrustStore.add(tmp_path, Role.LIST_ISSUER, TWO)
    assert set(TrustStore.load(tmp_path).keys(Role.LIST_ISSUER)) == {ONE, TWO}


@pytest.mark.parametrize("digits", [8, SHORT, 64])
def test_a_removed_key_counts_no_more(tmp_path: Path, digits: int) -> None:
    TrustStore.add(tmp_path, Role.REGISTER, ONE)
    TrustStore.add(tmp_path, Role.POLICE, ONE)
    TrustStore.remove(tmp_path, Role.REGISTER, ONE.keyid[:digits].upper())
    trust = TrustStore.load(tmp_path)
    assert trust.keys(Role.REGISTER) == ()
    assert trust.keys(Role.POLICE) == (ONE,)


@pytest.mark.parametrize("keyid", ["", ONE.keyid[:7], TWO.keyid, "../../etc"], ids=["none", "short", "other", "path"])
def test_what_names_no_single_key_removes_nothing(tmp_path: Path, keyid: str) -> None:
    TrustStore.add(tmp_path, Role.REGISTER, ONE)
    with pytest.raises(KitFault) as caught:
        TrustStore.remove(tmp_path, Role.REGISTER, keyid)
    assert "inzage trust list" in caught.value.sentence("nl")
    assert TrustStore.load(tmp_path).keys(Role.REGISTER) == (ONE,)


def test_an_empty_folder_trusts_nobody(tmp_path: Path) -> None:
    trust = TrustStore.load(tmp_path)
    assert all(trust.keys(role) == () for role in Role)


def test_a_missing_folder_is_a_fault_not_an_empty_store(tmp_path: Path) -> None:
    with pytest.raises(KitFault):
        TrustStore.load(tmp_path / "nothing")


def test_a_key_under_somebody_elses_name_is_refused(tmp_path: Path) -> None:
    file = TrustStore.add(tmp_path, Role.REGISTER, ONE)
    file.write_bytes(TWO.pem)
    with pytest.raises(KitFault) as caught:
        TrustStore.load(tmp_path)
    assert file.name in caught.value.sentence("en")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    file = TrustStore.add(tmp_path, Role.REGISTER, ONE)
    file.write_bytes(b"nonsense")
    with pytest.raises(KeyUnreadable):
        TrustStore.load(tmp_path)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "register").write_bytes(b"a file where a folder belongs")
    with pytest.raises(KitFault) as caught:
        TrustStore.add(tmp_path, Role.REGISTER, ONE)
    assert str(tmp_path) in caught.value.sentence("nl")
