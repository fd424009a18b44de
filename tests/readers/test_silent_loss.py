"""Nothing is lost in silence: where SQLite itself can tell that a file is damaged, a reader that gives less says so.

Each spoilt file is read by every reader that would meet it. The reading may be called
whole only if it gives the acts and rows of the unspoilt file, or if SQLite's own check
sees nothing wrong with the tables concerned either.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.readers import carried
from tests.readers.carried import OF_CHROMIUM, OF_FIREFOX, READERS, TABLES, Reading, reading

Spoilt = Iterable[tuple[str, bytes]]
MAKERS: dict[str, Callable[[Path], Path]] = {"History": carried.chromium, "places.sqlite": carried.firefox}
EVERY = [*(("History", name) for name in OF_CHROMIUM), *(("places.sqlite", name) for name in OF_FIREFOX)]

each_reader = pytest.mark.parametrize(("file", "name"), EVERY, ids=[name for _, name in EVERY])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The unspoilt file's bytes, made once."""

    @cache
    def content(file: str) -> bytes:
        return MAKERS[file](tmp_path_factory.mktemp("made") / file).read_bytes()

    return content


def silent(name: str, whole: bytes, spoilt: Spoilt, folder: Path, beside: dict[str, bytes] | None = None) -> list[str]:
    """Every way of spoiling after which the reader gives another count and does not say so."""
    file = folder / "file"
    file.write_bytes(whole)
    expected, faults = reading(READERS[name], file), []
    assert expected.clear
    for suffix, content in (beside or {}).items():
        Path(f"{file}{suffix}").write_bytes(content)
    for what, content in spoilt:
        file.write_bytes(content)
        got = reading(READERS[name], file)
        if not _honest(got, expected) and carried.suspected(content, folder / "scratch", TABLES[name]):
            faults.append(f"{what}: {got.rows} rows and {sum(got.acts.values())} acts, called whole")
    return faults


def _honest(got: Reading, expected: Reading) -> bool:
    return not got.clear or (got.acts, got.rows) == (expected.acts, expected.rows)


@each_reader
def test_an_unspoilt_file_is_read_whole(file: str, name: str, made: Callable[[str], bytes], tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(made(file))
    got = reading(READERS[name], tmp_path / file)
    assert got.clear
    assert got.rows > 0


@each_reader
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_flipped_bit(file: str, name: str, seed: int, made: Callable[[str], bytes], tmp_path: Path) -> None:
    content = made(file)
    assert silent(name, content, carried.flips(content, 250, seed), tmp_path) == []


@each_reader
def test_a_page_in_the_place_of_another(file: str, name: str, made: Callable[[str], bytes], tmp_path: Path) -> None:
    content = made(file)
    assert silent(name, content, carried.swaps(content), tmp_path) == []


@each_reader
def test_a_page_of_zeros(file: str, name: str, made: Callable[[str], bytes], tmp_path: Path) -> None:
    content = made(file)
    assert silent(name, content, carried.blanks(content), tmp_path) == []


BESIDE = {
    "alone": {},
    "finished journal": {"-journal": bytes(512) + b"left over" * 100},
    "log of nonsense": {"-wal": b"nonsense" * 200},
    "log begun": {"-wal": bytes.fromhex("377f0682002de21800000400") + bytes(20)},
}


@each_reader
@pytest.mark.parametrize("beside", BESIDE.values(), ids=list(BESIDE))
def test_a_file_that_stops_early(
    file: str, name: str, beside: dict[str, bytes], made: Callable[[str], bytes], tmp_path: Path
) -> None:
    content = made(file)
    assert silent(name, content, carried.cuts(content), tmp_path, beside) == []
