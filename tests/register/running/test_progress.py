"""What a check says while it runs: known fields of bounded size, and nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.register.running.progress import LETTERS, LONGEST, Lines, at_the_end, lit, sentence, step

SAID: dict[str, Any] = {
    "stage": "B", "carrier": 1, "done": 3, "total": 8, "rows": 84, "seconds": 2.1, "left": 4.0,
}  # fmt: skip


def line(**changed: Any) -> bytes:
    return json.dumps(SAID | changed).encode()


def test_a_line_of_the_tool_is_a_step_with_its_lights() -> None:
    at = step(line())
    assert at == SAID | {"fraction": 0.375}
    assert lit(at)["lights"] == {"A": "done", "B": "running", "C": "waiting"}
    assert lit(SAID | {"stage": "digest"})["lights"] == {"A": "done", "B": "done", "C": "done"}
    assert at_the_end(lit(at)) == SAID | {
        "fraction": 1.0, "left": 0.0, "lights": {"A": "done", "B": "done", "C": "waiting"},
    }  # fmt: skip
    assert at_the_end({}) == {}


WRONG: dict[str, bytes] = {
    "no JSON": b"een zin",
    "a list": b"[1]",
    "nothing": b"",
    "another stage": line(stage="D"),
    "a stage that is no word": line(stage=["B"]),
    "a negative count": line(done=-1),
    "a count as text": line(rows="84"),
    "a count that is true": line(carrier=True),
    "a number beyond measure": line(total=10**13),
    "a time that is none": line(seconds=None),
    "a time that is text": line(left="soon"),
    "a field that is not there": json.dumps({"stage": "B"}).encode(),
    "nested too deeply": b"[" * 3000 + b"]" * 3000,
}


@pytest.mark.parametrize("what", WRONG)
def test_a_line_is_passed_over_that_is(what: str) -> None:
    assert step(WRONG[what]) is None


def test_fields_that_nobody_knows_are_left_out() -> None:
    assert step(line(path="/home/x", answer="indication")) == step(line())


def test_done_beyond_the_total_is_no_more_than_all() -> None:
    at = step(line(done=9))
    assert at is not None
    assert at["fraction"] == 1.0
    nothing = step(line(done=0, total=0))
    assert nothing is not None
    assert nothing["fraction"] == 0.0


def fed(*parts: bytes) -> list[bytes]:
    lines = Lines()
    return [one for part in parts for one in lines.feed(part)]


@given(st.lists(st.binary(max_size=40).filter(lambda one: b"\n" not in one)), st.integers(1, 7))
def test_lines_come_whole_however_they_are_cut(lines: list[bytes], size: int) -> None:
    data = b"".join(one + b"\n" for one in lines)
    assert fed(*(data[at : at + size] for at in range(0, len(data), size))) == lines


@pytest.mark.parametrize("size", [LONGEST - 1, LONGEST, LONGEST + 1, 5 * LONGEST])
def test_a_line_too_long_is_dropped_and_the_next_is_heard(size: int) -> None:
    data = b"x" * size + b"\nnext\n"
    kept = [b"x" * size] if size <= LONGEST else []
    assert fed(data) == [*kept, b"next"]
    assert fed(*(data[at : at + 999] for at in range(0, len(data), 999))) == [*kept, b"next"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b"De controle is onderbroken.", "De controle is onderbroken."),
        (b"  met ruimte \r", "met ruimte"),
        (b'{"stage": 1}', ""),
        (b"[1, 2]", ""),
        (b"/media/stick is weg", "… is weg"),
        (b"/media/stick/deel/2 en /media/stick", "… en …"),
        (b"rood\x1b[31m\xe2\x80\xae", "rood[31m"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"x" * 4000, "x" * LETTERS),
    ],
    ids=range(9),
)
def test_a_sentence_is_for_people_and_names_no_carrier(said: bytes, kept: str) -> None:
    assert sentence(said, ["/media/stick", "/media/stick/deel/2"]) == kept
