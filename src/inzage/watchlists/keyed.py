"""One opened list: what it says of an address, a text, a handle or a file. ``layout`` says how it lies on disk."""

import hashlib
import os
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from inzage.mandate.handles import handle
from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.canonical import expressions
from inzage.watchlists.digests import SIZE, NoDigest, digests_of, form, forms
from inzage.watchlists.layout import (
    DIGEST,
    LENGTH,
    PART,
    RECORD,
    Header,
    damaged,
    digest,
    fan_out_size,
    part,
    read_front,
)
from inzage.watchlists.terms import runs

REMEMBERED = 65_536
"""Addresses, texts and entries whose classes one opened list remembers."""

_PAIR = struct.Struct(">II")
_CHUNK = 1024 * 1024


class KeyedList:
    """One opened list. Implements ``watchlists.Lookup``; reads with ``pread`` alone."""

    def __init__(self, descriptor: int, key: bytes, header: Header, body: int) -> None:
        self.header = header
        self._descriptor = descriptor
        self._key = key
        self._fan_out = body
        self._records = body + fan_out_size(header.bits)
        self._end = self._records + header.count * RECORD
        self.classes_of_form = lru_cache(REMEMBERED)(self._look_up)
        self._address = lru_cache(REMEMBERED)(self._classes_of_address)
        self._text = lru_cache(REMEMBERED)(self._classes_of_text)

    @classmethod
    def open(cls, descriptor: int, key: bytes) -> "KeyedList":
        """A list at an open descriptor; ``StoreFault`` where it is damaged or of another kit."""
        header, body = read_front(descriptor, key)
        opened = cls(descriptor, key, header, body)
        if not _ends_at(descriptor, opened._end):
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
        named = digests_of(described)
        return any(self.classes_of_form(one) or self._holds(part(self._key, one)) for one in named)

    def by_class(self) -> dict[str, int]:
        """How many entries each class has; reads the whole file."""
        found: Counter[int] = Counter()
        step = _CHUNK // RECORD * RECORD
        for at in range(self._records, self._end, step):
            found.update(os.pread(self._descriptor, min(step, self._end - at), at)[DIGEST::RECORD])
        return {name: found[place] for place, name in enumerate(self.header.classes)}

    def check_body(self) -> None:
        """Read the whole file once; ``StoreFault`` where a byte of it has changed."""
        found = hashlib.sha256()
        for at in range(self._fan_out, self._end, _CHUNK):
            found.update(os.pread(self._descriptor, min(_CHUNK, self._end - at), at))
        if found.hexdigest() != self.header.body_sha256:
            raise damaged("een gewijzigd bestand", "a changed file")

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
        wanted = digest(self._key, self.header.kind, form)
        bucket = self._bucket(wanted)
        return frozenset(self.header.classes[place] for place in _places(bucket, wanted))

    def _holds(self, wanted: bytes) -> bool:
        return self.header.parts > 0 and PART in _places(self._bucket(wanted), wanted[:DIGEST])

    def _bucket(self, wanted: bytes) -> bytes:
        slot = int.from_bytes(wanted[:4]) >> (32 - self.header.bits)
        pair = os.pread(self._descriptor, _PAIR.size, self._fan_out + slot * LENGTH.size)
        first, last = _PAIR.unpack(pair) if len(pair) == _PAIR.size else (1, 0)
        if not first <= last <= self.header.count:
            raise damaged("een gewijzigd bestand", "a changed file")
        bucket = os.pread(self._descriptor, (last - first) * RECORD, self._records + first * RECORD)
        if len(bucket) < (last - first) * RECORD:
            raise damaged("een bestand dat korter werd", "a file that became shorter")
        return bucket


def _places(bucket: bytes, wanted: bytes) -> Iterator[int]:
    at = bucket.find(wanted)
    while at >= 0:
        if at % RECORD == 0:
            yield bucket[at + DIGEST]
        at = bucket.find(wanted, at + 1)


def _ends_at(descriptor: int, end: int) -> bool:
    return len(os.pread(descriptor, 2, end - 1)) == 1
