"""The hygiene gate for files: one digest in common is an overlap, in either order, and with this system's own files."""

import hashlib
import os
from datetime import date
from pathlib import Path

import pytest

from inzage.watchlists import InQuarantine, ListUnreadable, ManifestFault, Meaning, OverlapsBenign, ingest, store
from inzage.watchlists.digests import ALGORITHMS
from tests.watchlists.desk import TODAY, Desk

M, N = "d" * 32, "c" * 32
S, T = "e" * 40, "b" * 40
L = "f" * 64
BENIGN = {"name": "ordinary", "meaning": Meaning.BENIGN, "purpose": "ordinary"}

TABLE = [
    # listed, benign, overlap
    (f"md5:{M}", f"md5:{M}", 1),
    (f"md5:{M}", f"md5:{M} sha1:{S} size:5", 1),
    (f"md5:{M} sha1:{S} size:5", f"md5:{M}", 1),
    (f"md5:{M} sha1:{S}", f"sha1:{S} sha256:{L}", 1),
    (f"md5:{M} sha1:{S}", f"md5:{N} sha1:{S}", 1),
    (f"md5:{M} size:5", f"md5:{M} size:6", 1),
    (f"md5:{M} size:5", f"md5:{M}", 1),
    (f"sha256:{L}", f"md5:{M} sha1:{S} sha256:{L}", 1),
    (f"md5:{M}\nmd5:{N}\nsha1:{T}", f"md5:{M} sha1:{S}\nmd5:{N}", 2),
    # near misses: the same size alone, the same hexadecimal digits of another algorithm, neighbours
    (f"md5:{M} size:5", f"md5:{N} size:5", 0),
    (f"md5:{M}", f"sha1:{S}", 0),
    (f"md5:{M}", f"sha1:{M}{M[:8]}", 0),
    (f"md5:{M} sha1:{S}", f"md5:{N} sha1:{T}", 0),
    (f"md5:{M}", f"md5:{M[:-1]}c", 0),
]


@pytest.mark.parametrize(("listed", "benign", "overlap"), TABLE)
def test_benign_first(desk: Desk, listed: str, benign: str, overlap: int) -> None:
    desk.bring_files(benign, **BENIGN)
    if not overlap:
        assert not desk.bring_files(listed).untried
        return
    with pytest.raises(OverlapsBenign) as told:
        desk.bring_files(listed)
    assert f" {overlap} " in told.value.sentence("nl")
    assert "ordinary" in told.value.sentence("nl")
    (stopped,) = store.quarantined(desk.lists, desk.kit.trust)
    assert (stopped.overlap, stopped.benign) == (overlap, "ordinary")


@pytest.mark.parametrize(("listed", "benign", "overlap"), TABLE)
def test_listed_first(desk: Desk, listed: str, benign: str, overlap: int) -> None:
    assert desk.bring_files(listed).untried
    assert desk.bring_files(benign, **BENIGN).taken_out == (("places",) if overlap else ())
    assert [one.name for one in desk.open().stored] == ["ordinary"] + ["places"] * (not overlap)


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Files as a system has them: a picture in a folder, an empty one, a link, a pipe."""
    root = tmp_path / "share"
    (root / "icons").mkdir(parents=True)
    (root / "icons" / "pattern.png").write_bytes(b"pattern" * 100)
    (root / "empty").write_bytes(b"")
    (root / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "outside").write_bytes(b"outside")
    os.mkfifo(root / "pipe")
    return root


def digests(data: bytes, *names: str) -> str:
    return " ".join(f"{name}:{hashlib.new(name, data).hexdigest()}" for name in names)


PICTURE = b"pattern" * 100


@pytest.mark.parametrize("names", [("md5",), ("sha1",), ("sha256",), ("md5", "sha1"), tuple(ALGORITHMS)])
def test_a_list_that_names_a_file_of_this_system_goes_to_quarantine(
    desk: Desk, system: Path, names: tuple[str, ...]
) -> None:
    with pytest.raises(OverlapsBenign) as told:
        desk.bring_files(f"md5:{M}\n{digests(PICTURE, *names)} size:{len(PICTURE) + 1}", against=[system])
    assert "de bestanden van dit systeem" in told.value.sentence("nl")
    assert "the files of this system" in told.value.sentence("en")
    assert "pattern" not in told.value.sentence("nl")
    (stopped,) = store.quarantined(desk.lists, desk.kit.trust)
    assert (stopped.overlap, stopped.benign) == (1, store.SYSTEM)
    assert desk.open().stored == ()


def test_a_list_that_names_none_of_them_is_imported_and_says_how_many_it_was_held_against(
    desk: Desk, system: Path
) -> None:
    done = desk.bring_files(f"md5:{M}\n{digests(b'outside', 'md5')}", against=[system, system / "icons"])
    assert done.held is not None
    assert (done.held.files, done.held.unread, done.held.overlap) == (2, 0, 0)
    assert not done.untried


def test_a_folder_without_files_tries_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert desk.bring_files(f"md5:{M}", against=[tmp_path / "bare"]).untried


def test_it_does_not_come_back_unmended(desk: Desk, system: Path) -> None:
    bad = digests(PICTURE, "md5")
    with pytest.raises(OverlapsBenign):
        desk.bring_files(bad, against=[system])
    for against in ([], [system / "icons"], [system]):
        with pytest.raises(InQuarantine) as told:
            desk.bring_files(bad, against=against, version="2")
        assert "verbeterde" in told.value.sentence("nl")
    desk.bring_files(f"md5:{M}", version="2")
    assert store.quarantined(desk.lists, desk.kit.trust) == ()


def test_trying_takes_the_same_list_out_and_leaves_an_earlier_version(desk: Desk, system: Path) -> None:
    def tried(version: str) -> None:
        desk.write((desk.home / "list.txt").read_bytes(), kind=kind, version=version)
        ingest.try_list(
            desk.home / "list.txt", desk.home / "manifest.json", desk.lists, desk.kit, today=TODAY, against=[system]
        )

    kind = desk.bring_files(f"md5:{M}").stored.manifest.kind
    tried("1")
    (desk.home / "list.txt").write_text(digests(PICTURE, "md5"))
    with pytest.raises(OverlapsBenign):
        tried("2")
    assert [(one.name, one.version) for one in desk.open().stored] == [("places", "1")]
    desk.bring_files(digests(b"other", "sha1"), version="3", issued=date(2026, 10, 9))
    (system / "other").write_bytes(b"other")
    (desk.home / "list.txt").write_text(digests(b"other", "sha1"))
    desk.write((desk.home / "list.txt").read_bytes(), kind=kind, version="3", issued=date(2026, 10, 9))
    with pytest.raises(OverlapsBenign):
        ingest.try_list(
            desk.home / "list.txt", desk.home / "manifest.json", desk.lists, desk.kit, today=TODAY, against=[system]
        )
    assert desk.open().stored == ()


def test_only_listed_lists_of_files_are_held_against_files(desk: Desk, system: Path) -> None:
    with pytest.raises(ManifestFault):
        desk.bring_files(f"md5:{M}", against=[system], **BENIGN)
    file, signed = desk.write("listed.example\n")
    with pytest.raises(ManifestFault):
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY, against=[system])
    assert desk.open().stored == () if desk.lists.exists() else True


def test_a_folder_that_is_none_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ListUnreadable):
        desk.bring_files(f"md5:{M}", against=[tmp_path / "absent"])
    assert not list(desk.lists.glob("*.keyed"))
