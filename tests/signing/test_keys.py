"""Ed25519 keys in PEM files, and nothing else."""

import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from inzage.signing import KeyUnreadable
from inzage.signing.keys import PrivateKey, PublicKey

# RFC 8032, section 7.1, tests 1 to 3: secret, public, message, signature
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_the_standards_vectors(secret: str, public: str, message: str, signature: str) -> None:
    key = PrivateKey(bytes.fromhex(secret))
    assert key.public.raw.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert key.public.verify(bytes.fromhex(signature), bytes.fromhex(message))


KEY = PrivateKey.generate()


@given(st.binary(max_size=64), st.data())
def test_one_changed_bit_is_seen(message: bytes, data: st.DataObject) -> None:
    signature = bytearray(KEY.sign(message))
    bit = data.draw(st.integers(0, 511))
    signature[bit // 8] ^= 1 << bit % 8
    assert not KEY.public.verify(bytes(signature), message)
    assert not KEY.public.verify(KEY.sign(message), message + b"\0")


@given(st.binary(max_size=100).filter(lambda found: len(found) != 64))
def test_a_signature_of_another_length_is_none(signature: bytes) -> None:
    assert not KEY.public.verify(signature, b"")


def test_keys_survive_their_files(tmp_path: Path) -> None:
    KEY.save(tmp_path / "private.pem")
    (tmp_path / "public.pem").write_bytes(KEY.public.pem)
    assert PrivateKey.load(tmp_path / "private.pem") == KEY
    assert PublicKey.load(tmp_path / "public.pem") == KEY.public
    assert (tmp_path / "private.pem").stat().st_mode & 0o777 == 0o600


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    KEY.save(tmp_path / "private.pem")
    with pytest.raises(FileExistsError):
        PrivateKey.generate().save(tmp_path / "private.pem")
    assert PrivateKey.load(tmp_path / "private.pem") == KEY


def test_a_key_is_named_by_the_digest_of_its_raw_bytes() -> None:
    assert KEY.public.keyid == hashlib.sha256(KEY.public.raw).hexdigest()


def test_a_secret_never_shows_in_a_repr() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)
    assert KEY.public.keyid[:16] in repr(KEY)


def public_pem(
    key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey | x25519.X25519PublicKey | ed448.Ed448PublicKey,
) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


STRANGE_PUBLIC = {
    "rsa": public_pem(rsa.generate_private_key(65537, 2048).public_key()),
    "p256": public_pem(ec.generate_private_key(ec.SECP256R1()).public_key()),
    "x25519": public_pem(x25519.X25519PrivateKey.generate().public_key()),
    "ed448": public_pem(ed448.Ed448PrivateKey.generate().public_key()),
    "private_key": b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    "empty": b"",
    "not_pem": b"\x00" * 100,
    "cut_off": KEY.public.pem[:-30],
    "too_large": b"#" * 20_000,
}


@pytest.mark.parametrize("defect", STRANGE_PUBLIC)
def test_another_public_key_is_refused_with_a_sentence(tmp_path: Path, defect: str) -> None:
    (tmp_path / "public.pem").write_bytes(STRANGE_PUBLIC[defect])
    with pytest.raises(KeyUnreadable) as caught:
        PublicKey.load(tmp_path / "public.pem")
    assert "public.pem" in caught.value.sentence("nl")
    assert caught.value.sentence("nl") != caught.value.sentence("en")


def private_pem(key: rsa.RSAPrivateKey | x25519.X25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


STRANGE_PRIVATE = {
    "rsa": private_pem(rsa.generate_private_key(65537, 2048)),
    "x25519": private_pem(x25519.X25519PrivateKey.generate()),
    "public_key": KEY.public.pem,
    "under_a_password": rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    ),
    "empty": b"",
}


@pytest.mark.parametrize("defect", STRANGE_PRIVATE)
def test_another_private_key_is_refused_with_a_sentence(tmp_path: Path, defect: str) -> None:
    file = tmp_path / "private.pem"
    file.write_bytes(STRANGE_PRIVATE[defect])
    file.chmod(0o600)
    with pytest.raises(KeyUnreadable) as caught:
        PrivateKey.load(file)
    assert "private.pem" in caught.value.sentence("en")


def test_a_private_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    KEY.save(tmp_path / "private.pem")
    (tmp_path / "private.pem").chmod(0o644)
    with pytest.raises(KeyUnreadable) as caught:
        PrivateKey.load(tmp_path / "private.pem")
    assert "chmod 600" in caught.value.sentence("nl")


@pytest.mark.parametrize("load", [PublicKey.load, PrivateKey.load])
def test_a_missing_file_is_a_sentence(tmp_path: Path, load: object) -> None:
    assert callable(load)
    with pytest.raises(KeyUnreadable):
        load(tmp_path / "nothing.pem")
    with pytest.raises(KeyUnreadable):
        load(tmp_path)
