"""Logs of the registry: what they bring in, and that a defect ends in an older hive and a word, not in wrong bytes."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.artefact import Artefact
from inzage.check.inside import Reading
from inzage.formats import registry_log_new, registry_log_old
from inzage.formats.marvin import marvin32
from inzage.formats.registry import hive
from inzage.formats.registry_base import base_block
from inzage.formats.registry_logs import Recovered, recovered
from inzage.observations import Degraded, Dirty
from inzage.result import Reason, Status, Unreadable
from tests.formats.test_registry import WINDOW
from tests.readers.makers.hive import make
from tests.readers.makers.hive_logs import BASE, HEAD, entry, half_written, new_log, old_log, sealed

KEYS = [{"path": f"Software/Maker/{n:03}", "values": {"Text": {"text": f"value {n}"}}} for n in range(60)]
CLEAN = make({"key": KEYS})
BINS = len(CLEAN) - BASE
FIRST, SECOND = (4096, 4096), (8192, 512)
ALL = (FIRST, SECOND)
DIRTY = half_written(CLEAN, ALL)
NEW = new_log(CLEAN, 8, entry(CLEAN, 8, [FIRST]), entry(CLEAN, 9, [SECOND]))
OLD = old_log(CLEAN, ALL)
UNUSED = bytes(4096)


@pytest.fixture
def beside(tmp_path: Path) -> Iterator["Beside"]:
    made = Beside(tmp_path)
    yield made
    made.close()


class Beside:
    """A folder with a hive and its logs, opened as a source opens them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: list[int] = []

    def put(self, name: str, content: bytes) -> int:
        (self._folder / name).write_bytes(content)
        self._opened.append(os.open(self._folder / name, os.O_RDONLY))
        return self._opened[-1]

    def recovered(self, content: bytes, logs: Mapping[str, bytes]) -> Recovered | None:
        return recovered(self.put("HIVE", content), {end: self.put(f"HIVE{end}", log) for end, log in logs.items()})

    def artefact(self, content: bytes, logs: Mapping[str, bytes]) -> Artefact:
        sidecars = {end: self.put(f"HIVE{end}", log) for end, log in logs.items()}
        return Artefact("HIVE", self.put("HIVE", content), len(content), None, sidecars)

    def close(self) -> None:
        while self._opened:
            os.close(self._opened.pop())


def pair(log: bytes, other: bytes = UNUSED) -> dict[str, bytes]:
    return {".log1": log, ".log2": other}


def bins(made: Recovered | None) -> bytes:
    assert made
    return made.blocks.read_at(BASE, made.blocks.size)


def test_the_checksum_is_the_one_that_windows_writes() -> None:
    head = bytes.fromhex("48764c45005e00000000000002000000005000000100000031e40718666c8667")
    assert marvin32(head).hex() == "027f65a7cff344cd"
    assert len({marvin32(bytes(n)) for n in range(9)}) == 9


@pytest.mark.parametrize(
    "logs",
    [
        pair(NEW),
        pair(UNUSED, NEW),
        pair(NEW, b""),
        pair(OLD),
        pair(b"", OLD),
        {".log": OLD},
        {".log": old_log(CLEAN, ALL, kind=2, number=7)},
        pair(new_log(CLEAN, 8, entry(CLEAN, 8, [FIRST])), new_log(CLEAN, 9, entry(CLEAN, 9, [SECOND]))),
        pair(new_log(CLEAN, 9, entry(CLEAN, 9, [SECOND])), new_log(CLEAN, 8, entry(CLEAN, 8, [FIRST]))),
        pair(NEW + entry(bytes(len(CLEAN)), 5, [FIRST])),
        pair(NEW, new_log(CLEAN, 3, entry(bytes(len(CLEAN)), 3, [FIRST]))),
    ],
    ids=[
        "new", "second of the pair", "other one empty", "old", "old, second of the pair", "windows xp", "windows 2000",
        "parted over both", "parted, second begins", "remnant of an earlier round behind", "other log is older",
    ],
)  # fmt: skip
def test_a_hive_left_half_written_becomes_what_it_should_be(beside: Beside, logs: dict[str, bytes]) -> None:
    made = beside.recovered(DIRTY, logs)
    assert bins(made) == CLEAN[BASE:]
    assert made
    assert made.whole
    block = base_block(made.blocks.read_at(0, HEAD))
    assert block
    assert not block.dirty
    assert block.bins == BINS


def test_a_log_too_large_is_brought_in_as_far_as_it_may_be(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_log_new, "MOST", len(ONE) - HEAD)
    made = beside.recovered(DIRTY, pair(NEW))
    assert bins(made) == HALF[BASE:]
    assert made
    assert not made.whole
    monkeypatch.setattr(registry_log_old, "_MOST_PAGES", 8)
    assert beside.recovered(DIRTY, pair(OLD)) is None


def test_a_hive_grows_by_its_log(beside: Beside) -> None:
    small = make({"key": KEYS[:2]})
    assert len(small) < len(CLEAN)
    rest = [(place, 4096) for place in range(0, BINS, 4096)]
    log = new_log(CLEAN, 8, entry(CLEAN, 8, rest))
    before = sealed(half_written(small, [])[:HEAD], at_36=int.from_bytes(CLEAN[36:40], "little")) + small[HEAD:]
    assert bins(beside.recovered(before, pair(log))) == CLEAN[BASE:]


def broken(log: bytes, at: int) -> bytes:
    return log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :]


ONE = new_log(CLEAN, 8, entry(CLEAN, 8, [FIRST]))
AGAIN = len(ONE)
HALF = half_written(CLEAN, [SECOND])


@pytest.mark.parametrize(
    "logs",
    [
        pair(broken(NEW, AGAIN + 60)),
        pair(broken(NEW, AGAIN + 25)),
        pair(broken(NEW, AGAIN + 34)),
        pair(broken(NEW + entry(CLEAN, 10, [SECOND]), AGAIN)),
        pair(NEW[:-1]),
        pair(ONE + entry(CLEAN, 10, [SECOND])),
        pair(ONE + entry(CLEAN, 9, [(BINS, 512)])),
        pair(ONE + entry(CLEAN, 9, [(100, 512)])),
        pair(ONE + entry(CLEAN, 9, [SECOND], bins=BINS + 8)),
        pair(ONE + entry(CLEAN, 9, [(8192, 0)])),
        pair(ONE, new_log(CLEAN, 10, entry(CLEAN, 10, [SECOND]))),
        {".log1": ONE},
        pair(ONE, broken(new_log(CLEAN, 9, entry(CLEAN, 9, [SECOND])), 20)),
        pair(ONE, new_log(CLEAN, 9, broken(entry(CLEAN, 9, [SECOND]), 70))),
    ],
    ids=[
        "wrong hash of pages", "hash of pages changed", "wrong hash of head", "entry without its mark",
        "truncated", "number left out", "page outside", "page askew", "size askew", "page of nothing",
        "gap between both", "one of the pair missing",
        "first block of the other damaged", "other begins with a torn entry",
    ],
)  # fmt: skip
def test_what_is_whole_is_brought_in_and_the_rest_told(beside: Beside, logs: dict[str, bytes]) -> None:
    made = beside.recovered(DIRTY, logs)
    assert bins(made) == HALF[BASE:]
    assert made
    assert not made.whole


OTHER = make({"key": [{"path": f"Other/{n}"} for n in range(99)]})
ELSEWHERE = sealed(CLEAN[:HEAD], at_48=0x41) + CLEAN[HEAD:]


@pytest.mark.parametrize(
    "logs",
    [
        {},
        pair(UNUSED),
        pair(b""),
        pair(b"regf"),
        pair(broken(NEW, 20)),
        pair(broken(NEW, 560)),
        pair(NEW[:HEAD]),
        pair(NEW[:700]),
        pair(new_log(ELSEWHERE, 8, entry(ELSEWHERE, 8, [FIRST]))),
        pair(sealed(NEW[:HEAD], at_8=7) + NEW[HEAD:]),
        pair(new_log(CLEAN, 6, entry(CLEAN, 6, [FIRST]))),
        pair(new_log(CLEAN, 8, entry(CLEAN, 9, [FIRST]))),
        pair(new_log(CLEAN, 8, entry(bytes(len(CLEAN)), 8, [(0, 4096)]))),
        pair(OLD[:-1]),
        pair(OLD[:600]),
        pair(OLD[:HEAD] + b"INVL" + OLD[HEAD + 4 :]),
        pair(sealed(OLD[:HEAD], at_12=1) + OLD[HEAD:]),
        pair(old_log(ELSEWHERE, ALL)),
        pair(old_log(OTHER, [(0, 512)])),
        pair(old_log(CLEAN, [])),
        pair(sealed(OLD[:HEAD], at_44=3) + OLD[HEAD:]),
        pair(sealed(OLD[:HEAD], at_28=9) + OLD[HEAD:]),
        pair(sealed(OLD[:HEAD], at_40=0) + OLD[HEAD:]),
        pair(half_written(CLEAN, [])),
    ],
    ids=[
        "no log", "never used", "empty", "stub", "new, damaged head", "new, wrong hash at once", "new, no entry",
        "new, cut off", "new, of another hive", "new, itself dirty", "new, all older", "new, begins too late",
        "new, no bins any more", "old, cut off", "old, no pages", "old, no map", "old, of another date",
        "old, of another hive", "old, of another content", "old, of nothing", "old, odd sector", "of no known kind",
        "old, no bins", "a hive for a log",
    ],
)  # fmt: skip
def test_a_log_that_will_not_do_leaves_the_hive_as_it_lies(beside: Beside, logs: dict[str, bytes]) -> None:
    assert beside.recovered(DIRTY, logs) is None


def test_a_later_log_of_the_old_form_is_not_passed_over_in_silence(beside: Beside) -> None:
    later = sealed(OLD[:HEAD], at_12=int.from_bytes(CLEAN[12:16], "little") + 9) + OLD[HEAD:]
    made = beside.recovered(DIRTY, pair(OLD, later))
    assert bins(made) == CLEAN[BASE:]
    assert made
    assert not made.whole


def test_a_wrong_checksum_is_mended_from_the_log(beside: Beside) -> None:
    for log in (NEW, sealed(OLD[:HEAD], at_12=0, at_16=0) + OLD[HEAD:]):
        made = beside.recovered(broken(DIRTY, 508), pair(log))
        assert bins(made) == CLEAN[BASE:]


def test_a_wrong_checksum_without_a_log_is_damage(beside: Beside) -> None:
    with pytest.raises(Unreadable) as refused, hive(beside.artefact(broken(CLEAN, 508), {})):
        pass
    assert refused.value.reason is Reason.DAMAGED


def remarks(one: Artefact) -> tuple[list[str], list[object]]:
    with hive(one) as opened:
        found = [key.name for key in opened.under("Software/Maker")]
        return found, list(opened.remarks())


NAMES = [f"{n:03}" for n in range(60)]


def test_the_hive_says_what_became_of_it(beside: Beside) -> None:
    assert remarks(beside.artefact(CLEAN, pair(NEW))) == (NAMES, [])
    assert remarks(beside.artefact(DIRTY, pair(NEW))) == (NAMES, [Dirty(replayed=True)])
    found, told = remarks(beside.artefact(half_written(CLEAN, []), {}))
    assert (found, told) == (NAMES, [Dirty(replayed=False), Degraded()])
    found, told = remarks(beside.artefact(half_written(CLEAN, [SECOND], before=CLEAN[BASE + 8192 :]), {".log1": ONE}))
    assert (found, told) == (NAMES, [Dirty(replayed=True), Degraded()])


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], (Status.READ, None)),
        ([Dirty(replayed=True)], (Status.READ, Reason.LOG_REPLAYED)),
        ([Dirty(replayed=False)], (Status.DEGRADED, Reason.LOG_NOT_REPLAYED)),
        ([Dirty(replayed=True), Degraded()], (Status.DEGRADED, Reason.DAMAGED)),
        ([Dirty(replayed=False), Degraded()], (Status.DEGRADED, Reason.LOG_NOT_REPLAYED)),
    ],
)
def test_the_coverage_tells_it(said: list[Dirty | Degraded], state: tuple[Status, Reason | None]) -> None:
    reading = Reading(WINDOW, {})
    for one in said:
        reading.take(one)
    assert (reading.outcome().status, reading.outcome().reason) == state


PLACES = st.lists(st.integers(0, BINS // 512 - 1), min_size=1, unique=True).map(sorted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PLACES, parts=st.integers(1, 4), old=st.booleans(), junk=st.binary(min_size=1, max_size=9))
def test_replayed_equals_clean(beside: Beside, places: list[int], parts: int, old: bool, junk: bytes) -> None:
    pages = [(512 * place, 512) for place in places]
    dirty = half_written(CLEAN, pages, before=junk)
    step = -(-len(pages) // parts)
    pieces = [pages[n : n + step] for n in range(0, len(pages), step)]
    log = (
        old_log(CLEAN, pages)
        if old
        else new_log(CLEAN, 8, *(entry(CLEAN, 8 + n, piece) for n, piece in enumerate(pieces)))
    )
    made = beside.recovered(dirty, pair(log))
    assert bins(made) == CLEAN[BASE:]
    beside.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(NEW) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_of_a_log_gets_into_the_hive(beside: Beside, at: int, bit: int) -> None:
    log = NEW[:at] + bytes([NEW[at] ^ 1 << bit]) + NEW[at + 1 :]
    made = beside.recovered(DIRTY, pair(log))
    if made:
        in_mark_of_the_last = AGAIN <= at < AGAIN + 16  # which cannot be told from an end
        assert bins(made) == CLEAN[BASE:] or (bins(made) == HALF[BASE:] and (in_mark_of_the_last or not made.whole))
    beside.close()
