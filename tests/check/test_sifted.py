"""Visits that nobody looks at, told as numbers: each count is as of every visit by itself, odd rows and all."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.artefact import Window
from inzage.check.inside import Reading
from inzage.check.job import Tallied
from inzage.formats import sifted
from inzage.indicators import Indicator, Registered, all_indicators
from inzage.observations import Alike, Degraded, Rest, Visit
from inzage.result import OneByOne
from tests.indicators.lookups import Table, benign
from tests.readers.carried import READERS
from tests.readers.recipe import WEBKIT, artefact

WINDOW = Window(date(2026, 3, 28), date(2026, 10, 26))
"""Two nights in it have another hour than their neighbours."""
NIGHTS = [datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)]
INDICATORS = {one.name: one for one in all_indicators()}
LISTED = Table({"listed.example/": "a", "pages.example/one": "b"})

Questions = dict[str, tuple[Registered, Indicator]]


def questions(*codes: str) -> Questions:
    """The detectors of some questions, new."""
    of_places: list[Any] = [LISTED, benign("ordinary.listed.example/")]
    made: Mapping[str, tuple[str, list[Any], Mapping[str, object]]] = {
        "night": ("used_outside_hours", [], {"van": 22, "tot": 6}),
        "small hours": ("used_outside_hours", [], {"van": 2, "tot": 3}),
        "places": ("visits_listed_place", of_places, {}),
        "terms": ("searched_listed_term", [LISTED], {}),
    }
    return {
        code: (INDICATORS[name], INDICATORS[name].make(lists, parameters, WINDOW))
        for code, (name, lists, parameters) in ((code, made[code]) for code in codes)
    }


def counted(reader: str, made: Path, codes: tuple[str, ...], way: str) -> tuple[Tallied, list[Any]] | str:
    """What a check counts, and what the reader told; or why it could not be told so."""
    reading, told = Reading(WINDOW, questions(*codes)), []
    with artefact(made, {}) as opened:
        sieve = reading.sieve if way == "sifted" else None
        try:
            for seen in READERS[reader].read(replace(opened, together=way != "each", sieve=sieve), WINDOW):
                told.append(seen)
                reading.take(seen)
        except OneByOne:
            return "one by one"
    return reading.outcome(), told


TIMES = st.one_of(
    st.tuples(st.sampled_from(NIGHTS), st.integers(0, 12 * 3600 * 10**6)).map(
        lambda one: int((one[0] + timedelta(microseconds=one[1])).timestamp() * 10**6)
    ),
    st.sampled_from([int((night + timedelta(hours=n)).timestamp()) * 10**6 for night in NIGHTS for n in range(12)]),
    st.sampled_from([int(edge.timestamp()) * 10**6 + off for edge in (WINDOW.start, WINDOW.end) for off in (-1, 0, 1)]),
)
ODD = st.sampled_from([0, None, "words", b"bytes", "13420000000000000", 2**62, -1])
PAGES = st.lists(
    st.sampled_from(
        [
            "https://listed.example/x",
            "https://ordinary.listed.example/",
            "https://www.pages.example/one",
            "https://pages.example/other",
            "https://a.example/",
            "https://A.example/",
            "HTTPS://LISTED.example",
            "listed%2eexample/",
            "about:blank",
            "\0",
            "",
            None,
            7,
        ]
    ),
    min_size=1,
    max_size=6,
)
CODES = st.sampled_from(
    [(), ("night",), ("places",), ("terms",), ("night", "places"), ("small hours", "night", "places", "terms")]
)


def chromium(made: Path, visits: list[Any], pages: list[Any], kind: str) -> None:
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as db, db:
        db.execute("CREATE TABLE urls (id INTEGER PRIMARY KEY, url TEXT, hidden INTEGER)")
        db.execute(f"CREATE TABLE visits (id INTEGER PRIMARY KEY, url {kind}, visit_time {kind}, transition INTEGER)")
        db.execute("CREATE TABLE visit_source (id INTEGER PRIMARY KEY, source INTEGER)")
        db.executemany("INSERT INTO urls VALUES (?, ?, ?)", ((n, url, n == 5) for n, url in enumerate(pages, 1)))
        for number, (page, time, transition, source) in enumerate(visits, 1):
            db.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", (number, page, time, transition))
            if source is not None:
                db.execute("INSERT INTO visit_source VALUES (?, ?)", (number, source))


def firefox(made: Path, visits: list[Any], pages: list[Any], kind: str) -> None:
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as db, db:
        db.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
        db.execute(
            "CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, from_visit INTEGER,"
            f" place_id {kind}, visit_date {kind}, visit_type INTEGER, is_local INTEGER)"
        )
        db.executemany("INSERT INTO moz_places VALUES (?, ?)", enumerate(pages, 1))
        for number, (page, time, way, local) in enumerate(visits, 1):
            row = (number, number - 1 if number % 3 else None, page, time, way, local)
            db.execute("INSERT INTO moz_historyvisits VALUES (?, ?, ?, ?, ?, ?)", row)


def same(reader: str, made: Path, codes: tuple[str, ...]) -> list[Any]:
    """All ways come to the same; gives what the sifted one told, [] where nothing could be summed."""
    by_itself = counted(reader, made, codes, "each")
    assert not isinstance(by_itself, str)
    told: list[Any] = []
    for way in ("alike", "sifted"):
        found = counted(reader, made, codes, way)
        if not isinstance(found, str):
            assert found[0] == by_itself[0], way
            told = found[1]
    return told


PAGE_NUMBERS = st.sampled_from([1, 2, 3, 4, 5, 9, None, "1", "1.0", "x"])
KINDS = st.sampled_from(["INTEGER", "", "TEXT", "REAL"])
REGARDLESS = [HealthCheck.function_scoped_fixture]


@given(
    st.lists(
        st.tuples(
            PAGE_NUMBERS,
            st.one_of(TIMES.map(lambda at: at + WEBKIT * 10**6), TIMES, TIMES.map(lambda at: at + 0.5), ODD),
            st.sampled_from([0x30000000, 0x30000001, 0x10000000, 0x30000003, 0x30800000, None]),
            st.sampled_from([None, 0, 1, 2, 3]),
        ),
        max_size=30,
    ),
    PAGES,
    KINDS,
    CODES,
)
@settings(max_examples=300, deadline=None, suppress_health_check=REGARDLESS)
def test_of_chromium(tmp_path: Path, visits: list[Any], pages: list[Any], kind: str, codes: tuple[str, ...]) -> None:
    made = tmp_path / "History"
    chromium(made, visits, pages, kind)
    same("chromium_history", made, codes)


@given(
    st.lists(
        st.tuples(
            PAGE_NUMBERS,
            st.one_of(TIMES, TIMES.map(lambda at: at // 1000), TIMES.map(lambda at: at / 1000), ODD),
            st.sampled_from([1, 2, 5, 9, 0, None]),
            st.sampled_from([0, 1, None]),
        ),
        max_size=30,
    ),
    PAGES,
    KINDS,
    CODES,
)
@settings(max_examples=300, deadline=None, suppress_health_check=REGARDLESS)
def test_of_firefox(tmp_path: Path, visits: list[Any], pages: list[Any], kind: str, codes: tuple[str, ...]) -> None:
    made = tmp_path / "places.sqlite"
    firefox(made, visits, pages, kind)
    same("firefox_history", made, codes)


def ordinary(made: Path) -> None:
    """Six hundred visits to six pages: the first two on hosts that a list names, the fifth hidden."""
    start = int(NIGHTS[1].timestamp() + WEBKIT) * 10**6
    pages = ["https://listed.example/x", "https://pages.example/other", *(f"https://a{n}.example/" for n in range(4))]
    chromium(made, [(1 + n % 6, start + n * 61 * 10**6, 0x30000000, None) for n in range(600)], pages, "INTEGER")


def test_only_visits_to_pages_that_are_heeded_are_told(tmp_path: Path) -> None:
    ordinary(tmp_path / "History")
    told = same("chromium_history", tmp_path / "History", ("night", "places"))
    acts = [one for one in told if isinstance(one, Alike | Visit)]
    assert {one.first.untrusted_url for one in acts if isinstance(one, Alike) and isinstance(one.first, Visit)} == {
        "https://listed.example/x",
        "https://pages.example/other",
    }
    rest = [one for one in told if isinstance(one, Rest)]
    assert sum(one.acts for one in rest) == 300
    assert {one.sample.untrusted_url for one in rest} == {""}
    assert {one.sample.at.minute for one in rest} == {0}


def test_where_no_question_asks_for_hours_the_rest_is_one_number(tmp_path: Path) -> None:
    ordinary(tmp_path / "History")
    told = same("chromium_history", tmp_path / "History", ("places",))
    assert [one.acts for one in told if isinstance(one, Rest)] == [300]
    nobody = same("chromium_history", tmp_path / "History", ("terms",))
    assert [one.acts for one in nobody if isinstance(one, Rest)] == [500]
    assert not any(isinstance(one, Alike | Visit) for one in nobody)


def test_where_many_pages_are_heeded_all_visits_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ordinary(tmp_path / "History")
    monkeypatch.setattr(sifted, "HEEDED_AT_MOST", 1)
    told = same("chromium_history", tmp_path / "History", ("night", "places"))
    assert not any(isinstance(one, Rest) for one in told)


@pytest.mark.parametrize("pages", [1, 2, 5, 6, 7])
def test_pages_asked_for_in_several_queries_are_told_as_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    ordinary(tmp_path / "History")
    in_one = same("chromium_history", tmp_path / "History", ("night", "places"))
    monkeypatch.setattr(sifted, "AT_ONCE", pages)
    assert same("chromium_history", tmp_path / "History", ("night", "places")) == in_one


@pytest.mark.parametrize("gone", [None, 7.5, "words", b"\xff", 900])
def test_a_visit_whose_page_is_none_makes_it_a_lower_bound_and_no_other_count(tmp_path: Path, gone: object) -> None:
    ordinary(tmp_path / "History")
    before = [one for one in same("chromium_history", tmp_path / "History", ("night",)) if isinstance(one, Rest)]
    with closing(sqlite3.connect(tmp_path / "History")) as db, db:
        db.execute("INSERT INTO visits SELECT 9999, ?, max(visit_time), transition FROM visits", (gone,))
    told = same("chromium_history", tmp_path / "History", ("night", "places"))
    assert Degraded() in told
    assert sum(one.acts for one in told if isinstance(one, Rest)) == sum(one.acts for one in before) - 200


def test_a_question_that_looks_at_every_visit_lets_none_be_left_out() -> None:
    asked = questions("night", "places")
    registered, indicator = asked["night"]
    assert Reading(WINDOW, asked).sieve is not None
    assert Reading(WINDOW, {"q": (replace(registered, hourly=False), indicator)}).sieve is None
    assert Reading(WINDOW, {}).sieve is not None
