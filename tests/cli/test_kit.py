"""``inzage kit``: what a user types and what comes back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.secret import secret_files
from inzage.signing.trust import TrustStore


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_new_kit_is_made_and_says_what_it_lacks(tmp_path: Path) -> None:
    result = run("kit", "new", tmp_path / "kit")
    assert result.exit_code == 0
    assert Kit.load(tmp_path / "kit").policy.laboratory is False
    assert "retention_days, dpia" in result.stderr
    assert str(tmp_path / "kit") in result.stdout


def test_a_laboratory_kit_says_so(tmp_path: Path) -> None:
    run("kit", "new", "--laboratory", tmp_path / "kit")
    shown = json.loads(run("kit", "show", tmp_path / "kit", "--json").stdout)
    assert shown["policy"]["laboratory"] is True
    assert shown["missing"] == ["retention_days", "dpia"]
    assert shown["keyid"] == Kit.load(tmp_path / "kit").key.public.keyid


def test_a_full_policy_is_ready_and_silent(tmp_path: Path) -> None:
    run("kit", "new", tmp_path / "kit")
    (tmp_path / "kit" / "kit.toml").write_text('name = "N"\nretention_days = 90\ndpia = "D-1"\n', "utf-8")
    result = run("kit", "show", tmp_path / "kit")
    assert result.stderr == ""
    assert "D-1" in result.stdout


def test_rotation_shows_the_old_key_as_retired(tmp_path: Path) -> None:
    old = json.loads(run("kit", "new", tmp_path / "kit", "--json").stdout)["keyid"]
    shown = json.loads(run("kit", "rotate", tmp_path / "kit", "--json").stdout)
    assert shown["retired"] == [old]
    assert shown["keyid"] != old


@pytest.mark.parametrize("command", ["show", "rotate"])
def test_no_kit_is_a_sentence(tmp_path: Path, command: str) -> None:
    result = run("kit", command, tmp_path)
    assert result.exit_code == 1
    assert "inzage kit new" in result.stderr
    assert result.stdout == ""


def test_english_on_request(tmp_path: Path) -> None:
    assert "Make one with" in run("--lang", "en", "kit", "show", tmp_path).stderr
    assert "Key: " in run("--lang", "en", "kit", "new", tmp_path / "kit").stdout


def a_kit_and_an_administrator(tmp_path: Path) -> tuple[Kit, PrivateKey]:
    run("kit", "new", tmp_path / "kit")
    administrator = PrivateKey.generate()
    administrator.save(tmp_path / "admin.pem")
    (tmp_path / "admin.pub").write_bytes(administrator.public.pem)
    assert run("trust", "add", "administrator", tmp_path / "admin.pub", "--kit", tmp_path / "kit").exit_code == 0
    return Kit.load(tmp_path / "kit"), administrator


def test_a_key_is_revoked_by_a_list_that_the_administrator_made(tmp_path: Path) -> None:
    kit, _ = a_kit_and_an_administrator(tmp_path)
    issuer = PrivateKey.generate().public
    TrustStore.add(kit.path / "trust", Role.MANDATE_ISSUER, issuer)
    made = run("kit", "revoke", kit.path, issuer.keyid[:12], "--why", "lost", "--since", "2026-11-01T12:00:00Z",
               "--key", tmp_path / "admin.pem")  # fmt: skip
    assert made.exit_code == 0, made.stderr
    assert "--take" in made.stderr
    assert Kit.load(kit.path).trust.revoked == {}  # making a list takes nothing in
    (tmp_path / "list.json").write_text(made.stdout, "utf-8")
    taken = run("kit", "revoke", kit.path, "--take", tmp_path / "list.json")
    assert taken.stdout.split() == [issuer.keyid[:16], "2026-11-01T12:00:00Z", "kwijt"]
    assert Kit.load(kit.path).trust.keys(Role.MANDATE_ISSUER) == ()
    shown = json.loads(run("kit", "show", kit.path, "--json").stdout)
    assert shown["revoked"] == [{"keyid": issuer.keyid, "since": "2026-11-01T12:00:00Z", "why": "lost"}]
    assert shown["trust"]["mandate_issuer"] == [issuer.keyid]
    assert "kwijt" in run("kit", "show", kit.path).stdout


def test_a_kit_whose_own_key_was_revoked_says_so_until_it_is_renewed(tmp_path: Path) -> None:
    kit, _ = a_kit_and_an_administrator(tmp_path)
    made = run("kit", "revoke", kit.path, kit.key.public.keyid, "--why", "stolen", "--key", tmp_path / "admin.pem")
    (tmp_path / "list.json").write_text(made.stdout, "utf-8")
    taken = run("kit", "revoke", kit.path, "--take", tmp_path / "list.json", "--json")
    assert json.loads(taken.stdout)["revoked"][0]["why"] == "stolen"
    assert "kit rotate" in taken.stderr
    assert "ingetrokken" in run("kit", "show", kit.path).stderr
    assert "ingetrokken:" not in run("kit", "rotate", kit.path).stderr


def test_a_list_that_this_kit_would_not_take_in_is_remarked_on(tmp_path: Path) -> None:
    kit, _ = a_kit_and_an_administrator(tmp_path)
    PrivateKey.generate().save(tmp_path / "other.pem")
    for key, remarked in (("admin.pem", False), ("other.pem", True)):
        made = run("kit", "revoke", kit.path, "a" * 64, "--why", "lost", "--key", tmp_path / key)
        assert made.exit_code == 0
        assert ("vertrouwt de sleutel" in made.stderr) is remarked
        (tmp_path / "list.json").write_text(made.stdout, "utf-8")
        assert (run("kit", "revoke", kit.path, "--take", tmp_path / "list.json").exit_code != 0) is remarked


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["aabbccdd"],
        ["aabbccdd", "--why", "lost"],
        ["--why", "lost", "--key", "{admin}"],
        ["--take", "{admin}", "--why", "lost"],
        ["aabbccdd", "--take", "{admin}"],
        ["a" * 64, "--why", "lost", "--key", "{admin}", "--since", "gisteren"],
        ["a" * 64, "--why", "boos", "--key", "{admin}"],
    ],
)
def test_half_a_revocation_is_none(tmp_path: Path, words: list[str]) -> None:
    kit, _ = a_kit_and_an_administrator(tmp_path)
    said = [word.format(admin=tmp_path / "admin.pem") for word in words]
    assert run("kit", "revoke", kit.path, *said).exit_code == 2
    assert Kit.load(kit.path).trust.revoked == {}


def test_what_the_administrator_did_not_sign_is_refused_with_a_sentence(tmp_path: Path) -> None:
    kit, _ = a_kit_and_an_administrator(tmp_path)
    done = run("kit", "revoke", kit.path, "--take", tmp_path / "admin.pub")
    assert done.exit_code == 1
    assert "niets ingetrokken" in done.stderr


def test_the_secrets_are_counted_and_an_open_one_stops_the_kit(tmp_path: Path) -> None:
    run("kit", "new", tmp_path / "kit")
    kit = Kit.load(tmp_path / "kit")
    kit.person_key("P-1")
    shown = json.loads(run("kit", "show", kit.path, "--json").stdout)
    assert shown["secrets"] == {"files": 5, "open_to_others": 0}
    assert shown["sealing"] == {"there": False}
    secrets = [secret for secret in secret_files(kit.path) if secret.exists()]
    for secret in secrets:
        secret.chmod(0o640)
        for command in ("show", "rotate"):
            done = run("kit", command, kit.path)
            assert done.exit_code == 1
            assert f"chmod 600 {secret.name}" in done.stderr
        secret.chmod(0o600)


def test_a_sealing_key_that_is_no_use_is_named(tmp_path: Path) -> None:
    run("kit", "new", tmp_path / "kit")
    (tmp_path / "kit/sealing_key.dsse.json").write_text("{}", "utf-8")
    shown = json.loads(run("kit", "show", tmp_path / "kit", "--json").stdout)
    assert (shown["sealing"]["there"], shown["sealing"]["usable"]) == (True, False)
    assert set(shown["sealing"]["wrong"]) == {"nl", "en"}
    read = run("kit", "show", tmp_path / "kit").stdout
    assert "bruikbaar: nee" in read
    assert "wat er mis is: Verwacht: een verzegelsleutel" in read
    assert "Expected" not in read


def test_no_secret_is_ever_printed(tmp_path: Path) -> None:
    printed = run("kit", "new", tmp_path / "kit").output + run("kit", "show", tmp_path / "kit", "--json").output
    kit = Kit.load(tmp_path / "kit")
    assert all(secret.hex() not in printed for secret in (kit.key.seed, kit.list_key(), kit.case_key()))
