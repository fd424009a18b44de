"""No key of the kit lies in a case, in any spelling: plain or encrypted at rest, finished or not."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.record.documents import write_documents
from inzage.record.place import part_of
from inzage.signing.kit import Kit
from inzage.signing.secret import secret_files
from tests.architecture.test_no_secrets import secrets_in
from tests.record.making import Office, begin, finish, kit_at, work


def spellings(secret: bytes) -> Iterator[bytes]:
    """One secret as it might lie in a file."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for encode in (base64.b64encode, base64.urlsafe_b64encode, base64.b32encode, base64.b85encode):
        yield encode(secret).rstrip(b"=")
    yield repr(secret).encode()[2:-1]


def secrets_of(kit: Kit) -> list[bytes]:
    """Every secret that the kit holds, a PEM file also by its seed and by its lines."""
    pem = (kit.path / "private.pem").read_bytes()
    body = b"".join(line for line in pem.splitlines() if not line.startswith(b"--"))
    keys = [file.read_bytes() for file in secret_files(kit.path) if file.suffix in {".key", ".pem"}]
    return [kit.key.seed, body, *keys]


def leaked(kit: Kit, folder: Path) -> list[str]:
    """Files below ``folder`` that hold a secret."""
    wanted = [spelling for secret in secrets_of(kit) for spelling in spellings(secret)]
    files = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return sorted(file.name for file, data in files.items() if secrets_in(data) or any(one in data for one in wanted))


@pytest.mark.parametrize("encrypted", [False, True])
def test_no_secret_of_the_kit_lies_in_a_case(tmp_path: Path, encrypted: bool) -> None:
    office = Office.new()
    made = office.trusted_by(kit_at(tmp_path / "kit"))
    kit = replace(made, policy=replace(made.policy, encrypt_at_rest=encrypted))
    kit.person_key("P-1")
    papers, case = office.papers(), tmp_path / "case"
    with begin(case, kit, papers) as writing:
        work(writing)
        assert leaked(kit, part_of(case)) == []
        finish(writing, papers)
    write_documents(case, kit, {"rapport.pdf": "a" * 64})
    assert leaked(kit, case) == []


def test_a_secret_in_any_spelling_would_be_found(tmp_path: Path) -> None:
    kit = kit_at(tmp_path / "kit")
    kit.person_key("P-1")
    (tmp_path / "case").mkdir()
    file = tmp_path / "case" / "file"
    for secret in secrets_of(kit):
        for spelling in spellings(secret):
            file.write_bytes(b"before" + spelling + b"after")
            assert leaked(kit, tmp_path / "case") == ["file"]
