"""The bound on false alarms against tabled values, and the line at one in a hundred checks to the last picture."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.errors import Language
from inzage.watchlists.false_alarms import (
    MOST_PER_CHECK,
    MOST_PICTURES,
    ORIENTATIONS,
    PDQ,
    Measured,
    at_plan,
    false_alarm_bound,
    may_run,
)

TABLED = [(0, 2.9957), (1, 4.7439), (2, 6.2958), (3, 7.7537), (5, 10.513), (10, 16.962), (20, 29.062), (100, 118.08)]


@pytest.mark.parametrize(("hits", "mean"), TABLED)
def test_the_bound_is_that_of_the_tables(hits: int, mean: float) -> None:
    assert false_alarm_bound(1_000_000, hits) == pytest.approx(mean / 1_000_000, rel=2e-4)


def test_nothing_hit_is_not_nothing_possible() -> None:
    assert false_alarm_bound(5_835_740, 0) == pytest.approx(5.13e-7, rel=1e-2)
    assert false_alarm_bound(1, 0) == 1.0
    assert false_alarm_bound(2, 2) == 1.0


@pytest.mark.parametrize(("pairs", "hits"), [(0, 0), (-1, 0), (10, -1), (10, 11)])
def test_a_measurement_that_is_none_is_refused(pairs: int, hits: int) -> None:
    with pytest.raises(ValueError, match="pairs"):
        false_alarm_bound(pairs, hits)


@given(st.integers(1, 10**9), st.integers(0, 60))
def test_more_hits_or_fewer_pairs_never_lower_the_bound(pairs: int, hits: int) -> None:
    hits = min(hits, pairs - 1)
    assert false_alarm_bound(pairs, hits) <= false_alarm_bound(pairs, hits + 1)
    assert false_alarm_bound(pairs + 1, hits) <= false_alarm_bound(pairs, hits)
    assert false_alarm_bound(pairs, hits) >= hits / pairs


MEASURED = Measured(pairs=3_000_000, hits=0, how="made up")


@pytest.mark.parametrize(
    ("pictures", "entries", "runs"),
    [(0, 10**9, True), (10**9, 0, True), (1, 1, True), (10, 100, True), (1_252, 1, False), (1_251, 1, True),
     (1_000, 1_000, False), (10**6, 10**6, False)],
)  # fmt: skip
def test_it_runs_only_below_one_in_a_hundred_checks(pictures: int, entries: int, runs: bool) -> None:
    allowed = may_run(pictures, entries, MEASURED)
    assert allowed.runs is runs
    assert allowed.expected == pytest.approx(MEASURED.bound * pictures * entries * ORIENTATIONS)


@given(st.integers(1, 10**7), st.integers(1, 10**9))
def test_the_room_is_exact(entries: int, pairs: int) -> None:
    measured = Measured(pairs, 0, "")
    room = may_run(0, entries, measured).most_pictures
    assert may_run(room, entries, measured).runs
    assert not may_run(room + 1, entries, measured).runs


@pytest.mark.parametrize(("pictures", "entries"), [(-1, 1), (1, -1)])
def test_fewer_than_none_is_refused(pictures: int, entries: int) -> None:
    with pytest.raises(ValueError, match="none"):
        may_run(pictures, entries)


SENTENCES: list[tuple[Language, int, tuple[str, ...]]] = [
    ("nl", 10, ("worden gezocht in ten hoogste 12 beelden", "100 vermeldingen", "0,00799", "1,0 × 10^-6")),
    ("nl", 50_000, ("worden niet gezocht", "50.000 beeld", "tot 40 vals alarm", "hoogstens 12 beelden")),
    ("en", 10, ("are looked for in at most 12 pictures", "100 entries", "0.00799", "1.0 × 10^-6")),
    ("en", 50_000, ("are not looked for", "50,000 picture", "up to 40 false alarms")),
]


@pytest.mark.parametrize(("language", "pictures", "parts"), SENTENCES)
def test_the_sentence_shows_the_sum(language: Language, pictures: int, parts: tuple[str, ...]) -> None:
    said = may_run(pictures, 100, MEASURED).sentence(language)
    assert [part for part in parts if part not in said] == [], said


def test_what_was_measured_is_what_the_report_says() -> None:
    report = (Path(__file__).resolve().parents[2] / "docs" / "validation.md").read_text("utf-8").replace(".", "")
    assert PDQ.pairs >= 5_000_000
    assert f"| {PDQ.pairs} | {PDQ.hits} |" in report
    assert PDQ.bound == pytest.approx(5.93e-8, rel=1e-3)
    assert "Pillow 13.0.0" in PDQ.how


def test_by_it_a_search_among_a_hundred_entries_may_take_two_hundred_and_ten_pictures() -> None:
    assert [may_run(0, entries).most_pictures for entries in (1, 100, 1_000, 20_000, 22_000)] == [21_076, 210, 21, 1, 0]
    assert math.isclose(MOST_PER_CHECK, 0.01)


@pytest.mark.parametrize(
    ("entries", "pictures", "runs"), [(0, MOST_PICTURES, True), (100, 12, True), (1_251, 1, True), (1_252, 1, False)]
)
def test_before_a_carrier_is_opened_the_most_is_told(entries: int, pictures: int, runs: bool) -> None:
    told = at_plan(entries, MEASURED)
    assert (told.pictures, told.runs) == (pictures, runs)
    assert told.runs is (told.most_pictures >= 1)
