"""ESE databases: what is not whole is never passed over, and no content is a crash."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import Artefact
from inzage.formats import ese
from inzage.formats.ese import Database, folded
from inzage.result import Reason, Unreadable
from tests.readers.makers.ese import PAGE, make

COLUMNS = [["Number", "long"], ["Wide", "longlong"], ["When", "date"], ["Name", "text"], ["Held", "binary"]]
ROWS = [[n, -n, "2026-03-10 12:00", f"name {n}", "0102"] for n in range(1, 41)]
FACTS: dict[str, Any] = {
    "table": [{"name": "Acts", "columns": COLUMNS, "rows": ROWS}, {"name": "None", "columns": COLUMNS, "rows": []}]
}
WHOLE = make(FACTS)
ACTS_PAGE = 5


@contextmanager
def opened(content: bytes, folder: Path, *, sure: bool = True) -> Iterator[Database]:
    made = folder / "a.dat"
    made.write_bytes(content)
    file = os.open(made, os.O_RDONLY)
    try:
        yield Database(Artefact("a.dat", file, len(content), None, sure=sure))
    finally:
        os.close(file)


def outcome(content: bytes, folder: Path) -> tuple[int, bool] | Reason:
    """(rows, not whole), or why not."""
    try:
        with opened(content, folder) as db:
            db.need("Acts")
            return sum(1 for row in db.rows("Acts", "Number") if row.number("Number")), db.degraded
    except Unreadable as fault:
        return fault.reason


def test_every_kind_of_value_comes_back(tmp_path: Path) -> None:
    with opened(WHOLE, tmp_path) as db:
        first, *others = db.rows("Acts", "number", "NAME")
        assert (first.number("Number"), first.number("Wide"), first.text("name")) == (1, -1, "name 1")
        assert (first.real("When"), first.data("Held")) == (46091.5, b"\1\2")
        assert (first.number("absent"), first.real("Number"), first.text("absent")) == (None, None, "")
        assert len(others) == 39
        assert not db.degraded
        assert list(db.rows("None")) == []


def test_a_row_without_values_has_none(tmp_path: Path) -> None:
    empty = make({"table": [{"name": "Acts", "columns": COLUMNS, "rows": [["-", "-", "-", "-", "-"]]}]})
    with opened(empty, tmp_path) as db:
        (row,) = db.rows("Acts")
        assert (row.text("Name"), row.data("Held")) == ("", None)


@pytest.mark.parametrize(("state", "lower"), [(1, True), (2, True), (3, False), (4, True), (5, True)])
def test_only_a_database_closed_cleanly_is_whole(state: int, lower: bool, tmp_path: Path) -> None:
    assert outcome(make(FACTS | {"state": state}), tmp_path) == (40, lower)


def test_a_table_or_column_that_is_missing_is_said(tmp_path: Path) -> None:
    with opened(WHOLE, tmp_path) as db:
        with pytest.raises(Unreadable) as no_table:
            db.need("Acts", "Others")
        with pytest.raises(Unreadable) as no_column:
            next(db.rows("Acts", "Number", "Other"))
    assert (no_table.value.reason, no_column.value.reason) == (Reason.TABLE_MISSING, Reason.COLUMNS_MISSING)


@pytest.mark.parametrize("number", range(1, 25))
def test_no_overwritten_page_makes_rows_vanish_in_silence(number: int, tmp_path: Path) -> None:
    """Of pages that hold nothing of the table the loss does not matter."""
    found = outcome(make(FACTS | {"zero_page": number}), tmp_path)
    assert found == (40, False) or isinstance(found, Reason) or found[1]
    assert (found == (40, False)) == (number not in {4, ACTS_PAGE})


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits_in_the_table_or_the_catalogue_are_told(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    page = chance.choice((4, ACTS_PAGE))
    content = bytearray(WHOLE)
    content[(page + 1) * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    found = outcome(bytes(content), tmp_path)
    assert isinstance(found, Reason) or found[1]


@pytest.mark.parametrize("size", [1, 300, 4096, PAGE, 2 * PAGE, 3 * PAGE, 6 * PAGE - 1, len(WHOLE) - 1])
def test_a_file_cut_off_is_told(size: int, tmp_path: Path) -> None:
    found = outcome(WHOLE[:size], tmp_path)
    assert isinstance(found, Reason) or found[1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.EMPTY_FILE), (bytes(PAGE), Reason.ZEROED), (b"words" * 200, Reason.DAMAGED)],
)
def test_what_is_no_such_database_is_refused(content: bytes, reason: Reason, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused, opened(content, tmp_path):
        pass
    with pytest.raises(Unreadable) as elsewhere, opened(content, tmp_path, sure=False):
        pass
    assert (refused.value.reason, elsewhere.value.reason) == (reason, Reason.OTHER_KIND)


def test_what_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ese, "MOST", len(WHOLE) - 1)
    assert outcome(WHOLE, tmp_path) is Reason.TOO_LARGE


def test_more_rows_than_may_be_read_are_a_lower_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ese, "MOST_ROWS", 39)
    assert outcome(WHOLE, tmp_path) == (39, True)


def test_a_page_size_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    content = bytearray(WHOLE)
    content[236:240] = (3).to_bytes(4, "little")
    assert outcome(bytes(content), tmp_path) is Reason.DAMAGED


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=70))
def test_folding_is_the_exclusive_or_of_all_words(words: list[int]) -> None:
    assert folded(b"".join(word.to_bytes(4, "little") for word in words)) == reduce(xor, words)


class Broken:
    """A record of the library in which every value is out of reach."""

    def is_long_value(self, place: int) -> bool:
        return place == 1

    def get_value_data_flags(self, place: int) -> int:
        return 0

    def get_value_data(self, place: int) -> bytes:
        raise OSError("no such page")

    def get_value_data_as_string(self, place: int) -> str:
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "half a character")

    def get_value_data_as_long_value(self, place: int) -> None:
        return None


def test_a_value_out_of_reach_is_none_and_casts_doubt() -> None:
    doubts: list[bool] = []
    row = ese.Row(Broken(), {"short": 0, "long": 1}, lambda: doubts.append(True))
    assert (row.data("short"), row.number("Short"), row.text("short"), row.text("long")) == (None, None, "", "")
    assert len(doubts) == 4
    assert (row.data("absent"), len(doubts)) == (None, 4)


class Long:
    """A value that the row only names."""

    def __init__(self, size: int) -> None:
        self.size = size

    def get_data_size(self) -> int:
        return self.size

    def get_data(self) -> bytes:
        assert self.size <= ese.MOST_VALUE, "asked for what is too much"
        return b"\1" * self.size

    def get_data_as_string(self) -> str:
        return self.get_data().decode() + "\0rest"


class Named(Broken):
    def __init__(self, size: int) -> None:
        self.size = size

    def get_value_data_as_long_value(self, place: int) -> Any:
        return Long(self.size)


@pytest.mark.parametrize(("size", "held"), [(0, False), (1, True), (ese.MOST_VALUE, True), (1 << 40, False)])
def test_a_long_value_is_read_whole_or_not_at_all(size: int, held: bool) -> None:
    doubts: list[bool] = []
    row = ese.Row(Named(size), {"long": 1}, lambda: doubts.append(True))
    assert (row.data("long") is not None) == held
    assert len(row.text("long")) == (size if held else 0)
    assert bool(doubts) == (size > ese.MOST_VALUE)


class Packed(Broken):
    def get_value_data_flags(self, place: int) -> int:
        return 2

    def get_value_data(self, place: int) -> bytes:
        return b"packed"

    def get_value_data_as_string(self, place: int) -> str:
        return "unpacked"


def test_bytes_that_are_packed_cast_doubt_and_a_text_is_unpacked() -> None:
    doubts: list[bool] = []
    row = ese.Row(Packed(), {"short": 0}, lambda: doubts.append(True))
    assert (row.text("short"), doubts) == ("unpacked", [])
    assert (row.data("short"), doubts) == (None, [True])


class Unset(Broken):
    def __init__(self, held: bytes) -> None:
        self.held = held

    def get_value_data(self, place: int) -> bytes:
        return self.held


@pytest.mark.parametrize(
    ("held", "number"), [(b"*" * 4, None), (b"*" * 8, None), (b"*", 42), (b"**", 10794), (b"***+", 724183594)]
)
def test_a_number_that_was_never_filled_in_is_none(held: bytes, number: int | None) -> None:
    row = ese.Row(Unset(held), {"short": 0}, lambda: None)
    assert (row.number("short"), row.real("short")) == (number, None)
