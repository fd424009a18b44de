"""Who is said to have removed history: nobody whose browser only did what browsers do.

Three tables of lives. In the first nothing at all may be said. In the second nobody can
tell: what is said carries *unknown*, so that the question stays open and nobody is accused.
In the third history was removed, on this device and inside the window, and it must be said.
"""

from collections.abc import Callable
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from inzage.artefact import Window
from inzage.observations import HistoryEmptied, HistoryGap, OnThisDevice
from tests.readers.lives import TODAY, WINDOW, Chromium, Firefox, at

YES, UNKNOWN = OnThisDevice.YES, OnThisDevice.UNKNOWN
Life = Callable[[Path], "list[HistoryGap | HistoryEmptied]"]


def rolled_back(life: Chromium) -> Chromium:
    """Visits that were begun and never committed: a crash, a page that never loaded."""
    life.db.commit()
    life.db.isolation_level = None
    life.db.execute("BEGIN")
    for _ in range(40):
        life.visit(-10)
    life.db.execute("ROLLBACK")
    life.db.isolation_level = ""
    return life


def remade(life: Chromium) -> Chromium:
    """An update that makes the table anew and copies the rows."""
    life.db.executescript(
        """
        ALTER TABLE visits RENAME TO was;
        CREATE TABLE visits(id INTEGER PRIMARY KEY AUTOINCREMENT, url INTEGER NOT NULL, visit_time INTEGER NOT NULL,
            transition INTEGER, originator_cache_guid TEXT, from_visit INTEGER, app_id TEXT, told INTEGER);
        INSERT INTO visits SELECT id, url, visit_time, transition, originator_cache_guid, 0, NULL, 0 FROM was;
        DROP TABLE was;
        """
    )
    return life


def clock_off(life: Chromium, day: float, by: float, many: int = 8) -> Chromium:
    """For an hour the clock is off by so many days; then somebody sets it right."""
    life.clock = by
    for n in range(many):
        life.visit(day + n / 200)
    life.clock = 0.0
    return life


def alone_in_private(life: Chromium, first: int, last: int) -> Chromium:
    """The browser runs and leaves no visit; it expires, cleans up and writes its other files."""
    for day in range(first, last + 1):
        life.expire(day)
        life.touch(day, "Web Data", "Favicons")
        if day % 3 == 0:
            life.touch(day, "Shortcuts", "Network Action Predictor")
    return life


NATURAL: dict[str, Life] = {
    "daily use, a year long": lambda f: Chromium(f).browse(-365, 0).told(),
    "daily use, ninety days": lambda f: Chromium(f).browse(-90, 0).told(),
    "now and then": lambda f: Chromium(f).browse(-200, -190).browse(-80, -78).browse(-20, -20).browse(0, 0).told(),
    "one visit ever": lambda f: Chromium(f).browse(-5, -5, each=1).told(),
    "fresh profile": lambda f: Chromium(f).browse(-10, 0).told(),
    "fresh profile, with downloads": lambda f: Chromium(f).browse(-30, 0).download(-30).download(-12).told(),
    "no visit at all": lambda f: Chromium(f).touch(-30, "Web Data").touch(-20, "Login Data").told(),
    "installed by the maker, used later": lambda f: (
        Chromium(f).touch(-50, "Web Data").touch(-40, "Login Data").browse(-20, 0).told()
    ),
    "used, then away for half a year": lambda f: Chromium(f).browse(-250, -190).expire(-5).browse(-5, 0).told(),
    "away, with downloads from before": lambda f: (
        Chromium(f).browse(-250, -190).download(-200).download(-195).expire(-5).browse(-5, 0).told()
    ),
    "Brave keeps sixty days": lambda f: Chromium(f).browse(-120, 0).download(-70).expire(0, keep=60).told(),
    "expiry came late": lambda f: Chromium(f).browse(-130, -60).browse(-59, 0).expire(0).told(),
    "visits rolled back": lambda f: rolled_back(Chromium(f).browse(-100, -11)).browse(-9, 0).told(),
    "blocked and framed visits": lambda f: (
        Chromium(f).browse(-60, -31).browse(-30, -20, transition=0x30800000)
        .browse(-19, 0, transition=0x31000004).told()
    ),
    "sub-frames of an early version": lambda f: (
        Chromium(f).browse(-60, -20).browse(-19, -19, each=30, transition=0x30000003).visit(-18)
        .do(-16, "DELETE FROM visits WHERE transition = 0x30000003 AND id % 2").browse(-15, 0).told()
    ),
    "four rows repaired away": lambda f: (
        Chromium(f).browse(-60, 0).do(0, "DELETE FROM visits WHERE id BETWEEN 50 AND 53").told()
    ),
    "an update made the table anew": lambda f: remade(Chromium(f).browse(-150, 0)).touch(-1, "Login Data").told(),
    "clock three hours back": lambda f: clock_off(Chromium(f).browse(-60, -20), -20, -0.125).browse(-19, 0).told(),
    "clock a month back": lambda f: clock_off(Chromium(f).browse(-60, -20), -20, -31).browse(-19, 0).told(),
    "clock two days ahead": lambda f: clock_off(Chromium(f).browse(-60, -20), -20, 2).browse(-19, 0).told(),
    "clock years ahead, once": lambda f: (
        clock_off(Chromium(f).browse(-200, -150), -150, 1500, 1).browse(-149, 0).told()
    ),
    "clock years ahead, last of all": lambda f: (
        clock_off(Chromium(f).browse(-200, -150), -150, 1500, 1).browse(-149, -100).expire(0).told()
    ),
    "clock years back, from a flat battery": lambda f: (
        clock_off(Chromium(f).browse(-60, -20), -20, -4000, 4).expire(-19).browse(-19, 0).told()
    ),
    "copied to a new computer": lambda f: (
        Chromium(f).browse(-150, -10).touch(-5, "Login Data", "Web Data", "Shortcuts", "Favicons").told(changed=at(-5))
    ),
    "copied to a new computer and used": lambda f: (
        Chromium(f).browse(-150, -10).touch(-9, "Login Data", "Web Data").browse(-8, 0).told()
    ),
    "an old backup put back": lambda f: Chromium(f).browse(-150, -40).browse(-3, 0).told(),
    "downloads of an extension and of the browser": lambda f: (
        Chromium(f).browse(-10, 0).download(-40, transient=1).download(-30, by_ext_id="mine").told()
    ),
    "visits of another device": lambda f: (
        Chromium(f).browse(-100, -50).sync(-50, 30, -80).browse(-49, -20).sync(-20, 30, -22).browse(-19, 0).told()
    ),
    "a browser without numbers kept": lambda f: (
        Chromium(f).browse(-120, 0).do(0, "DELETE FROM sqlite_sequence").told()
    ),
    "imported later, the oldest of it expired since": lambda f: (
        Chromium(f).browse(-60, -30).bring_in(-30, 300, -95).browse(-29, 0).expire(0).told()
    ),
    "imported at the first start": lambda f: Chromium(f).bring_in(-40, 200, -300).browse(-40, 0).told(),
}  # fmt: skip

OPEN: dict[str, Life] = {
    "synchronising switched off": lambda f: (
        Chromium(f).browse(-100, -50).sync(-50, 30, -52).browse(-49, -1).sync_off(-1).browse(0, 0).told()
    ),
    "removed elsewhere, carried here by Sync": lambda f: (
        Chromium(f).sync(-100, 1, -100).browse(-80, 0).do(0, "DELETE FROM visits WHERE id BETWEEN 100 AND 160").told()
    ),
    "removed beside what was imported": lambda f: (
        Chromium(f).bring_in(-60, 20, -70).browse(-60, -1).clear(0, since=-7).visit(0.1).told()
    ),
    "cleared the evening before the window": lambda f: (
        Chromium(f).browse(-88, -60).clear(-59.2, since=-65).browse(-20, 0).told()
    ),
    "cleared all before the window, downloads left": lambda f: (
        Chromium(f).browse(-100, -61).download(-64).download(-61.5).clear_all(-61).browse(-7, -7).told()
    ),
    "newest cleared before the window, then only private": lambda f: (
        Chromium(f).browse(-100, -61).clear(-61, since=-70).do(-1, "UPDATE meta SET value = value").told()
    ),
    "all of the window cleared and a little before": lambda f: (
        Chromium(f).browse(-100, 0).clear(0, since=-70).visit(0.1).told()
    ),
    "one file fetched for another program": lambda f: Chromium(f).download(-30).browse(-10, 0).told(),
    "long away, then only private windows": lambda f: (
        alone_in_private(Chromium(f).browse(-250, -160), -40, -25).browse(-20, 0).told()
    ),
    "long away, updates only": lambda f: (
        Chromium(f).browse(-250, -160).expire(-45).touch(-45, "Web Data").touch(-30, "Login Data").browse(-20, 0).told()
    ),
}  # fmt: skip

REMOVED: dict[str, Life] = {
    "the last hour": lambda f: Chromium(f).browse(-100, -1, each=20).clear(-0.1, since=-0.5).visit(-0.05).told(),
    "the last day": lambda f: Chromium(f).browse(-100, -1, each=9).clear(-0.5, since=-1.5).browse(0, 0).told(),
    "the last week": lambda f: Chromium(f).browse(-100, -1).clear(0, since=-7).visit(0.1).told(),
    "the last four weeks": lambda f: Chromium(f).browse(-100, -1).clear(0, since=-28).visit(0.1).told(),
    "the last four weeks, of a young profile": lambda f: (
        Chromium(f).browse(-40, -1).clear(0, since=-28).visit(0.1).told()
    ),
    "the last week, and nothing since": lambda f: Chromium(f).browse(-100, -1).clear(-0.5, since=-7).told(),
    "five pages in a row": lambda f: (
        Chromium(f).browse(-60, 0).do(0, "DELETE FROM visits WHERE id BETWEEN 50 AND 54").told()
    ),
    "week after week": lambda f: (
        Chromium(f).browse(-100, -20).clear(-20, since=-24).browse(-19, -10).clear(-10, since=-14).browse(-9, 0).told()
    ),
    "all of it, downloads left": lambda f: (
        Chromium(f).browse(-100, -5).download(-30).download(-9).clear_all(-5).browse(-4, 0).told()
    ),
    "all of it, and nothing since": lambda f: (
        Chromium(f).browse(-100, -5).download(-30).download(-9).clear_all(-5).told()
    ),
    "before numbers were kept": lambda f: (
        Chromium(f).browse(-60, 0).do(0, "DELETE FROM sqlite_sequence")
        .do(0, "DELETE FROM visits WHERE id BETWEEN 90 AND 120").told()
    ),
}  # fmt: skip


def lives(table: dict[str, Life]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("life", table.values(), ids=list(table))


@lives(NATURAL)
def test_what_browsers_do_by_themselves_is_not_mentioned(life: Life, tmp_path: Path) -> None:
    assert life(tmp_path / "History") == []


@lives(OPEN)
def test_what_nobody_can_tell_accuses_nobody(life: Life, tmp_path: Path) -> None:
    told = life(tmp_path / "History")
    assert told
    assert {seen.on_this_device for seen in told} == {UNKNOWN}


@lives(REMOVED)
def test_what_was_removed_here_in_the_window_is_said(life: Life, tmp_path: Path) -> None:
    told = life(tmp_path / "History")
    assert YES in {seen.on_this_device for seen in told}
    assert all(WINDOW.start <= seen.at < WINDOW.end for seen in told)


@pytest.mark.parametrize("length", [1, 7, 14, 30, 59])
@pytest.mark.parametrize("cleared", [2, 10, 20, 45])
def test_a_clearing_is_held_against_somebody_only_where_the_window_holds_it_whole(
    length: int, cleared: int, tmp_path: Path
) -> None:
    """Whatever the window: certain if a kept visit before the gap lies inside it, open if not."""
    window = Window(TODAY.date() - timedelta(days=length), TODAY.date())
    told = Chromium(tmp_path / "History").browse(-89, -1).clear(0, since=-cleared).visit(0.1).told(window)
    expected = YES if length > cleared else UNKNOWN
    assert [seen.on_this_device for seen in told] == [expected]


@pytest.mark.parametrize("run", range(1, 9))
def test_a_run_counts_from_five_on(run: int, tmp_path: Path) -> None:
    life = Chromium(tmp_path / "History").browse(-60, 0).do(0, "DELETE FROM visits WHERE id BETWEEN 80 AND ?", 79 + run)
    assert [seen.missing for seen in life.told() if isinstance(seen, HistoryGap)] == [run] * (run >= 5)


def test_a_gap_says_how_many_are_missing_and_when_it_ends(tmp_path: Path) -> None:
    (seen,) = Chromium(tmp_path / "History").browse(-60, -1).clear(0, since=-7).visit(0.1).told()
    assert isinstance(seen, HistoryGap)
    assert seen.missing == 21
    assert seen.at == at(0.1).astimezone(UTC)


# --- Firefox ------------------------------------------------------------------------------

FOX_NATURAL: dict[str, Life] = {
    "daily use": lambda f: Firefox(f).browse(-200, 0).told(),
    "fresh profile": lambda f: Firefox(f, began=-10).browse(-10, 0).told(),
    "fresh profile with old bookmarks": lambda f: (
        Firefox(f, began=-10).bookmark(-300).bookmark(-90).browse(-10, 0).told()
    ),
    "made long ago, used later": lambda f: Firefox(f, began=-200).browse(-10, 0).told(),
    "only private windows at first, bookmarks kept": lambda f: (
        Firefox(f).bookmark(-100).bookmark(-50).bookmark(-40).browse(-10, 0).told()
    ),
    "bookmarks made and thrown away": lambda f: (
        Firefox(f).bookmark(-100).bookmark(-90).do(-80, "DELETE FROM moz_bookmarks WHERE id > 2")
        .do(-79, "DELETE FROM moz_places WHERE id = 2").browse(-10, 0).told()
    ),
    "the oldest pages expired": lambda f: (
        Firefox(f).bookmark(-250).browse(-300, 0, each=40).clear(0, since=-300, until=-100).told()
    ),
    "four rows repaired away": lambda f: (
        Firefox(f).browse(-60, 0).do(0, "DELETE FROM moz_historyvisits WHERE id BETWEEN 50 AND 53").told()
    ),
    "old downloads dropped from the middle": lambda f: (
        Firefox(f).browse(-120, -70).browse(-69, -65, kind=7).browse(-64, 0)
        .do(0, "DELETE FROM moz_historyvisits WHERE visit_type = 7").told()
    ),
    "brought in with old dates": lambda f: (
        Firefox(f, began=-50).browse(-50, -40).browse(-300, -200).browse(-39, 0).told()
    ),
}  # fmt: skip

FOX_OPEN: dict[str, Life] = {
    "signed in": lambda f: (
        Firefox(f).browse(-60, -1).clear(0, since=-7).visit(0.1).touch(0, "signedInUser.json").told()
    ),
    "remains of Sync": lambda f: Firefox(f).browse(-60, -1).clear(0, since=-7).visit(0.1).touch(-90, "weave").told(),
    "cleared before the window": lambda f: Firefox(f).browse(-100, -60).clear(-59.2, since=-63).browse(-20, 0).told(),
    "emptied, and nobody knows when": lambda f: (
        Firefox(f).browse(-200, -61).bookmark(-150).clear(-61, since=-300).browse(-10, 0).told()
    ),
    "old downloads dropped, and little use since": lambda f: (
        Firefox(f).browse(-120, -70).browse(-69, -65, kind=7).browse(-54, 0)
        .do(0, "DELETE FROM moz_historyvisits WHERE visit_type = 7").told()
    ),
}  # fmt: skip

FOX_REMOVED: dict[str, Life] = {
    "the last week": lambda f: (
        Firefox(f).browse(-100, -1).visit(-1).clear(-0.8, since=-7, until=-2).browse(0, 0).told()
    ),
    "a day in the middle": lambda f: Firefox(f).browse(-50, 0, each=9).clear(0, since=-20, until=-19).told(),
    "all of it, a bookmark left": lambda f: (
        Firefox(f).browse(-200, -5).bookmark(-30).clear(-5, since=-300).browse(-3, 0).told()
    ),
}  # fmt: skip


@lives(FOX_NATURAL)
def test_what_firefox_does_by_itself_is_not_mentioned(life: Life, tmp_path: Path) -> None:
    assert life(tmp_path / "places.sqlite") == []


@lives(FOX_OPEN)
def test_what_nobody_can_tell_of_firefox_accuses_nobody(life: Life, tmp_path: Path) -> None:
    assert YES not in {seen.on_this_device for seen in life(tmp_path / "places.sqlite")}


@lives(FOX_REMOVED)
def test_what_was_removed_from_firefox_in_the_window_is_said(life: Life, tmp_path: Path) -> None:
    told = life(tmp_path / "places.sqlite")
    assert YES in {seen.on_this_device for seen in told}
    assert all(WINDOW.start <= seen.at < WINDOW.end for seen in told)


def test_a_window_before_the_removal_knows_nothing_of_it(tmp_path: Path) -> None:
    life = Chromium(tmp_path / "History").browse(-80, -1).clear(0, since=-7).visit(0.1)
    assert life.told(Window(date(2026, 2, 10), date(2026, 4, 20))) == []
