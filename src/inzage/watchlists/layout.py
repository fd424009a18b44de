"""One list on disk, byte by byte.

A file is ``magic · key check (16) · length · header (JSON) · seal (32) · fan-out ·
records · sizes``. A record is the first 16 bytes of an HMAC-SHA-256 under the kit's list key
and one byte that names a class; records are sorted. The fan-out counts the records
below each leading-bits value, so that a look-up is two short reads at a descriptor,
whatever the size, with nothing to load: a locked worker lives for one artefact.

The HMAC binds format version and kind of entry; another kit's file is known by its
key check, a changed header by its seal, a changed body by its digest.

An entry that names a file by several digests is kept under all of them together, for
all must agree; each of them alone is kept too, as a *part* (class byte 255, a domain of
its own). No look-up of a file ever sees parts: the hygiene gate does, for which one
digest in common is enough. Of addresses the host of an entry that names a page is such
a part, in the place where the host as an entry of its own would lie: so that of a host
it can be told at once that no entry names anything of it.

Where every entry gives a size, the set of them lies at the end, encrypted (``sizes``). Files from before that, and
lists that give no sizes, have no such field in their header, and are as they were.
"""

import hmac
import os
import struct
from dataclasses import dataclass

from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.watchlists import FORMAT_VERSION, ListKind, Meaning, StoreFault
from inzage.watchlists.hmacs import Prepared

MAGIC = b"INZLIST1"
DIGEST = 16
RECORD = DIGEST + 1
PART = 255
"""The class byte of a part; a manifest names at most 255 classes, 0 to 254."""
HOSTS = "hosts"
"""The shape of a list of addresses that keeps the host of every page as a part."""
LARGEST_HEADER = 1024 * 1024
LENGTH = struct.Struct(">I")

_SEAL = 32
_DOMAIN = {kind: b"inzage list %d %s\0" % (FORMAT_VERSION, kind.encode()) for kind in ListKind}
_PART = b"inzage list %d part\0" % FORMAT_VERSION
_KEY_CHECK = b"inzage list %d key check\0" % FORMAT_VERSION
_HEADER = b"inzage list %d header\0" % FORMAT_VERSION


@dataclass(frozen=True, slots=True)
class Header:
    """What a keyed file says of itself. ``envelope``: the signed manifest (JSON text).

    ``shapes``: combinations of digests that occur; of addresses ``HOSTS``. ``longest``: words in the longest term.
    ``written``: the format in which the list was brought; ``left``: what of it is no entry,
    counted by reason. ``bits``: leading bits that the fan-out counts. ``count``: records,
    of which ``parts`` are parts. ``body_sha256``: of fan-out and records. ``sizes``: bytes
    of the encrypted set of sizes behind them; 0: which sizes occur is not told.
    """

    kind: ListKind
    meaning: Meaning
    classes: tuple[str, ...]
    envelope: str
    longest: int = 1
    shapes: tuple[str, ...] = ()
    written: str = ""
    left: tuple[tuple[str, int], ...] = ()
    count: int = 0
    parts: int = 0
    bits: int = 0
    body_sha256: str = ""
    sizes: int = 0


def digest(key: bytes, kind: ListKind, form: str) -> bytes:
    """The 16 bytes under which an entry's form is kept."""
    return hmac.digest(key, _DOMAIN[kind] + form.encode("utf-8", "surrogatepass"), "sha256")[:DIGEST]


def prepared(key: bytes, kind: ListKind) -> Prepared:
    """What gives the same bytes, for many forms."""
    return Prepared(key, _DOMAIN[kind], DIGEST)


def record(key: bytes, kind: ListKind, form: str, class_index: int) -> bytes:
    """One entry as it lies in the file."""
    return digest(key, kind, form) + bytes((class_index,))


def prepared_parts(key: bytes) -> Prepared:
    """What gives the same bytes as ``part``, but for the class byte, for many digests."""
    return Prepared(key, _PART, DIGEST)


def part(key: bytes, named: str) -> bytes:
    """The record of one digest (``algorithm:hex``) among those by which an entry names a file."""
    return hmac.digest(key, _PART + named.encode(), "sha256")[:DIGEST] + bytes((PART,))


def fan_out_size(bits: int) -> int:
    """Bytes of the fan-out."""
    return ((1 << bits) + 1) * LENGTH.size


def packed(header: Header) -> bytes:
    """A header as it is written down."""
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
        "parts": header.parts,
        "written": header.written,
        "left": dict(header.left),
    }
    return canonical(value | ({"sizes": header.sizes} if header.sizes else {}))


def front(header: Header, key: bytes) -> bytes:
    """What stands before the fan-out."""
    told = packed(header)
    return b"".join((MAGIC, _key_check(key), LENGTH.pack(len(told)), told, _seal(key, told)))


def _key_check(key: bytes) -> bytes:
    return hmac.digest(key, _KEY_CHECK, "sha256")[:DIGEST]


def _seal(key: bytes, told: bytes) -> bytes:
    return hmac.digest(key, _HEADER + told, "sha256")


def read_front(descriptor: int, key: bytes) -> tuple[Header, int]:
    """The header and where the body begins."""
    start = len(MAGIC) + DIGEST + LENGTH.size
    front = os.pread(descriptor, start, 0)
    if len(front) < start or not front.startswith(MAGIC):
        raise damaged("een ander bestand", "another file")
    if not hmac.compare_digest(front[len(MAGIC) : -LENGTH.size], _key_check(key)):
        raise damaged("een lijst die een andere uitrusting invoerde", "a list that another kit imported")
    (size,) = LENGTH.unpack(front[-LENGTH.size :])
    told = os.pread(descriptor, min(size, LARGEST_HEADER), start)
    seal = os.pread(descriptor, _SEAL, start + size)
    if not hmac.compare_digest(seal, _seal(key, told)):
        raise damaged("een gewijzigd bestand", "a changed file")
    return header_of(told), start + size + _SEAL


def header_of(told: bytes) -> Header:
    """The header that was written down so; ``StoreFault`` where it was none."""
    try:
        value = parse(told)
        if not isinstance(value, dict) or value.pop("format") != FORMAT_VERSION:
            raise ValueError
        value |= {
            "kind": ListKind(value["kind"]),
            "meaning": Meaning(value["meaning"]),
            "classes": tuple(value["classes"]),
            "shapes": tuple(value["shapes"]),
            "left": tuple(sorted(value["left"].items())),
        }
        return Header(**value)
    except (NotCanonical, AttributeError, KeyError, TypeError, ValueError):
        raise damaged("een ander lijstformaat", "another list format") from None


def damaged(nl: str, en: str) -> StoreFault:
    """What to raise where a keyed file is not as it was written here."""
    expected = ("een ingevoerde lijst van deze uitrusting", "an imported list of this kit")
    return StoreFault(file="*.keyed", expected=expected, found=(nl, en))
