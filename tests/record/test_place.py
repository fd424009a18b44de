"""Who may write where a case is written: also where two processes come within one moment of each other."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.record import CannotWrite, CaseBusy, CaseExists, NothingToResume, casefile, place
from inzage.record.place import held, part_of, put_in_place
from tests.record.making import Office, begin, kit_at, resume, work

OFFICE = Office.new()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    part_of(tmp_path / "case").mkdir()
    return tmp_path / "case"


def test_one_holds_it(path: Path) -> None:
    with held(path), pytest.raises(CaseBusy), held(path):
        pass
    with held(path):
        pass


def test_its_folder_is_on_disk_before_anything_else_is_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An order is used for a case next: a power cut must not leave a used order and no case."""
    flushed: list[Path] = []
    monkeypatch.setattr(place, "sync_directory", flushed.append)
    with held(path):
        assert flushed == [path.parent]


def test_a_folder_that_cannot_be_flushed_is_no_beginning(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(place, "sync_directory", refuse)
    with pytest.raises(CannotWrite), held(path):
        pass


def when(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Another process does something between looking and holding."""
    real = place._open_directory

    def meanwhile(at: Path) -> int:
        descriptor = real(at)
        act()
        return descriptor

    monkeypatch.setattr(place, "_open_directory", meanwhile)


def test_who_comes_when_it_was_just_finished_is_told_so_and_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finished_elsewhere() -> None:
        path.mkdir()
        (path / "case.json").write_bytes(b"")

    when(monkeypatch, finished_elsewhere)
    with pytest.raises(CaseExists), held(path):
        pass
    assert not part_of(path).exists()


def test_what_lies_in_a_part_is_not_taken_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (part_of(path) / "journal").write_bytes(b"kept")
    when(monkeypatch, lambda: path.write_bytes(b""))
    with pytest.raises(CaseExists), held(path):
        pass
    assert (part_of(path) / "journal").read_bytes() == b"kept"


def test_who_holds_a_folder_that_was_put_in_its_place_holds_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced() -> None:
        put_in_place(path)
        path.rename(path.with_name("elsewhere"))
        part_of(path).mkdir()

    when(monkeypatch, replaced)
    with pytest.raises(CaseBusy), held(path):
        pass


def test_who_goes_on_when_it_was_just_finished_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, kit, papers = tmp_path / "case", OFFICE.trusted_by(kit_at(tmp_path / "kit")), OFFICE.papers()
    with begin(path, kit, papers) as case:
        work(case)

    def just_before(at: Path) -> None:
        place.refuse_finished(at)
        if part_of(at).exists():  # it looked, and then another process finished it
            part_of(at).rename(at)

    monkeypatch.setattr(casefile, "refuse_finished", just_before)
    with pytest.raises(CaseExists):
        resume(path, kit, papers)
    with pytest.raises(NothingToResume):
        resume(tmp_path / "none", kit, papers)
