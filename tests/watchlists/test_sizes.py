"""Which sizes a list has: no size of an entry is ever denied, and nobody without the key learns one."""

import io
import json
import random
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.check.papers import Prepared
from inzage.check.prepare import open_lists
from inzage.watchlists import ListKind, Meaning, StoreFault
from inzage.watchlists.digests import form, size_of
from inzage.watchlists.layout import Header, part, record
from inzage.watchlists.packing import Sorter, write
from inzage.watchlists.sizes import EXACT, SizeSet, seal, sealed_length, unseal
from tests.watchlists.desk import Desk
from tests.watchlists.test_keyed import KEY, OTHER, opened

HEADER = Header(ListKind.DIGESTS, Meaning.LISTED, ("a",), "{}", shapes=("md5+size",))
SIZES = st.one_of(st.integers(0, 300), st.integers(EXACT - 3, EXACT + 3), st.integers(0, 10**18))
CHANCE = random.Random(5)  # noqa: S311 - the same sizes each time


def one(n: int, size: int | None) -> str:
    """A line of a list: a digest, with a size or without."""
    return f"{n:032x}" + (f" size:{size}" if size is not None else "")


def keyed(*entries: str, sizes: SizeSet | None, key: bytes = KEY) -> bytes:
    """The keyed file of these entries."""
    to = io.BytesIO()
    with Sorter(Path("/tmp")) as sorter:
        for text in entries:
            sorter.add(record(key, ListKind.DIGESTS, form(text), 0))
            sorter.add(part(key, form(text).split()[0]))
        write(sorter, HEADER, key, to, sizes)
    return to.getvalue()


@given(st.lists(SIZES, max_size=50), st.lists(SIZES, max_size=50))
@settings(max_examples=40, deadline=None)
def test_what_was_put_in_is_there_and_below_the_bound_nothing_else(sizes: list[int], others: list[int]) -> None:
    kept = SizeSet.unpacked(SizeSet(sizes).packed())
    assert all(size in kept for size in sizes)
    assert not any(size in kept for size in others if size < EXACT and size not in sizes)


def test_of_larger_sizes_few_are_taken_for_one_that_occurs() -> None:
    """Ten thousand in thirty million places: one in three thousand, also of sizes one beside another."""
    held = [CHANCE.randrange(EXACT, 2**36) for _ in range(10_000)]
    kept = SizeSet(held)
    beside = {size + step for size in held for step in (-2, -1, 1, 2, 4096)} - set(held)
    assert sum(size in kept for size in beside if size >= EXACT) < len(beside) / 1000


@pytest.mark.parametrize("size", [-1, -(2**40), 0, EXACT, 2**63, 2**70])
def test_any_number_may_be_asked(size: int) -> None:
    assert size not in SizeSet()
    assert size in SizeSet([size])


@pytest.mark.parametrize(
    "data", [b"", b"x", SizeSet().packed()[:-1], SizeSet().packed() + b"x", b"x\x9c\x03\0\0\0\0\x01"]
)
def test_what_is_no_map_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no map"):
        SizeSet.unpacked(data)


def test_it_opens_under_its_own_key_and_header_alone() -> None:
    told = SizeSet([7]).packed()
    sealed = seal(told, KEY, b"header")
    assert len(sealed) == sealed_length(told)
    assert unseal(sealed, KEY, b"header") == told
    assert seal(told, KEY, b"header") != sealed
    for changed, key, header in [
        (sealed, OTHER, b"header"),
        (sealed, KEY, b"another"),
        (sealed[:-1], KEY, b"header"),
        (bytes((sealed[0] ^ 1,)) + sealed[1:], KEY, b"header"),
        (b"", KEY, b"header"),
    ]:
        with pytest.raises(ValueError, match="another map"):
            unseal(changed, key, header)


@pytest.mark.parametrize(
    ("text", "size"),
    [("size:5 " + "0" * 32, 5), ("0" * 32 + " size:005", 5), ("0" * 32, None), ("1" * 40 + " " + "2" * 32, None)],
)
def test_the_size_of_an_entry(text: str, size: int | None) -> None:
    assert size_of(form(text)) == size


def test_a_keyed_file_gives_the_sizes_of_its_entries_and_all_else_as_before() -> None:
    entries = [one(n, 1000 + n) for n in range(300)]
    with opened(keyed(*entries, sizes=SizeSet(range(1000, 1300)))) as found:
        found.check_body()
        told = found.sizes()
        assert told is not None
        assert all(size in told for size in range(1000, 1300))
        assert not any(size in told for size in (0, 999, 1300, 10**9))
        assert found.classes_of_file(entries[0]) == {"a"}
        assert found.by_class() == {"a": 300}
        assert found.classes_of_many([form(entry) for entry in entries]) == [frozenset("a")] * 300


def test_a_list_that_gives_none_is_written_as_it_always_was() -> None:
    """So is read by what was made before, and reads what was written before."""
    data = keyed(one(1, None), sizes=None)
    with opened(data) as found:
        assert found.sizes() is None
        assert found.header.sizes == 0
    front = data[28 : 28 + int.from_bytes(data[24:28])]
    assert set(json.loads(front)) == {
        "format", "kind", "meaning", "classes", "longest", "count", "bits", "body_sha256", "envelope", "shapes",
        "parts", "written", "left",
    }  # fmt: skip


def test_no_size_can_be_read_without_the_key() -> None:
    """The map of one size would be a short run of bytes; what lies on disk is another each time it is written."""
    first, second = (keyed(one(1, 77), sizes=SizeSet([77])) for _ in range(2))
    length = sealed_length(SizeSet([77]).packed())
    assert SizeSet([77]).packed() not in first
    assert first[:-length] == second[:-length]
    assert first[-length:] != second[-length:]


@pytest.mark.parametrize("at", [-1, -20, "salt"])
def test_a_changed_map_of_sizes_is_noticed(at: int | str) -> None:
    data = bytearray(keyed(one(1, 77), sizes=SizeSet([77])))
    data[-sealed_length(SizeSet([77]).packed()) if isinstance(at, str) else at] ^= 1
    with opened(bytes(data)) as found:
        assert found.classes_of_file(one(1, 77)) == {"a"}
        with pytest.raises(StoreFault, match="changed"):
            found.sizes()
        with pytest.raises(StoreFault, match="changed"):
            found.check_body()


def test_the_sizes_of_another_list_do_not_pass_for_its_own() -> None:
    ours, theirs = (keyed(one(n, 77), sizes=SizeSet([77])) for n in (1, 2))
    length = sealed_length(SizeSet([77]).packed())
    with opened(ours[:-length] + theirs[-length:]) as found, pytest.raises(StoreFault):
        found.sizes()


@pytest.mark.parametrize("cut", [1, 16, "all"])
def test_a_file_without_all_of_its_sizes_is_noticed(cut: int | str) -> None:
    data = keyed(one(1, 77), sizes=SizeSet([77]))
    lost = sealed_length(SizeSet([77]).packed()) if cut == "all" else int(cut)
    for changed in (data[:-lost], data + b"\0"):
        with pytest.raises(StoreFault, match="length"), opened(changed):
            pass


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([one(1, 500), one(2, 40_000_000)], True),
        ([one(1, 500), one(2, None)], False),
        ([one(1, None), one(2, 500)], False),
        ([one(1, None)], False),
    ],
)
@pytest.mark.parametrize("meaning", list(Meaning))
def test_one_entry_without_a_size_leaves_nothing_told(
    desk: Desk, lines: list[str], meaning: Meaning, *, told: bool
) -> None:
    stored = desk.bring("\n".join(lines), kind=ListKind.DIGESTS, meaning=meaning).stored
    sizes = stored.sizes(desk.kit.list_key())
    assert (sizes is not None) == told
    assert sizes is None or [size in sizes for size in (500, 40_000_000, 501)] == [True, True, False]


def test_a_list_brought_again_with_sizes_tells_them_from_then_on(desk: Desk) -> None:
    before = desk.bring(one(1, None), kind=ListKind.DIGESTS).stored
    after = desk.bring(one(1, 9), kind=ListKind.DIGESTS, version="2").stored
    assert before.header.sizes == 0
    assert before.sizes(desk.kit.list_key()) is None
    assert 9 in (after.sizes(desk.kit.list_key()) or ())


@pytest.mark.parametrize("with_key", [True, False])
def test_a_check_has_the_sizes_of_each_list_that_it_opens(desk: Desk, *, with_key: bool) -> None:
    stored = desk.bring(one(1, 9), kind=ListKind.DIGESTS).stored
    ready = cast(Prepared, SimpleNamespace(lists={"question": (stored,)}))
    with open_lists(ready, desk.kit.list_key() if with_key else None) as lists:
        (opened_list,) = lists["question"]
        assert (opened_list.sizes is not None and 9 in opened_list.sizes and 8 not in opened_list.sizes) == with_key


def test_a_list_of_another_kind_tells_no_sizes(desk: Desk) -> None:
    assert desk.bring("listed.example").stored.sizes(desk.kit.list_key()) is None
