"""Acts that are alike, told together: the same acts as one by one, whatever the table holds; or not together at all."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.formats import hardening
from inzage.formats.together import Telling
from inzage.observations import Alike, Degraded, Remark
from inzage.readers import Reader, all_readers
from inzage.result import OneByOne, Unreadable
from tests.readers.carried import READERS, WINDOW, chromium, firefox, moment
from tests.readers.recipe import WEBKIT, Case, artefact, build, cases, connect
from tests.readers.test_messages_silent_loss import whole

TELLING = [one for one in all_readers() if Telling in one.read.__globals__.values()]
EVERY_CASE = [(reader, case) for reader in TELLING for case in cases(reader.name)]


def read(reader: Reader, made: Path, *, together: bool, window: Any = WINDOW, facts: Any = None) -> list[Any] | str:
    """What came out, or why nothing did."""
    with artefact(made, facts or {}) as opened:
        try:
            return list(reader.read(replace(opened, together=together), window))
        except (Unreadable, OneByOne) as fault:
            return repr(fault)


def each(seen: list[Any]) -> Counter[Any]:
    """Every act by itself, and every remark."""
    return Counter(act for one in seen for act in (one.each() if isinstance(one, Alike) else (one,)))


def test_readers_of_much_tell_together() -> None:
    much = {"chromium_history", "firefox_history", "android_sms", "whatsapp_android", "ios_messages"}
    assert {one.name for one in TELLING} == much


@pytest.mark.parametrize(("reader", "case"), EVERY_CASE, ids=[case.id for _, case in EVERY_CASE])
def test_a_case_gives_the_same_both_ways(reader: Reader, case: Case, tmp_path: Path) -> None:
    made = build(case, tmp_path)
    one_by_one = read(reader, made, together=False, window=case.window, facts=case.facts)
    together = read(reader, made, together=True, window=case.window, facts=case.facts)
    if isinstance(one_by_one, str) or isinstance(together, str):
        assert together in (one_by_one, "OneByOne()")
    else:
        assert each(together) == each(one_by_one)


MADE: dict[str, Callable[[Path], object]] = {
    "chromium_history": lambda file: chromium(file, 300),
    "firefox_history": lambda file: firefox(file, 300),
    **{
        name: lambda file, name=name: file.write_bytes(whole(name, file.parent))  # type: ignore[misc]
        for name in ("android_sms", "whatsapp_android", "ios_messages")
    },
}
FEWER = {
    "chromium_history": "UPDATE visits SET url = 1 + url % 7",
    "firefox_history": "UPDATE moz_historyvisits SET place_id = 1 + place_id % 7",
}
"""So that pages are visited often."""


@pytest.mark.parametrize("name", MADE)
def test_many_acts_become_few_and_stay_as_many(name: str, tmp_path: Path) -> None:
    made = tmp_path / "file"
    MADE[name](made)
    with closing(connect(made)) as db:
        db.executescript(FEWER.get(name, ""))
    one_by_one, together = (read(READERS[name], made, together=way) for way in (False, True))
    assert isinstance(one_by_one, list)
    assert isinstance(together, list)
    assert each(together) == each(one_by_one)
    alike = [one for one in together if isinstance(one, Alike)]
    assert sum(one.acts for one in alike) > 60
    assert len(together) < len(one_by_one) * 2 / 3
    for one in alike:
        moments = sorted(one.moments())
        assert (one.first.at, one.last, one.acts) == (moments[0], moments[-1], len(moments))


TIMES = st.one_of(
    st.integers(0, 400).map(lambda hours: moment(hours) + WEBKIT * 1_000_000),
    st.integers(0, 400).map(moment),  # as very old files count
    st.integers(0, 400).map(lambda hours: moment(hours) + WEBKIT * 1_000_000 + 0.7),
    st.sampled_from([0, None, "words", b"bytes", "13420000000000000", 2**62]),
)
VISITS = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 9, None]),
        TIMES,
        st.sampled_from([0x30000000, 0x30000001, 0x10000000, 0x30000003, 0x30800000]),
        st.sampled_from([None, 0, 1, 2, 3]),
    ),
    max_size=25,
)
ADDRESSES = st.lists(
    st.sampled_from(["https://a.example/", "https://A.example/", "", None, b"https://\xff.example/", "b\0c"]),
    min_size=3,
    max_size=3,
)


@given(VISITS, ADDRESSES, st.sampled_from(["INTEGER", "", "TEXT", "REAL"]), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_table_holds_both_ways_are_one(
    tmp_path: Path, visits: list[Any], addresses: list[Any], kind: str, folded: bool
) -> None:
    made = tmp_path / "History"
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as db, db:
        collated = "COLLATE NOCASE" * folded
        db.execute(f"CREATE TABLE urls (id INTEGER PRIMARY KEY, url TEXT {collated}, hidden INTEGER)")
        db.execute(f"CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER, visit_time {kind}, transition INTEGER)")
        db.execute("CREATE TABLE visit_source (id INTEGER PRIMARY KEY, source INTEGER)")
        db.executemany("INSERT INTO urls VALUES (?, ?, 0)", enumerate(addresses, 1))
        for number, (page, time, transition, source) in enumerate(visits, 1):
            db.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", (number, page, time, transition))
            if source is not None:
                db.execute("INSERT INTO visit_source VALUES (?, ?)", (number, source))
    reader = READERS["chromium_history"]
    one_by_one, together = (read(reader, made, together=way) for way in (False, True))
    assert isinstance(one_by_one, list)
    assert together == "OneByOne()" or each(together) == each(one_by_one)  # type: ignore[arg-type]


def sms(made: Path, *rows: tuple[Any, ...], collated: str = "", number: str = "INTEGER PRIMARY KEY") -> Path:
    """A table of messages (address, time), from messaging apps, all outgoing."""
    with closing(sqlite3.connect(made)) as db, db:
        db.execute(
            f"CREATE TABLE sms (_id {number}, thread_id, address TEXT {collated}, date INTEGER, type INTEGER, creator)"
        )
        for n, (address, time) in enumerate(rows, 1):
            db.execute("INSERT INTO sms VALUES (?, 1, ?, ?, 2, 'com.android.mms')", (n, address, time))
    return made


def told(made: Path) -> list[tuple[str, int]] | str:
    """(with whom, how many) as told together."""
    seen = read(READERS["android_sms"], made, together=True)
    if isinstance(seen, str):
        return seen
    acts = [one for one in seen if not isinstance(one, Remark)]
    return [
        (one.first.untrusted_contact, one.acts) if isinstance(one, Alike) else (one.untrusted_contact, 1)
        for one in acts
    ]


AT = moment(5) // 1000


def test_a_text_is_alike_only_where_its_bytes_are(tmp_path: Path) -> None:
    rows = [("anna", AT), ("Anna", AT), ("anna ", AT), ("anna", AT + 1)]
    assert told(sms(tmp_path / "a", *rows)) == [("Anna", 1), ("anna", 2), ("anna ", 1)]
    for collated in ("COLLATE NOCASE", "COLLATE RTRIM"):
        assert told(sms(tmp_path / collated, *rows, collated=collated)) == [("Anna", 1), ("anna", 2), ("anna ", 1)]


@pytest.mark.parametrize("number", ["INTEGER", "INT PRIMARY KEY", "INTEGER PRIMARY KEY DESC"])
def test_where_a_number_is_not_the_rows_own_nothing_is_summed(number: str, tmp_path: Path) -> None:
    made = sms(tmp_path / "file", ("anna", AT), ("anna", AT + 1), number=number)
    assert told(made) == [("anna", 1), ("anna", 1)]
    assert told(sms(tmp_path / "plain", ("anna", AT), ("anna", AT + 1))) == [("anna", 2)]


def test_what_sqlite_cannot_check_is_not_summed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sms(tmp_path / "file", ("anna", AT), ("anna", AT + 1))
    monkeypatch.setattr(hardening, "PRAGMAS", hardening.PRAGMAS - {"quick_check"})
    assert told(made) == [("anna", 1), ("anna", 1)]


def test_a_text_that_is_not_proper_has_each_read_by_itself(tmp_path: Path) -> None:
    made = sms(tmp_path / "file", ("anna", AT), ("anna", AT + 1))
    with closing(sqlite3.connect(made)) as db, db:
        db.execute("UPDATE sms SET address = CAST(X'61ff' AS TEXT) WHERE _id = 2")
    assert told(made) == "OneByOne()"


def test_times_of_words_are_no_moments_either_way(tmp_path: Path) -> None:
    made = tmp_path / "file"
    with closing(sqlite3.connect(made)) as db, db:
        db.execute("CREATE TABLE sms (_id INTEGER PRIMARY KEY, address, date TEXT, type, creator)")
        db.executemany("INSERT INTO sms VALUES (?, 'anna', ?, 2, '')", [(1, str(AT)), (2, str(AT + 1))])
    assert told(made) == []
    assert Degraded() in read(READERS["android_sms"], made, together=True)


def test_more_moments_than_one_value_holds_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sms(tmp_path / "file", *[("anna", AT + n) for n in range(400)])
    assert told(made) == [("anna", 400)]
    limit = {**hardening._LIMITS, next(iter(hardening._LIMITS)): 4500}
    monkeypatch.setattr(hardening, "_LIMITS", limit)
    assert told(made) == "OneByOne()"


def test_chance_makes_no_difference_between_the_ways(tmp_path: Path) -> None:
    """Bytes changed at random: both ways end alike, or the one by one way has to decide."""
    made = chromium(tmp_path / "History", 120, page_size=512)
    with closing(connect(made)) as db:
        db.execute("UPDATE visits SET url = 1 + url % 11")
    content, chance, ends = made.read_bytes(), random.Random(3), Counter[str]()  # noqa: S311 - no secret
    for _ in range(300):
        spoilt = bytearray(content)
        for _ in range(chance.choice((1, 2, 8))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        made.write_bytes(spoilt)
        one_by_one, together = (read(READERS["chromium_history"], made, together=way) for way in (False, True))
        if isinstance(together, str) or isinstance(one_by_one, str):
            assert together in (one_by_one, "OneByOne()")
        else:
            assert each(together) == each(one_by_one)
            ends["summed" if any(isinstance(one, Alike) for one in together) else "one by one"] += 1
    assert ends["summed"] > 20
    assert ends["one by one"] > 20
