"""Which lists give a question its meaning today, and what is wrong with a folder of lists."""

import os
from datetime import date, timedelta

import pytest

from inzage.result import Reason
from inzage.signing import SignatureWrong
from inzage.signing.kit import Kit
from inzage.watchlists import ListKind, ListUnreadable, Meaning, StoreFault, store
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.store import Lists
from tests.watchlists.desk import TODAY, Desk

ADDRESSES, TERMS = ListKind.ADDRESSES, ListKind.TERMS
PAST = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("brought", "names", "reason"),
    [
        ([], [], Reason.NO_LIST),
        ([{"name": "a"}], ["a"], None),
        ([{"name": "a"}, {"name": "b"}], ["a", "b"], None),
        ([{"name": "a", "fresh_until": PAST}], [], Reason.STALE_LIST),
        ([{"name": "a", "fresh_until": TODAY}], ["a"], None),
        ([{"name": "a"}, {"name": "b", "fresh_until": PAST}], ["a"], Reason.STALE_LIST),
        ([{"name": "a", "purpose": "other"}], [], Reason.NO_LIST),
        ([{"name": "a", "kind": TERMS}], [], Reason.NO_LIST),
        ([{"name": "a", "meaning": Meaning.BENIGN}], ["a"], Reason.NO_LIST),
        ([{"name": "z"}, {"name": "a", "meaning": Meaning.BENIGN, "purpose": "other"}], ["z", "a"], None),
        ([{"name": "z"}, {"name": "a", "meaning": Meaning.BENIGN, "fresh_until": PAST}], ["z", "a"], None),
        ([{"name": "z"}, {"name": "a", "meaning": Meaning.BENIGN, "kind": TERMS}], ["z"], None),
        ([{"name": "z", "purpose": "other", "fresh_until": PAST}, {"name": "a"}], ["a"], None),
    ],
)
def test_lists_for_a_purpose(
    desk: Desk, brought: list[dict[str, object]], names: list[str], reason: Reason | None
) -> None:
    desk.lists.mkdir()
    for n, said in enumerate(brought):
        desk.bring(f"listed{n}.example\n", **said)
    found, why = desk.open().for_purpose("places", ADDRESSES, TODAY)
    assert ([one.name for one in found], why) == (names, reason)


def test_no_folder_of_lists_is_said(desk: Desk) -> None:
    with pytest.raises(ListUnreadable):
        desk.open()


def test_lists_are_tied_to_the_kit_that_imported_them(desk: Desk) -> None:
    desk.bring("listed.example\n")
    Kit.create(desk.home / "other", laboratory=True)
    with pytest.raises(StoreFault) as told:
        Lists.open(desk.lists, Kit.load(desk.home / "other"))
    assert "places.keyed" in told.value.sentence("nl")


def test_a_list_whose_issuer_is_no_longer_trusted_stops_all(desk: Desk) -> None:
    desk.bring("listed.example\n")
    for key in (desk.kit.path / "trust" / "list_issuer").iterdir():
        key.unlink()
    with pytest.raises(SignatureWrong):
        Lists.open(desk.lists, Kit.load(desk.kit.path))


def test_a_list_under_another_name_is_noticed(desk: Desk) -> None:
    desk.bring("listed.example\n")
    (desk.lists / "places.keyed").rename(desk.lists / "others.keyed")
    with pytest.raises(StoreFault):
        desk.open()


@pytest.mark.parametrize("spoil", [b"", b"\0" * 4096, b"SQLite format 3\0"])
def test_a_spoilt_list_is_noticed_and_can_be_withdrawn(desk: Desk, spoil: bytes) -> None:
    path = desk.bring("listed.example\n").stored.path
    path.write_bytes(spoil)
    with pytest.raises(StoreFault):
        desk.open()
    store.withdraw(desk.lists, "places", desk.kit.list_key())
    assert desk.open().stored == ()


def test_neither_link_nor_pipe_passes_for_a_list(desk: Desk) -> None:
    path = desk.bring("listed.example\n").stored.path
    path.rename(desk.home / "elsewhere")
    path.symlink_to(desk.home / "elsewhere")
    with pytest.raises(ListUnreadable):
        desk.open()
    path.unlink()
    os.mkfifo(path)
    with pytest.raises((ListUnreadable, StoreFault)):
        desk.open()


def test_half_written_files_are_no_lists(desk: Desk) -> None:
    desk.bring("listed.example\n")
    (desk.lists / ".places.keyed.123").write_bytes(b"half")
    assert len(desk.open().stored) == 1


@pytest.mark.parametrize("spoil", [b"", b"[]", b"{}", b'{"envelope":"x"}', b'{"envelope":"{}","overlap":1}'])
def test_a_spoilt_note_of_quarantine_is_said(desk: Desk, spoil: bytes) -> None:
    folder = desk.lists / store.QUARANTINE
    folder.mkdir(parents=True)
    (folder / "places.json").write_bytes(spoil)
    with pytest.raises(Exception, match=r"Expected|expected"):
        store.quarantined(desk.lists, desk.kit.trust)


def test_a_descriptor_is_read_only_and_works_after_the_list_is_gone(desk: Desk) -> None:
    stored = desk.bring("listed.example\n").stored
    descriptor = stored.open()
    try:
        with pytest.raises(OSError, match="descriptor"):
            os.write(descriptor, b"x")
        store.withdraw(desk.lists, "places", desk.kit.list_key())
        opened = KeyedList.open(descriptor, desk.kit.list_key())
        assert opened.classes_of_address("http://listed.example/") == {"class-a"}
        assert stored.manifest.issued == date(2026, 10, 1)
    finally:
        os.close(descriptor)
    with pytest.raises(ListUnreadable):
        stored.open()


@pytest.mark.parametrize(
    ("brought", "sealable", "names", "reason"),
    [
        ([{}], True, ["places"], None),
        ([{}], False, [], Reason.HALT_MISSING),
        ([{"fresh_until": PAST}], False, [], Reason.HALT_MISSING),
        ([{"fresh_until": PAST}], True, [], Reason.STALE_LIST),
        # near misses: no list to halt for, a benign list alone
        ([], False, [], Reason.NO_LIST),
        ([{"purpose": "other"}], False, [], Reason.NO_LIST),
        ([{"meaning": Meaning.BENIGN}], False, ["places"], Reason.NO_LIST),
        ([{}, {"name": "ordinary", "meaning": Meaning.BENIGN}], False, ["ordinary"], Reason.HALT_MISSING),
    ],
)
def test_a_list_of_files_counts_only_where_a_hit_can_be_sealed(
    desk: Desk, brought: list[dict[str, object]], sealable: bool, names: list[str], reason: Reason | None
) -> None:
    desk.lists.mkdir()
    for n, said in enumerate(brought):
        desk.bring_files(f"md5:{n:032x}", **said)
    found, why = desk.open().for_purpose("places", ListKind.DIGESTS, TODAY, sealable=sealable)
    assert ([one.name for one in found], why) == (names, reason)


def test_other_lists_count_whether_or_not(desk: Desk) -> None:
    desk.bring("listed.example\n")
    assert desk.open().for_purpose("places", ADDRESSES, TODAY, sealable=False)[1] is None
