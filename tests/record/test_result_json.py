"""The result contract: what is written is what is published."""

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from inzage.mandate import CarrierKind, DataClass, Level, Owner, Presented
from inzage.observations import Observation, OnThisDevice
from inzage.record.instrument import fingerprint
from inzage.record.note import code
from inzage.record.result_json import printed, to_json
from inzage.result import (
    Answer,
    AnswerKind,
    CarrierFacts,
    CheckResult,
    CheckStatus,
    Count,
    Coverage,
    FileSystem,
    Intrusion,
    ListUsed,
    Mark,
    Reason,
    Status,
    Tally,
    Verdict,
)

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/result.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
DEFS = SCHEMA["$defs"]

# --- generated results -------------------------------------------------------------

ordinals, counts, days = st.integers(0, 99), st.integers(0, 10**9), st.dates(date(2000, 1, 1), date(2100, 1, 1))
words = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
labels = st.text(max_size=12)
reasons = st.sampled_from(Reason)
tallies = st.builds(
    Tally,
    st.dictionaries(st.builds(Count, labels, days, st.sampled_from(OnThisDevice)), st.integers(1, 999), max_size=6),
)
verdicts = st.builds(
    Verdict, st.sampled_from(AnswerKind), tallies, st.lists(reasons, max_size=3).map(tuple), st.floats(0, 1)
)
answers = st.builds(
    Answer,
    words,
    words,
    verdicts,
    tallies,
    st.dictionaries(ordinals, tallies, max_size=3),
    st.lists(st.builds(ListUsed, labels, labels), max_size=2).map(tuple),
)
kinds = st.sampled_from([kind.__name__ for kind in get_args(Observation)])
coverages = st.builds(
    Coverage,
    reader=words,
    ordinal=ordinals,
    carrier=ordinals,
    container=ordinals,
    data_class=st.sampled_from(DataClass),
    status=st.sampled_from(Status),
    reason=st.none() | reasons,
    rows=counts,
    records=st.dictionaries(kinds, counts, max_size=3),
    covers=st.none() | st.tuples(days, days),
)
systems = st.builds(FileSystem, labels, counts, st.sampled_from(Status), st.none() | reasons)
carriers = st.builds(
    CarrierFacts,
    ordinal=ordinals,
    key=st.binary(max_size=16).map(bytes.hex),
    kind=st.sampled_from(get_args(CarrierKind)),
    presented=st.sampled_from(get_args(Presented)),
    owner=st.sampled_from(get_args(Owner)),
    containers=counts,
    filesystems=st.lists(systems, max_size=2).map(tuple),
    size=st.none() | counts,
    serial=st.none() | st.binary(min_size=16, max_size=16).map(bytes.hex),
)
roots = st.binary(min_size=32, max_size=32)
results = st.builds(
    CheckResult,
    check_id=st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    status=st.sampled_from(CheckStatus),
    marks=st.lists(st.sampled_from(Mark), unique=True).map(tuple),
    mandate_sha256=roots.map(bytes.hex),
    method_version=st.just("1"),
    window=st.tuples(days, days),
    seconds=st.dictionaries(words, st.floats(0, 10**6), max_size=3),
    answers=st.lists(answers, max_size=2).map(tuple),
    coverage=st.lists(coverages, max_size=3).map(tuple),
    carriers=st.lists(carriers, max_size=2).map(tuple),
    intrusion=st.lists(st.builds(Intrusion, st.sampled_from(DataClass), counts, counts, counts, counts)).map(tuple),
    ledger=st.builds(lambda root: {"entries": 3, "root": root.hex(), "code": code(root)}, roots),
    instrument=st.just(fingerprint()),
)


@settings(max_examples=60)
@given(results)
def test_every_result_fits_the_published_schema(result: CheckResult) -> None:
    VALIDATOR.validate(to_json(result))


@settings(max_examples=60)
@given(results)
def test_printed_it_says_the_same_with_a_line_for_each_file(result: CheckResult) -> None:
    told = to_json(result)
    text = printed(told)
    assert json.loads(text) == json.loads(json.dumps(told))
    assert list(json.loads(text)) == list(told)
    rows = [line for line in text.splitlines() if line.startswith('    {"reader"')]
    assert [json.loads(row.rstrip(",")) for row in rows] == told["coverage"]


@settings(max_examples=60)
@given(answers)
def test_an_answer_counts_the_acts_it_rests_on(answer: Answer) -> None:
    told: Any = to_json(one_answer(answer))["answers"]
    (told,) = told
    tally = answer.verdict.tally
    assert told["count"] == sum(tally.cells.values()) == sum(number for _, number in told["per_day"])
    assert told["days"] == len(told["per_day"]) == len({day for day, _ in told["per_day"]})
    assert [told["first"], told["last"]] == (
        [told["per_day"][0][0], told["per_day"][-1][0]] if tally.cells else [None] * 2
    )
    assert sum(told["on_this_device"].values()) == answer.all_acts.count
    left = answer.all_acts.cells.items() - tally.cells.items()
    assert bool(told["named"]) == bool({cell for cell, n in left if n > tally.cells.get(cell, 0)})
    assert sum(one["count"] for one in told["by"]) == sum(part.count for part in answer.by_carrier.values())


def one_answer(answer: Answer) -> CheckResult:
    return CheckResult(
        check_id="c",
        status=CheckStatus.DONE,
        marks=(),
        mandate_sha256="0" * 64,
        method_version="1",
        window=(date(2026, 1, 1), date(2026, 1, 2)),
        seconds={},
        answers=(answer,),
        coverage=(),
        carriers=(),
        intrusion=(),
        ledger={},
        instrument={},
    )


def test_the_contract_by_example() -> None:
    tally = Tally(
        {
            Count("class-a", date(2026, 10, 3), OnThisDevice.YES): 4,
            Count("class-b", date(2026, 10, 3), OnThisDevice.YES): 1,
            Count("class-a", date(2026, 10, 5), OnThisDevice.YES): 2,
        }
    )
    others = Tally({Count("class-a", date(2026, 10, 4), OnThisDevice.NO): 9})
    verdict = Verdict(AnswerKind.INDICATION, tally, (Reason.HISTORY_SHORT,), 2 / 3)
    answer = Answer("q", "b", verdict, tally + others, {2: tally}, (ListUsed("places", "2026-1"),))
    assert to_json(one_answer(answer))["answers"] == [
        {
            "question": "q",
            "block": "b",
            "answer": "indication",
            "count": 7,
            "days": 2,
            "first": "2026-10-03",
            "last": "2026-10-05",
            "per_day": [["2026-10-03", 5], ["2026-10-05", 2]],
            "by": [
                {"carrier": 2, "class": "class-a", "count": 6, "days": 2},
                {"carrier": 2, "class": "class-b", "count": 1, "days": 1},
            ],
            "named": [{"class": "class-a", "count": 9, "days": 1}],
            "on_this_device": {"yes": 7, "no": 9, "unknown": 0},
            "reasons": ["history_short"],
            "seen": 0.6667,
            "lists": [{"name": "places", "version": "2026-1"}],
        }
    ]


def test_fields_stand_in_the_order_of_the_contract() -> None:
    result = to_json(one_answer(Answer("q", "b", Verdict(AnswerKind.NO_INDICATION, Tally(), (), 1), Tally(), {}, ())))
    assert list(result) == list(SCHEMA["properties"])
    (answer,) = result["answers"]  # type: ignore[misc]
    assert list(answer) == list(DEFS["answer"]["properties"])


# --- the schema itself -------------------------------------------------------------


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def objects(node: object) -> list[dict[str, Any]]:
    """Every schema of an object in the schema."""
    if isinstance(node, list):
        return [found for one in node for found in objects(one)]
    if not isinstance(node, dict):
        return []
    inner = [found for one in node.values() for found in objects(one)]
    return [node, *inner] if node.get("type") == "object" else inner


def test_nothing_may_be_added_anywhere() -> None:
    assert len(objects(SCHEMA)) > 15
    for found in objects(SCHEMA):
        if "properties" in found:
            assert found["additionalProperties"] is False
            assert found["required"] == list(found["properties"])
        else:
            assert "propertyNames" in found
            assert isinstance(found["additionalProperties"], dict)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (SCHEMA["properties"]["status"], [one.value for one in CheckStatus]),
        (SCHEMA["properties"]["marks"]["items"], [one.value for one in Mark]),
        (DEFS["reason"], [one.value for one in Reason]),
        (DEFS["status"], [one.value for one in Status]),
        (DEFS["data_class"], [one.value for one in DataClass]),
        (DEFS["answer"]["properties"]["answer"], [one.value for one in AnswerKind]),
        (DEFS["intrusion"]["properties"]["level"], [one.name.lower() for one in Level]),
        (DEFS["carrier"]["properties"]["kind"], list(get_args(CarrierKind))),
        (DEFS["carrier"]["properties"]["presented"], list(get_args(Presented))),
        (DEFS["carrier"]["properties"]["owner"], list(get_args(Owner))),
        (
            DEFS["coverage"]["properties"]["records"]["propertyNames"],
            [kind.__name__ for kind in get_args(Observation)],
        ),
    ],
    ids=lambda value: None if isinstance(value, dict) else value[0],
)
def test_closed_words_are_those_of_the_program(where: dict[str, Any], words: list[str]) -> None:
    assert where["enum"] == words


def test_origins_are_those_of_the_program() -> None:
    assert list(DEFS["answer"]["properties"]["on_this_device"]["properties"]) == [one.value for one in OnThisDevice]


GOOD = to_json(one_answer(Answer("q", "b", Verdict(AnswerKind.NO_INDICATION, Tally(), (), 1), Tally(), {}, ())))
GOOD["ledger"] = {"entries": 0, "root": "0" * 64, "code": code(bytes(32))}
GOOD["instrument"] = fingerprint()


def test_the_good_example_is_good() -> None:
    VALIDATOR.validate(GOOD)


@pytest.mark.parametrize(
    "change",
    [
        {"person": "P-1"},
        {"status": "fine"},
        {"marks": ["gold"]},
        {"check_id": "a/b"},
        {"timezone": "UTC"},
        {"window": {"from": "2026-01-01"}},
        {"window": {"from": "1 januari", "to": "2026-01-01"}},
        {"seconds": {"total": -1}},
        {"seconds": {"a path": 1}},
        {"ledger": {"entries": 0, "root": "0" * 64, "code": "AAAAA"}},
        {"answers": [{"question": "q"}]},
        {"coverage": [{"path": "x"}]},
        {"instrument": {"host": "x"}},
    ],
    ids=str,
)
def test_what_does_not_belong_is_refused(change: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid({**GOOD, **change})
