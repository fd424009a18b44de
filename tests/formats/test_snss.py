"""Sessions of Chromium: what the commands make of the tabs, and no bytes that run on or crash."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.snss import Broken, Session, Tab, commands
from tests.readers.makers.snss import command, make


def session(*told: dict[str, object]) -> Session:
    made = Session()
    for number, held in commands(make({"command": list(told)})):
        made.take(number, held)
    return made


def test_a_page_comes_back_with_its_address_and_moment() -> None:
    made = session({"page": [7, 0, "https://a.example/", "2026-03-10 09:00"]})
    assert made.tabs[7].page() == ("https://a.example/", 13_417_606_800_000_000)


@pytest.mark.parametrize(("shown", "address"), [(0, "a"), (1, "b"), (2, "c"), (9, "c")])
def test_a_tab_shows_the_page_at_its_place(shown: int, address: str) -> None:
    tab = Tab(shown=shown, pages={0: ("a", 1), 1: ("b", 2), 2: ("c", 3)})
    assert tab.page() == (address, {"a": 1, "b": 2, "c": 3}[address])


def test_a_tab_without_pages_shows_none() -> None:
    assert Tab().page() is None


@pytest.mark.parametrize(
    ("first", "many", "pages", "shown"), [(0, 1, "bc", 1), (1, 1, "ac", 1), (2, 9, "ab", 2), (0, 3, "", 2)]
)
def test_pages_behind_those_taken_out_move_up(first: int, many: int, pages: str, shown: int) -> None:
    tab = Tab(shown=2, pages={n: (name, n) for n, name in enumerate("abc")})
    tab.cut(first, many)
    assert ["".join(name for name, _ in tab.pages.values()), tab.shown] == [pages, shown]
    assert list(tab.pages) == list(range(len(pages)))


@given(st.integers(0, 40), st.binary(max_size=60))
def test_any_command_is_carried_out_or_broken(number: int, held: bytes) -> None:
    with contextlib.suppress(Broken):
        Session().take(number, held)


@given(st.integers(1, 100))
def test_a_file_that_breaks_off_says_so(kept: int) -> None:
    whole = make({"command": [{"page": [1, 0, "https://a.example/", "2026-03-10 09:00"]}]})
    cut = whole[: max(9, len(whole) - kept)]
    with pytest.raises(Broken):
        list(commands(cut))


def test_a_page_with_a_length_beyond_its_end_is_broken() -> None:
    held = bytearray(command({"page": [1, 0, "https://a.example/", ""]})[3:])
    held[12:16] = b"\xff\xff\xff\x7f"
    with pytest.raises(Broken):
        Session().take(6, bytes(held))
