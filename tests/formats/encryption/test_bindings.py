"""A library is asked for whole sectors only, because those that there are get other reads wrong."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.blocks import ReadFault
from inzage.formats.encryption import bindings as stage
from inzage.formats.encryption.bindings import NAMES, LibraryBlocks, library, present
from inzage.formats.encryption.unlock import unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import Memory, argon2id, luks2, plain, secret, slot

CONTENT = plain(3 * (1 << 20) + 512, 8)
SECTOR = 4096


class Wrong:
    """As the libraries do it: right for whole sectors, and where a read begins inside one, the next ones shifted."""

    def __init__(self, broken: range = range(0), short: int = 0) -> None:
        self.broken, self.short = broken, short

    def get_size(self) -> int:
        return len(CONTENT)

    def read_buffer_at_offset(self, size: int, offset: int) -> bytes:
        if offset in self.broken:
            raise OSError("unable to read")
        into = offset % SECTOR
        first = CONTENT[offset : offset - into + SECTOR][:size]
        shifted = offset - into + SECTOR + into
        return (first + CONTENT[shifted : shifted + size - len(first)])[: size - self.short]


def test_the_stand_in_is_wrong_as_the_libraries_are() -> None:
    assert Wrong().read_buffer_at_offset(SECTOR * 2, SECTOR) == CONTENT[SECTOR : SECTOR * 3]
    assert Wrong().read_buffer_at_offset(SECTOR, 100) != CONTENT[100 : SECTOR + 100]


@given(offset=st.integers(0, len(CONTENT) + 100), size=st.integers(0, 20_000))
def test_every_read_is_right(offset: int, size: int) -> None:
    assert LibraryBlocks(Wrong()).read_at(offset, size) == CONTENT[offset : offset + size]


@pytest.mark.parametrize("offset", [0, 1, 511, 4095, 4096, 100_000])
def test_a_long_read_is_right(offset: int) -> None:
    assert LibraryBlocks(Wrong()).read_at(offset, 1 << 30) == CONTENT[offset:]


def test_a_place_that_cannot_be_read_is_named() -> None:
    blocks = LibraryBlocks(Wrong(broken=range(8192, 8193)))
    assert blocks.read_at(0, 4096) == CONTENT[:4096]
    with pytest.raises(ReadFault) as told:
        blocks.read_at(8200, 10)
    assert told.value.offset == 8192


def test_a_library_that_gives_less_than_there_is_gives_nothing() -> None:
    with pytest.raises(ReadFault):
        LibraryBlocks(Wrong(short=1)).read_at(0, 4096)


def test_all_libraries_are_there_where_tests_run() -> None:
    assert present() == NAMES
    assert [library(name).__name__ for name in NAMES] == list(NAMES)


@pytest.fixture
def without_argon2(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(stage.importlib, "import_module", missing)
    yield


@pytest.mark.usefixtures("without_argon2")
def test_a_volume_whose_library_is_missing_stays_shut() -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks2(plain(512), slots={"0": slot(kdf=argon2id())})), secret())
    assert told.value.reason is Reason.ENCRYPTED
