"""One list on disk: keyed digests with a class each, and the look-up among them.

A file is ``magic · key check (16) · length · header (JSON) · seal (32) · fan-out ·
records``. A record is the first 16 bytes of an HMAC-SHA-256 under the kit's list key
and one byte that names a class; records are sorted. The fan-out counts the records
below each leading-bits value, so that a look-up is two short reads at a descriptor,
whatever the size, with nothing to load: a locked worker lives for one artefact.

The HMAC binds format version and kind of entry; another kit's file is known by its
key check, a changed header by its seal, a changed body by its digest (``check_body``).
"""

import hashlib
import hmac
import itertools
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzage.mandate.handles import handle
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.watchlists import FORMAT_VERSION, ListKind, Meaning, StoreFault
from inzage.watchlists.canonical import expressions
from inzage.watchlists.digests import forms
from inzage.watchlists.terms import runs

MAGIC = b"INZLIST1"
DIGEST = 16
RECORD = DIGEST + 1
LARGEST_HEADER = 1024 * 1024
PER_BUCKET = 32
REMEMBERED = 65_536
"""Addresses, texts and entries whose classes one opened list remembers."""

_LENGTH = struct.Struct(">I")
_PAIR = struct.Struct(">II")
_SEAL = 32
_MOST_BITS = 20
_CHUNK = 1024 * 1024
_DOMAIN = {kind: b"inzage list %d %s\0" % (FORMAT_VERSION, kind.encode()) for kind in ListKind}
_KEY_CHECK = b"inzage list %d key check\0" % FORMAT_VERSION
_HEADER = b"inzage list %d header\0" % FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Header:
    """What a keyed file says of itself. ``envelope``: the signed manifest (JSON text).

    ``shapes``: combinations of digests that occur. ``longest``: words in the longest term.
    ``bits``: leading bits that the fan-out counts. ``body_sha256``: of fan-out and records.
    """

    kind: ListKind
    meaning: Meaning
    classes: tuple[str, ...]
    longest: int
    count: int
    bits: int
    body_sha256: str
    envelope: str
    shapes: tuple[str, ...] = ()


def digest(key: bytes, kind: ListKind, form: str) -> bytes:
    """The 16 bytes under which an entry's form is kept."""
    return hmac.digest(key, _DOMAIN[kind] + form.encode("utf-8", "surrogatepass"), "sha256")[:DIGEST]


def record(key: bytes, kind: ListKind, form: str, class_index: int) -> bytes:
    """One entry as it lies in the file."""
    return digest(key, kind, form) + bytes((class_index,))


def pack(
    records: Iterable[bytes],
    key: bytes,
    *,
    kind: ListKind,
    meaning: Meaning,
    classes: tuple[str, ...],
    longest: int,
    envelope: str,
    shapes: tuple[str, ...] = (),
) -> bytes:
    """The bytes of a keyed file; equal records count once."""
    ordered = [first for first, _ in itertools.groupby(sorted(records))]
    bits = min(_MOST_BITS, (len(ordered) // PER_BUCKET).bit_length())
    body = _fan_out(ordered, bits) + b"".join(ordered)
    body_sha256 = hashlib.sha256(body).hexdigest()
    header = Header(kind, meaning, classes, longest, len(ordered), bits, body_sha256, envelope, shapes)
    return _front(header, key) + body


class KeyedList:
    """One opened list. Implements ``watchlists.Lookup``; reads with ``pread`` alone."""

    def __init__(self, descriptor: int, key: bytes, header: Header, body: int) -> None:
        self.header = header
        self._descriptor = descriptor
        self._key = key
        self._fan_out = body
        self._records = body + _fan_out_size(header.bits)
        self._end = self._records + header.count * RECORD
        self.classes_of_form = lru_cache(REMEMBERED)(self._look_up)
        self._address = lru_cache(REMEMBERED)(self._classes_of_address)
        self._text = lru_cache(REMEMBERED)(self._classes_of_text)

    @classmethod
    def open(cls, descriptor: int, key: bytes) -> "KeyedList":
        """A list at an open descriptor; ``StoreFault`` where it is damaged or of another kit."""
        header, body = _read_front(descriptor, key)
        opened = cls(descriptor, key, header, body)
        if not _ends_at(descriptor, opened._end):
            raise _damaged("een bestand van een andere lengte", "a file of another length")
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

    def check_body(self) -> None:
        """Read the whole file once; ``StoreFault`` where a byte of it has changed."""
        found = hashlib.sha256()
        for at in range(self._fan_out, self._end, _CHUNK):
            found.update(os.pread(self._descriptor, min(_CHUNK, self._end - at), at))
        if found.hexdigest() != self.header.body_sha256:
            raise _damaged("een gewijzigd bestand", "a changed file")

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
        bucket = self._bucket(int.from_bytes(wanted[:4]) >> (32 - self.header.bits))
        return frozenset(self.header.classes[place] for place in _places(bucket, wanted))

    def _bucket(self, slot: int) -> bytes:
        pair = os.pread(self._descriptor, _PAIR.size, self._fan_out + slot * _LENGTH.size)
        first, last = _PAIR.unpack(pair) if len(pair) == _PAIR.size else (1, 0)
        if not first <= last <= self.header.count:
            raise _damaged("een gewijzigd bestand", "a changed file")
        bucket = os.pread(self._descriptor, (last - first) * RECORD, self._records + first * RECORD)
        if len(bucket) < (last - first) * RECORD:
            raise _damaged("een bestand dat korter werd", "a file that became shorter")
        return bucket


def _places(bucket: bytes, wanted: bytes) -> Iterator[int]:
    at = bucket.find(wanted)
    while at >= 0:
        if at % RECORD == 0:
            yield bucket[at + DIGEST]
        at = bucket.find(wanted, at + 1)


def _fan_out_size(bits: int) -> int:
    return ((1 << bits) + 1) * _LENGTH.size


def _fan_out(ordered: list[bytes], bits: int) -> bytes:
    """How many records lie below each value of the leading bits, and how many in all."""
    counts = [0] * ((1 << bits) + 1)
    for one in ordered:
        counts[(int.from_bytes(one[:4]) >> (32 - bits)) + 1] += 1
    return struct.pack(f">{len(counts)}I", *itertools.accumulate(counts))


def _front(header: Header, key: bytes) -> bytes:
    value = {
        "format": FORMAT_VERSION,
        "kind": header.kind,
        "meaning": header.meaning,
        "classes": header.classes,
        "longest": header.longest,
        "count": header.count,
        "bits": header.bits,
        "body_sha256": header.body_sha256,
        "envelope": header.envelope,
        "shapes": header.shapes,
    }
    packed = canonical(value)
    return b"".join((MAGIC, _key_check(key), _LENGTH.pack(len(packed)), packed, _seal(key, packed)))


def _key_check(key: bytes) -> bytes:
    return hmac.digest(key, _KEY_CHECK, "sha256")[:DIGEST]


def _seal(key: bytes, packed: bytes) -> bytes:
    return hmac.digest(key, _HEADER + packed, "sha256")


def _read_front(descriptor: int, key: bytes) -> tuple[Header, int]:
    """The header and where the body begins."""
    start = len(MAGIC) + DIGEST + _LENGTH.size
    front = os.pread(descriptor, start, 0)
    if len(front) < start or not front.startswith(MAGIC):
        raise _damaged("een ander bestand", "another file")
    if not hmac.compare_digest(front[len(MAGIC) : -_LENGTH.size], _key_check(key)):
        raise _damaged("een lijst die een andere uitrusting invoerde", "a list that another kit imported")
    (size,) = _LENGTH.unpack(front[-_LENGTH.size :])
    packed = os.pread(descriptor, min(size, LARGEST_HEADER), start)
    seal = os.pread(descriptor, _SEAL, start + size)
    if not hmac.compare_digest(seal, _seal(key, packed)):
        raise _damaged("een gewijzigd bestand", "a changed file")
    return _header(packed), start + size + _SEAL


def _header(packed: bytes) -> Header:
    try:
        value = parse(packed)
        if not isinstance(value, dict) or value.pop("format") != FORMAT_VERSION:
            raise ValueError
        value |= {
            "kind": ListKind(value["kind"]),
            "meaning": Meaning(value["meaning"]),
            "classes": tuple(value["classes"]),
            "shapes": tuple(value["shapes"]),
        }
        return Header(**value)
    except (NotCanonical, KeyError, TypeError, ValueError):
        raise _damaged("een ander lijstformaat", "another list format") from None


def _ends_at(descriptor: int, end: int) -> bool:
    return len(os.pread(descriptor, 2, end - 1)) == 1


def _damaged(nl: str, en: str) -> StoreFault:
    expected = ("een ingevoerde lijst van deze uitrusting", "an imported list of this kit")
    return StoreFault(file="*.keyed", expected=expected, found=(nl, en))
