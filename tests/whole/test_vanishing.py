"""A carrier that changes, moves or is gone while it is checked: an answer, never an end and never a false count."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inzage.check import Progress
from inzage.errors import InzageError
from inzage.record import EntryKind
from inzage.record.verify import verify_case
from inzage.result import CheckResult, Coverage, Reason, Status
from inzage.signing.kit import Kit
from inzage.sources import NoSuchCarrier
from tests.bench import Bench, make_bench
from tests.check.beside import Ask, Beside, beside, checked, cut, entries, of_kind, unfinished

__all__ = ["beside"]

pytestmark = pytest.mark.usefixtures("beside")

HISTORY = "AppData/Local/BraveSoftware/Brave-Browser/User Data/Default/History"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def after(step: int, change: Callable[[], object]) -> Callable[[Progress], None]:
    """Does something to the carrier when so many artefacts are behind us; that a stage is over is told apart."""
    seen: set[tuple[str, int]] = set()

    def watch(at: Progress) -> None:
        new = (at.stage, at.done) not in seen
        seen.add((at.stage, at.done))
        if new and len(seen) == step:
            change()

    return watch


def places(result: CheckResult) -> Any:
    return next(one for one in result.answers if one.question == "listed_places_visited")


def lost(result: CheckResult) -> list[Coverage]:
    return [line for line in result.coverage if line.status is Status.UNREADABLE]


def holds(bench: Bench, case: Path) -> bool:
    return all(link.holds for link in verify_case(case, kit=Kit.load(bench.papers.kit)))


@pytest.fixture
def calm(tmp_path: Path, beside: type[Beside]) -> CheckResult:
    """The same check of the same carrier, while nothing happens to it."""
    (tmp_path / "calm").mkdir()
    made = make_bench(tmp_path / "calm")
    result = checked(made, Ask(made.root / "case"))
    assert len(read(result)) == beside.asked
    beside.asked = 0
    return result


def read(result: CheckResult) -> list[Coverage]:
    return [line for line in result.coverage if line.status is Status.READ]


@pytest.mark.parametrize("step", [1, 3, 5, 8, 13])
def test_a_carrier_that_is_gone_halfway(bench: Bench, calm: CheckResult, step: int) -> None:
    watch = after(step, lambda: shutil.rmtree(bench.carrier))
    result = checked(bench, Ask(bench.root / "case", watch=watch))
    gone = lost(result)
    assert {line.reason for line in gone} == {Reason.CHANGED_WHILE_READ}
    assert (len(read(result)), len(gone)) == (step, len(read(calm)) - step)
    assert places(result).verdict.seen < 1
    assert holds(bench, bench.root / "case")


def test_what_was_seen_before_it_was_gone_still_counts(bench: Bench) -> None:
    """Anna's six acts were read, and then bram's went: six, on what could be seen."""
    watch = after(1, lambda: shutil.rmtree(bench.carrier / "Users/bram"))
    result = checked(bench, Ask(bench.root / "case", watch=watch))
    assert places(result).verdict.tally.count == 6
    assert Reason.SOURCE_UNREADABLE in places(result).verdict.reasons


CHANGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "emptied": lambda file: file.write_bytes(b""),
    "a folder by now": lambda file: (file.unlink(), file.mkdir()),
    "a link by now": lambda file: (file.unlink(), file.symlink_to("/etc/passwd")),
    "a pipe by now": lambda file: (file.unlink(), os.mkfifo(file)),
    "its folder is a link by now": lambda file: (
        file.parent.rename(file.parent.with_name("Moved")), file.parent.symlink_to("Moved"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_is_something_else_by_now_is_not_followed(
    bench: Bench, calm: CheckResult, change: Callable[[Path], object]
) -> None:
    file = bench.carrier / "Users/bram" / HISTORY
    result = checked(bench, Ask(bench.root / "case", watch=after(1, lambda: change(file))))
    assert places(result).verdict.tally.count == 6
    assert places(result).verdict.seen < 1
    assert {line.reason for line in lost(result)} <= {
        Reason.CHANGED_WHILE_READ, Reason.EMPTY_FILE, Reason.NOT_A_FILE, Reason.LINK,
    }  # fmt: skip
    assert len(read(result)) + len(lost(result)) == len(read(calm))
    assert {line.container for line in lost(result)} == {5}  # in order: anna and her two, bram, and this one
    assert holds(bench, bench.root / "case")


def grow(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("INSERT INTO urls(url, last_visit_time) VALUES ('https://listed.example/more', 1)")


def test_a_browser_that_goes_on_writing_between_two_readers_is_read_as_it_is_then(bench: Bench) -> None:
    file = bench.carrier / "Users/bram" / HISTORY
    result = checked(bench, Ask(bench.root / "case", watch=after(6, lambda: grow(file))))
    assert lost(result) == []
    done = of_kind(list(entries(bench, bench.root / "case")), EntryKind.READ)
    digests = {str(e.facts["artefact"]): set() for e in done}  # type: ignore[var-annotated]
    for entry in done:
        digests[str(entry.facts["artefact"])].add(entry.facts["digest"])
    assert sorted(map(len, digests.values())) == [1, 1, 1, 2]


def test_a_browser_that_writes_while_it_is_read_is_not_counted_and_was_opened(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, run = bench.carrier / "Users/bram" / HISTORY, Beside.run

    def meanwhile(self: Beside, request: Any, descriptors: Any = (), **more: Any) -> Any:
        told = run(self, request, descriptors, **more)
        if request["reader"] == "chromium_history" and os.fstat(descriptors[0]).st_ino == file.stat().st_ino:
            grow(file)
        return told

    monkeypatch.setattr(Beside, "run", meanwhile)
    result = checked(bench, Ask(bench.root / "case"))
    (line,) = lost(result)
    assert (line.reader, line.reason) == ("chromium_history", Reason.CHANGED_WHILE_READ)
    assert places(result).verdict.tally.count == 6
    assert line.rows == 60
    assert sum(one.rows for one in result.intrusion) == sum(one.rows for one in result.coverage)


def test_a_profile_that_appears_halfway_is_not_opened(bench: Bench, calm: CheckResult, beside: type[Beside]) -> None:
    """What nobody could ask about when the check began stays shut."""
    data = bench.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data"
    watch = after(2, lambda: shutil.copytree(data / "Default", data / "Profile 9"))
    result = checked(bench, Ask(bench.root / "case", watch=watch))
    assert places(result).verdict.tally.count == 8
    assert beside.asked == len(read(calm))


def test_a_carrier_gone_between_two_sittings_can_come_back(bench: Bench) -> None:
    rows = unfinished(bench, bench.root / "dead")
    cut(bench.root / "dead", bench.root / "case", rows[:20])
    bench.carrier.rename(bench.root / "away")
    with pytest.raises(NoSuchCarrier):
        checked(bench, Ask(bench.root / "case", resume=True))
    (bench.root / "away").rename(bench.carrier)
    result = checked(bench, Ask(bench.root / "case", resume=True))
    assert places(result).verdict.tally.count == 8


def test_a_carrier_changed_between_two_sittings_counts_what_was_seen_when_it_was_seen(bench: Bench) -> None:
    rows = unfinished(bench, bench.root / "dead")
    for kept in range(0, len(rows), 5):
        case = bench.root / f"case {kept}"
        cut(bench.root / "dead", case, rows[:kept])
        result = checked(bench, Ask(case, resume=True))
        assert holds(bench, case)
        assert sum(one.rows for one in result.intrusion) == sum(one.rows for one in result.coverage)
        shutil.rmtree(bench.carrier / "Users/bram", ignore_errors=True)


def test_lists_that_are_gone_halfway_do_not_matter(bench: Bench) -> None:
    """They were opened when the check began, and are read from there."""
    watch = after(1, lambda: shutil.rmtree(bench.papers.lists))
    assert places(checked(bench, Ask(bench.root / "case", watch=watch))).verdict.tally.count == 8


def test_a_case_folder_that_is_gone_halfway_is_a_sentence(bench: Bench) -> None:
    def change() -> None:
        shutil.rmtree(bench.root / "deep")

    (bench.root / "deep").mkdir()
    with pytest.raises(InzageError) as told:
        checked(bench, Ask(bench.root / "deep/case", watch=after(3, change)))
    assert told.value.exit_code == 1
    assert "deep/case" in told.value.sentence("nl")
