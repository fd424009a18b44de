"""Keyed storage: every entry is found, nothing else is, and nothing can be read back."""

import io
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.watchlists import ListKind, Meaning, StoreFault
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import MAGIC, RECORD, Header, digest, record
from inzage.watchlists.packing import Sorter, write

KEY = bytes(range(32))
OTHER = bytes(32)


def packed(forms: dict[str, int], kind: ListKind = ListKind.ADDRESSES, key: bytes = KEY, longest: int = 1) -> bytes:
    records = [record(key, kind, form, place) for form, place in forms.items()]
    names = tuple(f"class-{n}" for n in range(255))
    return pack(records, key, Header(kind, Meaning.LISTED, names, "{}", longest))


def pack(records: list[bytes], key: bytes, header: Header, run: int = 500_000) -> bytes:
    """The keyed file of these records."""
    to = io.BytesIO()
    with Sorter(Path("/tmp"), run) as sorter:
        for one in records:
            sorter.add(one)
        write(sorter, header, key, to)
    return to.getvalue()


@contextmanager
def opened(data: bytes, key: bytes = KEY) -> Iterator[KeyedList]:
    descriptor = os.memfd_create("list")
    try:
        os.pwrite(descriptor, data, 0)
        yield KeyedList.open(descriptor, key)
    finally:
        os.close(descriptor)


@given(st.dictionaries(st.text(max_size=8), st.integers(0, 254), max_size=200), st.lists(st.text(max_size=8)))
@settings(max_examples=60)
def test_what_was_put_in_is_found_and_nothing_else(forms: dict[str, int], others: list[str]) -> None:
    with opened(packed(forms)) as found:
        for form, place in forms.items():
            assert found.classes_of_form(form) == {f"class-{place}"}
        for form in others:
            assert bool(found.classes_of_form(form)) == (form in forms)
        found.check_body()


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 5000])
def test_the_fan_out_finds_every_record_at_any_size(count: int) -> None:
    forms = {f"place{n}.example/": n % 255 for n in range(count)}
    with opened(packed(forms)) as found:
        assert found.header.count == count
        assert all(found.classes_of_form(form) == {f"class-{place}"} for form, place in forms.items())
        assert not any(found.classes_of_form(f"other{n}.example/") for n in range(count))


def test_equal_entries_count_once_and_several_classes_are_kept() -> None:
    records = [record(KEY, ListKind.TERMS, "term a", n) for n in (0, 1, 1)]
    data = pack(records, KEY, Header(ListKind.TERMS, Meaning.BENIGN, ("a", "b"), "{}", 2))
    with opened(data) as found:
        assert found.header.count == 2
        assert found.meaning is Meaning.BENIGN
        assert found.classes_of_text("say TERM-A twice") == {"a", "b"}


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("http://listed.example/", True),
        ("https://listed.example:8443/any/page?x=1", True),
        ("http://www.listed.example/", True),
        ("http://a.b.c.listed.example/x", True),
        ("http://other.example/dir/", True),
        ("http://other.example/dir/deep/page", True),
        ("http://www.other.example/dir/x", True),
        # near misses
        ("http://unlisted.example/", False),
        ("http://listed.example.nl/", False),
        ("http://example/listed.example/", False),
        ("http://nl.example/?u=http://listed.example/", False),
        ("http://listed-example/", False),
        ("http://other.example/", False),
        ("http://other.example/dir", False),
        ("http://other.example/direct/x", False),
        ("http://other.example/x/dir/", False),
        ("file:///listed.example", False),
        ("about:listed.example", False),
        ("", False),
    ],
)
def test_an_address_is_listed_by_its_host_or_folder(url: str, listed: bool) -> None:
    with opened(packed({"listed.example/": 7, "other.example/dir/": 7})) as found:
        assert found.classes_of_address(url) == ({"class-7"} if listed else frozenset())


@pytest.mark.parametrize(
    ("text", "listed"),
    [("a TERM-A here", True), ("one two three", True), ("two three", False), ("terma", False), ("xterm a", False)],
)
def test_a_text_is_listed_by_whole_words(text: str, listed: bool) -> None:
    with opened(packed({"term a": 1, "one two three": 1}, ListKind.TERMS, longest=3)) as found:
        assert bool(found.classes_of_text(text)) == listed


def test_a_list_of_one_kind_is_not_asked_for_the_other() -> None:
    with opened(packed({"a/": 0})) as addresses, opened(packed({"a": 0}, ListKind.TERMS)) as terms:
        with pytest.raises(TypeError):
            addresses.classes_of_text("a")
        with pytest.raises(TypeError):
            terms.classes_of_address("http://a/")


def test_key_and_kind_part_the_digests() -> None:
    same = {digest(key, kind, "listed") for key in (KEY, OTHER) for kind in ListKind}
    assert len(same) == 2 * len(ListKind)
    assert all(len(one) == 16 for one in same)


def test_another_kits_list_is_noticed() -> None:
    with pytest.raises(StoreFault) as told, opened(packed({"listed.example/": 0}, key=OTHER)):
        pass
    assert "andere uitrusting" in told.value.sentence("nl")
    assert "another kit" in told.value.sentence("en")


def test_every_changed_byte_is_noticed() -> None:
    data = packed({f"place{n}.example/": 0 for n in range(40)})
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for at in {*range(40), *(chance.randrange(len(data)) for _ in range(300)), len(data) - 1}:
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        with pytest.raises(StoreFault), opened(bytes(changed)) as found:
            found.check_body()


@pytest.mark.parametrize("cut", [0, 1, len(MAGIC), 20, 28, 100, -1, -RECORD])
def test_a_cut_or_grown_file_is_noticed(cut: int) -> None:
    data = packed({"listed.example/": 0})
    with pytest.raises(StoreFault), opened(data[:cut]):
        pass
    with pytest.raises(StoreFault), opened(data + b"\0"):
        pass


def test_a_fan_out_that_points_outside_is_noticed_at_look_up(tmp_path: Path) -> None:
    data = bytearray(packed({"listed.example/": 0}))
    start = len(data) - RECORD - 8
    data[start : start + 8] = b"\xff" * 8
    with opened(bytes(data)) as found, pytest.raises(StoreFault):
        found.classes_of_form("listed.example/")


@pytest.mark.parametrize("lost", [1, RECORD, RECORD + 8])
def test_a_file_that_shrinks_under_our_hands_is_noticed(lost: int) -> None:
    data = packed({"listed.example/": 0})
    with opened(data) as found:
        os.ftruncate(found._descriptor, len(data) - lost)
        with pytest.raises(StoreFault):
            found.classes_of_form("listed.example/")


LOCKED = r"""
import sys
from inzage.watchlists.keyed import KeyedList

def refuse(event, args):
    if event in ("open", "import", "os.listdir", "os.scandir"):
        raise RuntimeError(f"{event} {args[0]!r} inside the lock")

sys.addaudithook(refuse)
addresses, terms = (KeyedList.open(int(n), bytes(range(32))) for n in sys.argv[1:])
for url in ("list\u00e9d.example/\u00e9", "[::1]/", "0x7f.1", "\udc80%ff", "a\uff0fb.example", "\U0001f600.example"):
    addresses.classes_of_address(url)
assert addresses.classes_of_address("http://LIST\u00c9D.example/x") == {"class-3"}
assert terms.classes_of_text("T\u00c9RM-A \u0130 \u0915\u093f") == {"class-3"}
print("found")
"""


def test_a_look_up_opens_and_loads_nothing(tmp_path: Path) -> None:
    """So that it works inside the lock, where no file can be opened."""
    (tmp_path / "a").write_bytes(packed({"xn--listd-esa.example/": 3}))
    (tmp_path / "t").write_bytes(packed({"term a": 3}, ListKind.TERMS, longest=2))
    descriptors = [os.open(tmp_path / name, os.O_RDONLY) for name in ("a", "t")]
    command = [sys.executable, "-c", LOCKED, *map(str, descriptors)]
    done = subprocess.run(command, pass_fds=descriptors, capture_output=True, text=True, check=False)
    for descriptor in descriptors:
        os.close(descriptor)
    assert done.stdout == "found\n", done.stderr
