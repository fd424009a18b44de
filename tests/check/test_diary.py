"""Nothing is written twice, nothing done twice, every look is counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from inzage.check.diary import AnotherCarrier, Diary
from inzage.record import Entry, EntryKind
from inzage.record.casefile import Note

SPOT = {"carrier": 1, "reader": "chromium_history", "ordinal": 2, "artefact": "ab"}


class Case:
    """A case that keeps its entries in memory."""

    def __init__(self, kept: list[tuple[Entry, Mapping[str, Any] | None]] | None = None) -> None:
        self.kept = kept or []

    def entries(self) -> Iterator[tuple[Entry, Mapping[str, Any] | None]]:
        return iter(list(self.kept))

    def append(self, kind: EntryKind, facts: Mapping[str, Any], *, durable: bool = True) -> None:
        self.append_all([Note(kind, facts)], durable=durable)

    def append_all(self, notes: Sequence[Note], *, durable: bool) -> None:
        for note in notes:
            entry = Entry(len(self.kept), "2026-11-21T10:00:00Z", note.kind, note.facts, note.look)
            self.kept.append((entry, note.outcome))

    def said(self) -> list[tuple[str, int]]:
        return [(entry.kind.value, entry.look) for entry, _ in self.kept]


def diary(case: Case) -> Diary:
    return Diary(case)  # type: ignore[arg-type]


def test_a_note_stands_once() -> None:
    case = Case()
    book = diary(case)
    book.note(EntryKind.CLOSED, {"question": "a"})
    book.note(EntryKind.CLOSED, {"question": "a"})
    book.note(EntryKind.CLOSED, {"question": "b"})
    assert case.said() == [("closed", 1), ("closed", 1)]


def test_a_note_from_before_the_kill_is_not_written_again() -> None:
    case = Case()
    diary(case).note(EntryKind.BEGUN, {"plan": "cd"})
    again = diary(case)
    assert again.begun
    again.note(EntryKind.BEGUN, {"plan": "cd"})
    assert case.said() == [("begun", 1)]


def test_a_new_case_has_not_begun() -> None:
    assert not diary(Case()).begun


def test_opening_again_after_a_kill_is_another_look() -> None:
    case = Case()
    diary(case).opening(SPOT)
    again = diary(case)
    again.resumed()
    again.opening(SPOT)
    assert case.said() == [("opened", 1), ("resumed", 1), ("opened", 2)]


def test_another_artefact_is_not_another_look() -> None:
    case = Case()
    book = diary(case)
    book.opening(SPOT)
    book.opening(SPOT | {"ordinal": 3, "artefact": "cd"})
    book.opening(SPOT | {"reader": "firefox_history"})
    book.opening(SPOT | {"carrier": 2})
    assert [look for _, look in case.said()] == [1, 1, 1, 1]


def test_what_was_read_before_the_kill_is_given_back() -> None:
    case = Case()
    book = diary(case)
    book.opening(SPOT)
    assert book.outcome_of(SPOT) is None
    book.read((SPOT, {"rows": 5}))
    again = diary(case)
    assert again.outcome_of(SPOT) == {"rows": 5}
    assert again.outcome_of(SPOT | {"artefact": "cd"}) is None


def test_a_resumed_check_takes_no_other_carrier_in_the_same_place() -> None:
    case = Case()
    diary(case).carrier({"ordinal": 1, "key": "ab"})
    again = diary(case)
    again.carrier({"ordinal": 1, "key": "ab"})
    again.carrier({"ordinal": 2, "key": "cd"})
    with pytest.raises(AnotherCarrier):
        again.carrier({"ordinal": 1, "key": "cd"})
