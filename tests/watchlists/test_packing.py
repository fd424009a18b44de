"""Sorting by runs gives what sorting at once gives, and says truly what it wrote."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import PART, RECORD, Header, part, record
from inzage.watchlists.packing import Sorter
from tests.watchlists.test_keyed import KEY, opened, pack

HEADER = Header(ListKind.DIGESTS, Meaning.LISTED, ("a", "b", "c"), "{}", shapes=("md5", "md5+size"))
records = st.lists(st.binary(min_size=RECORD, max_size=RECORD), max_size=60)


@given(records, st.integers(1, 7))
@settings(max_examples=60)
def test_any_length_of_run_gives_the_same_file(some: list[bytes], run: int) -> None:
    doubled = some + some[::2]
    assert pack(doubled, KEY, HEADER, run) == pack(some, KEY, HEADER)


def test_order_does_not_matter() -> None:
    some = [record(KEY, ListKind.DIGESTS, f"md5:{n:032x}", n % 3) for n in range(3000)]
    mixed = random.Random(3).sample(some, len(some))  # noqa: S311 - the same order each time
    assert pack(mixed, KEY, HEADER, 100) == pack(some, KEY, HEADER)


def test_classes_and_parts_are_counted() -> None:
    some = [record(KEY, ListKind.DIGESTS, f"md5:{n:032x}", n % 2) for n in range(101)]
    some += [part(KEY, f"sha1:{n:040x}") for n in range(7)] * 2
    with opened(pack(some, KEY, HEADER)) as found:
        assert (found.header.count, found.header.parts) == (108, 7)
        assert found.by_class() == {"a": 51, "b": 50, "c": 0}


def test_a_part_is_never_found_as_an_entry() -> None:
    with opened(pack([part(KEY, f"md5:{1:032x}")], KEY, HEADER)) as found:
        assert found.classes_of_file(f"md5:{1:032x}") == frozenset()
        assert found.shares_digest(f"md5:{1:032x}")
        assert not found.shares_digest(f"md5:{2:032x} size:1")
        assert part(KEY, "md5:x")[-1] == PART


@pytest.mark.parametrize("shapes", [("md5",), ("md5+size",), ("md5", "md5+size")])
def test_a_digest_is_shared_as_an_entry_where_entries_are_one_and_as_a_part_where_they_have_one(
    shapes: tuple[str, ...],
) -> None:
    alone, within = f"md5:{1:032x}", f"md5:{2:032x}"
    some = [record(KEY, ListKind.DIGESTS, alone, 0)] if "md5" in shapes else []
    some += [record(KEY, ListKind.DIGESTS, f"{within} size:3", 1), part(KEY, within)] if "md5+size" in shapes else []
    with opened(pack(some, KEY, replace(HEADER, shapes=shapes))) as found:
        assert [found.shares_digest(one) for one in (alone, within)] == ["md5" in shapes, "md5+size" in shapes]


def test_nothing_remains_of_runs(tmp_path: Path) -> None:
    with Sorter(tmp_path / "into", 2) as sorter:
        for n in range(9):
            sorter.add(bytes((n,)) * RECORD)
        assert len(list(sorter.ordered())) == 9
        assert list((tmp_path / "into").iterdir()) == []


@pytest.mark.parametrize(
    ("described", "classes"),
    [
        (f"md5:{1:032x}", {"a"}),
        (f"md5:{1:032x} size:9", {"a"}),
        (f"md5:{2:032x} size:5", {"b"}),
        (f"{1:032X}", {"a"}),
        # near misses: no size where the entry has one, another size, no digest at all
        (f"md5:{2:032x}", set()),
        (f"md5:{2:032x} size:6", set()),
        (f"md5:{3:032x}", set()),
        ("size:5", set()),
        ("words", set()),
    ],
)
def test_a_file_as_it_is_described(described: str, classes: set[str]) -> None:
    some = [record(KEY, ListKind.DIGESTS, f"md5:{1:032x}", 0), record(KEY, ListKind.DIGESTS, f"md5:{2:032x} size:5", 1)]
    with opened(pack(some, KEY, HEADER)) as found:
        assert isinstance(found, KeyedList)
        assert found.classes_of_file(described) == classes
