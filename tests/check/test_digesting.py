"""Which digests are made of a file, and of which files: never fewer than it takes to find every listed one."""

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from itertools import chain, combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.check.digesting import Wanted, kept
from inzage.check.job import Asked, OpenList
from inzage.mandate import DataClass, Question
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.digests import ALGORITHMS, algorithms, digests_of, form, shape, size_of
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import Header, part, record
from inzage.watchlists.packing import Sorter, write
from inzage.watchlists.sizes import SizeSet

KEY = bytes(range(32))
WINDOW = Window(date(2026, 10, 1), date(2026, 10, 31))
THEN = datetime(2026, 10, 2, 12, tzinfo=UTC)
QUESTION = Question("q", "b", "known_material", (DataClass.MEDIA_DIGESTS,), (), None, "?", "?", {})
CONTENT = b"a pattern"


def names(content: bytes, parts: Sequence[str]) -> str:
    """An entry that names these bytes by these parts."""
    return " ".join(
        f"size:{len(content)}" if one == "size" else f"{one}:{hashlib.new(one, content).hexdigest()}" for one in parts
    )


def made(content: bytes, wanted: Sequence[str]) -> tuple[str, ...]:
    return tuple(names(content, (one,)) for one in wanted)


class Shelf:
    """Open lists, closed at the end."""

    def __init__(self, held: ExitStack) -> None:
        self.held = held

    def __call__(self, *entries: str, benign: bool = False, name: str = "list", key: bytes = KEY) -> OpenList:
        forms = [form(text) for text in entries]
        shapes = tuple(sorted({shape(one) for one in forms}))
        sizes = [size_of(one) for one in forms]
        known = None if None in sizes else SizeSet(size for size in sizes if size is not None)
        meaning = Meaning.BENIGN if benign else Meaning.LISTED
        to = io.BytesIO()
        with Sorter(Path("/tmp")) as sorter:
            for one in forms:
                sorter.add(record(key, ListKind.DIGESTS, one, 0))
                for each in digests_of(one) if " " in one else ():
                    sorter.add(part(key, each))
            write(sorter, Header(ListKind.DIGESTS, meaning, ("x",), "{}", shapes=shapes), key, to, known)
        file = os.memfd_create("list")
        self.held.callback(os.close, file)
        os.write(file, to.getvalue())
        return OpenList(name, "1", benign, ("x",), file, algorithms(shapes), sizes=known)


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with ExitStack() as held:
        yield Shelf(held)


def wanted(*lists: OpenList) -> Wanted:
    return Wanted.of([Asked(QUESTION, lists, frozenset("x"))], WINDOW, KEY)


def file(size: int = 9, at: datetime | None = THEN, path: str = "Users/jan/a.jpg", *, sure: bool = False) -> Artefact:
    return Artefact(path, -1, size, at, sure=sure)


SHAPES = [
    (("md5 sha1",), ("sha1",), ("md5",)),
    (("md5 sha1 size",), ("sha1",), ("md5",)),
    (("sha1",), ("sha1",), ()),
    (("sha256",), ("sha256",), ()),
    (("md5",), ("md5", "sha256"), ()),
    (("md5 sha1", "sha1"), ("sha1",), ("md5",)),
    (("md5 sha1", "md5"), ("md5", "sha256"), ("sha1",)),
    (("md5 sha1", "sha256"), ("sha1", "sha256"), ("md5",)),
    (("md5 sha1 sha256",), ("sha1",), ("md5", "sha256")),
]


@pytest.mark.parametrize(("shapes", "first", "rest"), SHAPES)
def test_the_cheapest_digests_of_which_every_entry_names_one(
    shapes: tuple[str, ...], first: tuple[str, ...], rest: tuple[str, ...], shelf: Shelf
) -> None:
    """And one that the ledger may keep, which MD5 is not."""
    found = wanted(shelf(*(names(CONTENT, one.split()) for one in shapes)))
    assert (found.first, found.rest) == (first, rest)


def test_two_lists_together_want_one_digest_where_one_will_do(shelf: Shelf) -> None:
    both = shelf(names(CONTENT, ("md5", "sha1")), name="a"), shelf(names(CONTENT, ("sha1", "sha256")), name="b")
    assert wanted(*both).first == ("sha1",)


def test_a_benign_list_is_asked_of_hits_alone(shelf: Shelf) -> None:
    found = wanted(shelf(names(CONTENT, ("sha1",))), shelf(names(b"x", ("md5",)), benign=True, name="b"))
    assert (found.first, found.rest, found.told) == (("sha1",), ("md5",), {"md5", "sha1"})


def test_without_a_list_that_counts_nothing_is_digested(shelf: Shelf) -> None:
    assert wanted() == Wanted()
    assert wanted(shelf(names(CONTENT, ("sha1",)), benign=True)) == Wanted()
    assert not wanted().can_count(file())


def test_a_list_that_cannot_be_looked_up_in_wants_everything(shelf: Shelf) -> None:
    found = wanted(shelf(names(CONTENT, ("md5", "sha1")), key=bytes(32)))
    assert found.first == ("md5", "sha1")
    assert found.can_be_listed(file(), ())


EVERY = [
    (*digests, *size)
    for digests in chain.from_iterable(combinations(ALGORITHMS, many) for many in (1, 2, 3))
    for size in ((), ("size",))
]


@given(st.lists(st.tuples(st.sampled_from([b"one", b"two", b"three"]), st.sampled_from(EVERY)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_listed_file_is_ever_lost(entries: list[tuple[bytes, tuple[str, ...]]]) -> None:
    """What a look-up with every digest finds can still be listed by the first digests, and is of no unlisted size."""
    with ExitStack() as held:
        told = Shelf(held)(*(names(content, parts) for content, parts in entries))
        found, full = wanted(told), KeyedList.open(told.descriptor, KEY)
        for content in (b"one", b"two", b"three", b"other"):
            listed = bool(full.classes_of_digests(made(content, tuple(ALGORITHMS)), len(content)))
            assert listed <= found.can_be_listed(file(len(content)), made(content, found.first))
            assert listed <= (not found.of_no_listed_size(file(len(content))))
            assert set(found.first) | set(found.rest) >= set(told.algorithms)
        assert not found.can_be_listed(file(5), made(b"other", found.first))


def test_a_file_that_shares_one_digest_alone_is_digested_further(shelf: Shelf) -> None:
    """The right SHA-1 and another MD5 is another file, but only MD5 can say so."""
    entry = f"md5:{'0' * 32} sha1:{hashlib.sha1(CONTENT, usedforsecurity=False).hexdigest()}"
    assert wanted(shelf(entry)).can_be_listed(file(), made(CONTENT, ("sha1",)))


def test_sizes_count_only_where_every_list_that_counts_tells_them(shelf: Shelf) -> None:
    with_sizes = shelf(names(CONTENT, ("sha1", "size")))
    without = shelf(names(CONTENT, ("sha1",)), name="b")
    benign = shelf(names(b"x", ("sha1",)), benign=True, name="c")
    assert wanted(with_sizes, benign).of_no_listed_size(file(10))
    assert not wanted(with_sizes, benign).of_no_listed_size(file(9))
    assert not wanted(with_sizes, without).of_no_listed_size(file(10))
    other = shelf(names(b"four", ("sha1", "size")), name="d")
    assert [wanted(with_sizes, other).of_no_listed_size(file(size)) for size in (4, 9, 10)] == [False, False, True]


FIRST, LAST = (datetime(2026, 10, day, tzinfo=AMSTERDAM) for day in (1, 31))
STEP = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("artefact", "counts"),
    [
        (file(), True),
        (file(at=FIRST), True),
        (file(at=FIRST - STEP), False),
        (file(at=LAST + timedelta(days=1) - STEP), True),
        (file(at=LAST + timedelta(days=1)), False),
        (file(at=None), False),
        (file(path="Windows/Web/a.jpg"), False),
        (file(path="Windows/Web/a.jpg", sure=True), True),
        (file(path="Users/jan/Windows/Web/a.jpg"), True),
        (file(path="Users/jan/.cache/thumbnails/a.png"), False),
    ],
)
def test_what_cannot_count_by_date_or_place(artefact: Artefact, counts: bool, shelf: Shelf) -> None:
    assert wanted(shelf(names(CONTENT, ("sha1",)))).can_count(artefact) is counts


@pytest.mark.parametrize(
    ("digests", "told"),
    [(("md5:1", "sha1:2", "sha256:3"), "3"), (("md5:1", "sha1:2"), "2"), (("md5:1",), None), ((), None)],
)
def test_the_ledger_keeps_the_strongest_and_never_md5(digests: tuple[str, ...], told: str | None) -> None:
    assert kept(digests) == told
