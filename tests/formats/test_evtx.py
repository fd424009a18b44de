"""Event logs: every record by its source and number, and no gap in silence."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Artefact
from inzage.formats import evtx
from inzage.formats.evtx import Event, EventLog
from inzage.result import Reason, Unreadable
from tests.readers.makers.evtx import CHUNK_HEAD, FILE, make

CLOCK, OTHER = "Square-Clock", "Circle"
EVENTS: list[dict[str, Any]] = [
    {"source": CLOCK if n % 2 else OTHER, "number": n % 3, "at": f"2026-03-{n:02} 10:00", "data": [f"text {n}"]}
    for n in range(1, 19)
]
WHOLE = make({"event": EVENTS, "first": 100})


@contextmanager
def opened(content: bytes, folder: Path, *, sure: bool = True) -> Iterator[EventLog]:
    made = folder / "a.evtx"
    made.write_bytes(content)
    file = os.open(made, os.O_RDONLY)
    try:
        yield EventLog(Artefact("a.evtx", file, len(content), None, sure=sure))
    finally:
        os.close(file)


def found(content: bytes, folder: Path) -> tuple[list[Event], bool] | Reason:
    """(the clock's events of number 1, not whole), or why not."""
    try:
        with opened(content, folder) as log:
            return list(log.events(CLOCK, 1)), log.degraded
    except Unreadable as fault:
        return fault.reason


def test_the_events_of_one_source_and_number_come_with_their_texts(tmp_path: Path) -> None:
    expected = [n for n in range(1, 19) if n % 2 and n % 3 == 1]
    seen = found(WHOLE, tmp_path)
    assert not isinstance(seen, Reason)
    assert [event.untrusted_texts for event in seen[0]] == [(f"text {n}",) for n in expected]
    assert [event.at for event in seen[0]] == [datetime(2026, 3, n, 10, tzinfo=UTC) for n in expected]
    assert not seen[1]


def test_the_whole_log_tells_how_far_it_reaches(tmp_path: Path) -> None:
    with opened(WHOLE, tmp_path) as log:
        assert list(log.events("Nobody", 1)) == []
        assert (log.first, log.last) == (datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 18, 10, tzinfo=UTC))


@pytest.mark.parametrize("sid", ["S-1-5-18", "S-1-5-21-1-2-3-1001", "S-1-12-1-4294967295-0-7-9", ""])
def test_the_account_comes_back_as_it_was_written(sid: str, tmp_path: Path) -> None:
    seen = found(make({"event": [EVENTS[0] | {"user": sid}]}), tmp_path)
    assert not isinstance(seen, Reason)
    assert [event.untrusted_sid for event in seen[0]] == [sid]


@pytest.mark.parametrize("missing", [1, 5, 16])
def test_a_missing_number_between_others_is_told(missing: int, tmp_path: Path) -> None:
    seen = found(make({"event": EVENTS, "missing": [missing]}), tmp_path)
    assert not isinstance(seen, Reason)
    assert seen[1]


@pytest.mark.parametrize(("flags", "lower"), [(0, False), (1, True), (2, False), (3, True)])
def test_a_log_that_was_not_closed_is_a_lower_bound(flags: int, lower: bool, tmp_path: Path) -> None:
    seen = found(make({"event": EVENTS, "flags": flags}), tmp_path)
    assert not isinstance(seen, Reason)
    assert seen[1] == lower


@pytest.mark.parametrize("seed", range(60))
def test_a_flipped_bit_in_the_records_is_told(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(WHOLE)
    used = int.from_bytes(content[FILE + 48 : FILE + 52], "little")
    content[FILE + chance.randrange(CHUNK_HEAD, used)] ^= 1 << chance.randrange(8)
    seen = found(bytes(content), tmp_path)
    assert isinstance(seen, Reason) or seen[1]


@pytest.mark.parametrize("size", [1, 100, FILE - 1, FILE + 100, FILE + CHUNK_HEAD + 50, FILE + 9000])
def test_a_log_cut_off_is_told(size: int, tmp_path: Path) -> None:
    seen = found(WHOLE[:size], tmp_path)
    assert isinstance(seen, Reason) or seen[1]


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", Reason.EMPTY_FILE), (bytes(FILE), Reason.ZEROED), (b"words" * 99, Reason.DAMAGED)]
)
def test_what_is_no_log_is_refused(content: bytes, reason: Reason, tmp_path: Path) -> None:
    assert found(content, tmp_path) is reason
    with pytest.raises(Unreadable) as elsewhere, opened(content, tmp_path, sure=False):
        pass
    assert elsewhere.value.reason is Reason.OTHER_KIND


def test_what_is_too_large_or_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evtx, "MOST_RECORDS", 4)
    seen = found(WHOLE, tmp_path)
    assert not isinstance(seen, Reason)
    assert (len(seen[0]), seen[1]) == (1, True)
    monkeypatch.setattr(evtx, "MOST", len(WHOLE) - 1)
    assert found(WHOLE, tmp_path) is Reason.TOO_LARGE
