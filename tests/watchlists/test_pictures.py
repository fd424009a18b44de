"""Lists of PDQ values: brought in, encrypted, held against ordinary pictures, shown, withdrawn."""

import random
from pathlib import Path

import pytest

from inzage.watchlists import EntryFault, ListKind, ManifestFault, Meaning, OverlapsBenign, StoreFault, keying, store
from inzage.watchlists.formats import Left
from inzage.watchlists.likeness import HASH
from inzage.watchlists.picture_list import PictureList
from inzage.watchlists.prints import orientations
from inzage.watchlists.store import StoredList
from tests.watchlists.desk import TODAY, Desk

DICE = random.Random(20261122)  # noqa: S311 - chance, no secret
ONE, TWO, THREE = (DICE.randbytes(HASH) for _ in range(3))
PLAIN = bytes.fromhex("aaaa5555" * 8)
BENIGN = {"name": "ordinary", "meaning": Meaning.BENIGN, "purpose": "ordinary"}


def apart(value: bytes, bits: int) -> bytes:
    flipped = int.from_bytes(value)
    for bit in random.Random(bits).sample(range(256), bits):  # noqa: S311 - chance, no secret
        flipped ^= 1 << bit
    return flipped.to_bytes(HASH)


def lines(*values: bytes) -> str:
    return "".join(f"{value.hex()}\n" for value in values)


def bring(desk: Desk, *values: bytes, **said: object) -> StoredList:
    return desk.bring_files(lines(*values), **({"kind": ListKind.PICTURES} | said)).stored


def opened(desk: Desk, name: str = "places") -> PictureList:
    stored = next(one for one in desk.open().stored if one.name == name)
    with stored.look_up(desk.kit.list_key()) as found:
        assert isinstance(found, PictureList)
        return found


def test_a_list_is_brought_in_and_answers_by_distance(desk: Desk) -> None:
    stored = bring(desk, ONE, TWO, TWO)
    assert (stored.manifest.kind, stored.entries, stored.duplicates) == (ListKind.PICTURES, 2, 1)
    found = opened(desk)
    assert found.by_class() == {"class-a": 2}
    assert [bool(found.classes_near(apart(ONE, bits).hex())) for bits in (0, 31, 32, 60)] == [True, True, False, False]
    assert found.classes_near(orientations(TWO)[5].hex()) == {"class-a"}
    assert found.classes_near("no value") == frozenset()


def test_no_entry_stands_on_disk(desk: Desk) -> None:
    data = bring(desk, ONE, TWO).path.read_bytes()
    assert [one for one in (ONE, TWO) if one[:6] in data or one.hex()[:12].encode() in data] == []


def test_each_value_keeps_its_class(desk: Desk) -> None:
    told = f"{ONE.hex()},class-a\n{TWO.hex()},class-b\n"
    desk.bring_files(told, "list.csv", kind=ListKind.PICTURES, classes=("class-a", "class-b"))
    found = opened(desk)
    assert [found.classes_near(one.hex()) for one in (ONE, TWO, THREE)] == [{"class-a"}, {"class-b"}, frozenset()]


def test_another_kit_cannot_open_it(desk: Desk) -> None:
    stored = bring(desk, ONE)
    with pytest.raises(StoreFault), stored.look_up(bytes(32)):
        pass


def test_a_changed_byte_is_told_when_the_lists_are_opened(desk: Desk) -> None:
    path = bring(desk, ONE).path
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreFault) as told:
        desk.open()
    assert str(path) in told.value.sentence("nl")


@pytest.mark.parametrize("line", ["0" * 63, "listed.example", "d" * 32])
def test_a_line_that_is_no_value_is_named(line: str, desk: Desk) -> None:
    with pytest.raises(EntryFault) as told:
        desk.bring(f"{ONE.hex()}\n{line}\n", kind=ListKind.PICTURES)
    assert "Regel 2" in told.value.sentence("nl")
    assert line not in told.value.sentence("nl")


def test_a_plain_shape_is_not_taken_and_counted(desk: Desk) -> None:
    stored = bring(desk, ONE, PLAIN, bytes(HASH))
    assert (stored.entries, dict(stored.header.left)) == (1, {Left.PLAIN: 2})


def test_on_a_benign_list_a_plain_shape_does_no_harm(desk: Desk) -> None:
    assert bring(desk, ONE, PLAIN, **BENIGN).entries == 2


NEARNESS = [(ONE, 1), (apart(ONE, 31), 1), (apart(ONE, 32), 0), (orientations(ONE)[3], 1), (THREE, 0)]


@pytest.mark.parametrize(("ordinary", "overlap"), NEARNESS)
def test_what_looks_like_an_ordinary_picture_puts_the_list_in_quarantine(
    ordinary: bytes, overlap: int, desk: Desk
) -> None:
    bring(desk, ordinary, **BENIGN)
    if not overlap:
        assert bring(desk, ONE, TWO).entries == 2
        return
    with pytest.raises(OverlapsBenign):
        bring(desk, ONE, TWO)
    (stopped,) = store.quarantined(desk.lists, desk.kit.trust)
    assert (stopped.overlap, stopped.benign) == (1, "ordinary")


@pytest.mark.parametrize(("ordinary", "overlap"), NEARNESS)
def test_also_where_the_ordinary_pictures_come_later(ordinary: bytes, overlap: int, desk: Desk) -> None:
    bring(desk, ONE, TWO)
    bring(desk, ordinary, **BENIGN)
    assert [one.name for one in desk.open().stored] == ["ordinary"] + ["places"] * (1 - overlap)


def test_a_list_held_against_nothing_ordinary_says_so(desk: Desk) -> None:
    first = desk.bring_files(lines(ONE), kind=ListKind.PICTURES)
    assert first.untried
    bring(desk, TWO, **BENIGN)
    assert not desk.bring_files(lines(ONE), kind=ListKind.PICTURES).untried


def test_a_list_of_another_kind_takes_its_place(desk: Desk) -> None:
    bring(desk, ONE)
    desk.bring("listed.example\n")
    assert [one.manifest.kind for one in desk.open().stored] == [ListKind.ADDRESSES]


def test_a_withdrawn_list_is_gone_and_its_manifest_stays(desk: Desk) -> None:
    path = bring(desk, ONE).path
    store.withdraw(desk.lists, "places", desk.kit.list_key())
    assert not path.exists()
    assert [one.kind for one in store.withdrawn(desk.lists, desk.kit.trust)] == [ListKind.PICTURES]


def test_folders_of_files_are_no_pictures_to_hold_it_against(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ManifestFault):
        desk.bring_files(lines(ONE), kind=ListKind.PICTURES, against=[tmp_path])


def test_a_list_that_would_not_fit_in_memory_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keying, "MOST_PICTURES", 2)
    with pytest.raises(ManifestFault) as told:
        bring(desk, ONE, TWO, THREE)
    assert "hoogstens 2 vermeldingen" in told.value.sentence("nl")


def test_it_gives_a_question_meaning_in_the_field_too(desk: Desk) -> None:
    """Unlike a list of files: what is only similar halts nothing."""
    bring(desk, ONE, purpose="similar")
    found, reason = desk.open().for_purpose("similar", ListKind.PICTURES, TODAY)
    assert ([one.name for one in found], reason) == (["places"], None)
