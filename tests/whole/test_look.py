"""A human look: only where the court granted it, with two people, at a screen, counted and kept nowhere."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inzage.check.looking import LONGEST, item_of, printable
from inzage.mandate.signed import signed_mandate
from inzage.observations import OnThisDevice, Visit
from inzage.record.reading import read_case
from inzage.signing import Role
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from tests.bench import Bench, inzage, make_bench
from tests.check.beside import give_order
from tests.terminal import at_a_terminal

PLACES = "listed_places_visited"
LISTED = "listed.example"
KEY = re.compile(rb"Druk op een toets")
GRANT = 'human = ["content"]\nhuman_items = 3'


def granted(bench: Bench, human: str) -> Bench:
    """The same bench under a mandate that grants (or does not grant) a look."""
    keys, papers = bench.papers.keys, bench.papers
    draft = (bench.root / "mandate.toml").read_text("utf-8").replace("human = []", human)
    once = signed_mandate(draft.encode(), keys[Role.MANDATE_ISSUER])
    papers.mandate.write_bytes(signed_mandate(once, keys[Role.SECOND_SIGNER]))
    give_order(bench)
    keys[Role.SECOND_SIGNER].save(bench.root / "second.pem")
    return bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = granted(make_bench(tmp_path_factory.mktemp("look")), GRANT)
    assert made.check(made.root / "case").returncode in {0, 4}
    return made


def words(bench: Bench, out: Path, *, question: str = PLACES, second: str = "second.pem") -> list[str]:
    papers = bench.papers
    return [
        "look", str(bench.root / "case"), question, str(bench.carrier), "--kit", str(papers.kit), "--lists",
        str(papers.lists), "--second", str(bench.root / second), "--out", str(out),
        "--presented", "aangereikt", "--owner", "betrokkene",
    ]  # fmt: skip


def at_screen(bench: Bench, out: Path, **how: str) -> tuple[int, str]:
    """Look at a screen of our own, a key pressed for each item."""
    screen, code = at_a_terminal(words(bench, out, **how), " ", " ", " ", prompt=KEY)
    return code, screen


def test_the_granted_number_is_shown_counted_and_kept_nowhere(bench: Bench, tmp_path: Path) -> None:
    code, screen = at_screen(bench, tmp_path / "look")
    assert code == 0, screen
    assert LISTED in screen
    assert screen.count("Druk op een toets") == 3
    assert "Getoond: 3." in screen
    case = read_case(tmp_path / "look", Kit.load(bench.papers.kit))
    looked = [entry.facts for entry in case.entries if entry.kind == "looked"]
    assert [one["number"] for one in looked] == [1, 2, 3]
    assert {one["question"] for one in looked} == {PLACES}
    assert sum(one["human"] for one in case.result["intrusion"]) == 3
    assert "look" in case.result["marks"]
    for file in (tmp_path / "look").rglob("*"):
        assert not file.is_file() or LISTED.encode() not in file.read_bytes()
    assert inzage("verify", tmp_path / "look", "--kit", bench.papers.kit).returncode == 0


def test_nothing_is_shown_where_there_is_no_screen(bench: Bench, tmp_path: Path) -> None:
    done = inzage(*words(bench, tmp_path / "look"))
    assert done.returncode == 5
    assert "beeldscherm" in done.stderr
    assert LISTED not in done.stdout + done.stderr
    assert not (tmp_path / "look").exists()


@pytest.mark.parametrize(
    ("question", "said"),
    [("listed_terms_searched", "geen aanwijzing"), ("known_material_present", "gevraagd is alleen"), ("x", "gevraagd")],
)
def test_a_question_without_indication_has_nothing_to_look_at(
    bench: Bench, tmp_path: Path, question: str, said: str
) -> None:
    code, screen = at_screen(bench, tmp_path / "look", question=question)
    assert code == 5
    assert said in screen
    assert LISTED not in screen


def test_the_second_person_is_somebody_else_and_trusted(bench: Bench, tmp_path: Path) -> None:
    PrivateKey.generate().save(bench.root / "stranger.pem")
    for second in ("stranger.pem", "kit/private.pem"):
        code, screen = at_screen(bench, tmp_path / "look", second=second)
        assert code == 5
        assert "tweede ondertekenaar" in screen
        assert LISTED not in screen


def test_who_was_left_shut_in_the_check_stays_shut(bench: Bench, tmp_path: Path) -> None:
    screen, code = at_a_terminal([*words(bench, tmp_path / "look"), "--exclude", "anna"], " ", " ", " ", prompt=KEY)
    assert code == 5
    assert "--exclude" in screen
    assert LISTED not in screen


def test_another_carrier_is_not_looked_at(bench: Bench, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "Users/bram").mkdir(parents=True)
    moved = Bench(bench.root, bench.papers, other)
    code, screen = at_screen(moved, tmp_path / "look")
    assert code == 5
    assert "gegevensdrager van dit dossier" in screen


@pytest.mark.parametrize("human", ["human = []", 'human = ["settings"]', 'human = ["content"]', "human_items = 5"])
def test_without_a_grant_the_command_says_which_condition_would_be_needed(tmp_path: Path, human: str) -> None:
    bench = granted(make_bench(tmp_path), human)
    assert bench.check(bench.root / "case").returncode in {0, 4}
    code, screen = at_screen(bench, tmp_path / "look")
    assert code == 5
    assert "human_items" in screen
    assert LISTED not in screen


def test_an_item_cannot_write_on_the_screen_by_itself() -> None:
    assert printable("a\x1b[2Jb\n\u202ec\u200b d") == "a·[2Jb··c· d"
    assert printable("é ñ 中") == "é ñ 中"


def test_an_item_is_one_line_of_bounded_length_in_the_time_of_here() -> None:
    at = datetime(2026, 1, 10, 22, 30, tzinfo=UTC)
    item = item_of(Visit(at, "https://listed.example/" + "a" * 999, OnThisDevice.YES))
    assert item.startswith("2026-01-10 23:30  https://listed.example/")
    assert len(item) == LONGEST
