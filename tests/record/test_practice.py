"""The result of practice: passed only where it is, and nothing in it can be changed unseen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.record.practice import PracticeResult, PracticeWrong, VisitScore, read_practice, sign_practice
from inzage.signing import NotAnEnvelope, PayloadType, SignatureWrong, SigningError, WrongPayloadType
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey

KEY = PrivateKey.generate()
NAMES = ("a", "b", "c", "d", "e")


def result(*right: int, missed: int = 0, names: tuple[str, ...] = NAMES) -> PracticeResult:
    """Visits of three questions with so many right; the first missed so many critical ones."""
    scores = [VisitScore(name, 3, n, 0) for name, n in zip(names, right, strict=True)]
    scores[0] = replace(scores[0], critical_missed=missed)
    return PracticeResult("M-17", "toezichthouder", date(2026, 11, 22), "1", "0.1.0", NAMES, tuple(scores))


@pytest.mark.parametrize(
    ("made", "passed"),
    [
        (result(3, 3, 3, 3, 3), True),
        (result(3, 3, 3, 3, 0), True),  # 12 of 15 is four out of five
        (result(3, 3, 3, 2, 0), False),
        (result(2, 3, 3, 3, 3, missed=1), False),  # something critical was missed
        (result(3, 3, 3, 3, names=NAMES[:4]), False),  # not every visit
        (result(3, 3, 3, 3, 3, names=NAMES[::-1]), False),
        (replace(result(3, 3, 3, 3, 3), wanted=(), visits=()), False),
    ],
)
def test_who_passes(made: PracticeResult, passed: bool) -> None:
    assert made.passed is passed
    assert read_practice(sign_practice(made, KEY), KEY.public, file="x") == made


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
scores = st.builds(
    lambda visit, right, missed, wrong: VisitScore(visit, right + missed + wrong, right, missed),
    words,
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
results = st.builds(
    PracticeResult, words, words, st.dates(), words, words, st.lists(words, max_size=3).map(tuple),
    st.lists(scores, max_size=3).map(tuple),
)  # fmt: skip


@given(results)
def test_a_result_survives_its_envelope(made: PracticeResult) -> None:
    assert read_practice(sign_practice(made, KEY), KEY.public, file="x") == made


GOOD = result(3, 3, 3, 3, 3).json
BAD: dict[str, dict[str, object]] = {
    "passed that is not": {**result(0, 0, 0, 0, 0).json, "passed": True},
    "failed that is passed": {**GOOD, "passed": False},
    "a field too many": {**GOOD, "answers": []},
    "another version": {**GOOD, "version": 2},
    "a day that is none": {**GOOD, "on": "gisteren"},
    "more right than asked": {**GOOD, "visits": [{"visit": "a", "asked": 1, "right": 2, "critical_missed": 0}]},
    "more missed than wrong": {**GOOD, "visits": [{"visit": "a", "asked": 2, "right": 2, "critical_missed": 1}]},
    "a visit that is none": {**GOOD, "visits": ["a"]},
    "names that are none": {**GOOD, "wanted": [1]},
}


@pytest.mark.parametrize("defect", BAD)
def test_a_defect_makes_it_no_result(defect: str) -> None:
    with pytest.raises(PracticeWrong):
        read_practice(sign(canonical(BAD[defect]), PayloadType.PRACTICE, [KEY]), KEY.public, file="x")


@pytest.mark.parametrize(
    ("envelope", "error"),
    [
        (sign_practice(result(3, 3, 3, 3, 3), PrivateKey.generate()), SignatureWrong),
        (sign(canonical(GOOD), PayloadType.RESULT, [KEY]), WrongPayloadType),
        (canonical(GOOD), NotAnEnvelope),
    ],
)
def test_what_the_kit_did_not_sign_is_no_result(envelope: bytes, error: type[SigningError]) -> None:
    with pytest.raises(error):
        read_practice(envelope, KEY.public, file="x")
