"""``inzage timestamp``: what a user types, what comes back, and that a stamped case still verifies."""

import json
from pathlib import Path

import pytest

from inzage.record import TIMESTAMP
from inzage.signing.kit import Kit
from tests.cli.room import run
from tests.record.making import finished, kit_at, validation
from tests.record.stamping import Authority, authority_at


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_at(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return kit_at(tmp_path / "kit")


@pytest.fixture
def case(tmp_path: Path, kit: Kit) -> Path:
    finished(tmp_path / "case", kit, validation(kit))
    return tmp_path / "case"


@pytest.fixture
def answer(case: Path, tmp_path: Path, authority: Authority) -> Path:
    asked = run("timestamp", "request", case, "--out", tmp_path / "case.tsq")
    assert asked.exit_code == 0
    assert "tijdstempelinstantie" in asked.stderr
    (tmp_path / "case.tsr").write_bytes(authority.stamp((tmp_path / "case.tsq").read_bytes()))
    return tmp_path / "case.tsr"


def test_asked_answered_and_verified(case: Path, kit: Kit, answer: Path, authority: Authority) -> None:
    added = run("timestamp", "add", case, answer, "--tsa", authority.leaf)
    assert added.exit_code == 0
    assert "bestond uiterlijk op" in added.stderr
    verified = run("verify", case, "--kit", kit.path, "--tsa", authority.above)
    assert verified.exit_code == 0
    assert "bestond uiterlijk op" in verified.stdout
    assert run("verify", case, "--kit", kit.path).exit_code == 0


def test_json_alone(case: Path, answer: Path, authority: Authority) -> None:
    added = run("timestamp", "add", case, answer, "--tsa", authority.leaf, "--json")
    assert set(json.loads(added.stdout)) == {"not_later_than"}
    links = json.loads(run("verify", case, "--tsa", authority.leaf, "--json").stdout)["links"]
    assert {"timestamp"} == {link["name"] for link in links if "uiterlijk" in link["nl"]}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_wrong_ends_in_a_sentence_and_leaves_the_case_alone(
    case: Path, answer: Path, tmp_path: Path, authority: Authority, lang: str
) -> None:
    stranger = authority_at(tmp_path / "stranger")
    (tmp_path / "text").write_text("no certificate")
    for words in (
        (case, answer, "--tsa", stranger.leaf),
        (case, answer, "--tsa", tmp_path / "text"),
        (case, tmp_path / "text", "--tsa", authority.leaf),
    ):
        refused = run("--lang", lang, "timestamp", "add", *words)
        assert refused.exit_code == 1
        assert "inzage timestamp request" in refused.stderr
        assert not (case / TIMESTAMP).exists()
    assert run("timestamp", "request", case, "--out", tmp_path / "no" / "folder.tsq").exit_code == 1


def test_a_case_verified_with_a_strangers_certificate_exits_1(
    case: Path, answer: Path, tmp_path: Path, authority: Authority
) -> None:
    assert run("timestamp", "add", case, answer, "--tsa", authority.leaf).exit_code == 0
    said = run("verify", case, "--tsa", authority_at(tmp_path / "stranger").leaf)
    assert said.exit_code == 1
    assert "Gebroken: timestamp" in said.stdout
