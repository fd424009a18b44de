"""Hives of the registry: what they hold, how they end when not whole, and that no mutation kills the reading."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.artefact import Artefact
from inzage.check.job import parse_replies, request
from inzage.formats import extras, registry
from inzage.formats.registry import Hive, hive, text
from inzage.result import Reason, Unreadable
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.readers.makers.hive import make
from tests.readers.recipe import artefact, build, cases

KEYS = [
    {
        "path": "Software/Maker/Thing",
        "written": "2026-03-10 09:00",
        "values": {
            "Text": {"text": "één"},
            "Number": {"dword": 7},
            "Large": {"qword": 2**40},
            "": {"hex": "0102030405"},
        },
    },
    {"path": "Software/Other"},
    {"path": "Select", "values": {"Current": {"dword": 3}}},
]


@contextmanager
def opened(content: bytes, folder: Path, *, sure: bool = True) -> Iterator[Hive]:
    (folder / "HIVE").write_bytes(content)
    with artefact(folder / "HIVE", {"sure": sure}) as file, hive(file) as whole:
        yield whole


def reason(content: bytes, folder: Path, *, sure: bool = True) -> Reason:
    with pytest.raises(Unreadable) as refused, opened(content, folder, sure=sure):
        pass
    return refused.value.reason


def test_keys_and_values_come_out_as_they_are(tmp_path: Path) -> None:
    with opened(make({"key": KEYS}), tmp_path) as whole:
        thing = whole.key("software/MAKER/thing")
        assert thing
        assert (thing.name, str(thing.written)) == ("Thing", "2026-03-10 09:00:00+00:00")
        assert (thing.text("Text"), thing.number("number"), thing.number("Large")) == ("één", 7, 2**40)
        assert (thing.data(""), thing.data("Absent")) == (b"\1\2\3\4\5", b"")
        assert (thing.text("Number"), thing.number("Text")) == ("", None)
        assert dict(thing.values())["Number"] == (7).to_bytes(4, "little")
        assert [key.name for key in whole.under("Software")] == ["Maker", "Other"]
        assert whole.key("Software/Absent") is None
        assert list(whole.under("Absent")) == []
        assert whole.control_set() == "ControlSet003"
        assert list(whole.remarks()) == []


def test_a_hive_that_was_not_brought_up_to_date_is_a_lower_bound(tmp_path: Path) -> None:
    with opened(make({"key": KEYS, "dirty": True}), tmp_path) as whole:
        assert whole.degraded
        assert whole.key("Software/Maker/Thing")


def test_a_hive_that_stops_early_says_so(tmp_path: Path) -> None:
    many = [{"path": f"Software/{n:05}"} for n in range(200)]
    assert reason(make({"key": many})[:-4096], tmp_path) is Reason.TRUNCATED


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(20_000), Reason.ZEROED),
        (b"regf", Reason.TRUNCATED),
        (b"regf" + bytes(4092), Reason.TRUNCATED),
        (b"regf" + bytes(9000), Reason.DAMAGED),
        (make({"key": KEYS})[:5000], Reason.TRUNCATED),
        (b"another file" * 1000, Reason.DAMAGED),
    ],
)
def test_what_is_no_hive_is_refused(content: bytes, why: Reason, tmp_path: Path) -> None:
    assert reason(content, tmp_path) is why


def test_elsewhere_it_is_simply_another_file(tmp_path: Path) -> None:
    assert reason(b"another file", tmp_path, sure=False) is Reason.OTHER_KIND


def test_a_hive_too_large_is_refused_at_once(tmp_path: Path) -> None:
    made = tmp_path / "HIVE"
    with made.open("wb") as file:
        file.write(make({"key": KEYS}))
        file.truncate(registry.MOST + 1)
    with pytest.raises(Unreadable) as refused, artefact(made) as one, hive(one):
        pass
    assert refused.value.reason is Reason.TOO_LARGE


def test_more_keys_than_may_be_asked_for_is_a_lower_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MOST_KEYS", 5)
    with opened(make({"key": [{"path": f"A/{n}"} for n in range(9)]}), tmp_path) as whole:
        assert len(list(whole.under("A"))) == 5
        assert whole.degraded


def test_a_value_too_large_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MOST_VALUE", 10)
    with opened(make({"key": [{"path": "A", "values": {"x": {"text": "longer than that"}}}]}), tmp_path) as whole:
        key = whole.key("A")
        assert key
        assert key.data("x") == b""
        assert whole.degraded


def test_without_the_library_the_answer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_LOADED", {})
    assert reason(make({"key": KEYS}), tmp_path) is Reason.LIBRARY_MISSING


@pytest.mark.parametrize(("raw", "said"), [(b"", ""), (b"a", ""), (b"a\0b\0\0\0c\0", "ab"), (b"\0\xd8a\0", "�a")])
def test_text_ends_at_its_first_zero_and_never_fails(raw: bytes, said: str) -> None:
    assert text(raw) == said


WINDOW = cases("userassist")[0].window


def mutated(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - no secret
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 40))):
        changed[chance.randrange(4096 if seed % 2 else 0, len(changed))] = chance.randrange(256)
    return bytes(changed)


def test_a_mutated_hive_ends_in_an_answer_and_kills_no_worker(tmp_path: Path) -> None:
    case = max(cases("userassist"), key=lambda case: len(str(case.expected)))
    made = build(case, tmp_path)
    content = made.read_bytes()
    with Pool(READERS) as pool:
        for seed in range(60):
            made.write_bytes(mutated(content, seed))
            with artefact(made, case.facts) as one:
                assert answered(pool, one, case.reader)


def answered(pool: Pool, one: Artefact, reader: str) -> bool:
    window = cases(reader)[0].window
    message, descriptors = request(reader, window, [one], [], b"")
    return bool(parse_replies(pool.run(message, descriptors), window, [], 1)[0].status)
