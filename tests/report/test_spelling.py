"""Numbers, days, shares and sizes as a careful reader expects them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.report import spelling


@pytest.mark.parametrize(
    ("n", "nl", "en"),
    [(0, "0", "0"), (999, "999", "999"), (1000, "1.000", "1,000"), (1234567, "1.234.567", "1,234,567")],
)
def test_thousands_are_grouped_by_language(n: int, nl: str, en: str) -> None:
    assert (spelling.count(n, "nl"), spelling.count(n, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.0, "0%"), (0.001, "1%"), (0.8333, "83%"), (0.9999, "99%"), (1.0, "100%")],
)
def test_only_all_is_a_hundred_and_only_nothing_is_zero(share: float, written: str) -> None:
    assert spelling.share(share) == written


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_part_is_never_written_as_all_or_nothing(share: float) -> None:
    assert spelling.share(share) not in ("0%", "100%")


def test_days_in_both_languages() -> None:
    on = date(2026, 10, 3)
    assert spelling.day(on, "nl") == "3 oktober 2026"
    assert spelling.day(on, "en") == "3 October 2026"
    assert spelling.short_day(on, "nl") == "3 okt 2026"
    assert spelling.day_and_month(on, "en") == "3 Oct"
    assert spelling.day(None, "nl") == spelling.NONE


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "1 mrt 2026"),
        (date(2026, 3, 1), date(2026, 4, 2), "1 mrt 2026 – 2 apr 2026"),
        (None, date(2026, 3, 1), "–"),
    ],
)
def test_a_stretch_of_one_day_is_written_once(first: date | None, last: date, written: str) -> None:
    assert spelling.span(first, last, "nl") == written


@pytest.mark.parametrize(
    ("n", "nl"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (18_743_296, "18,7 MB"), (10**16, "10000 TB")]
)
def test_sizes_take_the_unit_that_reads_best(n: int, nl: str) -> None:
    assert spelling.size(n, "nl") == nl
    assert spelling.size(n, "en") == nl.replace(",", ".")


@pytest.mark.parametrize(
    ("numbers", "written"), [([], "–"), ([4], "4"), ([3, 1, 2], "1–3"), ([1, 2, 4, 4, 9], "1–2, 4, 9")]
)
def test_numbers_in_a_row_are_folded(numbers: list[int], written: str) -> None:
    assert spelling.ranges(numbers) == written


@given(st.sets(st.integers(1, 400), min_size=1))
def test_folding_loses_no_number(numbers: set[int]) -> None:
    back: set[int] = set()
    for run in spelling.ranges(numbers).split(", "):
        first, _, last = run.partition("–")
        back |= set(range(int(first), int(last or first) + 1))
    assert back == numbers


def test_a_digest_is_grouped_and_whole() -> None:
    digest = "0123456789abcdef" * 4
    assert spelling.digest(digest).split(" ") == ["01234567", "89abcdef"] * 4


@pytest.mark.parametrize(
    ("words", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_list_of_words_ends_in_and(words: list[str], written: str) -> None:
    assert spelling.listing(words, "nl") == written
