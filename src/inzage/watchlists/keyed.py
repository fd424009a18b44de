"""One opened list: what it says of an address, a text, a handle or a file. ``layout`` says how it lies on disk."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from inzage.mandate.handles import handle
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.body import Body, places
from inzage.watchlists.canonical import expressions
from inzage.watchlists.digests import SIZE, NoDigest, digests_of, form, forms
from inzage.watchlists.layout import (
    DIGEST,
    HOSTS,
    PART,
    RECORD,
    Header,
    damaged,
    packed,
    prepared,
    prepared_parts,
    read_front,
)
from inzage.watchlists.many import AT_ONCE, Batch
from inzage.watchlists.sizes import SizeSet, unseal
from inzage.watchlists.terms import runs

REMEMBERED = 65_536
"""Addresses, texts and entries whose classes one opened list remembers."""

_CHUNK = 1024 * 1024
_STEP = 1 << 15
"""Forms that are keyed before they are laid apart."""
_NONE: frozenset[str] = frozenset()


class KeyedList:
    """One opened list. Implements ``watchlists.Lookup``; reads with ``pread`` alone."""

    def __init__(self, descriptor: int, key: bytes, header: Header, body: int) -> None:
        self.header = header
        self._descriptor = descriptor
        self._key = key
        self._keyed = prepared(key, header.kind)
        self._parts = prepared_parts(key)
        self._body = Body(descriptor, body, header.bits, header.count)
        self.classes_of_form = lru_cache(REMEMBERED)(self._look_up)
        self._address = lru_cache(REMEMBERED)(self._classes_of_address)
        self._text = lru_cache(REMEMBERED)(self._classes_of_text)

    @classmethod
    def open(cls, descriptor: int, key: bytes) -> "KeyedList":
        """A list at an open descriptor; ``StoreFault`` where it is damaged or of another kit."""
        header, body = read_front(descriptor, key)
        opened = cls(descriptor, key, header, body)
        if not _ends_at(descriptor, opened._body.end + header.sizes):
            raise damaged("een bestand van een andere lengte", "a file of another length")
        return opened

    @property
    def meaning(self) -> Meaning:
        """What being on this list means."""
        return self.header.meaning

    def classes_of_address(self, untrusted_url: str) -> frozenset[str]:
        """Classes of the listed expressions that this address has (empty: not listed)."""
        return self._address(untrusted_url)

    def classes_of_text(self, untrusted_text: str) -> frozenset[str]:
        """Classes of the listed terms that occur in this text as whole words."""
        return self._text(untrusted_text)

    def classes_of_handle(self, untrusted_handle: str) -> frozenset[str]:
        """Classes of this number, account or group, compared in one spelling."""
        self._must_be(ListKind.HANDLES)
        return self.classes_of_form(handle(untrusted_handle))

    def classes_of_digests(self, digests: Sequence[str], size: int) -> frozenset[str]:
        """Classes of a file with these digests and this size."""
        self._must_be(ListKind.DIGESTS)
        return self._union(forms(digests, size, self.header.shapes))

    def classes_of_many(self, forms: Sequence[str]) -> list[frozenset[str]]:
        """Classes of each of these forms (``expressions`` of addresses, ``runs`` of words, ...), in their order.

        As ``classes_of_form`` says of each by itself, in a fraction of its time where there are thousands.
        """
        told = [_NONE] * len(forms)
        named: dict[tuple[int, ...], frozenset[str]] = {}
        for number, classes in self._met(forms):
            if classes not in named:
                named[classes] = self._named(classes)
            told[number] = named[classes]
        return told

    def names_hosts(self, hosts: Sequence[str]) -> list[bool]:
        """Of each host, in its one spelling: does an entry name it, or a page? Yes, where the list does not tell."""
        self._must_be(ListKind.ADDRESSES)
        if HOSTS not in self.header.shapes:
            return [True] * len(hosts)
        told = [False] * len(hosts)
        for number, _ in self._met([f"{host}/" for host in hosts]):
            told[number] = True
        return told

    def classes_of_file(self, described: str) -> frozenset[str]:
        """Classes of a file that is described as an entry of a list is; empty where the description is none."""
        self._must_be(ListKind.DIGESTS)
        try:
            named = form(described)
        except NoDigest:
            return frozenset()
        told = dict(one.split(":", 1) for one in named.split())
        # Without a size the entries that name one are not asked: nobody can say that it agrees.
        shapes = [one for one in self.header.shapes if SIZE in told or SIZE not in one.split("+")]
        return self._union(forms(digests_of(named), int(told.get(SIZE, "0")), shapes))

    def shares_digest(self, described: str) -> bool:
        """Does an entry name a file by one of the digests of this form, whatever else either says of it?"""
        self._must_be(ListKind.DIGESTS)
        return self.names_one(digests_of(described))

    def names_one(self, digests: Iterable[str]) -> bool:
        """Does an entry name a file by one of these digests (``algorithm:hex``), by it alone or beside others?"""
        return any(map(self._names, digests))

    def _names(self, digest: str) -> bool:
        alone = digest.partition(":")[0] in self.header.shapes and bool(self.classes_of_form(digest))
        return alone or (self.header.parts > 0 and self._holds(self._parts.of(digest)))

    def by_class(self) -> dict[str, int]:
        """How many entries each class has; reads the whole file."""
        found: Counter[int] = Counter()
        step = _CHUNK // RECORD * RECORD
        for at in range(self._body.records, self._body.end, step):
            found.update(os.pread(self._descriptor, min(step, self._body.end - at), at)[DIGEST::RECORD])
        return {name: found[place] for place, name in enumerate(self.header.classes)}

    def check_body(self) -> None:
        """Read the whole file once; ``StoreFault`` where a byte of it has changed."""
        found = hashlib.sha256()
        for at in range(self._body.fan_out, self._body.end, _CHUNK):
            found.update(os.pread(self._descriptor, min(_CHUNK, self._body.end - at), at))
        if found.hexdigest() != self.header.body_sha256:
            raise damaged("een gewijzigd bestand", "a changed file")
        self._sizes()

    def sizes(self) -> SizeSet | None:
        """The sizes that entries have; None where one gives none, or the list is of before sizes were kept."""
        told = self._sizes()
        return SizeSet.unpacked(told) if told else None

    def _sizes(self) -> bytes:
        if not self.header.sizes:
            return b""
        try:
            return unseal(os.pread(self._descriptor, self.header.sizes, self._body.end), self._key, packed(self.header))
        except ValueError:
            raise damaged("een gewijzigd bestand", "a changed file") from None

    def _classes_of_address(self, untrusted_url: str) -> frozenset[str]:
        self._must_be(ListKind.ADDRESSES)
        return self._union(expressions(untrusted_url))

    def _classes_of_text(self, untrusted_text: str) -> frozenset[str]:
        self._must_be(ListKind.TERMS)
        return self._union(runs(untrusted_text, self.header.longest))

    def _union(self, forms: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*map(self.classes_of_form, forms))

    def _must_be(self, kind: ListKind) -> None:
        if self.header.kind != kind:
            raise TypeError(f"a list of {self.header.kind} was asked for {kind}")

    def _look_up(self, form: str) -> frozenset[str]:
        wanted = self._keyed.of(form)
        return self._named(places(self._body.bucket(wanted), wanted))

    def _met(self, forms: Sequence[str]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Of the forms that the list holds their place among these, and the class bytes of their records."""
        for at in range(0, len(forms), AT_ONCE):
            batch, end = Batch(self._body), min(at + AT_ONCE, len(forms))
            for start in range(at, end, _STEP):
                batch.add(self._keyed.of_many(forms[start : min(start + _STEP, end)]))
            yield from ((at + number, classes) for number, classes in batch.met())

    def _named(self, classes: Iterable[int]) -> frozenset[str]:
        return frozenset(self.header.classes[place] for place in classes if place != PART)

    def _holds(self, wanted: bytes) -> bool:
        return PART in places(self._body.bucket(wanted), wanted)


def _ends_at(descriptor: int, end: int) -> bool:
    return len(os.pread(descriptor, 2, end - 1)) == 1
