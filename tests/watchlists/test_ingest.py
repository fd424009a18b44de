"""Bringing a list: only signed, whole, fresh from its issuer, and past the hygiene gate."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from inzage.result import Reason
from inzage.signing import NotAnEnvelope, SignatureWrong
from inzage.signing.keys import PrivateKey
from inzage.watchlists import (
    EntryFault,
    ListKind,
    ListUnreadable,
    ManifestFault,
    ManifestMissing,
    Meaning,
    OverlapsBenign,
    ingest,
    manifest,
    store,
)
from tests.watchlists.desk import PLAIN, TODAY, Desk

BENIGN = {"name": "ordinary", "meaning": Meaning.BENIGN, "purpose": "ordinary"}


def test_a_list_is_imported_and_asked(desk: Desk) -> None:
    done = desk.bring("listed.example\nother.example/dir/\nlisted.example\n")
    assert (done.stored.name, done.stored.version, done.stored.classes) == ("places", "1", ("class-a",))
    assert done.stored.entries == 2
    assert desk.classes("places", "https://www.listed.example/x") == {"class-a"}
    assert desk.classes("places", "https://unlisted.example/x") == frozenset()


def test_terms_know_their_longest(desk: Desk) -> None:
    desk.bring("TERM-A\nterm b c d\n", kind=ListKind.TERMS)
    assert desk.classes("places", "say term-a") == {"class-a"}
    assert desk.classes("places", "a term b c d e") == {"class-a"}
    assert desk.classes("places", "term b c") == frozenset()


def test_csv_entries_keep_their_class(desk: Desk) -> None:
    desk.bring("listed.example,class-b\nother.example,class-a\n", "list.csv", classes=("class-a", "class-b"))
    assert desk.classes("places", "http://listed.example/") == {"class-b"}
    assert desk.classes("places", "http://other.example/") == {"class-a"}


@pytest.mark.parametrize("path", [None, Path("/nowhere/manifest.json")])
def test_a_list_without_manifest_means_nothing(desk: Desk, path: Path | None) -> None:
    file, _ = desk.write("listed.example\n")
    with pytest.raises(ManifestMissing) as told:
        ingest.import_list(file, path, desk.lists, desk.kit, today=TODAY)
    assert told.value.exit_code == 5
    assert not desk.lists.exists()


def test_a_list_of_a_stranger_is_refused(desk: Desk) -> None:
    desk.issuer = PrivateKey.generate()
    with pytest.raises(SignatureWrong):
        desk.bring("listed.example\n")
    assert not desk.lists.exists()


def test_a_manifest_that_is_no_envelope(desk: Desk) -> None:
    file, signed = desk.write("listed.example\n")
    signed.write_bytes(b"\xff{}")
    with pytest.raises(NotAnEnvelope):
        ingest.import_list(file, signed, desk.lists, desk.kit, today=TODAY)


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ({"file_sha256": "1" * 64}, "SHA-256"),
        ({"entries": 2}, "2 vermeldingen"),
        ({"issued": date(2026, 11, 2)}, "2026-11-02"),
        ({"withdrawn": True}, "ingetrokken"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(desk: Desk, said: dict[str, object], tells: str) -> None:
    with pytest.raises(ManifestFault) as told:
        desk.bring("listed.example\n", **said)
    assert tells in told.value.sentence("nl")
    assert not list(desk.home.glob("lists/*.keyed"))


def test_one_bad_line_and_nothing_is_imported(desk: Desk) -> None:
    with pytest.raises(EntryFault):
        desk.bring("listed.example\ncom\n")
    assert not list(desk.home.glob("lists/*"))


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir(), lambda p: __import__("os").mkfifo(p)])
def test_what_is_no_file_is_said(desk: Desk, make: object) -> None:
    _, signed = desk.write("listed.example\n")
    absent = desk.home / "absent.txt"
    make(absent)  # type: ignore[operator]
    with pytest.raises(ListUnreadable):
        ingest.import_list(absent, signed, desk.lists, desk.kit, today=TODAY)


def test_a_stale_list_may_be_imported_but_answers_nothing(desk: Desk) -> None:
    desk.bring("listed.example\n", fresh_until=date(2026, 10, 31))
    found, reason = desk.open().for_purpose("places", ListKind.ADDRESSES, TODAY)
    assert (found, reason) == ((), Reason.STALE_LIST)


def test_an_older_version_does_not_come_back(desk: Desk) -> None:
    desk.bring("listed.example\n", issued=date(2026, 10, 5), version="2")
    with pytest.raises(ManifestFault):
        desk.bring("older.example\n", issued=date(2026, 10, 4), version="1")
    desk.bring("newer.example\n", issued=date(2026, 10, 5), version="3")
    assert desk.classes("places", "http://newer.example/") == {"class-a"}
    assert desk.classes("places", "http://listed.example/") == frozenset()


@pytest.mark.parametrize(
    ("benign", "listed", "overlap"),
    [
        ("ordinary.example\n", "listed.example\nordinary.example\n", 1),
        ("ordinary.example\n", "http://www.ordinary.example/page\nx.ordinary.example\n", 2),
        ("ordinary.example/help/\n", "ordinary.example/help/page\n", 1),
        # near misses: beside it, or around it
        ("ordinary.example\n", "extraordinary.example\nordinary.example.nl\n", 0),
        ("ordinary.example/help/\n", "ordinary.example\nordinary.example/other/\n", 0),
    ],
)
def test_a_list_that_names_ordinary_addresses_goes_to_quarantine(
    desk: Desk, benign: str, listed: str, overlap: int
) -> None:
    desk.bring(benign, **BENIGN)
    if not overlap:
        assert desk.bring(listed).stored.name == "places"
        return
    with pytest.raises(OverlapsBenign) as told:
        desk.bring(listed)
    assert f" {overlap} " in told.value.sentence("nl")
    assert "ordinary.example" not in told.value.sentence("nl")
    (stopped,) = store.quarantined(desk.lists, desk.kit.trust)
    assert (stopped.manifest.name, stopped.overlap, stopped.benign) == ("places", overlap, "ordinary")
    assert [one.name for one in desk.open().stored] == ["ordinary"]
    assert desk.open().for_purpose("places", ListKind.ADDRESSES, TODAY)[1] is Reason.NO_LIST


def test_the_gate_works_in_the_other_order_too(desk: Desk) -> None:
    desk.bring("listed.example\nordinary.example\n")
    done = desk.bring("ordinary.example\n", **BENIGN)
    assert done.taken_out == ("places",)
    assert [one.name for one in desk.open().stored] == ["ordinary"]
    assert [one.manifest.name for one in store.quarantined(desk.lists, desk.kit.trust)] == ["places"]


def test_terms_pass_a_gate_of_terms_only(desk: Desk) -> None:
    desk.bring("ordinary.example\n", **BENIGN)
    desk.bring("ordinary example\n", kind=ListKind.TERMS)
    desk.bring("gentle term\n", kind=ListKind.TERMS, **(BENIGN | {"name": "gentle"}))
    with pytest.raises(OverlapsBenign):
        desk.bring("a gentle term here\n", kind=ListKind.TERMS, issued=date(2026, 10, 2))
    assert desk.classes("places", "ordinary example") == {"class-a"}, "the version that was in order stays"


def test_a_mended_list_leaves_quarantine(desk: Desk) -> None:
    desk.bring("ordinary.example\n", **BENIGN)
    with pytest.raises(OverlapsBenign):
        desk.bring("ordinary.example\n")
    desk.bring("listed.example\n", version="2")
    assert store.quarantined(desk.lists, desk.kit.trust) == ()


def test_a_signed_withdrawal_erases_and_keeps_older_versions_out(desk: Desk) -> None:
    file, first = desk.write("listed.example\n")
    old = first.read_bytes()
    ingest.import_list(file, first, desk.lists, desk.kit, today=TODAY)
    _, second = desk.write("listed.example\n", withdrawn=True, issued=date(2026, 10, 2))
    assert ingest.withdraw(second, desk.lists, desk.kit).name == "places"
    assert desk.open().stored == ()
    assert [one.withdrawn for one in store.withdrawn(desk.lists, desk.kit.trust)] == [True]
    first.write_bytes(old)
    with pytest.raises(ManifestFault):
        ingest.import_list(file, first, desk.lists, desk.kit, today=TODAY)
    desk.bring("listed.example\n", issued=date(2026, 10, 3))
    assert desk.classes("places", "http://listed.example/") == {"class-a"}
    assert store.withdrawn(desk.lists, desk.kit.trust) == ()


def test_an_ordinary_manifest_withdraws_nothing(desk: Desk) -> None:
    _, signed = desk.write("listed.example\n")
    with pytest.raises(ManifestFault):
        ingest.withdraw(signed, desk.lists, desk.kit)


def test_withdrawing_here_erases_and_may_be_undone(desk: Desk) -> None:
    desk.bring("listed.example\n")
    store.withdraw(desk.lists, "places", desk.kit.list_key())
    assert desk.open().stored == ()
    assert [one.name for one in store.withdrawn(desk.lists, desk.kit.trust)] == ["places"]
    desk.bring("listed.example\n")
    assert desk.classes("places", "http://listed.example/") == {"class-a"}


@pytest.mark.parametrize("name", ["absent", "../kit/kit", "", "withdrawn"])
def test_only_an_imported_list_can_be_withdrawn(desk: Desk, name: str) -> None:
    desk.bring("listed.example\n")
    with pytest.raises(ListUnreadable):
        store.withdraw(desk.lists, name, desk.kit.list_key())
    assert len(desk.open().stored) == 1


def test_no_entry_lies_in_plain_sight_on_disk(desk: Desk) -> None:
    desk.bring("canary-one.example\ncanary-two.example/canary-path\n")
    desk.bring("canary term\n", kind=ListKind.TERMS, name="terms")
    desk.bring("canary-three.example\n", **BENIGN)
    with pytest.raises(OverlapsBenign):
        desk.bring("canary-three.example\n", issued=date(2026, 10, 9))
    store.withdraw(desk.lists, "ordinary", desk.kit.list_key())
    files = [path for path in desk.lists.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        assert b"canary" not in path.read_bytes().lower()


LOOK = """
import os, sys
from inzage.watchlists.keyed import KeyedList
found = KeyedList.open(int(sys.argv[1]), bytes.fromhex(sys.argv[2]))
assert found.classes_of_address("http://www.lis" + "ted.example/page") == {"class-a"}
assert not found.classes_of_address("http://unlis" + "ted.example/")
looked = False
for line in open("/proc/self/maps"):
    first, _, last = line.split()[0].partition("-")
    if "r" not in line.split()[1] or "[v" in line:
        continue
    try:
        with open("/proc/self/mem", "rb", 0) as memory:
            memory.seek(int(first, 16))
            held = memory.read(int(last, 16) - int(first, 16))
    except OSError:
        continue
    looked |= b"class-a" in held
    assert bytes(reversed(b"elpmaxe.yranac")) not in held, "an entry in memory"
print("looked" if looked else "looked nowhere")
"""


def test_no_entry_lies_in_plain_sight_in_the_memory_of_who_looks_up(desk: Desk) -> None:
    stored = desk.bring("listed.example\ncanary.example\n").stored
    descriptor = stored.open()
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(descriptor), desk.kit.list_key().hex()],
        pass_fds=[descriptor],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "looked\n", done.stderr


def test_describing_a_list_reads_it_as_import_will(desk: Desk) -> None:
    file, _ = desk.write("# note\nlisted.example\nother.example\n")
    sha256, entries = ingest.describe(file, ListKind.ADDRESSES, ("class-a",))
    signed = replace(PLAIN, file_sha256=sha256, entries=entries)
    (desk.home / "m").write_bytes(manifest.sign(signed, desk.issuer))
    assert ingest.import_list(file, desk.home / "m", desk.lists, desk.kit, today=TODAY).stored.entries == 2
    file.write_text("a b c d e f g\n")
    with pytest.raises(EntryFault):
        ingest.describe(file, ListKind.TERMS, ("class-a",))
