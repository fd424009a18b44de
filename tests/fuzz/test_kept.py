"""What once went wrong stays mended: every kept input is read again, each in a locked worker of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.readers import all_readers
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.fuzz.edits import Edit
from tests.fuzz.kept import FOLDER, Kept, smaller
from tests.fuzz.trial import Bench

KEPT = sorted(FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Pool(READERS) as pool:
        one = Bench(pool)
        yield one
        one.close()


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_it_is_no_fault_any_more(file: Path, bench: Bench) -> None:
    assert not Kept.of(file.read_text()).read(bench).fault


def test_each_is_of_a_reader_and_named_after_it() -> None:
    assert KEPT
    names = {reader.name for reader in all_readers()}
    for file in KEPT:
        kept = Kept.of(file.read_text())
        assert kept.reader in names
        assert file.stem.startswith(f"{kept.reader}-")


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = Kept("lnk_files", "opened", "", (Edit(3, 1, b"\xff"), Edit(9, 0, b"")))
    assert Kept.of(kept.save("silent-zero", tmp_path).read_text()) == kept


def test_an_input_is_made_smaller_as_long_as_it_fails() -> None:
    edits = [Edit(0, 1, b"a"), Edit(10, 8, b"12345678"), Edit(30, 4, b"abcd")]
    assert smaller(edits, lambda some: any(b"7" in edit.put for edit in some)) == [Edit(16, 1, b"7")]


def test_what_fails_together_alone_stays_together() -> None:
    edits = [Edit(0, 1, b"a"), Edit(10, 1, b"b"), Edit(20, 1, b"c")]
    assert smaller(edits, lambda some: {b"a", b"c"} <= {edit.put for edit in some}) == [edits[0], edits[2]]
