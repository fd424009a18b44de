"""``inzage practice``: five visits as an officer meets them, a judgement of each answer, a signed result."""

import io
import json
import re
from pathlib import Path

import pytest

from inzage.cli import _practice_run
from inzage.cli._practice_book import book
from inzage.cli._practice_stage import square, stage
from inzage.mandate.used import UsedOrders
from inzage.record.practice import read_practice
from inzage.result import AnswerKind, CheckStatus, Mark
from inzage.signing.kit import Kit
from tests.check.beside import beside
from tests.cli.room import run
from tests.terminal import at_a_terminal

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")

VISITS = ("nothing", "indication", "refusal", "locked", "hit")
BOOK = book()


def answers(file: Path, **changed: list[str]) -> Path:
    """A file with the right answers, but for these visits."""
    given = {visit.name: [question.right for question in visit.questions] for visit in BOOK.visits} | changed
    file.write_text("\n".join(f"{name} = {json.dumps(letters)}" for name, letters in given.items()), "utf-8")
    return file


@pytest.fixture
def unstaged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions alone: the checks of the visits are another test's."""
    monkeypatch.setattr(_practice_run, "stage", lambda *_, **__: None)


# --- the visits ---------------------------------------------------------------------------


def test_each_visit_ends_as_it_is_called(tmp_path: Path) -> None:
    told = {name: stage(tmp_path / name, name) for name in VISITS if not (tmp_path / name).mkdir()}
    assert told["refusal"] is None
    results = {name: done[0] for name, done in told.items() if done is not None}
    kinds = {name: {answer.verdict.kind for answer in result.answers} for name, result in results.items()}
    assert AnswerKind.INDICATION not in kinds["nothing"]
    assert AnswerKind.NO_INDICATION in kinds["nothing"]
    assert AnswerKind.INDICATION in kinds["indication"]
    assert kinds["locked"] == kinds["hit"] == {AnswerKind.NOT_ASSESSABLE}
    halted = [name for name, result in results.items() if result.status is CheckStatus.HALTED]
    assert halted == ["hit"]
    assert results["hit"].handover
    assert all(Mark.VALIDATION in result.marks for result in results.values())
    for name in results:
        assert len(UsedOrders(Kit.load(tmp_path / name / "kit").used_orders).uses()) == 1


def test_the_listed_picture_is_a_square_and_one_of_several() -> None:
    squares = {square(shade) for shade in range(4)}
    assert len(squares) == 4
    assert all(one.startswith(b"\x89PNG") for one in squares)


def test_everything_is_seen_explained_and_counted(tmp_path: Path) -> None:
    done = run("practice", "--answers", answers(tmp_path / "a.toml"))
    assert done.exit_code == 0, done.stderr
    assert "Goed: 15 van de 15." in done.stdout
    assert "Geslaagd." in done.stdout
    assert "Aanwijzing (8 keer" in done.stdout
    assert "Gestopt en verzegeld." in done.stdout
    for visit in BOOK.visits:
        assert all(question.because[0] in done.stdout for question in visit.questions)
    assert not list(tmp_path.glob("inzage-practice-*"))


# --- the assessment -----------------------------------------------------------------------


def a_kit(tmp_path: Path) -> Kit:
    assert run("kit", "new", tmp_path / "kit").exit_code == 0
    return Kit.load(tmp_path / "kit")


def test_the_result_is_signed_by_the_kit(tmp_path: Path, unstaged: None) -> None:
    kit = a_kit(tmp_path)
    done = run("practice", "--answers", answers(tmp_path / "a.toml"), "--kit", kit.path, "--officer", "M-17",
               "--out", tmp_path / "uitslag.json", "--json")  # fmt: skip
    assert done.exit_code == 0
    result = read_practice((tmp_path / "uitslag.json").read_bytes(), kit.key.public, file="uitslag.json")
    assert result.passed
    assert (result.officer, result.official, result.wanted) == ("M-17", "toezichthouder", VISITS)
    assert json.loads(done.stdout) == result.json


@pytest.mark.parametrize(
    ("changed", "passes"),
    [
        ({"refusal": ["b", "a", "a"], "locked": ["c", "b", "a"]}, True),  # three wrong, none critical: 12 of 15
        ({"refusal": ["b", "a", "b"], "locked": ["c", "b", "a"]}, False),
        ({"hit": ["b", "c", "b"]}, False),  # the one that may not be missed
        ({"hit": ["a", "a", "b"]}, False),
    ],
)
def test_what_is_enough(tmp_path: Path, unstaged: None, changed: dict[str, list[str]], passes: bool) -> None:
    done = run("practice", "--answers", answers(tmp_path / "a.toml", **changed))
    assert done.exit_code == (0 if passes else 1)
    assert ("Geslaagd." in done.stdout) is passes
    assert "Niet goed; het is" in done.stdout


def test_one_visit_is_practice_and_no_result(tmp_path: Path, unstaged: None) -> None:
    done = run("practice", "--visit", "refusal", "--answers", answers(tmp_path / "a.toml"))
    assert done.exit_code == 0
    assert "Goed: 3 van de 3." in done.stdout
    assert "eslaagd" not in done.stdout


def test_at_a_terminal_it_asks(
    monkeypatch: pytest.MonkeyPatch, unstaged: None, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed, posed = iter(["b", "c", "b"]), []
    monkeypatch.setattr("click.prompt", lambda *said, **more: (posed.append(more["type"].choices), next(typed))[1])
    _practice_run.run("refusal", None, None, None, None, as_json=False)
    shown = capsys.readouterr().out
    assert [list(letters) for letters in posed] == [["a", "b", "c"]] * 3
    assert shown.count("Goed. ") == 2
    assert shown.count("Niet goed; het is a.") == 1
    assert shown.count("Wat legt u vast?") == 1


def test_a_letter_that_is_none_is_told_in_dutch_and_asked_again() -> None:
    said, code = at_a_terminal(
        ["practice", "--visit", "refusal"], "z", "b", "c", "a", prompt=re.compile(rb"Uw antwoord \(a, b, c\): ")
    )
    assert code == 0
    assert "Zo kan het niet: 'z' is geen van: 'a', 'b', 'c'." in said
    assert "Error" not in said
    assert "Goed: 3 van de 3." in said


BAD = {
    "no toml": "nothing = [",
    "a visit missing": "nothing = ['b','c','a']",
    "an answer too few": "refusal = ['b','c']",
    "an answer too many": "refusal = ['b','c','a','a']",
    "a letter that is none": "refusal = ['b','c','z']",
    "no list": "refusal = 'bca'",
    "numbers": "refusal = [1,2,3]",
}


@pytest.mark.parametrize("defect", BAD)
def test_answers_that_do_not_fit_are_a_sentence(tmp_path: Path, unstaged: None, defect: str) -> None:
    (tmp_path / "a.toml").write_text(BAD[defect], "utf-8")
    done = run("practice", "--visit", "refusal", "--answers", tmp_path / "a.toml")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "refusal = " in done.stderr


def test_nobody_at_the_keyboard_is_a_sentence(unstaged: None) -> None:
    done = run("practice")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--answers" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--kit", "{kit}"],
        ["--officer", "M-1"],
        ["--out", "{out}"],
        ["--kit", "{kit}", "--officer", "M-1", "--out", "{out}", "--visit", "hit"],
    ],
)
def test_half_of_what_a_signed_result_needs_is_refused(tmp_path: Path, unstaged: None, words: list[str]) -> None:
    kit = a_kit(tmp_path)
    said = [word.format(kit=kit.path, out=tmp_path / "uitslag.json") for word in words]
    done = run("practice", "--answers", answers(tmp_path / "a.toml"), *said)
    assert done.exit_code == 2
    assert not (tmp_path / "uitslag.json").exists()


def test_an_earlier_result_is_not_overwritten(tmp_path: Path, unstaged: None) -> None:
    kit = a_kit(tmp_path)
    (tmp_path / "uitslag.json").write_text("eerder", "utf-8")
    done = run("practice", "--answers", answers(tmp_path / "a.toml"), "--kit", kit.path, "--officer", "M-1",
               "--out", tmp_path / "uitslag.json")  # fmt: skip
    assert done.exit_code == 1
    assert (tmp_path / "uitslag.json").read_text("utf-8") == "eerder"


@pytest.mark.parametrize("out", ["nergens/uitslag.json", "bestand/uitslag.json"])
def test_where_the_result_cannot_be_kept_no_question_is_asked(tmp_path: Path, unstaged: None, out: str) -> None:
    kit = a_kit(tmp_path)
    (tmp_path / "bestand").write_text("x", "utf-8")
    done = run("practice", "--answers", answers(tmp_path / "a.toml"), "--kit", kit.path, "--officer", "M-1",
               "--out", tmp_path / out)  # fmt: skip
    assert (done.exit_code, done.stdout) == (1, "")
    assert "map" in done.stderr


# --- the book -----------------------------------------------------------------------------


def test_the_book_has_the_five_visits_with_three_questions_each() -> None:
    assert tuple(visit.name for visit in BOOK.visits) == VISITS
    assert all(len(visit.questions) == 3 for visit in BOOK.visits)
    assert all(any(question.critical for question in visit.questions) for visit in BOOK.visits)


def test_no_letter_is_the_right_one_more_often_than_chance() -> None:
    right = [question.right for visit in BOOK.visits for question in visit.questions]
    assert {letter: right.count(letter) for letter in "abc"} == {"a": 5, "b": 5, "c": 5}


@pytest.mark.parametrize("visit", BOOK.visits, ids=lambda visit: visit.name)
def test_every_sentence_is_there_in_both_languages(visit: object) -> None:
    pairs = [visit.tells]  # type: ignore[attr-defined]
    for question in visit.questions:  # type: ignore[attr-defined]
        assert question.right in question.choices
        assert list(question.choices) == ["a", "b", "c"]
        pairs += [question.asks, question.because, *question.choices.values()]
    for nl, en in pairs:
        assert nl != en
        assert nl.rstrip("»")[-1] in ".?"
        assert en.rstrip("»")[-1] in ".?"
        assert not re.search(r"\b(the|and|not|with)\b", nl)
        assert not re.search(r"\b(het|niet|een|voor)\b", en)
