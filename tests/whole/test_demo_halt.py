"""``make demo-halt``: halted, sealed, verified, opened by the police and by nobody else, answered; and two zeros."""

import json
from pathlib import Path

import pytest

from inzage.record.verify import verify_case
from inzage.signing.kit import Kit
from tests.bench import inzage


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "demo-halt"
    done = inzage("demo", "--halt", "--dir", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_each_step_is_a_command_that_anybody_can_give(told: tuple[Path, str]) -> None:
    commands = [line.split()[2:4] for line in told[1].splitlines() if line.startswith("$ inzage")]
    assert [words[0] if words[0] != "handover" else words[1] for words in commands] == [
        "check", "verify", "report", "export", "open", "open", "answer", "receipt", "verify",
    ]  # fmt: skip


def test_the_two_figures_are_zero(told: tuple[Path, str]) -> None:
    assert told[1].splitlines()[-2:] == [
        "Na de treffer geopend (bytes): 0",
        "Over de treffer buiten de bundel (tekens): 0",
    ]


def test_the_police_read_what_probation_cannot(told: tuple[Path, str]) -> None:
    folder, said = told
    bundle = (folder / "police/opened/bundle.jsonld").read_text("utf-8")
    assert {"patroon.png", "sha256"} <= {word for word in ("patroon.png", "sha256") if word in bundle.lower()}
    assert json.loads(bundle)["@graph"]
    assert "patroon.png" not in said
    assert "verzegeld voor een andere sleutel" in said or "andere sleutel" in said


def test_the_answer_of_the_police_stands_in_the_case(told: tuple[Path, str]) -> None:
    links = verify_case(told[0] / "case", kit=Kit.load(told[0] / "kit"))
    assert all(link.holds for link in links)
    assert "DEMO-1" in next(link.nl for link in links if link.name == "handover")
