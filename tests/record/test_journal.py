"""The journal: whatever a kill tears off, what came before it stands."""

import errno
import os
from pathlib import Path

import pytest

from inzage.record import CannotWrite, CaseDamaged, Entry, EntryKind
from inzage.record.card import Card
from inzage.record.journal import JOURNAL, Beat, Journal, _boot
from inzage.record.ledger import Line, leaf_of, write_ledger, written
from inzage.record.store import Store
from inzage.signing.canonical import canonical

SECRET = bytes(32)


def store_in(directory: Path, *, encrypted: bool = False) -> Store:
    directory.mkdir(exist_ok=True)
    return Store(
        directory, Card("check-1", "0" * 64, "aes-256-gcm" if encrypted else "plain"), SECRET if encrypted else None
    )


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Store:
    return store_in(tmp_path / "case.part", encrypted=request.param)


def line(number: int) -> Line:
    return Line.of(Entry(number, "2026-03-01T10:00:00Z", EntryKind.READ, {"ordinal": number}))


def fill(store: Store, number: int) -> bytes:
    journal = Journal(store)
    for at in range(journal.count + 1, journal.count + 1 + number):
        journal.append(line(at), {"rows": at} if at % 2 else None, durable=False)
    journal.close()
    return (store.directory / JOURNAL).read_bytes()


def told(journal: Journal) -> list[tuple[int, object]]:
    return [(noted.entry.sequence, noted.outcome) for noted in journal]


def test_lines_come_back_with_their_outcomes(store: Store) -> None:
    fill(store, 4)
    journal = Journal(store)
    assert told(journal) == [(1, {"rows": 1}), (2, None), (3, {"rows": 3}), (4, None)]
    assert journal.count == 4


def test_a_journal_goes_on_where_it_was(store: Store) -> None:
    fill(store, 2)
    fill(store, 2)
    assert [number for number, _ in told(Journal(store))] == [1, 2, 3, 4]


def test_cut_at_every_byte_a_journal_resumes_to_a_prefix(store: Store) -> None:
    whole = fill(store, 3)
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole) + 1):
        (store.directory / JOURNAL).write_bytes(whole[:cut])
        journal = Journal(store)
        kept = sum(end <= cut for end in ends)
        assert [number for number, _ in told(journal)] == list(range(1, kept + 1))
        assert (store.directory / JOURNAL).stat().st_size == ([0, *ends])[kept], "the torn end is cut off"
        journal.append(line(kept + 1), None, durable=False)
        assert [number for number, _ in told(journal)] == list(range(1, kept + 2))
        journal.close()


@pytest.mark.parametrize(
    "tail", [b"\0" * 4096, b"\0" * 10 + b"\n", b"\xff\xfe\n", b"{}\n", b"null\n", b'{"record":', b"\n\n\n"]
)
def test_rubbish_that_a_power_cut_left_at_the_end_is_dropped(store: Store, tail: bytes) -> None:
    whole = fill(store, 2)
    (store.directory / JOURNAL).write_bytes(whole + tail)
    assert len(told(Journal(store))) == 2
    assert (store.directory / JOURNAL).read_bytes() == whole


def test_a_broken_line_before_whole_ones_is_damage_and_is_said(store: Store) -> None:
    rows = fill(store, 3).splitlines(keepends=True)
    (store.directory / JOURNAL).write_bytes(rows[0] + b"x" * 20 + b"\n" + rows[2])
    with pytest.raises(CaseDamaged) as caught:
        Journal(store)
    assert "regel 2" in caught.value.sentence("nl")
    assert (store.directory / JOURNAL).read_bytes().endswith(rows[2]), "nothing is thrown away"


def test_lines_that_changed_places_are_not_taken(store: Store) -> None:
    rows = fill(store, 2).splitlines(keepends=True)
    (store.directory / JOURNAL).write_bytes(rows[1] + rows[0])
    assert told(Journal(store)) == []


def test_a_line_of_another_check_does_not_decrypt(tmp_path: Path) -> None:
    one = store_in(tmp_path / "one", encrypted=True)
    two = Store(one.directory, Card("check-2", "0" * 64, "aes-256-gcm"), SECRET)
    fill(one, 1)
    assert told(Journal(two)) == []


def test_encrypted_lines_show_nothing(tmp_path: Path) -> None:
    assert b"2026" in fill(store_in(tmp_path / "plain"), 1)
    assert b"2026" not in fill(store_in(tmp_path / "locked", encrypted=True), 1)


@pytest.mark.parametrize("kept", [0, 10, 60])
def test_a_full_disk_leaves_the_lines_that_were_there(store: Store, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    before = fill(store, 2)
    journal = Journal(store)
    real = os.write

    def some_then_none(descriptor: int, data: bytes) -> int:
        nonlocal kept
        if not kept:
            raise OSError(errno.ENOSPC, "No space left on device")
        written, kept = real(descriptor, bytes(data)[:kept]), 0
        return written

    with monkeypatch.context() as patch, pytest.raises(CannotWrite) as caught:
        patch.setattr(os, "write", some_then_none)
        journal.append(line(3), None, durable=True)
    assert "No space" in caught.value.sentence("nl")
    assert "--resume" in caught.value.sentence("nl")
    assert (store.directory / JOURNAL).read_bytes() == before
    journal.append(line(3), None, durable=True)  # once there is room
    assert [number for number, _ in told(Journal(store))] == [1, 2, 3]


def test_a_disk_that_does_not_sync_is_no_success(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(store)

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch, pytest.raises(CannotWrite):
        patch.setattr(os, "fsync", refuse)
        journal.append(line(1), None, durable=True)
    assert journal.count == 0
    assert told(journal) == []


def test_only_durable_lines_wait_for_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, synced = Journal(store), []
    monkeypatch.setattr(os, "fsync", synced.append)
    journal.append(line(1), None, durable=False)
    assert synced == []
    journal.append(line(2), None, durable=True)
    assert len(synced) == 1


def test_a_journal_that_is_a_link_is_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"precious")
    (store.directory / JOURNAL).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CaseDamaged):
        Journal(store)
    assert (tmp_path / "elsewhere").read_bytes() == b"precious"


def test_the_journal_is_for_its_owner_alone(store: Store) -> None:
    fill(store, 1)
    assert (store.directory / JOURNAL).stat().st_mode & 0o077 == 0


def test_beside_each_line_stands_what_the_clocks_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    beats = [Beat(1000 * n, 10 * n, "boot") for n in range(1, 4)]
    told_beats = iter(beats)
    monkeypatch.setattr(Beat, "now", lambda: next(told_beats))
    assert Journal(store).beat is None
    fill(store, 3)
    journal = Journal(store)
    assert [noted.beat for noted in journal] == beats
    assert journal.beat == beats[-1]


def test_a_line_without_it_is_a_line(store: Store) -> None:
    row = store.seal_line(JOURNAL, 0, canonical(line(1).json)) + b"\n"
    (store.directory / JOURNAL).write_bytes(row)
    journal = Journal(store)
    assert (journal.count, journal.beat) == (1, None)


@pytest.mark.parametrize("said", [None, [], [1, 2], [1, 2, 3], ["1", 2, "b"], {"wall": 1}])
def test_what_is_no_beat_is_none(said: object) -> None:
    assert Beat.of(said) is None


def test_where_the_system_does_not_tell_its_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.record.journal._BOOT", tmp_path / "nothing")
    _boot.cache_clear()
    assert Beat.now().boot == ""
    _boot.cache_clear()


# --- several lines in one write ------------------------------------------------------


def group(first: int, number: int) -> list[tuple[Line, dict[str, int] | None]]:
    return [(line(at), {"rows": at} if at % 2 else None) for at in range(first, first + number)]


def test_lines_of_one_write_are_those_of_as_many_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Beat, "now", lambda: Beat(1, 1, "boot"))
    written = []
    for name in ("one", "all"):
        store = store_in(tmp_path / name)
        journal = Journal(store)
        if name == "one":
            for one, outcome in group(1, 5):
                journal.append(one, outcome, durable=True)
        else:
            journal.append_all(group(1, 5), durable=True)
        assert told(journal) == [(1, {"rows": 1}), (2, None), (3, {"rows": 3}), (4, None), (5, {"rows": 5})]
        written.append([noted.entry.facts for noted in journal])
    assert written[0] == written[1]


def test_lines_of_one_write_wait_for_the_disk_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, synced = Journal(store), []
    monkeypatch.setattr(os, "fsync", synced.append)
    journal.append_all(group(1, 64), durable=True)
    assert len(synced) == 1
    assert journal.count == 64


def test_fields_are_those_of_the_lines_whoever_wrote_them(store: Store) -> None:
    fill(store, 3)
    journal = Journal(store)
    journal.append_all(group(4, 3), durable=False)
    lines = [noted.line for noted in journal]
    assert list(journal.fields()) == [one.fields for one in lines]
    assert [leaf_of(fields) for fields in journal.fields()] == [one.leaf for one in lines]
    assert b"".join(written(fields) for fields in journal.fields()) == write_ledger(lines)


def test_lines_of_one_kind_are_found_and_no_others(store: Store) -> None:
    fill(store, 2)
    journal = Journal(store)
    names_it = {"facts": {"kind": "sealed"}, "said": '"kind":"sealed"'}
    journal.append(Line.of(Entry(3, "2026-03-01T10:00:00Z", EntryKind.READ, names_it)), None, durable=False)
    journal.append(Line.of(Entry(4, "2026-03-01T10:00:00Z", EntryKind.SEALED, {})), {"n": 1}, durable=False)
    assert [noted.entry.sequence for noted in journal.of_kind(EntryKind.SEALED)] == [4]
    assert [noted.entry.sequence for noted in journal.of_kind(EntryKind.READ)] == [1, 2, 3]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_a_refused_write_leaves_not_one_of_its_lines(
    store: Store, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    before = fill(store, 2)
    journal, real = Journal(store), os.write
    left = [share]

    def some_then_none(descriptor: int, data: bytes) -> int:
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, bytes(data)[: int(len(data) * left.pop())])

    with monkeypatch.context() as patch, pytest.raises(CannotWrite):
        patch.setattr(os, "write", some_then_none)
        journal.append_all(group(3, 5), durable=True)
    assert (store.directory / JOURNAL).read_bytes() == before
    journal.append_all(group(3, 5), durable=True)
    assert [number for number, _ in told(Journal(store))] == [1, 2, 3, 4, 5, 6, 7]


def test_torn_at_any_byte_the_first_whole_lines_of_a_write_stand(store: Store) -> None:
    journal = Journal(store)
    journal.append_all(group(1, 3), durable=True)
    journal.close()
    whole = (store.directory / JOURNAL).read_bytes()
    for cut in range(0, len(whole) + 1, 7):
        (store.directory / JOURNAL).write_bytes(whole[:cut])
        assert Journal(store).count == whole[:cut].count(b"\n")
