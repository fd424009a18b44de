"""``inzage trust``: add, list, remove."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit.create(tmp_path / "kit", laboratory=True)


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    (tmp_path / "register.pem").write_bytes(PrivateKey.generate().public.pem)
    return tmp_path / "register.pem"


def test_added_listed_removed(kit: Kit, pem: Path) -> None:
    added = json.loads(run("trust", "add", "register", pem, "--kit", kit.path, "--json").stdout)
    (keyid,) = added["register"]
    assert json.loads(run("trust", "list", "--kit", kit.path, "--json").stdout) == added
    assert keyid[:16] in run("trust", "list", "--kit", kit.path).stdout
    removed = json.loads(run("trust", "remove", "register", keyid[:16], "--kit", kit.path, "--json").stdout)
    assert removed["register"] == []
    assert removed["kit"] == added["kit"]


def test_every_role_can_be_trusted(kit: Kit, pem: Path) -> None:
    for role in Role:
        assert run("trust", "add", role.value, pem, "--kit", kit.path).exit_code == 0
    assert all(Kit.load(kit.path).trust.keys(role) for role in Role)


def test_one_key_in_two_roles_is_remarked_on(kit: Kit, pem: Path) -> None:
    first = run("trust", "add", "mandate_issuer", pem, "--kit", kit.path)
    second = run("trust", "add", "second_signer", pem, "--kit", kit.path)
    assert first.stderr == ""
    assert "mandate_issuer" in second.stderr
    assert "nooit als twee mensen" in second.stderr


def test_a_private_key_is_not_taken_for_a_public_one(kit: Kit) -> None:
    result = run("trust", "add", "police", kit.path / "private.pem", "--kit", kit.path)
    assert result.exit_code == 1
    assert "private.pem" in result.stderr
    assert Kit.load(kit.path).trust.keys(Role.POLICE) == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "judge", "x.pem"), 2),
        (("add", "police", "missing.pem"), 1),
        (("remove", "police", "0123456789abcdef"), 1),
        (("remove", "police", "01"), 1),
    ],
)
def test_what_cannot_be_done_is_said(kit: Kit, words: tuple[str, ...], code: int) -> None:
    result = run("trust", *words, "--kit", kit.path)
    assert result.exit_code == code
    assert result.stderr
    assert "Traceback" not in result.output


def test_without_a_kit_nothing_is_trusted() -> None:
    assert run("trust", "list").exit_code == 2
