"""What Safari says was removed: damage makes none of it, and however much there is, it is told."""

from collections import Counter
from contextlib import closing
from pathlib import Path

from inzage.observations import HistoryEmptied, HistoryGap
from inzage.readers import all_readers
from inzage.result import Unreadable
from tests.readers import carried
from tests.readers.recipe import HERE, artefact, build, cases, connect, sql

EXTENT = {reader.name: reader for reader in all_readers()}["safari_extent"]
REMOVED = next(case for case in cases(EXTENT.name) if case.folder.name == "removed_and_near_misses")


def removals(made: Path) -> Counter[HistoryGap | HistoryEmptied]:
    found: Counter[HistoryGap | HistoryEmptied] = Counter()
    with artefact(made) as one:
        try:
            found.update(s for s in EXTENT.read(one, REMOVED.window) if isinstance(s, HistoryGap | HistoryEmptied))
        except Unreadable:
            return Counter()
    return found


def test_a_page_that_is_lost_or_misplaced_makes_no_removal_of_safari(tmp_path: Path) -> None:
    made = build(REMOVED, tmp_path)
    content, told = made.read_bytes(), removals(made)
    assert len(told) == 2
    for how, spoilt in (*carried.blanks(content, 4096), *carried.swaps(content, 4096), *carried.cuts(content, 4096)):
        made.write_bytes(spoilt)
        assert not removals(made) - told, how


def test_two_thousand_removals_among_twenty_thousand_visits_are_all_told(tmp_path: Path) -> None:
    """Each is compared with the visits that still stand, and that may not cost more than a reading is allowed."""
    made = tmp_path / "History.db"
    with closing(connect(made)) as db:
        db.executescript(sql(HERE / "schemas" / "safari.sql"))
        db.execute("BEGIN")
        first = db.execute("SELECT cocoa('2026-03-02 00:00')").fetchone()[0]
        visits = [(n, first + n * 100) for n in range(1, 20_001)]
        db.executemany("INSERT INTO history_visits (id, history_item, visit_time) VALUES (?, 1, ?)", visits)
        hours = [(at + 1, at + 99) for _, at in visits[:2_000]] + [(at - 1, at + 1) for _, at in visits[:2_000]]
        db.executemany("INSERT INTO history_tombstones (start_time, end_time) VALUES (?, ?)", hours)
        db.execute("COMMIT")
    assert sum(removals(made).values()) == 2_000
