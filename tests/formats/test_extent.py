"""How far a table reaches: the two ends of a time column, as if every value had been looked at."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.formats import extent
from inzage.formats.clocks import MICROSECONDS, MILLISECONDS, PLAUSIBLE, SECONDS, WEBKIT, Clock, Unit
from inzage.formats.extent import ends, reach
from inzage.formats.sqlite import database
from inzage.observations import Covers
from tests.formats.databases import filled, opened

MIXED = Clock(WEBKIT, MICROSECONDS, SECONDS)
TIME = 1_773_133_200


def stored(unit: Unit) -> st.SearchStrategy[int]:
    return st.integers(unit.ticks(PLAUSIBLE[0]), unit.ticks(PLAUSIBLE[1]) - 1)


VALUES = st.one_of(
    st.none(),
    st.integers(-5, 5),
    st.sampled_from([b"", b"x", "", "word", "12"]),
    st.floats(1e9, 2e9),
    *map(stored, (WEBKIT, MICROSECONDS, SECONDS)),
)


@settings(max_examples=60)
@given(values=st.one_of(st.lists(VALUES, max_size=6), st.lists(stored(WEBKIT)), st.lists(stored(SECONDS))))
@pytest.mark.parametrize("strict", [True, False])
def test_two_ends_say_what_each_value_says(values: list[object], strict: bool) -> None:
    moments = [at for value in values if (at := MIXED.moment(value))]
    words = [value for value in values if isinstance(value, str | bytes) and (strict or value)]
    with TemporaryDirectory() as folder:
        made = filled(Path(folder) / "db", "CREATE TABLE t(at)", [(value,) for value in values])
        with opened(made) as artefact, database(artefact) as db:
            held, strange = ends(db, "t AS m", "m.at", MIXED, strict=strict)
    assert strange == bool(words)
    whole = [at.replace(microsecond=0) for at in moments]
    found = [MICROSECONDS.at(end).replace(microsecond=0) for end in held or ()]
    assert found == ([min(whole), max(whole)] if moments else [])


@pytest.mark.parametrize(
    ("values", "looked"),
    [([TIME, TIME + 5], 0), ([None, TIME], 0), ([0, TIME], 1), ([TIME, "x"], 1), ([TIME, TIME * 10**6], 1), ([], 1)],
)
def test_values_are_looked_at_one_by_one_only_where_the_ends_leave_a_doubt(
    values: list[object], looked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = filled(tmp_path / "db", "CREATE TABLE t(at)", [(value,) for value in values])
    asked: list[str] = []
    with opened(made) as artefact, database(artefact) as db:
        one = db.one
        monkeypatch.setattr(db, "one", lambda sql: (asked.append(sql), one(sql))[1])
        ends(db, "t", "at", MIXED)
    assert len(asked) == 1 + looked
    assert (extent._EACH.split("FROM")[1].strip()[:7] in asked[-1]) == bool(looked)


def test_words_in_a_time_column_make_the_reading_a_lower_bound(tmp_path: Path) -> None:
    made = filled(tmp_path / "db", "CREATE TABLE t(at)", [(TIME * 1000,), ("soon",)])
    with opened(made) as artefact, database(artefact) as db:
        assert list(reach(db, "t", "at", Clock(MILLISECONDS))) == [Covers(SECONDS.at(TIME), SECONDS.at(TIME))]
        assert db.degraded
