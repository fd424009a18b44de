"""The case file: begun, killed anywhere, resumed, finished; one process at a time."""

import errno
import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inzage.record import (
    CASE,
    CHECKPOINT,
    KIT_KEY,
    LEDGER,
    MANDATE,
    ORDER,
    PLAN,
    RESULT,
    CannotWrite,
    CaseBusy,
    CaseDamaged,
    CaseExists,
    CaseInterrupted,
    CaseOfAnother,
    EntryKind,
    NothingToResume,
)
from inzage.record.casefile import CaseWriter, Note
from inzage.record.digests import result_leaf
from inzage.record.note import code
from inzage.record.place import part_of, put_in_place
from inzage.record.reading import read_case
from inzage.record.same import undisturbed
from inzage.record.verify import verify_case
from inzage.signing import NotAnEnvelope
from inzage.signing.kit import Kit
from tests.record.making import Office, Papers, begin, finish, finished, kit_at, result_of, resume, validation, work

OFFICE = Office.new()


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "encrypted"])
def kit(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Kit:
    made = kit_at(tmp_path_factory.mktemp("office") / "kit", encrypted=request.param)
    return replace(OFFICE.trusted_by(made), policy=made.policy)


@pytest.fixture
def papers() -> Papers:
    return OFFICE.papers()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case"


def holds(path: Path, kit: Kit) -> bool:
    return all(link.holds for link in verify_case(path, kit=kit))


def names(path: Path) -> set[str]:
    return {file.name for file in path.iterdir()}


def test_a_finished_case_has_its_files_and_no_traces_of_the_work(path: Path, kit: Kit, papers: Papers) -> None:
    facts = finished(path, kit, papers)
    assert names(path) == {MANDATE, ORDER, PLAN, RESULT, LEDGER, CHECKPOINT, KIT_KEY, CASE}
    assert names(path.parent) == {"case"}
    assert facts.entries == 8
    assert holds(path, kit)
    assert {file.stat().st_mode & 0o077 for file in path.iterdir()} == {0}


def test_the_result_states_the_closed_ledger(path: Path, kit: Kit, papers: Papers) -> None:
    facts = finished(path, kit, papers)
    case = read_case(path, kit)
    assert case.result["ledger"] == facts.json == {"entries": 8, "root": facts.root, "code": facts.code}
    assert facts.code == code(bytes.fromhex(facts.root)) == case.code


def test_entries_are_numbered_and_timed(path: Path, kit: Kit, papers: Papers) -> None:
    with begin(path, kit, papers) as case:
        made = [case.append(EntryKind.OPENED, {"n": n}, durable=False) for n in range(3)]
        assert [entry for entry, _ in case.entries()] == made
    assert [entry.sequence for entry in made] == [1, 2, 3]
    assert all(entry.at.endswith("Z") and entry.at[10] == "T" for entry in made)


def test_a_clock_that_was_set_is_an_entry_before_the_next(path: Path, kit: Kit, papers: Papers) -> None:
    said = iter([None, {"seconds": -3600, "boot": False}, None])
    with begin(path, kit, papers) as case:
        case.clock = lambda: next(said)
        assert case.beat is None
        numbers = [case.append(EntryKind.CLOSED, {"n": n}).sequence for n in range(4)]
        told = [(entry.kind, dict(entry.facts)) for entry, _ in case.entries()]
        assert case.beat is not None
    assert numbers == [1, 2, 4, 5]  # the first says which check it is: nothing comes before it
    assert told[2] == (EntryKind.CLOCK, {"seconds": -3600, "boot": False})


def test_a_stop_that_came_too_late_is_no_part_of_the_case(
    path: Path, kit: Kit, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped_in_between(final: Path) -> None:
        (part_of(final) / "stop").write_bytes(b"")
        put_in_place(final)

    monkeypatch.setattr("inzage.record.casefile.put_in_place", stopped_in_between)
    finished(path, kit, papers)
    assert holds(path, kit)


def test_a_check_that_opened_nothing_has_an_empty_ledger(path: Path, kit: Kit, papers: Papers) -> None:
    with begin(path, kit, papers) as case:
        facts = finish(case, papers)
    result = read_case(path, kit).result
    assert (facts.entries, facts.root) == (0, result_leaf(result).hex())
    assert holds(path, kit)


def test_a_check_without_order(path: Path, kit: Kit) -> None:
    papers = validation(kit)
    finished(path, kit, papers)
    assert ORDER not in names(path)
    assert read_case(path, kit).order is None
    assert holds(path, kit)


def test_at_rest_a_case_shows_no_reference(path: Path, tmp_path: Path, papers: Papers) -> None:
    kit = kit_at(tmp_path / "kit", encrypted=True)
    finished(path, kit, papers)
    for file in path.iterdir():
        assert b"ECLI" not in file.read_bytes()
        assert b"opened" not in file.read_bytes()


def test_only_envelopes_begin_a_case(path: Path, kit: Kit, papers: Papers) -> None:
    with pytest.raises(NotAnEnvelope):
        begin(path, kit, replace(papers, mandate=b"reference = 'x'"))
    with pytest.raises(NotAnEnvelope):
        begin(path, kit, replace(papers, order=b""))
    begin(path, kit, papers).close()


# --- where a case may be written ---------------------------------------------------


def test_a_case_is_never_overwritten(path: Path, kit: Kit, papers: Papers) -> None:
    finished(path, kit, papers)
    before = {file.name: file.read_bytes() for file in path.iterdir()}
    for act in (begin, resume):
        with pytest.raises(CaseExists):
            act(path, kit, papers)
    assert {file.name: file.read_bytes() for file in path.iterdir()} == before
    assert names(path.parent) == {"case"}


@pytest.mark.parametrize("what", ["file", "full", "link"])
def test_what_lies_there_is_never_touched(path: Path, kit: Kit, papers: Papers, what: str) -> None:
    match what:
        case "file":
            path.write_bytes(b"precious")
        case "full":
            path.mkdir()
            (path / "precious").write_bytes(b"")
        case _:
            path.symlink_to("elsewhere")
    with pytest.raises(CaseExists):
        begin(path, kit, papers)
    assert names(path.parent) == {"case"}


def test_an_empty_directory_will_do(path: Path, kit: Kit, papers: Papers) -> None:
    path.mkdir()
    finished(path, kit, papers)
    assert holds(path, kit)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, kit: Kit, papers: Papers) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite):
        begin(tmp_path / "file" / "case", kit, papers)


# --- resuming ----------------------------------------------------------------------


def test_an_interrupted_case_goes_on_with_everything_it_knew(path: Path, kit: Kit, papers: Papers) -> None:
    with begin(path, kit, papers) as case:
        case.append(EntryKind.BEGUN, case.begun)
        case.append(EntryKind.READ, {"ordinal": 1}, outcome={"rows": 7})
        before = list(case.entries())
    with resume(path, kit, papers) as case:
        assert list(case.entries()) == before
        assert case.check_id == "check-1"
        assert case.plan == papers.plan
        work(case)
        finish(case, papers)
    assert holds(path, kit)
    assert [e.kind for e in read_case(path, kit).entries].count(EntryKind.BEGUN) == 1


def test_beginning_again_does_not_discard_an_interrupted_check(path: Path, kit: Kit, papers: Papers) -> None:
    begin(path, kit, papers).close()
    with pytest.raises(CaseInterrupted) as caught:
        begin(path, kit, papers)
    assert "--resume" in caught.value.sentence("nl")
    resume(path, kit, papers).close()


def test_nothing_to_resume(path: Path, kit: Kit, papers: Papers) -> None:
    with pytest.raises(NothingToResume):
        resume(path, kit, papers)
    part_of(path).mkdir()
    with pytest.raises(NothingToResume):
        resume(path, kit, papers)


def test_the_plan_of_the_beginning_may_be_taken(path: Path, kit: Kit, papers: Papers) -> None:
    begin(path, kit, papers).close()
    with CaseWriter.resume(path, kit=kit, mandate=papers.mandate, order=papers.order) as case:
        assert case.plan == papers.plan


OTHERS: dict[str, tuple[Callable[[Papers], Papers], str, str]] = {
    "mandate": (lambda p: replace(p, mandate=OFFICE.papers("another").mandate), "opdracht", "mandate"),
    "order": (lambda p: replace(p, order=OFFICE.papers("another").order), "controleopdracht", "check order"),
    "no_order": (lambda p: replace(p, order=None), "controleopdracht", "check order"),
    "plan": (lambda p: replace(p, plan=b'{"doors":[1],"version":1}'), "opzet", "plan"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_an_interrupted_case_goes_on_with_its_own_papers_alone(
    path: Path, kit: Kit, papers: Papers, other: str
) -> None:
    change, nl, en = OTHERS[other]
    begin(path, kit, papers).close()
    with pytest.raises(CaseOfAnother) as caught:
        resume(path, kit, change(papers))
    assert f"andere {nl}." in caught.value.sentence("nl")
    assert f"another {en}." in caught.value.sentence("en")
    assert caught.value.exit_code == 5
    resume(path, kit, papers).close()


def test_an_order_cannot_be_brought_in_later(path: Path, kit: Kit, papers: Papers) -> None:
    begin(path, kit, replace(papers, order=None)).close()
    with pytest.raises(CaseOfAnother):
        resume(path, kit, papers)


def test_another_kit_cannot_go_on(path: Path, tmp_path: Path, kit: Kit, papers: Papers) -> None:
    begin(path, kit, papers).close()
    with pytest.raises(CaseOfAnother) as caught:
        resume(path, kit_at(tmp_path / "other"), papers)
    assert "uitrusting" in caught.value.sentence("nl")


# --- one process at a time ---------------------------------------------------------


def test_the_second_to_come_is_told(path: Path, kit: Kit, papers: Papers) -> None:
    with begin(path, kit, papers) as case:
        for act in (begin, resume):
            with pytest.raises(CaseBusy) as caught:
                act(path, kit, papers)
            assert str(path) in caught.value.sentence("nl")
        case.append(EntryKind.BEGUN, case.begun)
    with resume(path, kit, papers) as case:
        assert len(list(case.entries())) == 1


def test_a_refused_beginning_lets_go(path: Path, kit: Kit, papers: Papers) -> None:
    begin(path, kit, papers).close()
    for _ in range(3):
        with pytest.raises(CaseOfAnother):
            resume(path, kit, replace(papers, plan=b"{}"))
    resume(path, kit, papers).close()


def test_closing_twice_is_closing_once(path: Path, kit: Kit, papers: Papers) -> None:
    case = begin(path, kit, papers)
    case.close()
    with begin(path.with_name("other"), kit, papers) as other:
        case.close()  # must not close what now has the same descriptor
        other.append(EntryKind.BEGUN, other.begun)


# --- killed before any disk operation ----------------------------------------------

KILLED = 77
AUDITED = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.link", "shutil.rmtree"}
CHANGES = os.O_CREAT | os.O_TRUNC
"""What in opening a file changes the disk; before any other opening it lies as before the change that follows."""


def die_at(step: int) -> None:
    """From now on this process dies before its ``step``-th disk operation, or halfway it where it is a write."""
    left = step
    real_write = os.write

    def tick(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(KILLED)

    def audit(event: str, args: tuple[Any, ...]) -> None:
        if event in AUDITED and (event != "open" or args[2] & CHANGES):
            tick()

    def write(descriptor: int, data: bytes) -> int:
        if left == 0:
            real_write(descriptor, bytes(data)[: len(data) // 2])
        tick()
        return real_write(descriptor, data)

    sys.addaudithook(audit)
    os.fsync, os.write = tick, write


def killed(step: int, act: Callable[[], object]) -> bool:
    """Do ``act`` in a process of its own that dies at ``step``; False: it came to its end first."""
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            die_at(step)
            act()
            ended = 0
        finally:
            os._exit(ended)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED), f"died of something else at step {step}"
    return status == KILLED


def go_on(path: Path, kit: Kit, papers: Papers) -> None:
    """What a user does after a crash: resume, or begin where nothing had begun."""
    try:
        case = resume(path, kit, papers)
    except NothingToResume:
        case = begin(path, kit, papers)
    except CaseExists:
        return
    with case:
        work(case, 2)
        finish(case, papers)


def normal_form(path: Path, kit: Kit) -> dict[str, object]:
    case = read_case(path, kit)
    return undisturbed(case.entries, case.result)


def test_killed_before_any_disk_operation_it_ends_as_if_undisturbed(tmp_path: Path, kit: Kit, papers: Papers) -> None:
    finished(tmp_path / "calm", kit, papers, artefacts=2)
    wanted, deaths = normal_form(tmp_path / "calm", kit), 0
    for step in itertools.count():
        path = tmp_path / f"case{step}"
        dead = killed(step, lambda path=path: finished(path, kit, papers, artefacts=2))  # type: ignore[misc]
        if dead:
            deaths += 1
            killed(step % 40, lambda path=path: go_on(path, kit, papers))  # type: ignore[misc]
            go_on(path, kit, papers)
        assert normal_form(path, kit) == wanted
        assert holds(path, kit)
        assert names(path) == names(tmp_path / "calm"), "nothing half-written is left"
        if not dead:
            break
    assert deaths > 50
    assert not [name for name in names(tmp_path) if name.endswith(".part")]


# --- a disk that refuses -----------------------------------------------------------


def test_a_full_disk_at_any_moment_loses_nothing(
    tmp_path: Path, kit: Kit, papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = 0
    for step in itertools.count():
        path, left = tmp_path / f"case{step}", step

        def fsync(_: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fsync)
            try:
                finished(path, kit, papers, artefacts=1)
            except CannotWrite:
                refusals += 1
            else:
                break
        go_on(path, kit, papers)
        assert holds(path, kit)
    assert refusals > 15


@pytest.mark.parametrize("at", [-8, -60])
def test_a_case_is_not_finished_over_a_journal_that_was_written_in(
    path: Path, kit: Kit, papers: Papers, at: int
) -> None:
    with begin(path, kit, papers) as case:
        work(case)
        journal = part_of(path) / "journal"
        data = bytearray(journal.read_bytes())
        data[at] ^= 1  # in the last line's salt, or its record
        journal.write_bytes(data)
        with pytest.raises(CaseDamaged):
            finish(case, papers)
    assert not path.exists()


def test_a_result_that_cannot_be_made_leaves_a_case_that_can_go_on(path: Path, kit: Kit, papers: Papers) -> None:
    def fails(_: object) -> Any:
        raise RuntimeError("no result")

    with pytest.raises(RuntimeError), begin(path, kit, papers) as case:
        work(case)
        case.finish(fails)
    with resume(path, kit, papers) as case:
        case.finish(lambda facts: replace(result_of(papers), ledger={"entries": 0}, seconds={"total": facts.entries}))
    assert holds(path, kit)


def test_entries_of_one_write_are_numbered_on_and_a_clock_that_was_set_is_told_once(
    path: Path, kit: Kit, papers: Papers
) -> None:
    said = iter([{"seconds": 60, "boot": False}, None])
    with begin(path, kit, papers) as case:
        case.append(EntryKind.BEGUN, case.begun)
        case.clock = lambda: next(said)
        made = case.append_all([Note(EntryKind.OPENED, {"n": n}, look=n) for n in (1, 2, 3)])
        read = case.append_all([Note(EntryKind.READ, {"n": n}, {"rows": n}) for n in (1, 2, 3)])
        kept = list(case.entries())
    assert [entry.sequence for entry in (*made, *read)] == [3, 4, 5, 6, 7, 8]
    assert [entry.look for entry in made] == [1, 2, 3]
    assert [outcome for _, outcome in kept[5:]] == [{"rows": 1}, {"rows": 2}, {"rows": 3}]
    assert sum(entry.kind is EntryKind.CLOCK for entry, _ in kept) == 1
