"""``inzage kit``: what a user types and what comes back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inzage.cli.main import main
from inzage.signing.kit import Kit


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


def test_no_secret_is_ever_printed(tmp_path: Path) -> None:
    printed = run("kit", "new", tmp_path / "kit").output + run("kit", "show", tmp_path / "kit", "--json").output
    kit = Kit.load(tmp_path / "kit")
    assert all(secret.hex() not in printed for secret in (kit.key.seed, kit.list_key(), kit.case_key()))
