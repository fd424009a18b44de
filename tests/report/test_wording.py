"""Every closed code has its sentence in each voice, and no sentence blames or acquits."""

import re
import tomllib
from enum import IntEnum, StrEnum
from importlib.resources import files
from itertools import product
from typing import get_args

import pytest

from inzage.indicators import all_indicators
from inzage.mandate import CarrierKind, DataClass, Level, Owner, Presented, RefusalReason
from inzage.observations import Observation, OnThisDevice
from inzage.readers import all_readers
from inzage.report import words_codes, words_questions, words_reasons
from inzage.report.voice import Frames, Voice
from inzage.report.wording import Table, Words, lacking, say
from inzage.report.words_client import CLIENT
from inzage.report.words_officer import OFFICER
from inzage.result import AnswerKind, CheckStatus, Mark, Reason, Status

TABLES: dict[str, Table] = {
    name: table
    for module in (words_codes, words_questions, words_reasons)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}
SENTENCES = [sentence for table in TABLES.values() for words in table.values() for sentence in words]
SENTENCES += [sentence for frames in (OFFICER, CLIENT) for pair in frames.values() for sentence in pair]


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words_codes.ANSWERS, AnswerKind),
        (words_codes.MEANINGS, AnswerKind),
        (words_codes.STATUSES, Status),
        (words_codes.ENDINGS, CheckStatus),
        (words_codes.MARKS, Mark),
        (words_codes.STAMPS, Mark),
        (words_codes.DATA_CLASSES, DataClass),
        (words_codes.LEVELS, Level),
        (words_codes.REFUSALS, RefusalReason),
        (words_codes.ORIGINS, OnThisDevice),
        (words_reasons.REASONS, Reason),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_no_closed_code_lacks_a_sentence(table: Table, codes: type[StrEnum] | type[IntEnum]) -> None:
    assert lacking(table, codes) == set()


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (words_codes.CARRIERS, get_args(CarrierKind)),
        (words_codes.PRESENTED, get_args(Presented)),
        (words_codes.OWNERS, get_args(Owner)),
        (words_codes.RECORDS, [kind.__name__ for kind in get_args(Observation)]),
    ],
)
def test_no_value_of_a_closed_list_lacks_words(table: Table, values: tuple[str, ...]) -> None:
    assert set(values) - set(table) == set()


def test_a_refused_door_reads_the_same_in_plan_and_in_coverage() -> None:
    assert set(map(str, RefusalReason)) <= set(map(str, Reason))


def test_a_reader_that_nobody_named_still_reads_as_words() -> None:
    names = {say(words_codes.READERS, reader.name, "nl") for reader in all_readers()}
    assert names
    assert not any("_" in name for name in names)


def test_every_question_of_the_catalogue_has_words() -> None:
    blocks = [f for f in files("inzage.mandate").joinpath("catalogue").iterdir() if f.name.endswith(".toml")]
    codes = {q["code"] for block in blocks for q in tomllib.loads(block.read_text("utf-8"))["questions"]}
    assert codes
    assert codes - set(words_questions.QUESTIONS) == set()


def test_every_indicator_says_what_counts_and_names_its_classes() -> None:
    assert {one.name for one in all_indicators()} - set(words_questions.COUNTS) == set()
    assert {label for one in all_indicators() for label in one.labels} - set(words_questions.LABELS) == set()


def test_no_sentence_blames_or_acquits() -> None:
    barred = r"\b(schoon|verdacht\w*|dader|schuldig|onschuldig|clean|suspect\w*|offender|guilty|innocent|treffer)\b"
    assert [sentence for sentence in SENTENCES if re.search(barred, sentence, re.IGNORECASE)] == []


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_voice_of_every_code_is_filled(name: str) -> None:
    assert all(all(sentence.strip() for sentence in words) for words in TABLES[name].values())


@pytest.mark.parametrize("frames", [OFFICER, CLIENT])
def test_both_languages_of_a_sentence_take_the_same_facts(frames: Frames) -> None:
    for nl, en in frames.values():
        assert set(re.findall(r"\{(\w+)\}", nl)) == set(re.findall(r"\{(\w+)\}", en))


def test_an_unknown_code_stands_as_itself() -> None:
    assert say(words_codes.READERS, "some_new_reader", "nl") == "some new reader"


@pytest.mark.parametrize(
    ("lang", "audience", "expected"),
    [("nl", "officer", "a"), ("nl", "client", "b"), ("en", "officer", "c"), ("en", "client", "c")],
)
def test_words_answer_in_the_voice_asked_for(lang: str, audience: str, expected: str) -> None:
    assert Words("a", "b", "c").say(lang, audience) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("n", "lang"), list(product((0, 1, 2), ("nl", "en"))))
def test_one_takes_the_singular_and_nothing_else_does(n: int, lang: str) -> None:
    voice = Voice("nl" if lang == "nl" else "en", "officer", OFFICER)
    singular = {"nl": "1 dag", "en": "1 day"}[lang]
    assert (voice.many(n, "days") == singular) == (n == 1)
